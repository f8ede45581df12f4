"""Workbooks as they were before our tabs bore marks: no marks but those of the tabs themselves, no
codes in Notices, codes without a field in Findings."""

from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync.showing.own_tabs import FINDINGS, NOTICES, OWN
from tests.google.office import Office
from tests.sheets_api.emulator import type_in

THERE_WERE = [role for role in OWN if role != "bank"]
"""The roles of tabs that such a workbook has: Bank came later."""
_CODE = FINDINGS.at("code")


def strip_xlsx(path: Path) -> None:
    """A file as an earlier version left it."""
    book: Any = openpyxl.load_workbook(path)
    for name in list(book.defined_names):
        if name.split(".")[1] in (*OWN, "header"):
            del book.defined_names[name]
    book["Notices"].delete_cols(NOTICES.at("code") + 1)
    for row in book["Findings"].iter_rows(min_row=2):
        row[_CODE].value = _bare(row[_CODE].value)
    book.save(path)


def strip_google(office: Office) -> None:
    """A spreadsheet as an earlier version left it."""
    book = office.book
    ours = {book.sheet(title).id for title in ("Summary", "Effort", "Staff", "Notices", "Findings")}
    book.metadata = [
        mark
        for mark in book.metadata
        if mark["location"].get("dimensionRange", {}).get("sheetId", -1) not in ours
    ]
    book.sheet("Notices").delete("COLUMNS", NOTICES.at("code"), 1)
    findings = book.sheet("Findings")
    for row in range(1, findings.height):
        if (code := findings.cell(row, _CODE)) is not None:
            type_in(findings, row, _CODE, _bare(code))
    book.changed(0)
    office.init()  # what the state knows of the spreadsheet is old


def _bare(code: Any) -> Any:
    return str(code).partition(" ")[0] if code else code
