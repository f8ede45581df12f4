"""What one cell far from the table costs a run on an .xlsx: nothing, if all is well (§16).

By hand:  python -m tests.benchmarks.far_cell [ROWS] [CLIENTS] [TIMES] [CELL ...]

It makes a furnished workbook in a temporary folder, lets a run fill it, then measures `now` after
a change, each in a process of its own, in turn: the table as it is, with a space or a text in
row 1,048,576 of Log, and with a space or a text in column AZ; of these those alone that are named
by CELL ("a text in A1048576"). The least CPU seconds and peak MiB, and their ratios to the plain
table, after each turn.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.benchmarks.big_workbook import CONFIG, make
from tests.benchmarks.measuring import measure
from tests.benchmarks.xlsx import LOG, change_a_cell
from tests.spreadsheet.surgery import members, rebuilt

PROGRAM = (sys.executable, "-m", "sheets_sync")
FAR = {
    "plain": ("", ""),
    "a space in A1048576": ("A1048576", " "),
    "a text in A1048576": ("A1048576", "x"),
    "a space in AZ1048576": ("AZ1048576", " "),
    "a space in XFD1048576": ("XFD1048576", " "),
    "a space in AZ3": ("AZ3", " "),
    "a text in AZ3": ("AZ3", "x"),
}


def with_cell(path: Path, at: str, text: str) -> None:
    """The cell put into Log, at the end of its row."""
    if not at:
        return
    row = int(at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    cell = f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'.encode()
    data = members(path)[LOG]
    start = data.find(b'<row r="%d"' % row)
    if start < 0:
        end = data.rindex(b"</sheetData>")
        cell = b'<row r="%d">%b</row>' % (row, cell)
    else:
        end = data.index(b"</row>", start)
    rebuilt(path, {LOG: data[:end] + cell + data[end:]})


def apart(task: Callable[..., None], *args: Any) -> None:
    """A task in a process of its own: the system counts the peak of whoever starts a process as the
    peak of that process, too."""
    process = get_context("spawn").Process(target=task, args=args)
    process.start()
    process.join()
    assert process.exitcode == 0


def main(rows: int = 200, clients: int = 10, times: int = 5, *, kinds: Sequence[str] = ()) -> None:
    """Print a table of the kinds of cells."""
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        base = Path(name) / "base"
        base.mkdir()
        (base / "config.toml").write_text(CONFIG, encoding="utf-8")
        apart(make, base / "agency.xlsx", rows, clients)
        for command in ("init", "now"):
            measure((*PROGRAM, command), base)
        for turn in range(times):
            for kind in ["plain", *(kinds or list(FAR)[1:])]:
                new = one_run(base, Path(name) / "now", rows // 2 + turn, *FAR[kind])
                old = found.get(kind, new)
                found[kind] = (min(old[0], new[0]), min(old[1], new[1]))
            show(found)


def one_run(base: Path, folder: Path, row: int, at: str, text: str) -> tuple[float, float]:
    """CPU seconds and peak MiB of a run on a copy of ``base`` with another number in that row."""
    shutil.copytree(base, folder)
    apart(change_a_cell, folder / "agency.xlsx", row)
    apart(with_cell, folder / "agency.xlsx", at, text)
    done = measure((*PROGRAM, "now", "--no-mail"), folder)
    shutil.rmtree(folder)
    return done.cpu, done.peak


def show(found: Mapping[str, tuple[float, float]]) -> None:
    """The table so far."""
    plain = found["plain"]
    for kind, (seconds, peak) in found.items():
        ratios = f"{seconds / plain[0]:5.2f} {peak / plain[1]:5.2f}"
        print(f"{kind:24} {seconds:6.2f} s {peak:6.0f} MiB   ratios {ratios}", flush=True)
    print(flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), kinds=sys.argv[4:])
