"""A year changes: staff delete old rows of Payments and Log and type an opening in their place, while
an invoice is paid in part (design §17)."""

import email
import email.policy
from collections.abc import Mapping
from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.use_cases.invoicing import registered
from sheets_sync.use_cases.shared.office import view_office
from tests.sync.agency import NOW, QUIET, Agency, Rows, day

DAY = timedelta(days=1)
SHEETS: Mapping[str, Rows] = {
    "Clients": [["Client", "Email", "Threshold"], ["Acme", "a@example.com", 5_000]],
    "Prices": [["Client", "Service", "Unit", "Price"], [None, "Call", "min", 10]],
    "Payments": [["Date", "Client", "Amount", "Kind"], [day(60), "Acme", 10_000, None]],
    "Log": [["Date", "Client", "Service", "Minutes"], [day(50), "Acme", "Call", 900]],
}


@pytest.fixture
def agency(tmp_path):
    """An agency that asked Acme for 9,000, and got 800 of it on the next day."""
    made = Agency(tmp_path, SHEETS, QUIET)
    made.run(NOW)
    made.add_row("Payments", day(-1), "Acme", 800, None)
    made.run(NOW + DAY)
    return made


def is_new_year(agency, amount):
    """All rows go, and an opening comes."""
    book = openpyxl.load_workbook(agency.path)
    book["Log"].delete_rows(2, 20)
    book["Payments"].delete_rows(3, 20)
    for column, value in enumerate([day(-3), "Acme", amount, "opening"], 1):
        book["Payments"].cell(2, column).value = value
    book.save(agency.path)


def line(agency, moment):
    with view_office(agency.config, moment) as office:
        [of] = registered(office)
    return of.amount, of.paid, of.left


def test_what_came_in_towards_the_invoice_is_still_received(agency):
    assert line(agency, NOW + DAY) == (900_000, 80_000, 820_000)
    is_new_year(agency, 1_800)
    agency.run(NOW + 3 * DAY, accept_shrink=True)
    assert line(agency, NOW + 3 * DAY) == (900_000, 80_000, 820_000)
    agency.run(NOW + 9 * DAY)
    assert [name.split("-")[1] for name in agency.letters()] == ["low", "reminder"]
    last = email.message_from_bytes(
        (agency.folder / "outbox" / agency.letters()[-1]).read_bytes(), policy=email.policy.default
    )
    assert "Left to pay: RUB\xa08,200.00" in last.get_body(("plain",)).get_content()
    agency.add_row("Payments", day(-10), "Acme", 8_200, None)
    assert line(agency, NOW + 10 * DAY) == (900_000, 900_000, 0)
