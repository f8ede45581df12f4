"""A charge that a finding keeps from counting: the account only seems to have recovered, so that
nobody is thanked, and nobody is asked for the same money by a second invoice (design §17)."""

from datetime import timedelta

import pytest

from tests.cli.forked import MARKS
from tests.cli.walking import Walk, held
from tests.smtp.server import ScriptedServer
from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import day

pytestmark = MARKS
DAY = 24 * 60
ASKED = "Your account is running low: RUB 3,000.00 (invoice 1)"


@pytest.fixture
def first_day(tmp_path, monkeypatch):
    """Acme has 3,000 of 5,000 after a charge of 10,000 that the first run saw this morning, was
    asked for 7,000, and paid 1,000."""
    monkeypatch.setenv("COLUMNS", "200")
    with ScriptedServer(tmp_path) as server:
        made = Walk(
            tmp_path / "office", server, notices="receipt = true",
            clients=[["Acme", "a@x.example", None, 5000]],
            payments=[[day(40), "Acme", 13_000, None]],
            log=[
                [day(10), "Acme", "Work", "1", 10, 30, "Anna"],
                [day(9), "Acme", "Favour", "1", 1, 30, "Anna"],
            ],
        )  # fmt: skip
        made.now(0)
        made.now(15)
        yield made


@pytest.fixture
def walk(first_day):
    """The same, on the next day."""
    first_day.days(1)
    first_day.pays("Acme", 1000)
    first_day.now(5)
    assert first_day.subjects() == [ASKED]
    return first_day


