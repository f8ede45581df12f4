"""Which postings a letter shows: since the last top-up, enough of them, and never too many."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sheets_sync.notices.account_lines import EARLIER, AccountLine, account_lines
from sheets_sync.notices.line_view import lines_heading, show_line
from sheets_sync.words.speaking import words_of
from tests.notices.cases import TODAY, books, client


def lines(payments, charges):
    what = books([client("b"), client("a")], payments, list(charges))
    return list(account_lines(what.book, what.accounts, 1))


def charge(day, amount=100, who=1):
    return day, who, f"Call {day - TODAY}", amount


def test_they_begin_with_the_last_top_up():
    days = range(TODAY - 30, TODAY)
    shown = lines(
        [(TODAY - 40, 1, 90_000), (TODAY - 20, 1, 50_000), (TODAY - 9, 1, 7, "bonus", "")],
        [*map(charge, days), charge(TODAY - 1, who=0)],
    )
    assert shown[0].kind == "payment"
    assert shown[0].day == TODAY - 20
    assert [each.kind for each in shown[1:]].count("charge") == 20
    assert shown[-1].balance == 90_000 + 50_000 + 7 - 3_000
    assert lines_heading(shown, words_of("en")).startswith("Your last payment")


def test_ten_charges_are_shown_even_where_the_top_up_came_after_them():
    shown = lines(
        [(TODAY - 90, 1, 9_000), (TODAY, 1, 50_000)], map(charge, range(TODAY - 30, TODAY))
    )
    assert [each.kind for each in shown] == ["charge"] * 10 + ["payment"]
    assert lines_heading(shown, words_of("en")) == "Latest postings"


def test_what_is_too_much_to_show_is_one_line_and_the_balances_go_on_from_it():
    shown = lines([(TODAY - 90, 1, 900_000)], map(charge, range(TODAY - 80, TODAY)))
    first, *rest = shown
    assert (first.kind, first.text, first.amount) == (EARLIER, "41", 900_000 - 40 * 100)
    assert len(rest) == 40
    assert rest[0].balance == first.balance + rest[0].amount
    view = show_line(first, "RUB", words_of("en"))
    assert (view.kind, view.text, view.detail) == ("41 earlier postings", "", "")


def test_what_tells_an_entry_of_the_bank_says_nothing_to_a_client():
    paid = [(TODAY, 1, 5, "payment", each) for each in ("bank-0123456789abcdef", "for bank-7")]
    assert [line.text for line in lines(paid, [])] == ["", "for bank-7"]


def test_an_account_without_postings_shows_none():
    assert lines([(TODAY, 0, 5)], []) == []


def test_quantity_and_price_are_told_where_they_say_anything():
    (line,) = lines([], [(TODAY, 1, "Call", 12_345)])
    assert (line.quantity, line.unit) == (1, "")
    shown = show_line(line, "RUB", words_of("en"))
    assert (shown.quantity, shown.price, shown.detail) == ("", "", "")
    timed = type(line)(
        TODAY, "charge", "Call", -1_250, 0, Fraction(5, 2), Fraction(1, 2), "h", 50_000
    )
    shown = show_line(timed, "RUB", words_of("en"))
    assert (shown.quantity, shown.price) == ("2.5 h", "5.00")
    assert shown.detail == "2.5 h × 5.00, 0.5 included"


@pytest.mark.parametrize(
    ("quantity", "unit", "shown"),
    [
        (Fraction(2, 3), "h", "0:40 h"),
        (Fraction(5, 3), "ч", "1:40 h"),
        (Fraction(3, 2), "hour", "1.5 h"),
        (Fraction(1, 7), "h", "0.1429 h"),
        (Fraction(2, 3), "page", "0.6667 page"),
        (Fraction(12_345, 2), "page", "6,172.5 page"),
    ],
)
def test_hours_that_decimals_do_not_tell_are_told_in_minutes(quantity, unit, shown):
    line = AccountLine(1, "charge", "Call", -100, 0, quantity, unit=unit, price=15_000_000)
    made = show_line(line, "RUB", words_of("en"))
    assert (made.quantity, made.price) == (shown, "1,500.00")


def test_where_a_later_payment_is_among_them_the_first_is_not_called_the_last():
    """Found: the reminder of an invoice that was paid in part began with the payment before that."""
    paid = AccountLine(1, "payment", "", 500, 500)
    charged = replace(paid, kind="charge", amount=-100, balance=400)
    words = words_of("en")
    assert lines_heading([paid, charged, paid], words) == "Latest postings"
    assert lines_heading([paid, charged, replace(paid, kind="bonus")], words).startswith(
        "Your last"
    )
    assert lines_heading([charged, paid], words) == lines_heading([], words) == "Latest postings"
