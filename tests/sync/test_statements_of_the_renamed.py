"""A client renamed with a new address while other rows changed, in one go: nobody is told a month
twice, and an ordinary new client is asked nothing (design §17)."""

from datetime import date, timedelta

import pytest

from sheets_sync.use_cases.invoicing import ask_for_invoice
from tests.sync.agency import Agency
from tests.sync.statement_scenes import (
    DECEMBER,
    MONTHLY,
    NOVEMBER,
    OCTOBER,
    ROWS,
    enter,
    statements,
)
from tests.sync.test_renamed_tab_by_tab import waiting
from tests.sync.test_settled_figures import text_of

DAY = timedelta(days=1)
OCTOBERS = [9_700, 50, 0, 100, 9_550]
ASKED = [("Acme Ltd", "held: is this the new name of Acme, who is not in Clients"[:40])]


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path, ROWS, MONTHLY)
    made.run(OCTOBER)
    enter(made, NOVEMBER)
    made.run(NOVEMBER)
    assert statements(made)[1:] == [OCTOBERS]
    return made


def renamed(agency, name="Acme Ltd", address="new@example.com"):
    agency.edit("Clients", "A2", name)
    agency.edit("Clients", "B2", address)
    agency.edit("Payments", "B2", name)
    for row in (2, 3, 4):
        agency.edit("Log", f"B{row}", name)


def and_mended(agency):
    """A row of September says another quantity."""
    renamed(agency)
    agency.edit("Log", "D2", 33)


def runs(agency, *days):
    for each in days:
        agency.run(NOVEMBER + each * DAY)


def test_renamed_and_mended_at_once_the_month_waits_for_a_word(agency):
    and_mended(agency)
    runs(agency, 2, 3)
    assert waiting(agency) == ASKED
    assert len(agency.letters()) == 2


def test_yes_tells_it_no_second_time_and_the_next_one_follows_on(agency):
    and_mended(agency)
    runs(agency, 2)
    agency.edit("Notices", "K4", "yes")
    runs(agency, 3, 4)
    assert len(agency.letters()) == 2
    assert "had this month's statement" in agency.grid()["Notices"][3][9]
    agency.add_row("Log", date(2026, 11, 10), "Acme Ltd", "Call", 20)
    agency.run(DECEMBER)
    assert statements(agency)[2:] == [[9_550, 30, 0, 200, 9_320]]


def zed_comes(agency):
    """Somebody else, whose account is like the one that was told."""
    for column, value in zip("ABC", ("Zed", "z@example.com", 100), strict=True):
        agency.edit("Clients", f"{column}3", value)
    agency.add_row("Payments", date(2026, 10, 2), "Zed", 9_000)


def says_yes_to_both(agency):
    lines = enumerate(agency.grid()["Notices"], start=1)
    asked = {row: line[2] for row, line in lines if "is this the new name" in str(line[9])}
    assert {*asked.values()} == {"Acme Ltd", "Zed"}
    for row in asked:
        agency.edit("Notices", f"K{row}", "yes")


def test_of_two_newcomers_who_are_like_them_yes_to_one_is_no_to_the_other(agency):
    and_mended(agency)
    zed_comes(agency)
    runs(agency, 2)
    assert [name for name, _ in waiting(agency)] == ["Acme Ltd", "Zed"]
    agency.edit("Notices", "K4", "yes")
    runs(agency, 3, 4)
    assert waiting(agency) == []
    assert statements(agency)[2:] == [[0, 9_000, 0, 9_000]]


def test_of_two_who_are_both_said_to_be_them_the_first_is_and_the_other_is_told(agency):
    and_mended(agency)
    zed_comes(agency)
    runs(agency, 2)
    says_yes_to_both(agency)
    runs(agency, 3, 4)
    assert waiting(agency) == []
    assert statements(agency)[2:] == [[0, 9_000, 0, 9_000]]


def test_the_invoice_of_one_whom_two_are_said_to_be_is_the_first_ones(agency):
    """Found: it was the other's, whom only a statement asked about; so the first's next invoice
    did not say that it replaces it."""
    ask_for_invoice(agency.config, "Acme", "2500", NOVEMBER + DAY, lambda _: None)
    runs(agency, 1)
    renamed(agency)
    zed_comes(agency)
    runs(agency, 2)
    says_yes_to_both(agency)
    runs(agency, 3)
    ask_for_invoice(agency.config, "Acme Ltd", "4000", NOVEMBER + 4 * DAY, lambda _: None)
    runs(agency, 4)
    (asked,) = [each for each in agency.letters() if "invoice-acme-ltd" in each]
    assert "replaces No. 1" in text_of(agency, asked)


def test_no_and_send_tell_it_as_to_another(agency):
    and_mended(agency)
    runs(agency, 2)
    agency.edit("Notices", "K4", "no")
    runs(agency, 3)
    assert waiting(agency) == [
        ("Acme Ltd", "held: not the new name of Acme, as somebody said"[:40])
    ]
    agency.edit("Notices", "K5", "yes")
    runs(agency, 4)
    assert statements(agency)[2:] == [[9_620, 0, 100, 9_520]]


def test_nobody_answers_and_the_next_month_goes(agency):
    and_mended(agency)
    runs(agency, 2)
    agency.add_row("Log", date(2026, 11, 10), "Acme Ltd", "Call", 20)
    agency.run(DECEMBER)
    assert statements(agency)[2:] == [[9_520, 0, 200, 9_320]]
    assert waiting(agency) == []


def test_a_new_client_beside_one_who_left_is_asked_nothing(agency):
    agency.edit("Clients", "A2", "Birch")
    agency.edit("Clients", "B2", "birch@example.com")
    agency.add_row("Payments", date(2026, 10, 28), "Birch", 2_000)
    runs(agency, 2, 3)
    assert len(agency.letters()) == 3
    assert statements(agency)[2:] == [[0, 2_000, 0, 2_000]]
