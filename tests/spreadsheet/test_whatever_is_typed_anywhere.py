"""The same oracle through real back ends: rows in which people typed whatever, read from .xlsx and from
Google, are charged what they mean or held with a finding, and alike (design §15)."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.exceptions import IllegalCharacterError

from sheets_sync import reckoning, workbooks
from sheets_sync.columns.cell import Fault
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.shared.office import view_office
from tests.google.office import Office
from tests.reading.meant import charge
from tests.reading.odd_rows import odd_row, sheets_of
from tests.reading.sheets import tab
from tests.reading.test_whatever_is_typed import misread
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.language.entry import Entry, entered
from tests.spreadsheet.test_what_people_type import native
from tests.sync.agency import NOW, TODAY, Agency

ROWS = 150
LOCALES = [("en_US", "en"), ("ru_RU", "ru")]
DAY = {"type": "DATE", "pattern": "yyyy-mm-dd"}
TIME = {"type": "TIME", "pattern": "[h]:mm:ss"}


def as_entry(cell: Any, locale: str) -> Entry:
    """What a spreadsheet keeps of a cell that a person types; days and times have their formats."""
    if isinstance(cell, str) and not cell.startswith(("=", "+", "'")):
        found = entered(cell, locale)
        return Entry(cell) if type(found.value) not in (str, int, float, bool) else found
    return Entry(cell)


def meant_by(row: dict[str, Any], locale: str) -> dict[str, Any]:
    """The row as the spreadsheet keeps it: cells that it can hold, times and days as such."""
    kept = {}
    for key, cell in row.items():
        entry = as_entry(cell, locale)
        kept[key] = native(entry, entry.number_format) if isinstance(cell, str) else cell
    return kept


def rows_of(locale: str) -> list[dict[str, Any]]:
    chance = random.Random(f"whatever {locale}")
    rows = [odd_row(chance) for _ in range(ROWS * 2)]
    kept = [row for row in rows if all(map(keeps, row.values())) and not days_of_pieces(row)]
    return [meant_by(row, locale) for row in kept][:ROWS]


def days_of_pieces(row: dict[str, Any]) -> bool:
    """24:00 as a number of pieces: on Google that is 1, and nobody is asked about those (§15)."""
    quantity = row["quantity"]
    return isinstance(quantity, timedelta) and quantity % timedelta(days=1) == timedelta()


def keeps(cell: Any) -> bool:
    """Whether a file can hold the cell; a formula that was never computed is made elsewhere."""
    try:
        openpyxl.Workbook().active["A1"] = cell
    except (IllegalCharacterError, ValueError):
        return False
    text = not isinstance(cell, str) or (cell == cell.strip() and not cell.startswith("="))
    return text and cell is not Fault.NO_CACHED_VALUE and cell not in (1e300, float("inf"))


def judged(reckoned: Any) -> tuple[dict[int, tuple[str, int]], set[int]]:
    log, clients = reckoned.accounts.log, reckoned.book.clients
    lists = (log[key].tolist() for key in ("row", "client", "charge", "state"))
    charged = {
        row: (clients[client].name.casefold(), amount)
        for row, client, amount, state in zip(*lists, strict=True)
        if state == 0
    }
    return charged, {each.row for each in reckoned.findings if each.role == "log"}


def by_xlsx(folder: Path, language: str, sheets: dict[str, Any]) -> tuple[Any, Any]:
    text = f'[workbook]\ntimezone = "UTC"\nlanguage = "{language}"\n[billing]\ncurrency = "RUB"\n'
    agency = Agency(folder, sheets, text, furnished=False)
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    return agency.config, reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True)


def by_google(google: Emulator, folder: Path, locale: str, language: str, sheets: Any) -> Any:
    office = Office(
        google,
        folder,
        {**sheets, "Log": [sheets["Log"][0], *([["-"]] * (len(sheets["Log"]) - 1))]},
        furnished=False,
        locale=locale,
    )
    said = office.path.read_text(encoding="utf-8")
    office.path.write_text(
        said.replace("[workbook]", f'[workbook]\nlanguage = "{language}"', 1), encoding="utf-8"
    )
    sheet = office.book.sheet("Log")
    for number, row in enumerate(sheets["Log"]):
        for column, cell in enumerate(row):
            if number:
                put(sheet, number, column, cell)
    with view_office(office.config, NOW) as at_work:
        return at_work.read_and_reckon()


def put(sheet: Any, row: int, column: int, cell: Any) -> None:
    """A cell of a spreadsheet at Google: times and days are numbers whose format tells."""
    looks = None
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute)
    if isinstance(cell, timedelta):
        cell, looks = cell / timedelta(days=1), TIME
    elif isinstance(cell, datetime):
        cell, looks = (cell - datetime(1899, 12, 30)) / timedelta(days=1), DAY  # noqa: DTZ001
    elif isinstance(cell, date):
        cell, looks = (cell - date(1899, 12, 30)).days, DAY
    sheet.set(row, column, int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    if looks:
        sheet.set_extra(
            row, column, replace(sheet.looks(row, column), format={"numberFormat": looks})
        )


@pytest.mark.parametrize(("locale", "language"), LOCALES)
def test_rows_are_charged_what_they_mean_or_held_on_every_back_end(
    google: Emulator, tmp_path: Path, locale: str, language: str
):
    rows = rows_of(locale)
    sheets = sheets_of(rows)
    config, of_xlsx = by_xlsx(tmp_path / "xlsx", language, sheets)
    tabs = {name: tab(name, lines) for name, lines in sheets.items()}
    of_memory = reckoning.reckon(config, Snapshot(tabs, tuple(tabs)), TODAY, flag_future=True)
    of_google = by_google(google, tmp_path / "google", locale, language, sheets)
    found = [judged(each) for each in (of_google, of_xlsx, of_memory)]
    for charged, told in found:
        assert misread(rows, charged, told, language) == []
    differ = [
        (at, [charged.get(at) for charged, _ in found], rows[at - 2])
        for at in range(2, len(rows) + 2)
        if len({charged.get(at) for charged, _ in found}) > 1
    ]
    assert differ == []
    sure = {at for at, row in enumerate(rows, start=2) if charge(row, language)}
    assert len(found[0][0]) > len(sure) * 0.8
