"""``init`` makes the workbook beside files that are there already: books and CSV files that the
config names. They are read as ever, and never made anew (design §3, §15)."""

from pathlib import Path
from typing import Any

import pytest

from sheets_sync.config import load
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases.furnishing import furnish
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import rebuilt
from tests.spreadsheet.test_xlsx_furnish import PLAN
from tests.sync.agency import QUIET, day, read_grid, write_sheets

SHEET: list[list[Any]] = [["Day", "What", "Time"], [day(4), "Call", 45]]
OURS = ["Status", "Price", "Charge", "Balance"]


def init(folder: Path, tabs: str) -> list[str]:
    config = folder / "config.toml"
    config.write_text(f"{QUIET}{tabs}", encoding="utf-8")
    return furnish(load(config), None, lambda _: None)


@pytest.mark.parametrize("tab", ["Timesheet", "T*", "*"])
def test_a_client_s_own_book_keeps_its_rows(tmp_path, tab):
    (tmp_path / "clients").mkdir()
    book = tmp_path / "clients/bell.xlsx"
    write_sheets(book, {"Timesheet": SHEET})
    before = [row[:3] for row in read_grid(book)["Timesheet"]]
    done = init(
        tmp_path,
        f"""
[tabs]
log = {{ book = "clients/bell.xlsx", tab = "{tab}", client = "Bell" }}
[columns]
log = {{ date = "Day", service = "What", minutes = "Time" }}
""",
    )
    after = read_grid(book)["Timesheet"]
    assert [row[:3] for row in after] == before
    assert after[0][3:] == OURS
    assert "Made the tab Clients in agency.xlsx." in done
    assert "Furnished the tab Timesheet of bell.xlsx: Status, Price, Charge, Balance." in done


def test_an_export_is_found_before_there_is_a_workbook(tmp_path):
    (tmp_path / "exports").mkdir()
    export = tmp_path / "exports/june.csv"
    export.write_text("Date,Client,Service,Minutes\n2026-06-03,Bell,Call,45\n", encoding="utf-8")
    done = init(tmp_path, '[tabs]\nlog = { file = "exports/*.csv" }\n')
    assert "Made the tab Clients in agency.xlsx." in done
    assert "Log" not in read_grid(tmp_path / "agency.xlsx")


def test_a_book_that_is_not_there_is_not_made(tmp_path):
    (tmp_path / "clients").mkdir()
    tabs = '[tabs]\nlog = { book = "clients/bel.xlsx", tab = "Timesheet", client = "Bell" }\n'
    with pytest.raises(UsageError, match=r"There is no workbook .*bel\.xlsx") as told:
        init(tmp_path, tabs)
    assert "init" not in told.value.cure
    assert not list(tmp_path.glob("**/*.xlsx"))


def test_somebody_else_s_results_file_is_never_replaced(tmp_path):
    path, theirs = tmp_path / "agency.xlsx", tmp_path / "agency.results.xlsx"
    make_xlsx(path, {"Log": [["Date"]]})
    rebuilt(path, {"xl/vbaProject.bin": b"macro"})  # so that ours would go beside it
    before = make_xlsx(theirs, {"Mine": [["x"]]}).read_bytes()
    workbook = XlsxWorkbook(path)
    with pytest.raises(SheetsSyncError, match=r"results\.xlsx is there already"):
        workbook.furnish(PLAN, workbook.read(["Log"]))
    assert theirs.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == [theirs.name, path.name]


def test_what_ours_had_beside_a_workbook_that_is_lost_comes_into_the_new_one(tmp_path):
    path = tmp_path / "agency.xlsx"
    make_xlsx(path, {"Log": [["Date"]]})
    rebuilt(path, {"xl/vbaProject.bin": b"macro"})
    workbook = XlsxWorkbook(path)
    workbook.furnish(PLAN, workbook.read(["Log"]))
    path.unlink()
    init(tmp_path, "")
    assert {"Clients", "Log", "Notices"} <= set(read_grid(path))
