"""The smallest change that reaches a margin is the one that trying all of them finds."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.charges import charge_log
from sheets_sync.billing.days import month_start
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.price_variants import Term, price_variants
from sheets_sync.billing.prices import price_list
from sheets_sync.billing.reach import MINUTE_STEPS, PIECE_STEPS, Goal, sufficient_changes
from sheets_sync.billing.tables import BLANK, NO_DAY, NUMBER, Client
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.yields import HOUR
from tests.billing.books import DAY, book_of

FIRST = DAY - 40
MOST = 25
"""So many rates, in hundredths, and minimums are tried one by one."""
ACME = Client("Acme", 0, 2, "RUB", threshold=0, credit_limit=0)
LOG = st.fixed_dictionaries({
    "day": st.sampled_from([FIRST - 9, FIRST, FIRST + 3, DAY - 12, DAY - 3, DAY]),
    "client": st.sampled_from([0, 0, 0, 1]),
    "service": st.sampled_from([0, 0, 0, 1]),
    "quantity": st.sampled_from([BLANK, 10_000, 25_000, 3_333, 70_000, -5_000]),
    "quantity_kind": st.just(NUMBER),
    "minutes": st.sampled_from([BLANK, 70_000, 300_000]),
    "agreed": st.sampled_from([BLANK] * 5 + [20_000]),
})  # fmt: skip
PRICE = st.fixed_dictionaries({
    "client": st.sampled_from([0, -1]),
    "service": st.just(0),
    "price": st.sampled_from([100, 12_300, 50_000]),
    "unit_minutes": st.sampled_from([0, 1, 60]),
    "minimum": st.sampled_from([0, 0, 50_000]),
    "step": st.sampled_from([0, 0, 30_000]),
    "included": st.sampled_from([0, 0, 0, 60_000]),
    "valid_from": st.sampled_from([NO_DAY, DAY - 14]),
})  # fmt: skip
TERMS: tuple[Term, ...] = ("price", "minimum", "step")
SOUND = {"currency": 0, "bad": False, "any_day": False, "unit": ""}


def charged(book, term, value):
    """What the window is charged, the whole book charged as in a run."""
    column = book.prices[term].to_numpy().copy()
    column[0] = value
    book = replace(book, prices=book.prices.assign(**{term: column}))
    log = book.log
    mine = (log["client"] == 0) & (log["service"] == 0) & (log["day"] >= FIRST)
    return int(charge_log(book, price_list(book)).charge[mine.to_numpy()].sum())


@settings(max_examples=15)
@given(
    draft=PRICE, others=st.lists(PRICE, max_size=2), log=st.lists(LOG, min_size=1, max_size=7),
    more=st.sampled_from([1, 7, 60, 400]),
)  # fmt: skip
def test_it_is_what_trying_all_finds(draft, others, log, more):
    rows = [{**SOUND, **each} for each in ({**draft, "client": 0}, *others)]
    book = book_of(
        [ACME, replace(ACME, name="Bell")],
        rows,
        [],
        [{"source": 0, **each} for each in log],
        services=2,
    )
    accounts = keep_accounts(book, Terms(), DAY)
    quantity = accounts.log["billable"].to_numpy()[accounts.log["terms_index"] == 0]
    assume(quantity[quantity != BLANK].sum() > 0)  # it grows with the rate
    variants = price_variants(book, accounts.log, 0, 0, FIRST)
    found = {str(each.term): each.after for each in sufficient_changes(variants, 0, more)}
    timed = draft["unit_minutes"] > 0
    grids = {
        "price": range((draft["price"] // 100 + 1) * 100, draft["price"] + MOST * 100, 100),
        "minimum": range(draft["minimum"] + SCALE, draft["minimum"] + MOST * SCALE, SCALE),
        "step": [each * SCALE for each in (MINUTE_STEPS if timed else PIECE_STEPS) if each * SCALE > draft["step"]],
    }  # fmt: skip
    for term, grid in grids.items():
        wanted = charged(book, term, draft[term]) + more
        least = next((value for value in grid if charged(book, term, value) >= wanted), None)
        near = found.get(term)
        assert least == (near if near in grid else None), (term, least, near)


def test_variants_are_charged_as_the_whole_book_is():
    rows = [{**SOUND, "client": 0, "service": 0, "price": 15_000, "unit_minutes": 1, "minimum": 0,
             "step": 0, "included": 600_000, "valid_from": NO_DAY}]  # fmt: skip
    log = [
        {"source": 0, "day": day, "client": 0, "service": 0, "quantity": 370_000, "quantity_kind": NUMBER, "minutes": BLANK, "agreed": BLANK}
        for day in range(month_start(FIRST), DAY)
    ]  # fmt: skip
    book = book_of([ACME], rows, [], log, services=1)
    variants = price_variants(book, keep_accounts(book, Terms(), DAY).log, 0, 0, FIRST)
    values = [0, 15_000, 99_900, 380_000, 500_000]
    for term in TERMS:
        assert variants.charged(term, values) == [charged(book, term, value) for value in values]


@given(
    cost=st.integers(0, 10**9), goal=st.one_of(
        st.builds(Goal, st.integers(-10**6, 10**6), st.none()),
        st.builds(Goal, st.none(), st.fractions(Fraction(-3), Fraction(99, 100))),
    ),
)  # fmt: skip
def test_the_least_income_is_the_least(cost, goal):
    income = goal.income(cost * HOUR // 7)
    assert goal.reached(income, cost * HOUR // 7)
    assert not goal.reached(income - 1, cost * HOUR // 7)


def test_all_of_what_is_charged_is_no_margin_of_hours_that_cost():
    assert Goal(None, Fraction(1)).income(HOUR) is None
