"""Design §5 by example: one rule a test, on the smallest book that shows it."""

from fractions import Fraction

import pytest

from sheets_sync.billing.accounts import CHARGED, HELD, UNPRICED, keep_accounts
from sheets_sync.billing.tables import BLANK, NO_DAY, Client
from sheets_sync.billing.terms import Terms
from tests.billing.books import CURRENCIES, DAY, book_of

HOUR, MINUTE, DAYS, PIECE = 60, 1, 480, 0


def fixed(value):
    return round(value * 10_000)


def client(currency="RUB", **more):
    return Client("Anna", 0, 2, currency, threshold=0, credit_limit=0, **more)


def price(amount, unit=PIECE, minimum=0, step=0, included=0, **more):
    return {
        "client": -1, "service": 0, "unit_minutes": unit, "price": fixed(amount),
        # terms of a unit of time are fixed minutes (design §15)
        "minimum": fixed(minimum * (unit or 1)), "step": fixed(step * (unit or 1)),
        "included": fixed(included * (unit or 1)),
        "valid_from": NO_DAY, "currency": 0, "bad": False, "any_day": False, "unit": "", **more,
    }  # fmt: skip


def row(quantity=None, minutes=None, agreed=None, **more):
    cells = {"quantity": quantity, "minutes": minutes, "agreed": agreed}
    numbers = {name: BLANK if cell is None else fixed(cell) for name, cell in cells.items()}
    return {"source": 0, "day": DAY, "client": 0, "service": 0, "staff": 0,
            "bad_minutes": False, "quantity_kind": 0, "free": False, **numbers, **more}  # fmt: skip


def keep(prices, log, owner=None):
    return keep_accounts(book_of([owner or client()], prices, [], log), Terms(), DAY)


def charges(prices, log, owner=None):
    return keep(prices, log, owner).log["charge"].tolist()


def codes(accounts):
    return [(str(f.code), f.role, f.row, f.field, f.text) for f in accounts.findings]


@pytest.mark.parametrize(
    ("amount", "quantity", "charge"),
    [(0.005, 1, 1), (2.675, 1, 268), (0.005, -1, -1), (2.675, -1, -268), (0.0049, 1, 0),
     (0.0001, 50, 1), (0.01, 0.5, 1), (100, 0, 0), (1.5, 2.5, 375)],
)  # fmt: skip
def test_a_charge_is_rounded_once_half_away_from_zero(amount, quantity, charge):
    assert charges([price(amount)], [row(quantity)]) == [charge]


@pytest.mark.parametrize(
    ("currency", "amount", "charge"),
    [("RUB", 10.555, 1056), ("JPY", 10.5, 11), ("KWD", 10.5555, 10556), ("CLF", 1.2345, 12345)],
)
def test_a_charge_has_the_decimals_of_its_currency(currency, amount, charge):
    money = price(amount, currency=CURRENCIES.index(currency))
    assert charges([money], [row(1)], client(currency)) == [charge]


@pytest.mark.parametrize(
    ("unit", "minutes", "amount", "charge"),
    [(HOUR, 10, 100, 1667), (HOUR, 10, 6, 100), (MINUTE, 10, 6, 6000), (DAYS, 240, 1000, 50000),
     (DAYS, 1, 480, 100), (HOUR, 0, 100, 0), (HOUR, 10 / 6, 3600, 10000), (PIECE, 10, 100, 10000)],
)  # fmt: skip
def test_a_blank_quantity_is_minutes_in_the_unit_or_one_piece(unit, minutes, amount, charge):
    assert charges([price(amount, unit)], [row(minutes=minutes)]) == [charge]


@pytest.mark.parametrize(
    ("quantity", "charge"),
    [(0.1, 5000), (0.5, 5000), (0.6, 7500), (2, 20000), (0, 0), (-0.1, -1000)],
)
def test_minimum_then_step_but_not_for_nothing_nor_for_reversals(quantity, charge):
    hourly = price(100, HOUR, minimum=0.5, step=0.25)
    assert charges([hourly], [row(quantity)]) == [charge]


