"""A rerun on a large .xlsx, held against the least that its format asks for.

By hand:  python -m tests.benchmarks.xlsx [ROWS] [CLIENTS] [TIMES]

It makes a workbook in a temporary folder, lets a first run fill it, changes one cell of Log as
another program would (all of the sheet packed anew), and then measures in turn, each in a
process of its own: the floor (calamine's read of the tabs and the patch of the cells that a run
writes, see ``xlsx_floor``), `now` after that change, `now` with nothing changed, and the imports
of `now` alone. Medians of CPU seconds; runs are told beyond their imports.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from multiprocessing import Process
from pathlib import Path
from statistics import median

from tests.benchmarks.big_workbook import CONFIG, make, timed
from tests.benchmarks.xlsx_floor import differing_cells

PROGRAM = (sys.executable, "-m", "sheets_sync")
NOW = ("now", "--no-mail")
LISTS_MODULES = """
import sys
from pathlib import Path
from sheets_sync.cli import main
sys.argv = ["sheets-sync", "now", "--no-mail"]
try:
    main()
finally:
    Path("modules").write_text("\\n".join(sys.modules))
"""
IMPORTS = """
import contextlib, importlib, sys
from pathlib import Path
for name in Path("modules").read_text().split():
    if name not in sys.modules:
        with contextlib.suppress(ImportError):  # some are made, not found
            importlib.import_module(name)
"""
LOG = "xl/worksheets/sheet4.xml"


def change_a_cell(path: Path, row: int) -> None:
    """Another number of minutes in a row of Log; every member packed anew, as editors do."""
    cell = re.compile(rb'(<c r="E%d"[^>]*><v>)(\d+)' % row)
    contents = {}
    with zipfile.ZipFile(path) as old:
        for name in old.namelist():
            contents[name] = old.read(name)
    data, found = cell.subn(lambda old: old[1] + b"%d" % (int(old[2]) + 7), contents[LOG])
    assert found == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**contents, LOG: data}.items():
            new.writestr(name, content)


class Bench:
    """A folder with a workbook, and copies of what it was like before a run."""

    def __init__(self, folder: Path, rows: int, clients: int) -> None:
        self.folder = folder
        self.book = folder / "agency.xlsx"
        make(self.book, rows, clients)
        (folder / "config.toml").write_text(CONFIG)
        self.run(*PROGRAM, "init")
        self.run(*PROGRAM, *NOW)
        self.keep("settled")
        self._in_child(change_a_cell, self.book, rows // 2)
        self.keep("edited")
        self.run(sys.executable, "-c", LISTS_MODULES)
        self._in_child(self._note_cells)

    def run(self, *command: str) -> tuple[float, float]:
        """CPU seconds and peak MiB."""
        return timed(*command, cwd=self.folder)

    def keep(self, name: str) -> None:
        """Put workbook and state aside."""
        for file in ("agency.xlsx", "state.sqlite3"):
            shutil.copy2(self.folder / file, self.folder / f"{name}.{file}")

    def bring_back(self, name: str) -> None:
        """Workbook and state as they were kept."""
        for file in ("agency.xlsx", "state.sqlite3"):
            shutil.copy2(self.folder / f"{name}.{file}", self.folder / file)

    def now(self, after: str) -> tuple[float, float]:
        """A run on what was kept."""
        self.bring_back(after)
        return self.run(*PROGRAM, *NOW)

    def floor(self, level: int) -> float:
        """CPU seconds of the floor, beyond imports."""
        files = self.folder / "edited.agency.xlsx", self.folder / "cells.json"
        command = (sys.executable, "-m", "tests.benchmarks.xlsx_floor", *map(str, files))
        return float(subprocess.check_output([*command, str(level)]))

    def _note_cells(self) -> None:
        cells = differing_cells(self.folder / "edited.agency.xlsx", self.book)
        (self.folder / "cells.json").write_text(json.dumps(cells))
        print(f"{sum(map(len, cells.values()))} cells of {len(cells)} tabs differ")

    @staticmethod
    def _in_child(work: Callable[..., None], *given: object) -> None:
        """In a process of its own: the memory of this one counts among that of each command."""
        child = Process(target=work, args=given)
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit("the workbook could not be prepared")


def main() -> None:
    """Print a table of the medians, and the ratios."""
    rows, clients, times = (int(x) for x in (*sys.argv[1:], "100000", "200", "5")[:3])
    steps: dict[str, list[float]] = {}
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), rows, clients)
        for _ in range(times):
            imports, _ = bench.run(sys.executable, "-c", IMPORTS)
            edited, peak = bench.now("edited")
            same, _ = bench.now("settled")
            for step, seconds in {
                "floor, packed at level 6": bench.floor(6),
                "floor, packed at level 3": bench.floor(3),
                "imports": imports,
                "now, one cell changed": edited - imports,
                "now, nothing changed": same - imports,
            }.items():
                steps.setdefault(step, []).append(seconds)
            peaks.append(peak)
    print(f"{rows} log rows, {clients} clients, medians of {times}")
    floor = median(steps["floor, packed at level 6"])
    for step, figures in steps.items():
        print(f"{step:<26} {median(figures):6.2f} s CPU {median(figures) / floor:6.2f}")
    print(f"peak of a run that writes  {median(peaks):6.0f} MiB")


if __name__ == "__main__":
    main()
