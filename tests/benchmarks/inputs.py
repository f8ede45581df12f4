"""What becomes of each odd workbook, state file, config and folder (design §16), as a table.

By hand:  python -m tests.benchmarks.inputs [WORDS]

Prints markdown: the input, the exit code of `now`, what it said, whether workbook and state are
byte for byte what they were, CPU seconds, and peak MiB; each in a process of its own, as a
user of whom modes of files are true. WORDS choose inputs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.big_workbook import CONFIG, make
from tests.cli.odd_inputs import CONFIGS, STATES, WORKBOOKS, Closing, Input

ROOT: Final = Path(__file__).resolve().parents[2]
KEPT: Final = ("agency.xlsx", "state.sqlite3")
AS_PEOPLE: Final = (
    ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--")
    if os.geteuid() == 0
    else ()
)
"""Root, too, is to meet files that it may not read or write."""
LONGEST: Final = 120

MEASURE: Final = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.buffer.write(done.stdout)
sys.stdout.write(f"\\n{done.returncode} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""
"""A process in between: the system counts to a child's peak what its parent held at its birth."""

FULL: Final = ("sh", "-c", 'ulimit -f 1; exec "$@"', "sh")
"""No file may be written beyond its first half KiB, as on a disk without room."""


def unreadable(path: Path) -> None:
    path.chmod(0)


def read_only(path: Path) -> Closing:
    """The whole folder, and what is in it."""
    everything = [*path.parent.iterdir(), path.parent]
    for each in everything:
        each.chmod(0o555 if each.is_dir() else 0o444)
    return lambda: path.parent.chmod(0o755)


def nothing(_: Path) -> None:
    """The input is as it should be."""


FOLDERS: Final[Mapping[str, Mapping[str, Input]]] = {
    "agency.xlsx": {"sound": nothing, "unreadable": unreadable, "in a read-only folder": read_only, "on a full disk": nothing},
    "state.sqlite3": {"unreadable": unreadable},
    "config.toml": {"unreadable": unreadable},
}  # fmt: skip
ALL: Final = {"agency.xlsx": WORKBOOKS, "state.sqlite3": STATES, "config.toml": CONFIGS}


def cases(words: str) -> Iterator[tuple[str, str, Input]]:
    """Target, name and maker of all inputs whose title has the words."""
    for some in (FOLDERS, ALL):
        for target, inputs in some.items():
            for name, put in inputs.items():
                if words in f"{target}: {name}":
                    yield target, name, put


def contents(office: Path) -> list[object]:
    """What the kept files hold; of what is no plain file, what it is."""
    found: list[object] = []
    for name in KEPT:
        path = office / name
        try:
            state = path.lstat()
        except FileNotFoundError:
            found.append(None)
            continue
        plain = path.is_file() and not path.is_symlink() and state.st_size < 1 << 30
        found.append(path.read_bytes() if plain else (state.st_mode, state.st_size))
    return found


def measured(office: Path, limits: Sequence[str]) -> tuple[int, str, float, float]:
    """Exit code, what it said, CPU seconds and peak MiB of `now`."""
    done = subprocess.run(
        (sys.executable, "-c", MEASURE, *AS_PEOPLE, *limits, sys.executable, "-m", "sheets_sync", "now"),
        cwd=office, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(office)},
    )  # fmt: skip
    said, _, figures = done.stdout.decode(errors="replace").rpartition("\n")
    code, seconds, peak = figures.split()
    return int(code), " ".join(said.split()), float(seconds), int(peak) / 1024


def row(base: Path, office: Path, target: str, name: str, put: Input) -> str:
    """One line of the table."""
    shutil.copytree(base, office)
    os.chdir(office)
    close = put(office / target)
    before = contents(office)
    code, text, seconds, peak = measured(office, FULL if name == "on a full disk" else ())
    same = ["yes" if a == b else "no" for a, b in zip(before, contents(office), strict=True)]
    if close:
        close()
    os.chdir(ROOT)
    shutil.rmtree(office)
    text = text.replace(str(office), ".").replace("|", "\\|")
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return f"| {target}: {name} | {code} | {short} | {same[0]} | {same[1]} | {seconds:.1f} | {peak:.0f} |"


def main(words: str = "") -> None:
    """Print the table."""
    print("| Input | Exit | Said | Workbook the same | State the same | CPU s | MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        base = place / "base"
        base.mkdir()
        (base / "config.toml").write_text(CONFIG, encoding="utf-8")
        make(base / "agency.xlsx", 200, 10)
        for command in ("init", "now"):
            subprocess.run(
                (sys.executable, "-m", "sheets_sync", command), cwd=base, check=True,
                capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        for target, kind, put in cases(words):
            print(row(base, place / "office", target, kind, put), flush=True)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
