"""Rows of log in which people typed whatever came into their heads, by a source of chance."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sheets_sync.columns.cell import Fault
from tests.reading.meant import CLIENTS, PRICES, RAISED
from tests.reading.sheets import TODAY
from tests.reading.spellings import SPELLINGS

COLUMNS: Final = {
    "date": "Date", "client": "Client", "service": "Service", "order": "Order", "quantity": "Quantity",
    "minutes": "Minutes", "staff": "Staff", "channel": "Channel", "agreed": "Agreed price", "note": "Note",
    "billable": "Billable", "theirs": "Status",
}  # fmt: skip
"""The last one is a column of staff's own, whatever its name."""

LETTERS: Final = "0123456789012345678901234567890123456789.,.,::  \u00a0\u202f'’\"+-−/½%₽$€hmsчминhmч()~²٣０eE\u200b"
WORDS: Final = ("yes", "no", "да", "Нет", "TRUE", "0", "1", "x", "Total", "Итого:", "—", "?", "#N/A", "#REF!",
                "#N/A (Did not find value 7)", "Loading…", "one", "half an hour", "NaN", "inf", "1e3", "0x10",
                "90", "1.25", "1,3", "9:00 PM", "9 pm", "21:00 Uhr", "5400 ?", "5k", "(500)", "500-", "2 Std", "1 d", "=5/60")  # fmt: skip
DAYS: Final = ("2026-11-02", "02.11.2026", "2026/11/2", "2026.5.31", "3 мая 2026", "Nov 2, 2026", "2 Nov 2026", "02.11.26",
               "03/04/2026", "31.02.2026", "2026-11-02T10:00:00Z", "2026-11-02 23:59", "02-11-2026", "2.11", "вчера")  # fmt: skip
NAMES: Final = (
    "Acme",
    "ACME ",
    "A\u200bcme",
    "Acme.",
    "Асme",
    "Acmee",
    "Рога и Копыта",
    "рога  и копыта",
    "Рога",
    "Ａｃｍｅ",
)
SERVICES: Final = ("Call", "call", "VISIT", "Banner", "Banner.", "Vizit", "Call ", "Звонок")


def whatever(chance: random.Random) -> Any:
    """Any cell at all."""
    return chance.choice([
        lambda: "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 7))),
        lambda: "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 4))),
        lambda: "".join(chr(chance.choice([chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x11000)]))
                        for _ in range(chance.randint(1, 5))),
        lambda: chance.choice(SPELLINGS)[0],
        lambda: chance.choice(SPELLINGS)[0],
        lambda: chance.choice(WORDS),
        lambda: chance.choice([True, False, Fault.NO_CACHED_VALUE, float("inf"), 1e300, -0.0]),
        lambda: chance.choice([0, 1, 2, 7, -3, 24, 25, 45.0, 90, 160, 1440, 27395, 46143, 46349, 10**7, 10**12]),
        lambda: chance.choice([0.0625, 0.25, 0.5, 1.25, 1.3, 24.5, 4.1875, -0.0625, 7.5, 1 / 3, 2.675, 0.00005, 12.34567]),
        lambda: timedelta(minutes=chance.choice([5, 90, 1440, 1500, 2880, -30]), seconds=chance.choice([0, 0, 30])),
        lambda: time(chance.randrange(24), chance.choice([0, 15, 30])),
        lambda: chance.choice([date(2026, 5, 1), date(1975, 1, 1), datetime(2026, 5, 1, 12), TODAY]),  # noqa: DTZ001
    ])()  # fmt: skip


def odd_row(chance: random.Random) -> dict[str, Any]:
    """A sound row, one to three of its cells whatever."""
    row: dict[str, Any] = {
        "date": chance.choice([RAISED - timedelta(chance.randrange(9)), TODAY - timedelta(chance.randrange(9))]),
        "client": chance.choice(["Acme", "Рога и копыта"]),
        "service": chance.choice(["Call", "Visit", "Banner"]),
        "order": None, "quantity": None, "minutes": chance.choice([5, 10, 45, None]), "staff": "Anna", "channel": "mail",
        "agreed": None, "note": None, "billable": None, "theirs": None,
    }  # fmt: skip
    likely = ["minutes", "quantity", "agreed", *COLUMNS]
    for key in [chance.choice(likely) for _ in range(chance.randint(1, 3))]:
        row[key] = _cell(chance, key)
    return row


def _cell(chance: random.Random, key: str) -> Any:
    usual = {"date": DAYS, "client": NAMES, "service": SERVICES, "billable": WORDS[:7]}
    return chance.choice(usual[key]) if key in usual and chance.random() < 0.6 else whatever(chance)


def sheets_of(rows: list[dict[str, Any]]) -> dict[str, list[list[Any]]]:
    """The sheets of an agency that has those rows."""
    prices: list[list[Any]] = [["Service", "Unit", "Price", "Minimum", "Step", "Valid from"]]
    for name, each in PRICES.items():
        terms = [float(term / (each.per or 1)) or None for term in (each.minimum, each.step)]
        prices += [[name.title(), each.unit, int(each.price), *terms, None],
                   [name.title(), each.unit, int(each.later), *terms, RAISED]]  # fmt: skip
    return {
        "Clients": [["Client"], *([each.title()] for each in CLIENTS)],
        "Prices": prices,
        "Payments": [["Date", "Client", "Amount"]],
        "Log": [list(COLUMNS.values()), *([row[key] for key in COLUMNS] for row in rows)],
    }
