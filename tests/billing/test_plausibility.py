"""Rows that can hardly be right, beside the rule told once more in plain Python (design §15)."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.plausibility import implausible
from tests.reading.sheets import TODAY, decoded, log, row, serial

PAID = [["2025-11-01", "Acme", 10**6]]


def found(*rows, prices=None, payments=PAID):
    book = decoded(log(*rows, Payments=payments, **({"Prices": prices} if prices else {})))
    return [
        (str(f.variant), f.field, f.row, f.text, f.near)
        for f in implausible(book.book, book.accounts, serial(TODAY))
    ]


def days(count, **cells):
    return [row(TODAY - timedelta(n), order=n, **cells) for n in range(count)]


def test_a_row_far_out_of_its_services_scale():
    rows = [*days(20, minutes=30), row(TODAY, order=99, minutes=301)]
    assert found(*rows) == [("labour", "minutes", 22, "5:01", "0:30")]


@pytest.mark.parametrize(
    ("others", "minutes"), [(19, 1300), (20, 300), (20, 30), (0, 3000)], ids=str
)
def test_with_few_others_or_not_so_far_out_it_may_be(others, minutes):
    assert found(*days(others, minutes=30), row(TODAY, order=99, minutes=minutes)) == []


def test_what_is_older_than_a_year_is_not_compared():
    old = [row(TODAY - timedelta(366 + n), order=n, minutes=5) for n in range(30)]
    assert (
        found(*old, row(TODAY, order=99, minutes=600), payments=[["2024-01-01", "Acme", 1]]) == []
    )


def test_a_charge_far_out_of_scale_though_its_labour_is_not():
    rows = [*days(20, minutes=30, service="Banner", quantity=1)]
    rows += [row(TODAY, order=99, minutes=30, service="Banner", quantity=11)]
    assert found(*rows) == [("charge", "quantity", 22, "550.00", "50.00")]


def test_a_price_agreed_with_digits_too_many():
    rows = [
        *days(20, minutes=30, service="Banner"),
        row(TODAY, service="Banner", minutes=None, agreed=99_999),
    ]
    assert found(*rows) == [("charge", "agreed", 22, "99999.00", "50.00")]


def test_more_hours_than_a_day_has():
    rows = [*days(40, minutes=480), *(row(TODAY, order=90 + n, minutes=500) for n in range(2))]
    assert found(*rows) == [
        ("overfull", "minutes", n, text, "24:00")
        for n, text in ((2, "8:00"), (42, "8:20"), (43, "8:20"))
    ]


@pytest.mark.parametrize(
    ("daily", "long", "told"),
    [
        (2, 1, [4]),
        (1, 1, []),
        (0, 1, []),
        (5, 1, [7]),
        (5, 2, []),
        (19, 1, [21]),
        (40, 2, [42, 43]),
    ],
)
def test_a_single_day_of_more_hours_stands_out_of_few(daily, long, told):
    rows = [row(TODAY - timedelta(9 + n), order=n, minutes=480, staff="Anna") for n in range(daily)]
    rows += [
        row(TODAY - timedelta(n), order=f"l{n}", minutes=1_500, staff="Anna") for n in range(long)
    ]
    assert [at for kind, _, at, *_ in found(*rows) if kind == "overfull"] == told


def test_where_that_is_common_rows_are_no_days_work():
    monthly = [row(TODAY - timedelta(30 * n), order=n, minutes=2_000) for n in range(12)]
    assert found(*monthly) == []


def test_a_day_long_before_the_account_began():
    rows = [row(date(2020, 11, 20), minutes=5), row(date(2024, 11, 5), minutes=6)]
    assert found(*rows) == [("early", "date", 2, "2020-11-20", "")]


def test_an_account_that_never_paid_has_no_beginning():
    assert found(row(date(2010, 11, 20)), row(), payments=[]) == []


def test_each_says_so_in_both_languages_and_counts():
    book = decoded(log(*days(20, minutes=30), row(TODAY, order=99, minutes=301), Payments=PAID))
    assert book.states() == (21, 0, 0)


services = st.integers(0, 1)
usual = st.lists(st.tuples(services, st.sampled_from([1, 5, 9, 10])), min_size=30, max_size=70)
odd_ones = st.lists(st.tuples(services, st.sampled_from([50, 91, 100, 101, 400])), max_size=2)
rows_of_labour = st.tuples(usual, odd_ones).map(lambda parts: [*parts[0], *parts[1]])


def plain(rows):
    """The sheet rows whose labour is out of scale."""
    by_service = defaultdict(list)
    for at, (service, minutes) in enumerate(rows):
        by_service[service].append((at, minutes))
    odd = []
    for mine in by_service.values():
        for at, minutes in mine:
            others = sorted(value for other, value in mine if other != at)
            if len(others) >= 20 and minutes > 10 * others[ceil(len(others) * 0.99) - 1]:
                odd.append(at + 2)
    return sorted(odd)


@given(rows_of_labour)
def test_the_scale_is_that_of_the_plain_rule(rows):
    prices = [[None, "Call", "min", 0], [None, "Banner", "pc", 0]]
    made = [
        row(
            TODAY - timedelta(at % 60),
            service=("Call", "Banner")[service],
            order=at,
            minutes=minutes,
            staff=None,
        )
        for at, (service, minutes) in enumerate(rows)
    ]
    told = [at for kind, _, at, *_ in found(*made, prices=prices) if kind == "labour"]
    assert sorted(told) == plain(rows)
    assert max(Counter(told).values(), default=1) == 1
