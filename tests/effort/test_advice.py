"""Advice and its reasons (design §9)."""

from fractions import Fraction

import pytest

from sheets_sync.billing.advice import AdviceKind, GroundKind, Weighed, advise
from sheets_sync.billing.effort import measure
from sheets_sync.billing.evidence import EffortVerdict, Evidence
from sheets_sync.billing.losses import Losses
from sheets_sync.billing.tables import NO_DAY
from sheets_sync.billing.terms import Terms
from tests.effort.books import TODAY, OwnPrice, book_of, did, serial

MINUTES = 600_000
LOSSES = Losses(("2026-08", "2026-09", "2026-10"), serial("2026-07-01"))


def proof(verdict, low="1.20", high="4.50"):
    return Evidence(Fraction(low), Fraction(high), Fraction(5), EffortVerdict(verdict), Fraction(2))


LIKE, UNCLEAR, HEAVY, EXTREME = map(proof, ("like", "unclear", "heavy", "extreme"))


@pytest.mark.parametrize(
    ("index", "evidence", "margin", "losses", "kind", "reasons"),
    [
        (Fraction(1), LIKE, 100, None, "keep", ["FINE"]),
        (Fraction(12), LIKE, 0, None, "keep", ["FINE"]),  # one huge order says nothing
        (Fraction(12), UNCLEAR, 100, None, "keep", ["FINE"]),
        (Fraction(2), HEAVY, 100, None, "reprice", ["INDEX_HEAVY"]),
        (Fraction(2), EXTREME, 100, None, "reprice", ["INDEX_EXTREME"]),
        (Fraction(1), LIKE, -1, None, "reprice", ["MARGIN_NEGATIVE"]),
        (Fraction(4), HEAVY, -1, None, "reprice", ["INDEX_HEAVY", "MARGIN_NEGATIVE"]),
        (Fraction(4), HEAVY, None, None, "reprice", ["INDEX_HEAVY", "COST_UNKNOWN"]),
        (Fraction(1), LIKE, None, None, "keep", ["FINE", "COST_UNKNOWN"]),
        (None, None, 5, None, "keep", ["FINE", "NO_PEERS"]),
        (None, None, None, None, "keep", ["FINE", "NO_PEERS", "COST_UNKNOWN"]),
        (Fraction(1), LIKE, 100, LOSSES, "part", ["LOSING_MONTHS"]),
        (Fraction(4), HEAVY, -1, LOSSES, "part",
         ["LOSING_MONTHS", "INDEX_HEAVY", "MARGIN_NEGATIVE"]),
    ],
)  # fmt: skip
def test_advice_follows_what_is_proved_margin_and_losing_months(
    index, evidence, margin, losses, kind, reasons
):
    advice = advise(Weighed(index, evidence, margin, MINUTES, losses))
    assert (advice.kind, [reason.kind for reason in advice.reasons]) == (kind, reasons)


@pytest.mark.parametrize(
    ("facts", "kind", "reasons"),
    [
        (Weighed(Fraction(1), LIKE, 5, MINUTES, owe=700), "collect", ["IN_DEBT"]),
        (
            Weighed(None, None, None, 0, owe=700),
            "collect",
            ["IN_DEBT", "NO_LABOUR", "COST_UNKNOWN"],
        ),
        (Weighed(Fraction(1), LIKE, -5, MINUTES, owe=700), "reprice", ["MARGIN_NEGATIVE"]),
        (Weighed(Fraction(1), LIKE, 5, MINUTES, LOSSES, owe=700), "part", ["LOSING_MONTHS"]),
    ],
)
def test_a_debt_is_to_be_collected_where_nothing_else_speaks_against_them(facts, kind, reasons):
    advice = advise(facts)
    assert (advice.kind, [reason.kind for reason in advice.reasons]) == (kind, reasons)


@pytest.mark.parametrize(
    ("facts", "kind", "reasons"),
    [
        (Weighed(Fraction(4), HEAVY, -5, MINUTES, owe=700, closed=True), "collect", ["IN_DEBT"]),
        (Weighed(Fraction(4), HEAVY, -5, MINUTES, LOSSES, closed=True), "keep", ["CLOSED"]),
        (Weighed(Fraction(1), LIKE, 5, MINUTES, closed=True), "keep", ["FINE"]),
    ],
)
def test_nobody_talks_of_prices_with_a_closed_client(facts, kind, reasons):
    advice = advise(facts)
    assert (advice.kind, [reason.kind for reason in advice.reasons]) == (kind, reasons)


def test_a_client_without_labour_is_told_apart_from_one_without_peers():
    advice = advise(Weighed(None, None, 0, 0))
    assert [reason.kind for reason in advice.reasons] == ["FINE", "NO_LABOUR"]


def test_a_reason_carries_its_figures():
    losses, index, margin = advise(Weighed(Fraction(4), HEAVY, -150, MINUTES, LOSSES)).reasons
    assert (index.index, index.low, index.high) == (Fraction(4), HEAVY.low, HEAVY.high)
    assert margin.amount == -150
    assert (losses.months, losses.since) == (LOSSES.months, LOSSES.since)


