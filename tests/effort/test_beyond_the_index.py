"""What stands beside the index (§18): the bill adds up, one order's weight, the own past."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.effort import measure
from sheets_sync.billing.effort_case import effort_case
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.over_service import Went, shared_out
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.effort import oracle
from tests.effort.books import TODAY, OwnPrice, book_of, client, did, serial
from tests.effort.test_effort_equals_the_oracle import CURRENCIES, all_terms, books

COSTS = {"RUB": 100_003, "USD": 100_003, "EUR": 100_003}
fractions = st.fractions(min_value=0, max_value=10**6, max_denominator=997)


def cases_of(log, terms, clients=5, prices=(), free=()):
    """Figures and case of each client."""
    named = tuple(client(f"Client {n}", CURRENCIES[n % 2]) for n in range(clients))
    book, accounts = book_of(log, named, currencies=CURRENCIES, prices=prices)
    accounts.log["free"] = np.isin(np.arange(len(log)), list(free))
    effort = measure(book, accounts, terms, TODAY)
    cases = (effort_case(book, accounts, effort, terms, TODAY, code) for code in range(clients))
    return list(zip(effort.clients, cases, strict=True))


def case_of(log, code, *about, **more):
    return cases_of(log, *about, **more)[code]


@given(st.integers(0, 10**12), st.lists(fractions, min_size=1, max_size=6))
def test_a_cost_that_is_shared_out_adds_up_and_no_part_is_a_unit_off(amount, weights):
    parts = shared_out(amount, weights)
    if not sum(weights):
        assert parts == [0] * len(weights)
        return
    assert sum(part or 0 for part in parts) == amount
    exact = [amount * each / sum(weights) for each in weights]
    assert all(abs((part or 0) - each) < 1 for part, each in zip(parts, exact, strict=True))


@given(books, all_terms, st.sets(st.integers(0, 40)))
def test_the_bill_adds_up_to_all_the_labour_and_to_all_it_cost(log, terms, free):
    for figures, case in cases_of(log, terms, free=free):
        assert sum((line.minutes for line in case.bill), Fraction(0)) == Fraction(
            figures.minutes, SCALE
        )
        assert all(line.minutes >= 0 for line in case.bill)
        given_away = next(line for line in case.bill if line.went == Went.GIVEN_AWAY)
        assert given_away.minutes == Fraction(figures.given_away_minutes, SCALE)
        costs = [line.cost for line in case.bill]
        if figures.margin is None:
            assert costs == [None] * 4
        else:
            assert sum(each or 0 for each in costs) == case.charged - figures.margin


def test_a_bill_by_hand():
    # The others take 10 minutes an order; client 0 takes 25 and 5, another 7 given away.
    log = [did(0, 0, 1, 25), did(0, 0, 2, 5), did(0, 0, 3, 7), did(0, 3, 4, 60)]
    log += [did(code, 0, 10 * code, 10) for code in (1, 2, 3)]
    _, case = case_of(log, 0, Terms(cost_per_hour={"RUB": 600}), free={2})
    found = {line.went: (int(line.minutes), line.cost) for line in case.bill}
    assert found == {
        Went.USUAL: (20, 200),
        Went.ABOVE: (10, 100),
        Went.ALONE: (60, 600),
        Went.GIVEN_AWAY: (7, 70),
    }


@given(books, all_terms)
def test_without_the_largest_order_is_the_index_of_all_other_orders(log, terms):
    window = oracle.in_window(log, terms, TODAY)
    for code, (_, case) in enumerate(cases_of(log, terms)):
        norms = {each.service: each.norm for each in case.services}
        spent: dict = {}
        usual: dict = {}
        for number, row in enumerate(window):
            norm = norms.get(("Quote", "Layout", "Print", "Call")[row.service])
            if row.client == code and row.minutes is not None and norm:
                of = (row.order, number if row.order == NONE else 0)
                spent[of] = spent.get(of, 0) + row.minutes
                usual.setdefault(of, {})[row.service] = norm
        if len(spent) < 2:
            assert case.largest is None
            continue
        assert case.largest is not None
        most = max(spent.values())
        assert case.largest.minutes == Fraction(most, SCALE)
        possible = [
            Fraction(sum(spent.values()) - most, SCALE)
            / sum(sum(usual[other].values()) for other in spent if other != of)
            for of in spent
            if spent[of] == most
        ]
        assert case.largest.index in possible


def test_the_own_past_is_what_was_said_on_those_days():
    terms = Terms(window=30)
    log = [
        did(
            code, 0, 100 * code + back, 10 * (3 if code == 0 and back < 45 else 1), day=TODAY - back
        )
        for code in range(4)
        for back in range(0, 110, 5)
    ]
    _, case = case_of(log, 0, terms, clients=4)
    assert [(each.last, each.index) for each in case.past.windows] == [
        (TODAY, 3), (TODAY - 30, 2), (TODAY - 60, 1), (TODAY - 90, 1),
    ]  # fmt: skip
    named = tuple(client(f"Client {n}", CURRENCIES[n % 2]) for n in range(4))
    for each in case.past.windows:
        book, accounts = book_of(
            [r for r in log if r.day <= each.last], named, currencies=CURRENCIES
        )
        then = measure(book, accounts, terms, each.last).clients[0]
        assert (each.index, each.evidence, each.minutes) == (
            then.index,
            then.evidence,
            then.minutes,
        )


def test_before_and_since_own_prices_are_as_many_days():
    log = [did(c, 0, 50 * c + b, 10, day=TODAY - b) for c in range(4) for b in range(40)]
    prices = [OwnPrice(0, serial("2026-11-14"))]
    _, case = case_of(log, 0, Terms(window=90), clients=4, prices=prices)
    past = case.past
    assert past.before is not None
    assert past.since is not None
    assert (past.since.first, past.since.last) == (serial("2026-11-14"), TODAY)
    assert (past.before.first, past.before.last) == (serial("2026-11-04"), serial("2026-11-13"))
    assert past.since.hours_a_month == Fraction(5)  # ten minutes a day
    _, case = case_of(log, 1, Terms(window=90), clients=4, prices=prices)
    assert (case.past.before, case.past.since) == (None, None)
