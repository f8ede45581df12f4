"""How long a run takes on a large .xlsx, and how much of it is the file library's own work.

By hand:  python -m tests.benchmarks.big_workbook [ROWS] [CLIENTS]

It makes a workbook in a temporary folder, runs `now` on it twice in processes of their own, and
beside them, in turn, what no run can do without: the library's read of the same file.
"""

import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

CONFIG = '[workbook]\npath = "agency.xlsx"\ntimezone = "UTC"\n[notices]\nsettle = "7d"\n'
"""No flag settles while the clock runs: with few clients the sums are in the millions, and after a
quarter of an hour their letters would be held, each for once with exit 4."""
READ = (
    "import sys, python_calamine as c\n"
    "book = c.CalamineWorkbook.from_path(sys.argv[1])\n"
    "for name in book.sheet_names: book.get_sheet_by_name(name).to_python(skip_empty_area=False)\n"
)


def agency(rows: int, clients: int) -> dict[str, list[list[Any]]]:
    """The staff's tabs of an agency of ``clients`` with ``rows`` log rows over three years."""
    chance = random.Random(1)
    names = [f"Client {n:04d}" for n in range(clients)]
    services = [f"Service {n:02d}" for n in range(40)]
    today = datetime.now(UTC).date()
    days = sorted(chance.randint(0, 1094) for _ in range(rows))[::-1]
    return {
        "Clients": [["Client", "Email"], *([n, f"c{i}@example.com"] for i, n in enumerate(names))],
        "Prices": [
            ["Client", "Service", "Unit", "Price", "Minimum", "Step"],
            *([None, name, "min", chance.randint(10, 60), 5, 5] for name in services),
        ],
        "Payments": [
            ["Date", "Client", "Amount"],
            *([today - timedelta(days=90 * n), name, 50_000] for name in names for n in range(12)),
        ],
        "Log": [
            ["Date", "Client", "Service", "Order", "Minutes", "Staff", "Channel", "Note"],
            *(
                [
                    today - timedelta(days=back), chance.choice(names), chance.choice(services),
                    f"O-{chance.randint(1, rows // 8)}", chance.randint(1, 90),
                    f"Staff {n % 25}", "mail", f"line {n}",
                ]
                for n, back in enumerate(days)
            ),
        ],
    }  # fmt: skip


def make(path: Path, rows: int, clients: int) -> None:
    """That agency as an .xlsx."""
    book = openpyxl.Workbook(write_only=True)
    for tab, lines in agency(rows, clients).items():
        sheet = book.create_sheet(tab)
        for line in lines:
            sheet.append(line)
    book.save(path)


def timed(*command: str, cwd: Path) -> tuple[float, float]:
    """CPU seconds and peak MiB of a command, by the system's own account of its process."""
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a table of the steps."""
    rows, clients = (int(x) for x in (*sys.argv[1:], "100000", "200")[:2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "agency.xlsx", rows, clients)
        (folder / "config.toml").write_text(CONFIG)
        program = (sys.executable, "-m", "sheets_sync")
        steps = {
            "init": (*program, "init"),
            "now, first run": (*program, "now"),
            "now, rerun": (*program, "now"),
            "calamine read alone": (sys.executable, "-c", READ, "agency.xlsx"),
            "now, rerun again": (*program, "now"),
        }
        print(f"{rows} log rows, {clients} clients")
        for step, command in steps.items():
            seconds, peak = timed(*command, cwd=folder)
            print(f"{step:<22} {seconds:6.2f} s CPU {peak:7.0f} MiB")


if __name__ == "__main__":
    main()