def test_a_step_larger_than_the_minimum_rounds_the_minimum_up():
    assert charges([price(100, minimum=1, step=0.75)], [row(0.2)]) == [15000]


def test_included_covers_the_month_in_posting_order_then_the_next_month_anew():
    log = [row(2, day=DAY), row(2, day=DAY - 1), row(2, day=DAY - 40), row(-1, day=DAY - 2)]
    accounts = keep([price(10, included=3)], log)
    assert accounts.log["charge"].tolist() == [1000, 0, 0, -1000]
    assert accounts.log["included"].tolist() == [10_000, 20_000, 20_000, 0]


def test_an_allowance_outlives_a_price_change_from_hours_to_minutes():
    prices = [price(60, HOUR, included=1), price(2, MINUTE, included=90, valid_from=DAY)]
    log = [row(minutes=50, day=DAY - 1), row(minutes=50), row(minutes=10)]
    assert charges(prices, log) == [0, 1000 * 2, 10 * 200]


def test_an_allowance_cut_and_raised_again_gives_what_is_left_of_it():
    prices = [price(1, included=3), price(1, included=1, valid_from=DAY - 2),
              price(1, included=3, valid_from=DAY)]  # fmt: skip
    log = [row(2, day=DAY - 3), row(5, day=DAY - 2), row(5, day=DAY)]
    assert charges(prices, log) == [0, 500, 400]


def test_hours_in_between_leave_the_allowance_of_pieces_as_it_is():
    prices = [price(1, included=3), price(60, HOUR, included=1, valid_from=DAY - 2),
              price(1, included=3, valid_from=DAY)]  # fmt: skip
    log = [row(2, day=DAY - 3), row(1.5, day=DAY - 2), row(5, day=DAY)]
    assert charges(prices, log) == [0, 3000, 400]


def test_an_agreed_price_beats_all_takes_unit_minimum_and_step_but_nothing_included():
    hourly = price(100, HOUR, minimum=1, included=10)
    assert charges([hourly], [row(minutes=30, agreed=50), row(minutes=30, agreed=0)]) == [5000, 0]


def test_an_agreed_price_without_a_sound_price_row_is_for_a_piece():
    bad = price(100, HOUR, bad=True)
    accounts = keep([bad], [row(minutes=30, agreed=50), row(3, agreed=50, service=1)])
    assert accounts.log["charge"].tolist() == [5000, 15000]
    assert codes(accounts) == []


def test_the_latest_own_price_comes_before_everyones():
    own = {"client": 0}
    prices = [price(1), price(2, valid_from=DAY - 5), price(3, **own, valid_from=DAY - 4),
              price(4, **own, valid_from=DAY - 2), price(5, valid_from=DAY)]  # fmt: skip
    log = [row(1, day=DAY - back) for back in range(7)]
    assert charges(prices, log) == [400, 400, 400, 300, 300, 200, 100]


def test_a_price_in_another_currency_does_not_fit():
    dollars = price(9, currency=CURRENCIES.index("USD"), client=0)
    assert charges([dollars, price(1)], [row(1)]) == [100]
    accounts = keep([dollars], [row(1)])
    assert accounts.log["state"].tolist() == [UNPRICED]
    assert codes(accounts) == [("NO_PRICE", "log", 2, "service", "service 0")]


@pytest.mark.parametrize("bad_row", [
    {"bad": True, "valid_from": DAY}, {"bad": True, "any_day": True},
    {"bad": True, "currency": -1, "valid_from": DAY}, {"bad": True, "valid_from": DAY, "client": 0},
])  # fmt: skip
def test_a_bad_price_row_keeps_its_place(bad_row):
    accounts = keep([price(1), price(2, **bad_row)], [row(1)])
    assert accounts.log["state"].tolist() == [UNPRICED]
    assert codes(accounts) == [("NO_PRICE", "log", 2, "service", "service 0")]


