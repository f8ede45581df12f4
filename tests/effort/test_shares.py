"""What the house depends on (§18): shares of money and labour, within a currency alone."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.shares import shares
from tests.effort.books import client

HOUR = 60 * SCALE


def test_money_of_two_currencies_is_never_added_up():
    clients = [client("A"), client("B"), client("C", "EUR")]
    a, b, c = shares(clients, [3 * HOUR, HOUR, 5 * HOUR], [100, 300, 900])
    assert (a.of_labour, a.of_money) == (Fraction(3, 4), Fraction(1, 4))
    assert (b.of_labour, b.of_money) == (Fraction(1, 4), Fraction(3, 4))
    assert (c.of_labour, c.of_money, c.others_yield) == (Fraction(1), Fraction(1), None)


def test_the_yield_of_the_others_leaves_them_out():
    a, b = shares([client("A"), client("B")], [2 * HOUR, HOUR], [100, 301])
    assert (a.others_yield, b.others_yield) == (Fraction(301), Fraction(50))
    assert b.at_others_yield(HOUR * 3 // 100) == 2  # 1.5, half up
    assert a.at_others_yield(2 * HOUR) == 602


def test_nothing_is_divided_by_nothing():
    [only] = shares([client("A")], [0], [0])
    assert (only.of_labour, only.of_money, only.at_others_yield(HOUR)) == (None, None, None)
    refunded, _ = shares([client("A"), client("B")], [0, 0], [-5, 5])
    assert refunded.of_money is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["RUB", "EUR"]), st.integers(0, 10**9), st.integers(1, 10**9))
    )
)
def test_shares_of_a_currency_add_up_to_one(rows):
    clients = [client(str(at), currency) for at, (currency, _, _) in enumerate(rows)]
    found = shares(clients, [each for _, each, _ in rows], [each for _, _, each in rows])
    for currency in {each for each, _, _ in rows}:
        mine = [s for s, c in zip(found, clients, strict=True) if c.currency == currency]
        assert sum(s.of_money or 0 for s in mine) == 1
        assert mine[0].of_labour is None or sum(s.of_labour or 0 for s in mine) == 1
