"""What is asked and unpaid, and since when: Summary says what the register of invoices does (§18)."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.use_cases.invoicing import ask_for_invoice, registered
from sheets_sync.use_cases.shared.office import open_office
from tests.sync.agency import NOW, Agency, day
from tests.sync.lived import lived

KEYS = ("invoice", "unpaid", "unpaid_since")


@pytest.fixture
def agency(tmp_path) -> Agency:
    """Bell was asked for 3,000 this morning."""
    return lived(tmp_path, (begun,))


def begun(folder):
    agency = Agency(folder)
    agency.run()
    return agency


def asked(agency: Agency, client: str) -> list[Any]:
    """Number, what is left, day, of a client in Summary."""
    sheet = openpyxl.load_workbook(agency.path, data_only=True)["Summary"]
    lines = {
        row[0]: row for row in sheet.iter_rows(min_row=SUMMARY.header_row + 1, values_only=True)
    }
    number, left, since = (lines[client][SUMMARY.at(key)] for key in KEYS)
    return [number, left, since and since.date()]


def in_all(agency: Agency) -> list[Any]:
    """How many invoices are open, in roubles, what is left of them, the day of the oldest."""
    sheet = openpyxl.load_workbook(agency.path, data_only=True)["Summary"]
    [row] = [
        row for row in sheet.iter_rows(min_row=4, max_row=5, values_only=True) if row[0] == "RUB"
    ]
    count, left, since = (row[HEAD.column(key)] for key in ("invoices", "unpaid", "unpaid_since"))
    return [count, left, since and since.date()]


def open_in_register(agency: Agency) -> dict[str, tuple[str, int]]:
    with open_office(agency.config, "invoices", NOW, lambda _: None) as (office, _):
        lines = registered(office)
    return {each.name: (each.invoice.label, each.left) for each in lines if each.left}


def paid(agency: Agency, rows: Sequence[Sequence[Any]]) -> None:
    book = openpyxl.load_workbook(agency.path)
    for row in rows:
        book["Payments"].append(list(row))
    book.save(agency.path)


def test_an_invoice_that_went_is_shown_until_it_is_paid(agency: Agency):
    assert asked(agency, "Bell") == ["1", 3000, NOW.date()]
    assert in_all(agency) == [1, 3000, NOW.date()]
    assert open_in_register(agency) == {"Bell": ("1", 300_000)}
    assert asked(agency, "Acme") == [None, None, None]

    paid(agency, [(day(0), "Bell", 1000, None)])
    later = NOW + timedelta(hours=1)
    agency.run(later)
    assert asked(agency, "Bell") == ["1", 2000, NOW.date()]
    assert open_in_register(agency) == {"Bell": ("1", 200_000)}
    assert agency.run(later + timedelta(minutes=1)).cells_written == 0

    paid(agency, [(day(0), "Bell", 2000, None)])
    agency.run(later + timedelta(hours=1))
    assert asked(agency, "Bell") == [None, None, None]
    assert in_all(agency) == [None, 0, None]
    assert open_in_register(agency) == {}


RECOVERED: dict[str, Callable[[Agency], None]] = {
    "by a bonus": lambda agency: paid(agency, [(day(0), "Bell", 9000, "bonus")]),
    "by being paused": lambda agency: state_of(agency, "Bell", "paused"),
}


def state_of(agency: Agency, client: str, state: str) -> None:
    book = openpyxl.load_workbook(agency.path)
    sheet = book["Clients"]
    heads = [cell.value for cell in sheet[1]]
    [row] = [row for row in range(2, 5) if sheet.cell(row, 1).value == client]
    sheet.cell(row, heads.index("State") + 1, state)
    book.save(agency.path)


@pytest.mark.parametrize("how", RECOVERED)
def test_what_nobody_asks_for_any_more_goes_in_the_same_run(agency: Agency, how: str):
    """The episode ends in the run that shows it: the next one finds nothing to write."""
    RECOVERED[how](agency)
    later = NOW + timedelta(hours=1)
    agency.run(later)
    assert asked(agency, "Bell") == [None, None, None]
    assert open_in_register(agency) == {}
    assert agency.run(later + timedelta(minutes=1)).cells_written == 0


def test_one_that_a_person_asked_for_is_shown_by_the_run_that_sends_it(agency: Agency):
    ask_for_invoice(agency.config, "Acme", "12000", NOW, lambda _: None)
    later = NOW + timedelta(hours=1)
    agency.run(later)
    assert asked(agency, "Acme") == ["2", 12_000, NOW.date()]
    assert in_all(agency) == [2, 15_000, NOW.date()]
    assert agency.run(later + timedelta(minutes=1)).cells_written == 0


def states(agency: Agency) -> list[str]:
    """What State of Notices says, line by line."""
    head, *lines = agency.grid()["Notices"]
    return [str(row[head.index("State")]) for row in lines if row[head.index("No")]]


def test_beside_a_letter_that_went_notices_says_what_is_left_of_a_part_paid_invoice(agency: Agency):
    """Found: beside the whole invoice's amount it said no more than "sent"."""
    rest = "; part of the invoice is paid by now, 2,000.00 RUB of it is left to pay"
    (went,) = states(agency)
    paid(agency, [(day(0), "Bell", 1000, None)])
    agency.run(NOW + timedelta(hours=1))
    assert states(agency) == [went + rest]
    reminded = NOW + timedelta(days=8)
    agency.run(reminded)
    agency.run(reminded)
    assert states(agency) == [went + rest, went + rest]
    paid(agency, [(day(0), "Bell", 2000, None)])
    agency.run(NOW + timedelta(days=9))
    agency.run(NOW + timedelta(days=9))
    assert states(agency) == [went, went]
