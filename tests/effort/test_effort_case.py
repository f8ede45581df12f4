"""The argument about one client: its figures add up to their index, and are the oracle's."""

from fractions import Fraction

from hypothesis import given

from sheets_sync.billing.effort import measure
from sheets_sync.billing.effort_case import ORDERS_SHOWN, effort_case
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.effort import oracle
from tests.effort.books import TODAY, book_of, client, did
from tests.effort.test_effort_equals_the_oracle import CURRENCIES, all_terms, books


def cases_of(log, terms):
    """Figures and case of each of five clients."""
    named = tuple(client(f"Client {n}", CURRENCIES[n % 2]) for n in range(5))
    book, accounts = book_of(log, named, currencies=CURRENCIES)
    effort = measure(book, accounts, terms, TODAY)
    cases = (effort_case(book, accounts, effort, terms, TODAY, code) for code in range(5))
    return list(zip(effort.clients, cases, strict=True))


def case_of(log, code, terms=None):
    return cases_of(log, terms or Terms())[code]


@given(books, all_terms)
def test_the_services_reproduce_the_index_and_the_orders_are_the_oracles(log, terms):
    window = oracle.in_window(log, terms, TODAY)
    work = oracle.orders_and_minutes(window)
    for code, (figures, case) in enumerate(cases_of(log, terms)):
        mine = {s: om for (c, s), om in work.items() if c == code}
        assert len(case.services) == len(mine)
        if figures.index is not None:
            assert Fraction(case.observed, SCALE) / case.expected == figures.index
            excess = sum(each.excess for each in case.services)
            assert Fraction(case.observed, SCALE) - case.expected == excess
        weights = [each.excess for each in case.services if each.norm]
        assert weights == sorted(weights, reverse=True)

        spent: dict = {}
        for number, row in enumerate(window):
            if row.client == code and row.minutes is not None:
                key = ("order", row.order) if row.order != NONE else ("row", number)
                spent[key] = spent.get(key, 0) + row.minutes
        assert [each.minutes for each in case.orders] == sorted(spent.values(), reverse=True)[:ORDERS_SHOWN]  # fmt: skip
        assert (case.minutes, case.charged) == (
            sum(row.minutes or 0 for row in window if row.client == code),
            oracle.charges(window, code),
        )


@given(books, all_terms)
def test_the_house_is_all_others_of_their_currency(log, terms):
    window = oracle.in_window(log, terms, TODAY)
    for code, (_, case) in enumerate(cases_of(log, terms)):
        others = [row for row in window if row.client != code and row.client % 2 == code % 2]
        minutes = sum(Fraction(row.minutes or 0, SCALE) for row in others)
        charged = sum(row.charge for row in others)
        assert case.house_yield == (charged / (minutes / 60) if minutes else None)
        if case.house_yield is not None:
            brought = case.house_yield * oracle.spent(window, code) / 60
            assert case.at_house_yield == oracle.rounded(brought)


def test_a_story_told_by_hand():
    log = [
        did(0, 0, 1, 60, charge=100), did(0, 0, 1, 60), did(0, 1, 1, 30, charge=50),
        did(0, 0, 2, 20), did(0, 3, NONE, 15),
        did(2, 0, 3, 20, charge=4000), did(2, 1, 3, 30), did(4, 0, 4, 40, charge=5000),
        did(4, 1, 4, 10),
    ]  # fmt: skip
    figures, case = case_of(log, 0, Terms(min_peers=2))
    quote, layout, call = case.services
    assert (quote.service, quote.orders, quote.per_order, quote.norm, quote.peers) == (
        "Quote", 2, 70, 30, 2,
    )  # fmt: skip
    assert (quote.excess, layout.norm, layout.excess) == (80, 20, 10)
    assert (call.norm, call.peers, call.excess) == (None, 0, 0)
    assert figures.index == Fraction(170, 80)
    first, second, third = case.orders
    assert (first.name, first.minutes, first.expected, first.charged) == ("1", 150 * SCALE, 50, 150)
    assert first.services == ("Quote", "Layout")
    assert (second.name, second.expected) == ("2", 30)
    assert (third.name, third.expected, third.services) == ("", None, ("Call",))
    # The others brought 9000 in 100 minutes, that is 5400 an hour; they took 185 minutes.
    assert (case.house_yield, case.at_house_yield, case.charged) == (5400, 16650, 150)
