"""What is out of an account's own scale, or can hardly be right, waits for a person (§15, §17)."""

from datetime import date, timedelta

import openpyxl
import pytest

from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day
from tests.sync.test_settled_figures import asked, work

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EXACT = QUIET.replace("settle", "round_up_to = 1\nsettle")


@pytest.fixture
def agency(tmp_path):
    """Bell: threshold 500, an opening of 2,000, and an account at -1,051."""
    return Agency(tmp_path, config_text=EXACT)


def state(agency, row=1):
    return agency.grid()["Notices"][row][9]


def test_an_amount_over_five_times_the_largest_payment_waits_and_names_the_row(agency):
    row = work(agency, 900)  # 9,000 more: 1,000 + 10,051, and the burn
    agency.run()
    assert asked(agency) == []
    said = f"The row that weighs most: row {row} of Log, 2026-11-23, Call, 9,000.00 RUB"
    assert said in state(agency)
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + MINUTE)
    assert [each[0] for each in asked(agency)] == ["OVER"]


def test_a_mended_row_lets_it_go(agency):
    row = work(agency, 9000)
    agency.run()
    agency.edit("Log", f"F{row}", 9)
    agency.run(NOW + MINUTE)
    assert asked(agency) == [("OVER", 215_100, -115_100)]


@pytest.mark.parametrize(
    ("kind", "amount", "back", "goes"),
    [
        ("payment", 1_000, 30, True),  # five times that is more than what is asked
        ("opening", 1_000, 30, True),  # what they had paid in when the book began
        ("bonus", 1_000, 30, False),
        ("correction", 1_000, 30, False),
        ("payment", 1_000, 400, False),  # over a year ago
        ("payment", 100, 30, False),  # the threshold is more
    ],
)
def test_what_counts_for_the_scale(tmp_path, kind, amount, back, goes):
    """A threshold of 500: 2,500 may be asked. The account is at -2,100 and asks for 3,100."""
    payments = [
        SHEETS["Payments"][0],
        [day(back), "Bell", amount, kind],
        [day(back), "Bell", 1, None],
    ]
    log = [SHEETS["Log"][0], [day(0), "Bell", "Call", 8, None, 5, "Anna", "mail"]]
    agency = Agency(tmp_path, {**SHEETS, "Payments": payments, "Log": log}, EXACT)
    agency.add_row("Payments", day(0), "Bell", -2_051 - amount, "correction")
    agency.run()
    assert (asked(agency) == [("OVER", 310_000, -210_000)]) == goes
    assert goes or "far more than this client is used to pay" in state(agency)


def test_a_digit_too_many_in_top_up_waits(tmp_path):
    clients = [[*row, None] for row in SHEETS["Clients"]]
    clients[0][5], clients[2][5] = "Top-up", 100_000
    agency = Agency(tmp_path, {**SHEETS, "Clients": clients}, EXACT)
    agency.run()
    assert asked(agency) == []
    assert "100,000.00 RUB is far more" in state(agency)


def test_an_invoice_that_a_person_let_go_is_reminded_of_without_another_word(agency):
    work(agency, 900)
    agency.run()
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + MINUTE)
    agency.run(NOW + 8 * DAY)
    assert [each[0] for each in asked(agency)] == ["OVER", "REMINDER1"]


def test_scale_can_be_turned_off(tmp_path):
    agency = Agency(tmp_path, config_text=EXACT.replace("settle", "scale = 0\nsettle"))
    work(agency, 900)
    agency.run()
    assert [each[0] for each in asked(agency)] == ["OVER"]


def usual_calls(agency, last):
    """Thirty calls of five minutes, of Acme's, and one of Bell's."""
    book = openpyxl.load_workbook(agency.path)
    for back in range(30):
        book["Log"].append([day(back), "Acme", "Call", 1, None, 5, "Anna", "mail"])
    book.save(agency.path)
    return work(agency, last)


def test_a_row_that_can_hardly_be_right_holds_the_letter_that_rests_on_it(agency):
    row = usual_calls(agency, 400)  # eighty times what a call takes, and yet within the scale
    run = agency.run()
    assert [(each.code, each.row) for each in run.reckoning.findings if each.row == row] == [
        ("IMPLAUSIBLE", row)
    ]
    assert asked(agency) == []
    assert f"can hardly be right: row {row} of Log, 2026-11-23, Call, 4,000.00 RUB" in state(agency)
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + MINUTE)
    assert [each[0] for each in asked(agency)] == ["OVER"]
    agency.run(NOW + 8 * DAY)
    assert [each[0] for each in asked(agency)] == ["OVER", "REMINDER1"]


def test_it_holds_no_letter_of_another_account(agency):
    usual_calls(agency, 5)
    work(agency, 400, "Acme")
    agency.run()
    assert asked(agency) == [("OVER", 210_100, -110_100)]


def test_one_that_was_topped_up_long_ago_holds_nothing(tmp_path):
    """A large job of half a year ago, paid since: the fall of today does not rest on it."""
    log = [*SHEETS["Log"], [day(180), "Bell", "Call", 8, None, 400, "Anna", "mail"]]
    payments = [*SHEETS["Payments"], [day(170), "Bell", 4_000, None]]
    agency = Agency(tmp_path, {**SHEETS, "Log": log, "Payments": payments}, EXACT)
    usual_calls(agency, 5)
    agency.run()
    assert asked(agency) == [("OVER", 210_100, -110_100)]


def test_a_mistyped_year_is_part_of_any_fall(agency):
    agency.add_row("Log", date(2016, 11, 23), "Bell", "Call", 8, None, 30, "Anna", "mail")
    agency.run()
    assert asked(agency) == []
    assert "2016-11-23" in state(agency)