def test_a_bad_row_of_everyones_does_not_hinder_a_price_of_ones_own():
    assert charges([price(1, bad=True, any_day=True), price(2, client=0)], [row(1)]) == [200]


def test_a_tie_with_different_terms_is_a_finding_used_or_not():
    ties = [price(1), price(1.5), price(7, HOUR, valid_from=DAY), price(7, HOUR, valid_from=DAY)]
    assert codes(keep(ties, [])) == [
        ("AMBIGUOUS_PRICE", "prices", 2, "price", "1"),
        ("AMBIGUOUS_PRICE", "prices", 3, "price", "1.5"),
    ]
    accounts = keep(ties, [row(1, day=DAY - 1), row(1)])
    assert accounts.log["state"].tolist() == [UNPRICED, CHARGED]
    assert ("NO_PRICE", "log", 2, "service", "service 0") in codes(accounts)


def test_an_unknown_service_is_unpriced_and_offers_the_nearest():
    (finding,) = keep([price(1)], [row(1, service=1)]).findings
    assert (str(finding.code), finding.text, finding.near) == (
        "UNKNOWN_SERVICE",
        "service 1",
        "service 0",
    )
    assert (finding.client, finding.staff, finding.month) == ("Anna", "Ann", "2026-01")


def test_time_without_quantity_and_minutes_is_held_and_told_once():
    accounts = keep([price(1, HOUR)], [row(), row(bad_minutes=True), row(1, bad_minutes=True)])
    assert accounts.log["state"].tolist() == [HELD, HELD, CHARGED]
    assert codes(accounts) == [("NO_QUANTITY", "log", 2, "quantity", "")]


def test_all_rows_of_a_client_with_a_bad_currency_are_unpriced_without_a_word():
    accounts = keep([price(1)], [row(1), row(1, agreed=5)], client(bad_currency=True))
    assert accounts.log["state"].tolist() == [UNPRICED, UNPRICED]
    assert accounts.accounts[0].unbilled_rows == 2
    assert codes(accounts) == []


@pytest.mark.parametrize(
    ("quantity", "amount", "state"),
    [(10**6, 10_000, CHARGED), (10**6, 10_000.01, HELD), (-(10**6), 10_000.01, HELD),
     (9 * 10**14, 9 * 10**14, HELD), (9 * 10**14, 0, HELD), (10**14, 0.0001, CHARGED)],
)  # fmt: skip
def test_a_charge_over_the_limit_is_held(quantity, amount, state):
    accounts = keep([price(amount)], [row(quantity), row(1, agreed=1)])
    assert accounts.log["state"].tolist() == [state, CHARGED]
    assert accounts.accounts[0].charged == 100 + (accounts.log["charge"][0])
    found = [] if state == CHARGED else [("TOO_LARGE", "log", 2, "quantity", str(quantity))]
    assert codes(accounts) == found


def test_products_beyond_64_bits_are_still_exact():
    yen = price(10**9 + 0.0001, DAYS, currency=CURRENCIES.index("JPY"))
    accounts = keep([yen], [row(minutes=10**5), row(minutes=-1)], client("JPY"))
    each = Fraction(10**13 + 1, 10**4) / 480
    assert accounts.log["charge"].tolist() == [round(each * 10**5), -round(each)]


def test_a_held_row_uses_up_no_allowance():
    log = [row(10**9), row(2)]
    assert keep([price(10_000, included=3)], log).log["charge"].tolist() == [0, 0]


def test_an_empty_book_has_empty_accounts():
    accounts = keep([], [])
    assert (accounts.accounts[0].balance, accounts.accounts[0].days_left) == (0, 0)
    assert accounts.log.empty
    assert accounts.postings.empty
