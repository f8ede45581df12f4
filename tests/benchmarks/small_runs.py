"""What small runs cost as whole processes: all as it was, and one new row, on both back ends.

By hand:  python -m tests.benchmarks.small_runs [ROWS] [TIMES]

In turn with the interpreter that does nothing; medians of CPU, and ratios to it. The emulator
serves in a process of its own. Issue 13 asks for 23 and 53 at most, at 10,000 rows.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.benchmarks.limit import office
from tests.benchmarks.measuring import Measured, measure, medians
from tests.benchmarks.synthetic import CLIENTS, SERVICES, synthetic, tabs

NOW = (sys.executable, "-m", "sheets_sync", "now")
IMPORTS = (sys.executable, "-c", "import pandas")
PASS = (sys.executable, "-c", "pass")
CONFIG = """
[workbook]
path = "agency.xlsx"
timezone = "UTC"
[billing]
currency = "EUR"
[notices]
settle = "0m"
approve = true
[mail]
from = "Billing <billing@example.com>"
"""
FILES = ("agency.xlsx", "state.sqlite3")


class Xlsx:
    """A folder with a workbook that was run on, and another one with a row more."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        (folder / "config.toml").write_text(CONFIG)
        book = openpyxl.Workbook(write_only=True)
        for name, lines in tabs(synthetic(rows)).items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        book.save(folder / FILES[0])
        for command in ("init", "now", "now", "now"):
            subprocess.run([*NOW[:3], command], cwd=folder, stdout=subprocess.DEVNULL, check=False)
        self.keep("settled")
        self.add_a_row()
        self.keep("longer")

    def add_a_row(self) -> None:
        """As a person does: open, type below the last row, save."""
        book = openpyxl.load_workbook(self.folder / FILES[0])
        log = book["Log"]
        last = max(row for row in range(1, log.max_row + 1) if log.cell(row, 1).value is not None)
        new = [log.cell(last, 1).value, CLIENTS[0], "NEW-1", SERVICES[0], 2, 30, "Anna K.", "phone"]
        for column, value in enumerate(new, start=1):
            log.cell(last + 1, column, value)
        book.save(self.folder / FILES[0])

    def keep(self, name: str) -> None:
        for file in FILES:
            shutil.copy2(self.folder / file, self.folder / f"{name}.{file}")

    def run(self, kept: str) -> Measured:
        """`now` on what was kept."""
        for file in FILES:
            shutil.copy2(self.folder / f"{kept}.{file}", self.folder / file)
        return measure(NOW, self.folder)


def main() -> None:
    """Print a table."""
    rows, times = (int(each) for each in (*sys.argv[1:], "10000", "9")[:2])
    with tempfile.TemporaryDirectory() as name, office(rows) as google:
        xlsx = Xlsx(Path(name), rows)

        def on_google() -> Measured:
            return measure(NOW, google.folder)

        def new_row() -> Measured:
            google.ask("row")
            return on_google()

        on_google()
        steps: dict[str, Callable[[], Measured]] = {
            "python -c pass": lambda: measure(PASS),
            "import pandas": lambda: measure(IMPORTS),
            "all as it was, .xlsx": lambda: xlsx.run("settled"),
            "one new row, .xlsx": lambda: xlsx.run("longer"),
            "one new row, Google": new_row,
            "nothing new, Google": on_google,
            "all as it was, Google": on_google,
        }
        found = medians(times, steps)
    print(f"{rows} log rows, medians of {times}")
    base = found["python -c pass"].cpu
    for step, each in found.items():
        print(f"{step:24} {each.cpu * 1000:7.1f} ms CPU {each.cpu / base:6.1f} ×")


if __name__ == "__main__":
    main()
