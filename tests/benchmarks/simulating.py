"""What `sync simulate` costs beyond imports, and how much of it is reading the workbook.

By hand:  python -m tests.benchmarks.simulating [ROWS] [TIMES]

Ten prices of one client, in a file, are tried on an .xlsx and on a spreadsheet served by the
emulator, in processes of their own, in turn with `import pandas`, with what any command does before
it reckons (the workbook is read), and with calamine's read of the same tabs. Medians of CPU seconds.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.big_workbook import CONFIG, make
from tests.benchmarks.limit import PASS, office
from tests.benchmarks.measuring import Measured, measure, medians
from tests.benchmarks.synthetic import CLIENTS, SERVICES

BEYOND = (sys.executable, str(Path(__file__).with_name("beyond_imports.py")))
PROGRAM = (sys.executable, "-m", "sheets_sync")
PRICES = "prices.csv"
PANDAS = (sys.executable, "-c", "import pandas")
CALAMINE = """
import json, time
from python_calamine import CalamineWorkbook
start = time.process_time()
book = CalamineWorkbook.from_path("agency.xlsx")
for name in ("Clients", "Prices", "Payments", "Log", "Notices"):
    book.get_sheet_by_name(name).to_python(skip_empty_area=False)
print(json.dumps({"beyond": time.process_time() - start}))
"""


def main() -> None:
    """Print a line a step: seconds, and how many times `import pandas` that is."""
    rows, times = (int(each) for each in (*sys.argv[1:], "100000", "5")[:2])
    with tempfile.TemporaryDirectory() as name, office(rows) as google:
        folder = Path(name)
        make(folder / "agency.xlsx", rows, clients=200)
        (folder / "config.toml").write_text(CONFIG)
        for command in ("init", "now"):
            measure((*PROGRAM, command), folder)
        _draft(folder, "Client 0007", [f"Service {number:02d}" for number in range(10)])
        _draft(google.folder, CLIENTS[7], SERVICES[:10])
        tried = {
            ".xlsx": (folder, ("Client 0007",)),
            "Google": (google.folder, (CLIENTS[7], "--from", "2026-04-01")),  # before its last day
        }
        steps: dict[str, Callable[[], Measured]]
        steps = {"import pandas": lambda: measure(PANDAS), "pass": lambda: measure(PASS)}
        steps["calamine's read, .xlsx"] = lambda: measure((sys.executable, "-c", CALAMINE), folder)
        for kind, (where, words) in tried.items():
            steps[f"reading, {kind}"] = _step(where, "look")
            steps[f"simulate, {kind}"] = _step(where, "simulate", *words, "--prices", PRICES)
        for every in steps.values():
            every()  # lists what is imported
        found = medians(times, steps)
    whole = found["import pandas"].cpu - found["pass"].cpu
    print(f"{rows} log rows, medians of {times}; CPU beyond imports, and over `import pandas`")
    for step, each in found.items():
        seconds = each.told.get("beyond", each.cpu)
        print(f"{step:24} {seconds:6.2f} s {seconds / whole:6.1f}")
    for kind in tried:
        rest = found[f"simulate, {kind}"].told["beyond"] - found[f"reading, {kind}"].told["beyond"]
        print(f"simulate − reading, {kind:6} {rest:4.2f} s {rest / whole:6.1f}")


def _draft(folder: Path, client: str, services: list[str]) -> None:
    lines = [f"{client},{name},min,{20 + number}" for number, name in enumerate(services)]
    (folder / PRICES).write_text("\n".join(["Client,Service,Unit,Price", *lines]))


def _step(folder: Path, *command: str) -> Callable[[], Measured]:
    kept = f"modules.{command[0]}"
    return lambda: measure((*BEYOND, kept, *command), folder)


if __name__ == "__main__":
    main()
