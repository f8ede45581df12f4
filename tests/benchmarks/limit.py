"""How near a run is to what bounds it, at the largest workbook that Google allows.

By hand:  python -m tests.benchmarks.limit [ROWS ...] [--times 5] [--peers] [--out FOLDER]

The emulator serves in a process of its own; `sync now` runs over HTTP in processes of their own,
in turn with what no program can do without: the interpreter, the program's imports, orjson's
parse of the answer. Prints a table, and writes it with a picture of how cost grows.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.growth import picture
from tests.benchmarks.measuring import Measured, measure, medians
from tests.benchmarks.peers import compare
from tests.benchmarks.synthetic import DIGESTS

PROGRAM = (sys.executable, str(Path(__file__).with_name("beyond_imports.py")), "google")
PASS = (sys.executable, "-c", "pass")
MIB = 2**20
MOST_WHOLE = 100_000
"""Up to so many rows whole columns are written too, to compare: the emulator takes its time."""


class Office:
    """The emulator's process."""

    def __init__(self, child: "subprocess.Popen[str]", folder: Path) -> None:
        self._child, self.folder = child, folder
        self.listen()

    def ask(self, word: str) -> Any:
        assert self._child.stdin is not None
        self._child.stdin.write(word + "\n")
        self._child.stdin.flush()
        return self.listen()

    def listen(self) -> Any:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            raise SystemExit("The emulator's process ended.")
        return json.loads(line)

    def run(self, word: str = "") -> Measured:
        """`sync now`, after what ``word`` does."""
        if word:
            self.ask(word)
        self.ask("calls")
        done = measure(PROGRAM, self.folder)
        return Measured(done.cpu, done.wall, done.peak, {**done.told, **self.ask("calls")})


@contextmanager
def office(rows: int) -> Iterator[Office]:
    """A spreadsheet of so many log rows, furnished, a first run's cells in place."""
    with tempfile.TemporaryDirectory() as name:
        command = (sys.executable, "-m", "tests.benchmarks.big_office", str(rows), name)
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            yield Office(child, Path(name))
        finally:
            child.kill()
            child.wait()


def size(rows: int, times: int) -> dict[str, float]:
    """All figures for one size."""
    with office(rows) as there:
        if there.ask("digest") != DIGESTS[rows]:
            raise SystemExit("The balances are wrong.")
        there.run()
        answer = there.ask("answer")
        file = str(there.folder / "answer.json")
        parse = (sys.executable, "-m", "tests.benchmarks.parse_floor", file)
        balances = (sys.executable, "-m", "tests.benchmarks.balances", file)
        found = medians(
            times,
            {
                "pass": lambda: measure(PASS),
                "parse": lambda: measure(parse),
                "parse, no gc": lambda: measure((*parse, "nogc")),
                "balances": lambda: measure(balances),
                "still": there.run,
                "row": lambda: there.run("row"),
                "nothing new": there.run,
            },
        )
        if found["balances"].told["digest"] != DIGESTS[rows]:
            raise SystemExit("The balances are wrong.")
        written = {"percent": there.run("percent").told}
        there.run()
        if rows <= MOST_WHOLE:
            written["whole"] = there.run("blank").told
    return figures(rows, answer, found, written)


def figures(
    rows: int,
    answer: dict[str, int],
    found: dict[str, Measured],
    written: dict[str, Mapping[str, Any]],
) -> dict[str, float]:
    """What was measured, in the words of the table."""
    parse, parse_gc = found["parse, no gc"].told["parse"], found["parse"].told["parse"]
    row, still, new = found["row"], found["still"], found["nothing new"]
    beyond = row.told["beyond"]
    made: dict[str, float] = {
        "rows": rows,
        "answer, MB": answer["bytes"] / 1e6,
        "over the wire, MB": row.told["received"] / 1e6,
        "`python -c pass`, s": found["pass"].cpu,
        "imports, s": row.told["imports"],
        "orjson's parse, gc off, s": parse,
        "orjson's parse, s": parse_gc,
        "one new row: CPU beyond imports, s": beyond,
        "one new row ÷ parse, gc off": beyond / parse,
        "one new row ÷ parse": beyond / parse_gc,
        "nothing new: CPU beyond imports, s": new.told["beyond"],
        "nothing new ÷ parse, gc off": new.told["beyond"] / parse,
        "all as it was: CPU beyond imports, s": still.told["beyond"],
        "all as it was ÷ parse, gc off": still.told["beyond"] / parse,
        "wall of a run with one new row, s": row.wall,
        "peak memory, MiB": row.peak,
        "peak memory ÷ answer": row.peak * MIB / answer["bytes"],
        "received ÷ answer": row.told["received"] / answer["bytes"],
        "calls, one new row": row.told["reads"] + row.told["writes"],
        "calls, nothing new": new.told["reads"] + new.told["writes"],
        "bytes to all balances: CPU, s": found["balances"].told["work"],
        "wall of that process, s": found["balances"].wall,
        "1 % appended: MB sent": written["percent"]["sent"] / 1e6,
        "of it cells of Log, MB": written["percent"]["log"] / 1e6,
    }
    if "whole" in written:
        made["1 % appended ÷ whole columns, Log"] = (
            written["percent"]["log"] / written["whole"]["log"]
        )
        made["1 % appended ÷ whole columns, all"] = (
            written["percent"]["sent"] / written["whole"]["sent"]
        )
    return made


def table(found: list[dict[str, float]]) -> str:
    """A line a figure, a column a size."""
    names = list(dict.fromkeys(name for each in found for name in each))
    lines = [["", *(f"{int(each['rows']):,} rows" for each in found)]]
    lines += [[name, *(_shown(each.get(name)) for each in found)] for name in names[1:]]
    head, *rest = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, "| --- |" + " ---: |" * len(found), *rest])


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.3g}"


def main() -> None:
    """Measure, print, draw."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("rows", nargs="*", type=int, default=[])
    ask.add_argument("--times", type=int, default=5)
    ask.add_argument("--peers", action="store_true", help="ledger, beancount, LibreOffice too")
    ask.add_argument("--out", type=Path, help="where the table and the picture are written")
    given = ask.parse_args()
    found = [size(rows, given.times) for rows in given.rows or sorted(DIGESTS)]
    text = table(found)
    if given.peers:
        text += "\n\n" + compare(100_000, given.times)
    print(text)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "performance.md").write_text(text + "\n", encoding="utf-8")
        (given.out / "performance.svg").write_text(picture(found), encoding="utf-8")


if __name__ == "__main__":
    main()
