"""A workbook of ours in two further readers, SheetJS and ExcelJS: the same value in every cell.

By hand, where node is:  npm install --prefix FOLDER xlsx exceljs
                         NODE_PATH=FOLDER/node_modules python -m tests.readers.compare WORKBOOK...
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

READ = Path(__file__).with_name("read.js")


def cells(path: str) -> dict[str, dict[str, Any]]:
    """Tab → cell → value, as openpyxl reads stored results; dates as serials."""
    return {
        sheet.title: {
            cell.coordinate: to_excel(cell.value) if isinstance(cell.value, date) else cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in load_workbook(path, data_only=True)
    }


def same(a: object, b: object) -> bool:
    """Whether two readers mean the same; a day may come back a rounding away.
    ExcelJS does not tell a result of 0 from none."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) < 1e-6
    return a == b or (b == "0 or none" and a in (None, 0))


def main(*paths: str) -> None:
    """Print how many cells were compared and each that differs; exit 1 where any does."""
    differing = 0
    for path in paths:
        ours, told = cells(path), subprocess.check_output(["node", READ, path], text=True)
        compared = 0
        for reader, tabs in json.loads(told).items():
            for tab, mine in ours.items():
                for at in sorted(mine.keys() | tabs[tab].keys()):
                    compared += 1
                    if not same(mine.get(at), tabs[tab].get(at)):
                        differing += 1
                        print(f"{reader} {tab}!{at}: {tabs[tab].get(at)!r}, not {mine.get(at)!r}")
        print(f"{path}: {compared:,} cells compared")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main(*sys.argv[1:])
