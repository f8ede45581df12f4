import pytest

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.flags import Flag, burn_days, days_left, flag
from sheets_sync.billing.tables import Client
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.topups import amount_asked
from tests.billing.books import DAY, book_of


def client(threshold=5_000, credit_limit=1_000, **more):
    return Client("Anna", 0, 2, "RUB", threshold, credit_limit, **more)


def account(owner, paid, charged, day=DAY, terms=None):
    """The account of a client who paid and was charged (in minor units) on one day."""
    agreed = charged * 10**4 // 10 ** MINOR_DIGITS[owner.currency]
    row = {"source": 0, "day": day, "client": 0, "service": 0, "quantity": 10_000, "staff": -1,
           "minutes": 0, "bad_minutes": False, "quantity_kind": 0, "free": False, "agreed": agreed}  # fmt: skip
    payment = {"day": day, "client": 0, "kind": 0, "amount": paid}
    book = book_of([owner], [], [payment], [row])
    return keep_accounts(book, terms or Terms(), DAY).accounts[0]


@pytest.mark.parametrize(
    ("balance", "expected"),
    [(-1_001, Flag.OVER), (-1_000, Flag.EMPTY), (-1, Flag.EMPTY), (0, Flag.EMPTY), (1, Flag.LOW),
     (4_999, Flag.LOW), (5_000, Flag.OK)],
)  # fmt: skip
def test_flags_change_at_the_credit_limit_at_nothing_and_at_the_threshold(balance, expected):
    assert flag(client(), balance, None, 0) == expected


@pytest.mark.parametrize(
    ("left", "low_days", "expected"),
    [(6, 7, Flag.LOW), (7, 7, Flag.OK), (0, 0, Flag.OK), (None, 7, Flag.OK)],
)
def test_a_short_runway_is_low_where_low_days_is_set(left, low_days, expected):
    assert flag(client(), 10_000, left, low_days) == expected


@pytest.mark.parametrize(
    ("balance", "charged", "days", "left"),
    [(1_000, 300, 30, 100), (1_009, 300, 30, 100), (99, 3_000, 30, 0), (0, 300, 30, 0), (-5, 0, 30, 0),
     (1_000, 0, 30, None), (1_000, -5, 30, None), (36_500, 300, 30, 3_650), (36_510, 300, 30, None),
     (26_771_600, 300, 30, None)],
)  # fmt: skip
def test_runway_is_whole_days_nothing_where_nothing_is_left_blank_where_next_to_nothing_burns(
    balance, charged, days, left
):
    assert days_left(balance, charged, days) == left


@pytest.mark.parametrize(
    ("age", "days"), [(1, 7), (7, 7), (8, 8), (29, 29), (30, 30), (31, 30), (500, 30)]
)
def test_burn_is_spread_over_thirty_days_or_the_accounts_age_but_a_week_at_least(age, days):
    assert burn_days(DAY - age + 1, DAY) == days


def test_charges_of_the_thirtieth_day_back_burn_and_of_the_day_before_do_not():
    assert account(client(), 10_000, 300, DAY - 29).charged_30 == 300
    assert account(client(), 10_000, 300, DAY - 30).charged_30 == 0


@pytest.mark.parametrize(
    ("owner", "terms", "balance", "asked"),
    [
        (client(), Terms(), 1_000, 9_000),
        (client(), Terms(), 1_001, 9_000),
        (client(), Terms(round_up_to={"RUB": 100_000}), 1_000, 100_000),
        (client(), Terms(re_arm={"RUB": 50_000}), 1_000, 49_000),
        (client(topup=20_000), Terms(), 1_000, 20_000),
        (client(topup=20_000), Terms(), -15_000, 25_000),
        (client(topup=20_050), Terms(round_up_to={"RUB": 100_000}), 1_000, 20_050),
        (client(topup=9_000), Terms(round_up_to={"RUB": 100_000}), 1_000, 9_000),
        (client(topup=8_999), Terms(round_up_to={"RUB": 100_000}), 1_000, 100_000),
        (client(threshold=0), Terms(), 0, 0),
        (client(threshold=0), Terms(), 500, 0),
        (client(threshold=0), Terms(), -50, 100),
    ],
)
def test_the_amount_asked_brings_the_balance_back_to_twice_the_threshold(
    owner, terms, balance, asked
):
    assert amount_asked(owner, account(owner, balance, 0, terms=terms), terms) == asked


def test_thirty_days_of_burn_count_where_they_are_more():
    owner = client(threshold=0)
    young = account(owner, 0, 70_001, DAY)  # 7 days old at least: 10,000.14 a day
    assert amount_asked(owner, young, Terms()) == 370_100  # 300,004.29 + 70,001, whole roubles


def test_a_fraction_of_burn_is_rounded_up():
    owner = Client("Anna", 0, 2, "JPY", threshold=0, credit_limit=0)
    assert amount_asked(owner, account(owner, 0, 1), Terms()) == 6  # 4.29 for 30 days, and 1 owed


def test_a_book_without_rows_leaves_runway_empty_and_asks_for_the_threshold():
    owner = client()
    idle = keep_accounts(book_of([owner], [], [], []), Terms(), DAY).accounts[0]
    assert (idle.flag, idle.days_left, idle.funded) == (Flag.EMPTY, 0, False)
    assert idle.last_payment_day is None
    assert amount_asked(owner, idle, Terms()) == 10_000