def advised(prices, losing=("2026-08-31", "2026-09-01", "2026-10-31"), day=TODAY, pays=10**6):
    """The advice on client 0, who lost 10.00 on each of the days ``losing``, and ``pays`` today."""
    rows = [did(0, 1, 1, 60, day=serial(on)) for on in losing]
    rows += [did(0, 1, 2, 60, day=TODAY, charge=pays)]
    book, accounts = book_of(rows, 2, prices=prices, currencies=("RUB", "USD"))
    return measure(book, accounts, Terms(cost_per_hour={"RUB": 1000}), day).clients[0].advice


def parted(*args):
    """The reason to part with them."""
    advice = advised(*args)
    return advice.reasons[0] if advice.kind == AdviceKind.PART else None


def test_three_losing_months_in_spite_of_a_price_of_their_own_are_a_reason_to_part():
    reason = parted([OwnPrice(0, serial("2026-07-01")), OwnPrice(0, serial("2026-07-15"))])
    assert reason is not None
    assert reason.kind == GroundKind.LOSING_MONTHS
    assert reason.months == ("2026-08", "2026-09", "2026-10")
    assert reason.since == serial("2026-07-15")


@pytest.mark.parametrize("since", ["2026-08-02", "2026-09-01", "2026-11-22", "2026-11-23"])
def test_months_are_not_held_against_a_price_that_began_later_and_it_is_told(since):
    price = OwnPrice(0, serial(since))
    advice = advised([price], pays=0)
    assert advice.kind == AdviceKind.REPRICE
    assert [reason.kind for reason in advice.reasons][:2] == ["MARGIN_NEGATIVE", "NEW_PRICE"]
    assert advice.reasons[1].since == price.valid_from


def test_a_newer_price_is_told_beside_the_months_that_an_older_one_lost():
    newer = OwnPrice(0, serial("2026-11-20"))
    advice = advised([OwnPrice(0, serial("2026-07-01")), newer])
    assert advice.kind == AdviceKind.PART
    told = {reason.kind: reason.since for reason in advice.reasons}
    assert told["LOSING_MONTHS"] == serial("2026-07-01")
    assert told["NEW_PRICE"] == newer.valid_from


@pytest.mark.parametrize("price", [OwnPrice(0, serial("2026-11-24")), OwnPrice(0, NO_DAY)])
def test_a_price_still_to_come_or_valid_since_always_is_not_new(price):
    assert "NEW_PRICE" not in [reason.kind for reason in advised([price], pays=0).reasons]


def test_a_new_price_is_no_reason_by_itself():
    advice = advise(Weighed(Fraction(1), LIKE, 5, MINUTES, new_price=TODAY))
    assert [reason.kind for reason in advice.reasons] == ["FINE"]


@pytest.mark.parametrize(
    "losing", [("2026-08-31", "2026-09-01"), ("2026-07-31", "2026-09-01", "2026-10-31")]
)
def test_a_month_that_lost_nothing_is_a_reason_to_stay(losing):
    assert parted([OwnPrice(0, serial("2026-07-01"))], losing) is None


@pytest.mark.parametrize(
    ("price", "parts"),
    [
        (OwnPrice(0, serial("2026-05-23")), True),  # six months to the day
        (OwnPrice(0, serial("2026-05-22")), False),
        (OwnPrice(0, serial("2026-08-01")), True),  # all of the three months
        (OwnPrice(0, serial("2026-08-02")), False),
        (OwnPrice(0, NO_DAY), False),  # valid since always
        (OwnPrice(-1, serial("2026-07-01")), False),  # everyone's
        (OwnPrice(1, serial("2026-07-01")), False),  # somebody else's
        (OwnPrice(0, serial("2026-07-01"), bad=True), False),
        (OwnPrice(0, serial("2026-07-01"), currency=1), False),  # never fits them
    ],
)
def test_only_a_sound_price_of_their_own_that_held_all_three_months_counts(price, parts):
    assert (parted([price]) is not None) == parts


def test_the_month_of_the_day_is_not_over_be_it_its_last_day():
    # On 31 October the three full months are July to September, and July lost nothing.
    price = [OwnPrice(0, serial("2026-07-01"))]
    assert parted(price, ("2026-08-31", "2026-09-01", "2026-10-31"), serial("2026-10-31")) is None
    assert parted(price, ("2026-07-31", "2026-08-31", "2026-09-01"), serial("2026-10-31"))


def test_six_months_before_the_end_of_august_is_the_end_of_february():
    losing = ("2026-05-01", "2026-06-01", "2026-07-01")
    assert parted([OwnPrice(0, serial("2026-02-28"))], losing, serial("2026-08-31"))
    assert not parted([OwnPrice(0, serial("2026-02-27"))], losing, serial("2026-08-31"))


def test_months_of_unknown_margin_are_no_losses():
    rows = [did(0, 1, 1, 60, day=serial(on)) for on in ("2026-08-31", "2026-09-01", "2026-10-31")]
    book, accounts = book_of(rows, 2, prices=[OwnPrice(0, serial("2026-07-01"))])
    assert measure(book, accounts, Terms(), TODAY).clients[0].advice.kind == "keep"
