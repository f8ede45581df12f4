"""A log kept in hours, and rows that are not to be paid for (design §15)."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from sheets_sync.billing.accounts import CHARGED, keep_accounts
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.terms import Terms
from sheets_sync.reading.decode import decode
from sheets_sync.reading.headers import locate
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import CLIENTS, HEADERS, PRICES, TODAY, serial, tab

DAY = date(2026, 11, 20)


def read(header, *rows, aliases=None, locale="en", fractions=False):
    """(findings as (code, field), labour in minutes, states, charges) of a log of that header."""
    sheets: dict[str, Any] = {"Clients": CLIENTS, "Prices": PRICES, "Payments": []}
    tabs = {name: tab(name, [[*HEADERS[name]], *sheet]) for name, sheet in sheets.items()}
    tabs["Log"] = tab("Log", [header, *rows])
    snap = Snapshot(tabs, tuple(tabs))
    places = locate(snap, {name.lower(): (Sought(name),) for name in HEADERS}, aliases or {})
    rules = Rules(locale, "RUB", {}, {}, serial(TODAY), fractions)
    book = decode(snap, places, rules, serial(TODAY), flag_future=True)
    accounts = keep_accounts(book, Terms(currency="RUB"), serial(TODAY))
    found = [(str(f.code), f.field) for f in (*book.findings, *accounts.findings)]
    labour = [value / SCALE for value in accounts.log["labour"].tolist()]
    return found, labour, accounts.log["state"].tolist(), accounts.log["charge"].tolist()


@pytest.mark.parametrize(
    ("header", "aliases"),
    [
        ("Hours", {}),
        ("Часы", {}),
        ("hours.", {}),
        ("Time spent", {"log.hours": ("Time spent",)}),
    ],
)
@pytest.mark.parametrize(
    ("cell", "minutes"),
    [(1.5, 90), ("1.5", 90), (0.25, 15), (1 / 3, 20), ("1:30", 90), ("90 min", 90), (0, 0)],
)
def test_hours_are_minutes(header, aliases, cell, minutes):
    found, labour, states, charges = read(
        ["Date", "Client", "Service", header], [DAY, "Acme", "Call", cell], aliases=aliases
    )
    assert (found, labour, states, charges) == ([], [minutes], [CHARGED], [minutes * 1000])


@pytest.mark.parametrize("cell", [46143, 27395, 0.0625, 0.375, 25 / 24])
def test_a_days_number_and_a_times_are_lost_in_hours_too(cell):
    found, *_ = read(["Date", "Client", "Service", "Hours"], [DAY, "Acme", "Call", cell])
    assert found == [("LOST_TIME", "minutes")]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [(0.05, 3), (0.1, 6), (0.35, 21), (1 / 12, 5), (5 / 6, 50), (1.0833333, 65), (0.125, 7.5)],
)
def test_parts_of_an_hour_that_people_type_or_reckon_count(cell, minutes):
    header = ["Date", "Client", "Service", "Hours"]
    found, labour, *_ = read(header, [DAY, "Acme", "Call", cell], fractions=cell == 0.125)
    assert (found, labour) == ([], [minutes])


@pytest.mark.parametrize("cell", [36526, 18598, 27395])
def test_a_month_that_excel_made_a_day_of_is_lost_in_minutes(cell):
    found, *_ = read(["Date", "Client", "Service", "Minutes"], [DAY, "Acme", "Call", cell])
    assert found == [("LOST_TIME", "minutes")]


TOGETHER: list[tuple[Any, Any, float | None]] = [
    # Hours, Minutes, and the minutes of both; None where the row waits
    (1, 30, 90), (1, 0, 60), (0, 30, 30), (1, None, 60), (None, 30, 30), ("1", "30", 90), (8, 5, 485),
    (1.5, 90, 90), (1.5, None, 90), (0.33, 20, 20), (0.8, 50, 50), (2, 120, 120), ("1:30", 90, 90),
    ("1:30", None, 90), (None, "1:30", 90), (0, 0, 0), (None, 90, 90),
    (1, 57, 117), (8, 58, 538), (1, 59, 119), (1, timedelta(minutes=30), 90), ("1 h", "30 min", 90), ("1:00", 59, 119),
    (time(1, 30), time(1, 30), 90), ("1:30", "1:30", 90), (1.5, timedelta(minutes=90), 90), (1.5, 0, 90), ("1:30", 0, 90),
    (timedelta(minutes=15), None, 15), (timedelta(minutes=90), None, 90), (0, "1:30", 90),
    (1.5, 30, None), (2, 90, None), (1, 59.5, None), (1, "1:30", None), (0.0625, 0, None), (90, 0, None), ("2 шт.", None, None), ("2 шт.", 30, None), (90, None, None), (0.0625, None, None),
    (1, "soon", None), ("soon", 30, None), (1, -5, None), (-1, 30, None), (1, 0.5, None), (True, 30, None),
]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("Hours", "Minutes"),
        ("Minutes", "Hours"),
        ("Часы", "Минуты"),
        ("Hours", "Min"),
        ("мин", "часы"),
    ],
)
@pytest.mark.parametrize(("hours", "minutes", "both"), TOGETHER)
def test_hours_and_minutes_side_by_side_are_one_labour(names, hours, minutes, both):
    cells = [hours, minutes] if names[0].casefold() in ("hours", "часы") else [minutes, hours]
    header = ["Date", "Client", "Service", *names]
    found, labour, states, charges = read(header, [DAY, "Acme", "Call", *cells])
    if both is None:
        assert {code for code, _ in found} <= {"BAD_NUMBER", "LOST_TIME", "BAD_SIGN", "NO_QUANTITY"}
        assert found
        assert states != [CHARGED]
    else:
        assert (found, labour, charges) == ([], [both], [both * 1000])


def test_a_header_of_hours_is_one_of_minutes_where_the_config_says_so():
    header, cells = ["Date", "Client", "Service", "Hours"], [DAY, "Acme", "Call", 90]
    assert read(header, cells, aliases={"log.minutes": ("Hours",)})[:2] == ([], [90])
    assert read(header, cells, aliases={"log.hours": ("Hours",)})[0] == [("LOST_TIME", "minutes")]


def test_what_the_config_names_goes_before_hours_and_minutes():
    header = ["Date", "Client", "Service", "Hours", "Minutes", "Mine"]
    cells = [DAY, "Acme", "Call", 1, 5, 2]
    assert read(header, cells)[1] == [65]
    assert read(header, cells, aliases={"log.minutes": ("Minutes",)})[1] == [5]
    assert read(header, cells, aliases={"log.hours": ("Mine",)})[1] == [120]
    assert read(header, cells, aliases={"log.minutes": ("Mine",)})[1] == [2]


@pytest.mark.parametrize("cell", ["no", "No", "N", "нет", "FALSE", False, 0, "0", " no. "])
@pytest.mark.parametrize("service", ["Call", "Unheard of"])
def test_what_is_not_billable_costs_nothing_and_its_labour_counts(cell, service):
    found, labour, states, charges = read(
        ["Date", "Client", "Service", "Minutes", "Billable"], [DAY, "Acme", service, 30, cell]
    )
    assert (found, labour, states, charges) == ([], [30], [CHARGED], [0])


@pytest.mark.parametrize("cell", ["yes", "Y", "да", "TRUE", True, 1, "1", None, ""])
def test_all_else_is(cell):
    found, *_, charges = read(
        ["Date", "Client", "Service", "Minutes", "К оплате"], [DAY, "Acme", "Call", 30, cell]
    )
    assert (found, charges) == ([], [30_000])


@pytest.mark.parametrize("cell", ["perhaps", 2, "x", "#REF!"])
def test_what_says_neither_holds_its_row(cell):
    found, _, states, _ = read(
        ["Date", "Client", "Service", "Minutes", "Billable"],
        [DAY, "Acme", "Call", 30, cell],
        [DAY, "Acme", "Call", 31, None],
    )
    code = "ERROR_CELL" if cell == "#REF!" else "BAD_BILLABLE"
    assert (found, states) == ([(code, "billable")], [CHARGED])


@pytest.mark.parametrize("header", ["Non-billable", "Not billable", "Не к оплате"])
@pytest.mark.parametrize(
    ("free", "charge"),
    [("yes", 0), (True, 0), (1, 0), ("Non-billable", 0), ("no", 30_000), (False, 30_000), (None, 30_000), ("Billable", 30_000), (0.5, None), ("x", None)],
)  # fmt: skip
def test_non_billable_is_billable_the_other_way_about(header, free, charge):
    found, _, states, charges = read(
        ["Date", "Client", "Service", "Minutes", header], [DAY, "Acme", "Call", 30, free]
    )
    if charge is None:
        assert (found, states) == ([("BAD_BILLABLE", "billable")], [])
    else:
        assert (found, charges) == ([], [charge])


@pytest.mark.parametrize(
    ("free", "to_pay", "charge"),
    [("yes", "no", 0), ("yes", None, 0), (None, "no", 0), ("no", "yes", 30_000), (False, None, 30_000), ("yes", "yes", None), (False, "no", None)],
)  # fmt: skip
def test_both_columns_say_the_same_or_the_row_waits(free, to_pay, charge):
    header = ["Date", "Client", "Service", "Minutes", "Billable", "Non-billable"]
    found, _, _, charges = read(header, [DAY, "Acme", "Call", 30, to_pay, free])
    assert (found, charges) == (
        ([], [charge]) if charge is not None else ([("BAD_BILLABLE", "billable")], [])
    )


@pytest.mark.parametrize(
    ("said", "charge"),
    [("Non-billable", 0), ("non billable", 0), ("Billable", 30_000), ("Не оплачивается", 0)],
)
def test_billable_takes_its_own_names_as_words(said, charge):
    header = ["Date", "Client", "Service", "Minutes", "Billable"]
    assert read(header, [DAY, "Acme", "Call", 30, said])[3] == [charge]


@pytest.mark.parametrize("header", ["Non-billable", "Unbillable", "Billable"])
@pytest.mark.parametrize("numbers", [(1.5, 0, 1), ("1.5", "0", "1"), (30, 0.0, 1.0)])
def test_a_column_of_hours_says_no_yes_or_no_by_its_0_and_1(header, numbers):
    """Found: 1 hour in Non-billable made the whole row free."""
    rows = [[DAY, "Acme", "Call", 30 + at, cell] for at, cell in enumerate((*numbers, None, "no"))]
    found, _, states, _ = read(["Date", "Client", "Service", "Minutes", header], *rows)
    assert (found, len(states)) == ([("BAD_BILLABLE", "billable")] * 3, 2)
    ticked = [[DAY, "Acme", "Call", 50 + at, 1] for at in range(10)]
    found, *_ = read(["Date", "Client", "Service", "Minutes", header], *ticked, rows[0])
    assert len(found) == 1  # a slip


def test_a_column_of_checkboxes_makes_no_rows():
    rows = [[DAY, "Acme", "Call", 30, True], *([None, None, None, None, False] for _ in range(9))]
    found, *_, charges = read(["Date", "Client", "Service", "Minutes", "Billable"], *rows)
    assert (found, charges) == ([], [30_000])