SLIPS = {
    "renamed in Prices first": ("Prices", "B2", "Works", "Work"),
    "a service that nobody knows": ("Log", "C2", "Wrok", "Work"),
    "a quantity that is none": ("Log", "E2", "ten", 10),
    "a day of next year": ("Log", "A2", day(10) + timedelta(days=365), day(10)),
    "no client": ("Log", "B2", None, "Acme"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_nobody_is_thanked_nor_asked_anew_while_it_stands_or_once_it_is_mended(walk, slip):
    tab, cell, wrong, right = SLIPS[slip]
    walk.edit(tab, cell, wrong)
    walk.days(2)
    assert walk.subjects() == [ASKED]
    walk.edit(tab, cell, right)
    walk.days(2)
    assert walk.subjects() == [ASKED]
    walk.days(3)
    mail = walk.mails()[-1]
    assert mail.has("Reminder", "(invoice 1)", "RUB 4,000.00", "Received", "RUB 6,000.00")


@pytest.mark.parametrize("slip", SLIPS)
def test_so_it_is_where_it_was_first_seen_on_that_very_day(first_day, slip):
    tab, cell, wrong, right = SLIPS[slip]
    first_day.pays("Acme", 1000)
    first_day.now(5)
    first_day.edit(tab, cell, wrong)
    first_day.now(60)
    first_day.days(2)
    assert first_day.subjects() == [ASKED]
    first_day.edit(tab, cell, right)
    first_day.days(2)
    assert first_day.subjects() == [ASKED]
    first_day.days(4)
    assert first_day.mails()[-1].has("Reminder", "(invoice 1)", "RUB 4,000.00", "RUB 6,000.00")
    assert "POSTED_CHANGED" not in codes_of(first_day)


def test_what_is_mended_on_the_next_day_otherwise_is_no_posting_that_changed(first_day):
    first_day.edit("Log", "E2", "ten")
    first_day.now(60)
    first_day.days(1)
    first_day.edit("Log", "E2", 9)
    first_day.days(2)
    assert "POSTED_CHANGED" not in codes_of(first_day)


@pytest.mark.parametrize("how", ["deleted", "less"])
def test_what_a_person_took_back_on_that_day_counts_no_more(first_day, how):
    first_day.pays("Acme", 1000)
    for column in "ABCDEF" if how == "deleted" else "E":
        first_day.edit("Log", f"{column}2", None if how == "deleted" else 1)
    first_day.now(20)
    first_day.days(2)
    assert first_day.subjects() == [ASKED, "We have received your payment: RUB 1,000.00"]


def codes_of(walk):
    """The codes of all that stands in Findings."""
    return {str(cell) for row in walk.agency.grid()["Findings"] for cell in row if cell}


def test_a_payment_that_puts_it_right_meanwhile_is_thanked_for_once_it_is_mended(walk):
    walk.edit("Log", "E2", "ten")
    walk.days(1)
    walk.pays("Acme", 6000)
    walk.days(2)
    assert walk.subjects() == [ASKED]
    walk.edit("Log", "E2", 10)
    walk.days(2)
    assert walk.subjects() == [ASKED, "We have received your payment: RUB 7,000.00"]


def test_what_is_due_meanwhile_waits_and_names_the_cell(walk):
    row = walk.works("Acme", 0.1)
    walk.days(1)
    walk.edit("Log", f"E{row}", "one")
    walk.days(6)
    assert f"mend Log!E{row} first" in held(walk.notices_tab()[-1])[1]
    walk.edit("Log", f"E{row}", 0.1)
    walk.days(1)
    mail = walk.mails()[-1]
    assert mail.has("Reminder", "(invoice 1)", "RUB 3,900.00", "RUB 6,000.00")


@pytest.mark.parametrize("how", ["deleted", "less", "put off for a month"])
def test_a_charge_that_a_person_took_back_counts_no_more_whatever_else_is_a_finding(walk, how):
    """The row of the favour, which no price list knows, moves up into its place."""
    if how == "less":
        walk.edit("Log", "E2", 1)
    elif how == "put off for a month":
        walk.edit("Log", "A2", walk.today + timedelta(days=30))
    else:
        for column, value in zip("ABCDEF", [day(9), "Acme", "Favour", "1", 1, 30], strict=True):
            walk.edit("Log", f"{column}2", value)
            walk.edit("Log", f"{column}3", None)
    walk.days(2)
    assert walk.subjects() == [ASKED, "We have received your payment: RUB 1,000.00"]


NEW = [day(1), "Acme", "Work", "2", 0.001, 30, "Anna"]


def arranged(walk, arrange):
    """Staff sort their log, put rows into it or take some out."""
    rows = [row[:7] for row in walk.agency.grid()["Log"][1:] if any(row[:7])]
    after = arrange([*rows])
    blank = [[None] * 7] * max(0, len(rows) - len(after))
    cells = {
        f"{column}{at}": None if value == "" else value
        for at, row in enumerate([*after, *blank], 2)
        for column, value in zip("ABCDEFG", row, strict=True)
    }
    type_in(walk.agency.path, "Log", cells)


@pytest.mark.parametrize(
    ("cell", "wrong", "at_once", "arrange"),
    [
        ("E", "ten", True, lambda rows: [NEW, *rows]),
        ("A", "10th", False, lambda rows: [NEW, *rows]),
        ("A", day(10) + timedelta(days=365), False, lambda rows: [NEW, *rows]),
        ("C", None, True, lambda rows: [NEW, NEW, *rows]),
        ("E", "ten", False, lambda rows: rows[::-1]),
    ],
    ids=["quantity moved", "day moved", "next year moved", "service below two", "sorted"],
)
def test_it_waits_wherever_the_row_goes(walk, cell, wrong, at_once, arrange):
    walk.edit("Log", f"{cell}2", wrong)
    if not at_once:
        walk.days(1)
    arranged(walk, arrange)
    walk.days(2)
    assert walk.subjects() == [ASKED]
    arranged(walk, lambda rows: [NEW, *rows])
    walk.days(1)
    assert walk.subjects() == [ASKED]


@pytest.mark.parametrize(
    "below",
    [
        [day(1), "Acme", "Work", "1", "ten", 30, "Anna"],
        ["Total", None, None, None, 11, None, None],
        [None, None, None, None, None, 30, "Anna"],
    ],
    ids=["another one without a quantity", "the total", "what is left of a row"],
)
def test_a_row_that_is_taken_out_is_a_word_whatever_moves_up_into_its_place(walk, below):
    arranged(walk, lambda rows: [rows[1], rows[0], below])
    walk.days(1)
    assert walk.subjects() == [ASKED]
    arranged(walk, lambda rows: [rows[0], below])
    walk.days(2)
    assert walk.subjects() == [ASKED, "We have received your payment: RUB 1,000.00"]
