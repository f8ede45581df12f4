from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.rounding import HUGE, half_up, half_up_product, plain, product
from tests.billing.oracle import round_half_up

any_number = st.one_of(st.integers(-(10**6), 10**6), st.integers(-(2**62), 2**62))
divisors = st.one_of(st.integers(1, 10), st.integers(1, 480 * 10**8))


def column(*values):
    return np.array(values, np.int64)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (-4, 10, 0), (15, 10, 2), (25, 10, 3), (-25, 10, -3),
     (2675, 10, 268), (-2675, 10, -268), (1, 3, 0), (2, 3, 1), (0, 7, 0)],
)  # fmt: skip
def test_halves_go_away_from_zero(numerator, denominator, rounded):
    assert half_up(numerator, denominator) == rounded
    quotient = half_up_product(column(numerator), column(1), column(denominator))
    assert quotient.tolist() == [rounded]


@given(st.lists(st.tuples(any_number, any_number, divisors), max_size=8))
def test_columns_are_divided_as_exactly_as_fractions(rows):
    left, right, divisor = (column(*(row[at] for row in rows)) for at in range(3))
    exact = [round_half_up(Fraction(a * b, d)) for a, b, d in rows]
    held = [max(-HUGE, min(HUGE, each)) for each in exact]
    quotients = half_up_product(left, right, divisor).tolist()
    for mine, theirs, (a, b, d) in zip(quotients, held, rows, strict=True):
        assert mine == theirs, (a, b, d)


@given(st.lists(st.tuples(any_number, any_number), max_size=8))
def test_products_are_exact_or_held_at_huge(rows):
    left, right = (column(*(row[at] for row in rows)) for at in range(2))
    assert product(left, right).tolist() == [max(-HUGE, min(HUGE, a * b)) for a, b in rows]


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(123450, "RUB", "1234.50"), (-123450, "RUB", "-1234.50"), (-5, "EUR", "-0.05"),
     (0, "RUB", "0.00"), (1234, "JPY", "1234"), (-7, "JPY", "-7"), (1, "KWD", "0.001"),
     (12345, "CLF", "1.2345"), (10**12, "RUB", "10000000000.00")],
)  # fmt: skip
def test_amounts_have_the_decimals_of_their_currency(minor, currency, text):
    assert to_major(minor, currency) == text


@pytest.mark.parametrize(
    ("fixed", "text"),
    [(0, "0"), (15_000, "1.5"), (-1, "-0.0001"), (100_000, "10"), (10_000_000, "1000")],
)
def test_numbers_are_written_without_trailing_zeros(fixed, text):
    assert plain(fixed) == text
