"""Whatever is typed, a row's labour is what its author meant, or the row waits with a finding; and
all three back ends say the same (design §15). ``SHEETS_SYNC_CELLS=10000`` types so many cells,
``SHEETS_SYNC_CELLS_FROM`` others."""

import os
import random
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.days import to_date
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.shared.office import view_office
from tests.google.office import Office
from tests.reading.sheets import tab
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.language.entry import Entry, entered
from tests.sync.agency import NOW, TODAY, Agency, day

CELLS = int(os.environ.get("SHEETS_SYNC_CELLS", "900"))
FROM = os.environ.get("SHEETS_SYNC_CELLS_FROM", "")
HEAD = ["Date", "Client", "Service", "Order", "Minutes"]
SHEETS: dict[str, list[list[Any]]] = {
    "Clients": [["Client"], ["Acme"]],
    "Prices": [["Client", "Service", "Unit", "Price"], [None, "Call", "min", 1]],
    "Payments": [["Date", "Client", "Amount"], [day(80), "Acme", 10**6]],
}
NUMBER = {"type": "NUMBER", "pattern": "0.00"}


@dataclass(frozen=True)
class Typed:
    """What a person means, in minutes, and types; ``formatted``: the column was made for numbers."""

    minutes: Fraction
    text: str
    formatted: bool


def typed(chance: random.Random, mark: str) -> Typed:
    """A duration by the habits of somebody who writes decimals with ``mark``."""
    minutes = Fraction(chance.choice([5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 480, 1500]))
    hours, rest = divmod(int(minutes), 60)
    ways = [
        f"{minutes}", f"{hours}:{rest:02d}", f"{hours:02d}:{rest:02d}:00", f"{minutes}m", f"{minutes} min",
        f"{minutes} мин", f"{minutes}'", f"{hours}h{rest:02d}", f"{hours}h {rest}m", f"{hours} ч {rest} мин",
    ]  # fmt: skip
    if minutes % 15 == 0:
        of_hours = f"{float(minutes / 60):g}"
        ways += [
            f"{of_hours}h",
            of_hours.replace(".", ",") + " ч",
            of_hours.replace(".", mark) + "h",
        ]
    if chance.random() < 0.15:
        minutes = Fraction(chance.choice([3, 5, 9, 25]), 2)
        ways = [f"{float(minutes):g}".replace(".", mark)]
    return Typed(minutes, chance.choice(ways), chance.random() < 0.2)


def entries(locale: str) -> list[tuple[Typed, Entry, dict[str, Any] | None]]:
    chance = random.Random(f"cells {locale}{FROM}")
    made = []
    for _ in range(CELLS // 3):
        each = typed(chance, chance.choice(".,"))
        own = NUMBER if each.formatted else None
        entry = entered(each.text, locale, own)
        made.append((each, entry, own or entry.number_format))
    return made


def native(entry: Entry, looks: dict[str, Any] | None) -> Any:
    """The cell as a program that knows times and days gives it."""
    kind = (looks or {}).get("type")
    if kind == "TIME" and isinstance(entry.value, int | float):
        return timedelta(days=entry.value)
    if kind in ("DATE", "DATE_TIME") and isinstance(entry.value, int | float):
        return to_date(int(entry.value))
    return entry.value


def row(number: int, cell: Any) -> list[Any]:
    return [day(number % 60), "Acme", "Call", number, cell]


def outcomes(reckoned: Any) -> dict[int, Fraction]:
    """Minutes charged, by sheet row; what waits is not there."""
    log = reckoned.accounts.log
    charged = log[log["state"] == 0]
    pairs = zip(charged["row"].tolist(), charged["labour"].tolist(), strict=True)
    return {at: Fraction(labour, SCALE) for at, labour in pairs}


def through_google(google: Emulator, folder: Path, locale: str, cells: Any) -> Any:
    blank = [row(number, None) for number in range(len(cells))]
    office = Office(
        google, folder, {**SHEETS, "Log": [HEAD, *blank]}, furnished=False, locale=locale
    )
    sheet = office.book.sheet("Log")
    from dataclasses import replace  # noqa: PLC0415

    for at, (_, entry, looks) in enumerate(cells, start=1):
        sheet.set(at, 4, entry.value)
        if looks:
            extra = sheet.looks(at, 4)
            sheet.set_extra(at, 4, replace(extra, format={"numberFormat": looks}))
    with view_office(office.config, NOW) as at_work:
        return at_work.read_and_reckon()


def through_xlsx(folder: Path, config: str, cells: Any) -> tuple[Any, Any]:
    agency = Agency(folder, {**SHEETS, "Log": [HEAD]}, config, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for number, (_, entry, looks) in enumerate(cells):
        book["Log"].append(row(number, native(entry, looks)))
    book.save(agency.path)
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    return agency.config, reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True)


def through_memory(config: Any, cells: Any) -> Any:
    log = [
        HEAD,
        *(row(number, native(entry, looks)) for number, (_, entry, looks) in enumerate(cells)),
    ]
    tabs = {name: tab(name, rows) for name, rows in {**SHEETS, "Log": log}.items()}
    return reckoning.reckon(config, Snapshot(tabs, tuple(tabs)), TODAY, flag_future=True)


@pytest.mark.parametrize(
    ("locale", "language"), [("en_US", "en"), ("ru_RU", "ru"), ("de_DE", "en")]
)
def test_nothing_that_is_typed_is_misread_in_silence(
    google: Emulator, tmp_path: Path, locale: str, language: str
):
    cells = entries(locale)
    config = f'[workbook]\ntimezone = "UTC"\nlanguage = "{language}"\n'
    settings, by_xlsx = through_xlsx(tmp_path / "xlsx", config, cells)
    found = [
        outcomes(through_google(google, tmp_path / "google", locale, cells)),
        outcomes(by_xlsx),
        outcomes(through_memory(settings, cells)),
    ]
    meant = {at: each.minutes for at, (each, _, _) in enumerate(cells, start=2)}
    misread = [
        (cells[at - 2][0], charged) for at, charged in found[0].items() if charged != meant[at]
    ]
    assert misread == []
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > len(cells) // 2
    waiting = meant.keys() - found[0].keys()
    assert waiting
