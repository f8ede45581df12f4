"""A number is what its cell shows, or a finding says otherwise, in labour and in money, on .xlsx and at
Google alike (design §15). The lists are the oracle: what a person sees in such a cell."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.use_cases.shared.office import view_office
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW, TODAY, Agency, day

HELD = None
FORMATS: list[tuple[float, str, str, float | None, float | None]] = [
    # the number, its pattern, its type at Google; what it is in Minutes, and as money
    (90, "0", "NUMBER", 90, 90), (90, "000", "NUMBER", 90, 90), (90, "@", "TEXT", 90, 90), (1500, "#,##0", "NUMBER", 1500, 1500),
    (1500, "#\\'##0", "NUMBER", 1500, 1500), (90, "0.00E+00", "SCIENTIFIC", 90, 90), (1.5, "# ?/?", "NUMBER", 1.5, 1.5),
    (90, "# ??/??", "NUMBER", 90, 90), (0.5, "# ?/?", "NUMBER", HELD, 0.5), (90, "[Blue]0", "NUMBER", 90, 90), (-0.0, "0", "NUMBER", 0, 0),
    (-90, "0;0", "NUMBER", HELD, HELD), (-90, "0;(0)", "NUMBER", HELD, HELD), (90, "(0)", "NUMBER", HELD, HELD),
    (90, "0%", "PERCENT", HELD, HELD), (0.9, "0%", "PERCENT", HELD, HELD), (90, '0"%"', "NUMBER", HELD, HELD), (90, '0"‰"', "NUMBER", HELD, HELD),
    (90, "[$$-409]#,##0.00", "CURRENCY", HELD, HELD), (90, '#,##0.00 "₽"', "CURRENCY", HELD, 90), (90, "#,##0.00\\ [$₽-419]", "CURRENCY", HELD, 90),
    (90, '0" min"', "NUMBER", 90, HELD), (90, "0\\'", "NUMBER", 90, HELD), (90, "0″", "NUMBER", 1.5, HELD), (1.5, '0.0" ч"', "NUMBER", 90, HELD),
    (3600, '0" s"', "NUMBER", 60, HELD), (5400, '0" сек"', "NUMBER", 90, HELD), (100, "0\\'\\'", "NUMBER", 1.6667, HELD),
    (2, '0" days"', "NUMBER", HELD, HELD), (2, '0" working days"', "NUMBER", HELD, HELD), (90, '0"°"', "NUMBER", HELD, HELD), (90, '"№ "0', "NUMBER", HELD, HELD),
    (90, '"~"0', "NUMBER", HELD, HELD), (90, '"ca. "0', "NUMBER", HELD, HELD), (90, '0"?"', "NUMBER", HELD, HELD), (90, '0"!"', "NUMBER", 90, 90),
    (1500, "0,", "NUMBER", HELD, HELD), (130, '0":"00', "NUMBER", HELD, HELD), (130, "00\\:00", "NUMBER", HELD, HELD), (90, ";;;", "NUMBER", HELD, HELD),
    (90, "h:mm", "TIME", HELD, HELD), (90, "[h]:mm", "TIME", 129_600, HELD), (0.0625, "h:mm", "TIME", 90, HELD), (0.0625, "[mm]:ss", "TIME", 90, HELD),
    (0.0625, "mm:ss", "TIME", HELD, HELD), (5 / 1440, "mm:ss", "TIME", 5, HELD), (0.0625, "h:mm AM/PM", "TIME", HELD, HELD), (0.0625, "0.00", "NUMBER", HELD, 0.06),
    (0, "h:mm", "TIME", 0, HELD), (0, "0%", "PERCENT", HELD, HELD), (0, "[$$-409]#,##0.00", "CURRENCY", HELD, HELD), (0, "0", "NUMBER", 0, 0),
    (0.0625, "h", "TIME", HELD, HELD), (0.375, "hh", "TIME", HELD, HELD), (8, "[h]", "TIME", HELD, HELD), (0.0625, "[hh]", "TIME", HELD, HELD),
    (0.375, '[h]" h"', "TIME", 540, HELD), (0.0625, '[h]" ч"', "TIME", HELD, HELD), (0.0625, "[mm]", "TIME", 90, HELD),
    (90.5 / 1440, "[m]", "TIME", HELD, HELD), (0.0625, "[s]", "TIME", HELD, HELD), (0.0625, "ss", "TIME", HELD, HELD), (90, "d", "DATE", HELD, HELD),
    (90, "yyyy-mm-dd", "DATE", HELD, HELD), (46_000, "d.m", "DATE", HELD, HELD), (46_000, "0", "NUMBER", HELD, 46_000), (46_000.5, "d.m.yyyy h:mm", "DATE_TIME", HELD, HELD),
]  # fmt: skip
HEADS = {
    "Clients": ["Client", "Threshold"],
    "Prices": ["Service", "Unit", "Price"],
    "Payments": ["Date", "Client", "Amount"],
    "Log": ["Date", "Client", "Service", "Minutes", "Agreed price"],
}
LABOUR = ("Log", 3)
MONEY = (("Log", 4), ("Payments", 2), ("Clients", 1))


def sheets(fill: bool) -> dict[str, list[list[Any]]]:
    """A client a format, and another for their Agreed price; the numbers where ``fill``."""
    made: dict[str, list[list[Any]]] = {name: [list(head)] for name, head in HEADS.items()}
    made["Prices"].append(["Call", "min", 1])
    for at, (number, *_) in enumerate(FORMATS):
        cell = number if fill else None
        made["Clients"].append([f"Client {at}", cell])
        made["Payments"].append([day(60), f"Client {at}", cell])
        made["Log"].append([day(5), f"Client {at}", "Call", cell, None])
    for at, (number, *_) in enumerate(FORMATS):
        made["Log"].append([day(4), f"Client {at}", "Call", 1, number if fill else None])
    return made


def places(at: int) -> list[tuple[str, int, int]]:
    """Tab, row and column, from 0, of the cells that bear a format."""
    there = [(tab, at + 1, column) for tab, column in (LABOUR, *MONEY[1:])]
    return [*there, ("Log", at + 1 + len(FORMATS), MONEY[0][1])]


def by_xlsx(folder: Path) -> Any:
    config = '[workbook]\ntimezone = "UTC"\n[billing]\ncurrency = "RUB"\n'
    agency = Agency(folder, sheets(fill=True), config, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for at, (_, pattern, *_) in enumerate(FORMATS):
        for tab, row, column in places(at):
            book[tab].cell(row + 1, column + 1).number_format = pattern
    book.save(agency.path)
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    return reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True)


def by_google(google: Emulator, folder: Path) -> Any:
    more = '[billing]\ncurrency = "RUB"\n'
    office = Office(google, folder, sheets(fill=False), furnished=False, more=more)
    for at, (number, pattern, kind, *_) in enumerate(FORMATS):
        for tab, row, column in places(at):
            sheet = office.book.sheet(tab)
            looks = {"numberFormat": {"type": kind, "pattern": pattern}}
            sheet.set(row, column, int(number) if float(number).is_integer() else number)
            sheet.set_extra(row, column, replace(sheet.looks(row, column), format=looks))
    with view_office(office.config, NOW) as at_work:
        return at_work.read_and_reckon()


def counted(reckoned: Any) -> dict[str, list[float | None]]:
    """What each format's number came to: labour, an agreed price, an amount, a threshold."""
    book, log = reckoned.book, reckoned.accounts.log
    many = len(FORMATS)
    rows = zip(*(log[key] for key in ("row", "labour", "charge", "state")), strict=True)
    of = {row - 2: (labour, charge) for row, labour, charge, state in rows if state == 0}
    told = {(each.role, each.row - 2) for each in reckoned.findings}
    paid = dict(zip(book.payments["row"] - 2, book.payments["amount"], strict=True))
    return {
        "labour": [float(Fraction(int(of[at][0]), SCALE)) if at in of else None for at in range(many)],
        "agreed": [of[at + many][1] / 100 if at + many in of else None for at in range(many)],
        "amount": [paid[at] / 100 if at in paid else None for at in range(many)],
        "threshold": [
            None if ("clients", at) in told else client.threshold / 100
            for at, client in enumerate(book.clients)
        ],
    }  # fmt: skip


def test_a_number_is_what_its_cell_shows_or_waits_on_both_back_ends(
    google: Emulator, tmp_path: Path
):
    for found in (counted(by_xlsx(tmp_path / "xlsx")), counted(by_google(google, tmp_path / "g"))):
        for key, comes_to in found.items():
            meant = [each[3 if key == "labour" else 4] for each in FORMATS]
            wrong = [
                (FORMATS[at][:2], key, one, other)
                for at, (one, other) in enumerate(zip(comes_to, meant, strict=True))
                if one != other
            ]
            assert wrong == []
