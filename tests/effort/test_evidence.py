"""What an index proves (§18): as the oracle has it, steady, and silent where it should be."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.effort import measure
from sheets_sync.billing.evidence import EffortVerdict, Evidence, verdict_of
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.benchmarks.agencies import KINDS, agency
from tests.benchmarks.evidence import FOUND, Rates, power, said, shuffle
from tests.effort import evidence_oracle, oracle
from tests.effort.books import TODAY, Row, book_of, did, renumbered
from tests.effort.test_effort_equals_the_oracle import all_terms, books

CLIENTS = 5
USUAL = Terms()


def proofs(log: Sequence[Row], terms: Terms = USUAL, clients: int = CLIENTS):
    book, accounts = book_of(log, clients)
    return [each.evidence for each in measure(book, accounts, terms, TODAY).clients]


def proof(log: Sequence[Row], client: int, clients: int = CLIENTS) -> Evidence:
    found = proofs(log, clients=clients)[client]
    assert found is not None
    return found


def usual(clients: int, orders: int) -> list[Row]:
    """So many clients with so many orders of one service, 20 to 40 minutes each."""
    return [
        did(client, 0, client * orders + at, 20 + (client * 7 + at * 11) % 21)
        for client in range(clients)
        for at in range(orders)
    ]


def times(log: Sequence[Row], client: int, factor: int) -> list[Row]:
    return [
        replace(row, minutes=row.minutes * factor) if row.client == client else row for row in log
    ]


@given(books, all_terms)
def test_ranges_and_effective_orders_are_the_oracles(log, terms):
    expected = evidence_oracle.ranges(oracle.in_window(log, terms, TODAY), CLIENTS, terms)
    for client, got in enumerate(proofs(log, terms)):
        if client not in expected:
            assert got is None
            continue
        figures = [float(each) for each in (got.low, got.high, got.orders)]
        assert figures == pytest.approx(expected[client], abs=0.0051, rel=1e-6)
        assert got.verdict == verdict_of(got.low, got.high, got.orders, terms)


@given(books, all_terms, st.randoms())
def test_the_order_of_rows_and_of_clients_moves_nothing(log, terms, chance):
    mixed = list(log)
    chance.shuffle(mixed)
    assert proofs(mixed, terms) == proofs(log, terms)
    clients = list(range(CLIENTS))
    chance.shuffle(clients)
    again = proofs(renumbered(log, clients), terms)
    assert [again[code] for code in clients] == proofs(log, terms)


@given(books, all_terms, st.sampled_from([2, 3, 7, 60]))
def test_hours_or_minutes_it_is_the_same(log, terms, factor):
    scaled = [replace(row, minutes=row.minutes and row.minutes * factor) for row in log]
    assert proofs(scaled, terms) == proofs(log, terms)


@given(books, all_terms, st.data())
def test_an_order_told_in_two_rows_proves_no_more(log, terms, data):
    at = data.draw(st.integers(0, max(len(log) - 1, 0)))
    if not log or not log[at].minutes or log[at].order == NONE:
        return
    part = data.draw(st.integers(0, log[at].minutes))
    halves = [replace(log[at], minutes=part), replace(log[at], minutes=log[at].minutes - part)]
    assert proofs([*log[:at], *halves, *log[at + 1 :]], terms) == proofs(log, terms)


def test_effective_orders_count_sizes():
    log = [*usual(4, 6), *(did(4, 0, 90 + at, 30) for at in range(6))]
    assert proof(log, 4).orders == 6
    huge = [*log, did(4, 0, 99, 100_000)]
    assert proof(huge, 4).orders == 1  # (180 + 100000)² / (6 · 30² + 100000²)


def test_a_row_without_an_order_is_one_of_its_own():
    log = [*usual(4, 6), *(did(4, 0, NONE, 30) for _ in range(3))]
    assert proof(log, 4).orders == 3


def test_many_orders_five_times_as_long_are_heavy():
    log = times(usual(8, 10), 3, 5)
    found = [each.verdict for each in proofs(log, clients=8)]
    assert found == [EffortVerdict.HEAVY if code == 3 else EffortVerdict.LIKE for code in range(8)]


def test_twelve_times_is_extreme():
    assert proof(times(usual(8, 12), 3, 12), 3, 8).verdict == EffortVerdict.EXTREME


def test_where_nobody_differs_all_are_like_the_others():
    assert {each.verdict for each in proofs(usual(8, 10), clients=8)} == {EffortVerdict.LIKE}


@pytest.mark.parametrize("minutes", [100, 1_000, 30_000, 10**6])
def test_a_single_order_accuses_nobody_however_long(minutes):
    log = [*usual(7, 6), did(7, 0, 999, minutes)]
    found = proof(log, 7, 8)
    assert found.orders == 1
    assert found.verdict not in FOUND


def test_one_huge_order_among_small_ones_accuses_nobody():
    log = [*usual(8, 6), did(3, 0, 999, 3_000)]
    assert proof(log, 3, 8).verdict not in FOUND


def test_a_client_without_minutes_or_peers_has_no_range():
    log = [*usual(3, 4), did(3, 0, 90, 0), did(4, 1, 91, 50)]
    assert proofs(log)[3:] == [None, None]


def test_no_client_and_no_row():
    assert proofs([], clients=0) == []
    assert proofs([], clients=2) == [None, None]


@pytest.mark.parametrize(
    ("low", "high", "orders", "says"),
    [
        ("0.80", "2.99", "30", EffortVerdict.LIKE),
        ("1.50", "2.99", "30", EffortVerdict.LIKE),
        ("1.00", "3.00", "30", EffortVerdict.UNCLEAR),
        ("1.01", "3.00", "30", EffortVerdict.HEAVY),
        ("1.01", "3.00", "1.99", EffortVerdict.UNCLEAR),
        ("3.00", "20.00", "30", EffortVerdict.HEAVY),
        ("3.01", "9.99", "30", EffortVerdict.HEAVY),
        ("3.01", "10.00", "30", EffortVerdict.EXTREME),
    ],
)
def test_the_verdict_hangs_on_what_is_shown(low, high, orders, says):
    assert verdict_of(Fraction(low), Fraction(high), Fraction(orders), Terms()) == says


def test_the_limits_are_the_configs():
    terms = Terms(heavy=2, extreme=4)
    assert verdict_of(Fraction("1.5"), Fraction(2), Fraction(5), terms) == EffortVerdict.HEAVY
    assert verdict_of(Fraction("2.5"), Fraction(4), Fraction(5), terms) == EffortVerdict.EXTREME


def test_small_agencies_of_every_kind_shuffled_accuse_seldom_and_takers_are_found():
    rates = Rates()
    for number in range(2 * len(KINDS)):
        made, chance = agency(number), np.random.default_rng(number)
        shuffle(made.kind, made.quarters[0], chance, rates)
        power(made.kind, made.quarters[0], chance, rates)
    assert rates.mean("all agencies", "heavy by chance") <= 0.01
    assert rates.mean("all agencies", "5 × of 4 orders found") >= 0.9


def test_a_log_gives_the_same_figures_again():
    log = agency(3).quarters[0]
    at = np.random.default_rng(1).permutation(len(log.client))
    mixed = replace(log, client=log.client[at], order=log.order[at], service=log.service[at],
                    minutes=log.minutes[at])  # fmt: skip
    assert said(mixed) == said(log)
