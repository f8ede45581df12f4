"""Cells whose date formats the reader knows, but not which: .xlsx means what the cell shows (§15)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.spreadsheet.number_patterns import UNSURE
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.spreadsheet.xlsx.odd_times import look_of
from tests.spreadsheet.surgery import members, rebuilt

SHORT, LONG = 3, 3_000
HALF = datetime(1899, 12, 31, 12)  # noqa: DTZ001 - moments of a sheet have no zone


def as_read(path: Path, cells: list[tuple[float, str]], rows: int = SHORT) -> list[Any]:
    """What those numbers in those formats are, in a column that goes on below."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row, (value, look) in enumerate(cells, start=1):
        sheet.cell(row, 2, value).number_format = look
    for row in range(len(cells) + 1, rows + 1):
        sheet.cell(row, 2, 0.0625).number_format = "h:mm"
    book.save(path)
    tab = XlsxWorkbook(path).read([sheet.title]).tabs[sheet.title]
    return list(tab.columns[1])[: len(cells)]


@pytest.mark.parametrize("rows", [SHORT, LONG])
def test_what_a_number_is_goes_by_what_its_format_shows(tmp_path: Path, rows: int):
    cells = {
        (0.5, "dd.mm.yyyy"): date(1899, 12, 31),
        (0.0625, "d mmm"): date(1899, 12, 31),
        (-0.25, "yyyy-mm-dd"): date(1899, 12, 31),
        (0.5, "dd.mm.yyyy hh:mm"): HALF,
        (-0.1, "h:mm"): timedelta(hours=-2, minutes=-24),
        (-0.1, "[h]:mm"): timedelta(hours=-2, minutes=-24),
        (25 / 24, "h:mm"): f"1.041666667 {UNSURE}h:mm",
        (25 / 24, "[h]:mm"): timedelta(hours=25),
        (2, "h:mm:ss"): f"2 {UNSURE}h:mm",
        (90, "[$-F400]h:mm:ss AM/PM"): f"90 {UNSURE}h:mm",
        (2, "[h]:mm:ss"): timedelta(days=2),
        (0.0625, "h:mm"): time(1, 30),
        (0.0625, "mm:ss"): f"0.0625 {UNSURE}mm:ss",
        (90, "mm:ss"): f"90 {UNSURE}mm:ss",
        (5 / 1440, "mm:ss"): timedelta(minutes=5),
        (0.0625, "[mm]:ss"): timedelta(minutes=90),
        (0.0625, 'h"h"mm'): time(1, 30),
        (0.0625, "[$-409]h:mm AM/PM;@"): "1:30 AM",
        (0.875, "h:mm:ss AM/PM"): "9:00 PM",
        (1.5, "h:mm a/p"): "12:00 PM",
        (0.0625, "[$-F400]h:mm:ss AM/PM"): time(1, 30),
        (0.0625, "上午/下午 h:mm"): "1:30 AM",
        (0, "h:mm"): time(0),
        (0.5, "0.00"): 0.5,
        (0.5, '0.0" h"'): 0.5,
        (46349, "dd.mm.yyyy"): date(2026, 11, 23),
        (1e-5, "h:mm"): timedelta(microseconds=864_000),
        (46349.5, "hh:mm"): datetime(2026, 11, 23, 12),  # noqa: DTZ001
    }  # fmt: skip
    assert as_read(tmp_path / "a.xlsx", list(cells), rows) == list(cells.values())


def test_a_formula_is_looked_at_alike(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    as_read(path, [(-0.1, "h:mm"), (0.5, "yyyy-mm-dd")])
    sheet = "xl/worksheets/sheet1.xml"
    xml = members(path)[sheet].replace(b"<v>-0.1", b"<f>A1-A2</f><v>-0.1")
    assert b"<f>" in xml
    rebuilt(path, {sheet: xml})
    tab = XlsxWorkbook(path).read(["Sheet"]).tabs["Sheet"]
    assert list(tab.columns[1])[:2] == [timedelta(hours=-2, minutes=-24), date(1899, 12, 31)]


@pytest.mark.parametrize(("pattern", "look"), [
    ("General", None), ("0.00", None), ("0.00E+00", None), ("@", None), ('0" d"', None), ("0\\d", None),
    ("[h]:mm", None), ("[mm]:ss", None), ("h:mm", "clock"), ("mm:ss.0", "minutes"), ("mm:ss", "minutes"), ("[Red]h:mm", "clock"),
    ("d/m", "day"), ("mmm", "day"), ("[$-419]d mmmm yyyy;@", "day"), ("d.m.yy h:mm", "moment"),
    ("h:mm AM/PM", "half_day"), ("[$-F400]h:mm:ss AM/PM", "clock"), ("d.m.yy h:mm AM/PM", "moment"),
    ("上午/下午 h:mm", "half_day"), ('[$-804]上午/下午h"时"mm"分"', "half_day"), ("오전/오후 h:mm", "half_day"),
])  # fmt: skip
def test_what_a_format_shows(pattern, look):
    assert look_of(pattern) == look
