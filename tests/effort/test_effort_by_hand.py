"""Effort worked out by hand (design §9): each figure with its reckoning beside it."""

from fractions import Fraction
from statistics import median

import numpy as np
import pytest

from sheets_sync.billing.accounts import HELD, UNPRICED
from sheets_sync.billing.effort import WINDOW, measure
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.norms import peers_median
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.effort.books import TODAY, Row, book_of, client, did, serial

QUOTE, LAYOUT, PRINT, CALL = range(4)
TAKER, ALFA, BETA, GAMMA = range(4)


def effort(rows, clients=4, terms=None, day=TODAY, **more):
    book, accounts = book_of(rows, clients, **more)
    return measure(book, accounts, terms or Terms(), day)


STORY = [
    # Layout, minutes an order: the taker 300 + 300 on one order and 200 on another: 800 / 2.
    did(TAKER, LAYOUT, 1, 300), did(TAKER, LAYOUT, 1, 300), did(TAKER, LAYOUT, 2, 200),
    did(ALFA, LAYOUT, 3, 100),
    did(BETA, LAYOUT, 4, 60), did(BETA, LAYOUT, 5, 100),  # 160 / 2 = 80
    did(GAMMA, LAYOUT, 6, 200),
    # Print: the taker 30 an order; two peers, 20 and 40.
    did(TAKER, PRINT, 1, 30), did(ALFA, PRINT, 3, 20), did(BETA, PRINT, 4, 40),
    # A call that nobody else but Alfa has: one peer is too few.
    did(TAKER, CALL, NONE, 10), did(TAKER, CALL, NONE, 20), did(ALFA, CALL, NONE, 5),
]  # fmt: skip


def test_the_index_is_the_labour_observed_over_what_the_same_orders_take_with_others():
    taker = effort(STORY).clients[TAKER]
    # Layout: peers 100, 80, 200, their median 100; two orders: expected 200.
    # Print: peers 20 and 40, their median 30; one order: expected 30.
    assert taker.index == Fraction(800 + 30, 200 + 30)
    # Of 860 minutes the calls' 30 have no norm.
    assert taker.coverage == Fraction(830, 860)
    assert taker.minutes == 860 * SCALE
    # Orders 1 and 2, and two calls without an order.
    assert taker.orders == 4


def test_the_table_shows_each_norm_and_how_many_peers_stand_behind_it():
    table = effort(STORY).table
    taker = table[(table["month"] == WINDOW) & (table["client"] == TAKER)]
    assert taker["service"].tolist() == [LAYOUT, PRINT, CALL]
    assert taker["orders"].tolist() == [2, 1, 2]
    assert taker["minutes"].tolist() == [800 * SCALE, 30 * SCALE, 30 * SCALE]
    assert taker["norm"].tolist() == [100, 30, None]
    assert taker["peers"].tolist() == [3, 2, 1]


def test_each_month_is_held_against_the_peers_of_that_month_and_the_window_comes_last():
    rows = [
        *(did(TAKER, LAYOUT, 1, 90, day=serial(day)) for day in ("2026-10-31", "2026-11-01")),
        *(did(ALFA, LAYOUT, 2, 10, day=serial(day)) for day in ("2026-10-31", "2026-11-01")),
        did(BETA, LAYOUT, 3, 20, day=serial("2026-11-02")),
    ]
    table = effort(rows).table
    assert table["month"].tolist() == ["2026-10"] * 2 + ["2026-11"] * 3 + [WINDOW] * 3
    # October has one peer; November 10 and 20; the window Alfa's 20 on one order, and 20.
    assert table["norm"].tolist()[0:3:2] == [None, 15]
    assert table["norm"].tolist()[5] == 20


def test_the_window_starts_89_days_before_the_day():
    rows = [did(TAKER, LAYOUT, 1, 7, day=TODAY - 89), did(TAKER, LAYOUT, 2, 9, day=TODAY - 90)]
    assert effort(rows).clients[TAKER].minutes == 7 * SCALE
    assert effort(rows, terms=Terms(window=91)).clients[TAKER].minutes == 16 * SCALE


def test_blank_minutes_stay_out_and_zero_minutes_count():
    rows = [
        did(TAKER, LAYOUT, 1, 60), Row(TAKER, LAYOUT, 2), Row(TAKER, LAYOUT, NONE),
        did(ALFA, LAYOUT, 3, 40), did(ALFA, LAYOUT, 4, 0),  # 40 / 2 = 20, not 40
        did(BETA, LAYOUT, 5, 20),
    ]  # fmt: skip
    taker = effort(rows).clients[TAKER]
    assert taker.orders == 1
    assert taker.index == Fraction(60, 20)


def test_unpriced_rows_count_and_held_rows_do_not():
    rows = [
        did(TAKER, LAYOUT, 1, 60, state=UNPRICED), did(TAKER, LAYOUT, 1, 30),
        did(TAKER, LAYOUT, 2, 600, state=HELD),
    ]  # fmt: skip
    taker = effort(rows).clients[TAKER]
    assert (taker.minutes, taker.unbilled_minutes, taker.orders) == (90 * SCALE, 60 * SCALE, 1)
    assert taker.unbilled_share == Fraction(60, 90)
    assert effort(rows).clients[ALFA].unbilled_share is None


def test_paused_and_closed_clients_stay_peers():
    clients = (client("A"), client("B", state="paused"), client("C", state="closed"))
    rows = [did(0, LAYOUT, 1, 30), did(1, LAYOUT, 2, 10), did(2, LAYOUT, 3, 20)]
    assert effort(rows, clients).clients[0].index == 2


@pytest.mark.parametrize(
    "peers", [[10], [0, 0, 5]], ids=["one peer is too few", "a norm of 0 is none"]
)
def test_without_a_norm_there_is_neither_index_nor_coverage(peers):
    rows = [did(0, LAYOUT, 0, 50), *(did(c, LAYOUT, c, m) for c, m in enumerate(peers, start=1))]
    taker = effort(rows, 1 + len(peers)).clients[0]
    assert (taker.index, taker.coverage) == (None, None)


def test_a_client_without_minutes_has_neither_index_nor_yield_nor_shares():
    rows = [did(0, LAYOUT, 0, 0), did(1, LAYOUT, 1, 10), did(2, LAYOUT, 2, 10)]
    idle = effort(rows, 3).clients[0]
    assert (idle.index, idle.coverage, idle.yield_per_hour, idle.off_channel) == (None,) * 4


def test_yield_and_margin_are_rounded_once_half_up_away_from_zero():
    # 90 minutes at 1.00 an hour cost 1.50; charged 0.01 and 0.02: -1.47. Yield 0.03 / 1.5 = 0.02.
    rows = [did(0, LAYOUT, 1, 45, charge=1), did(0, LAYOUT, 1, 45, charge=2), Row(1, charge=5)]
    terms = Terms(cost_per_hour={"RUB": 100})
    found = effort(rows, 3, terms).clients
    assert (found[0].yield_per_hour, found[0].margin) == (2, -147)
    # No minutes: what came in, whatever an hour costs; no charges either: nothing.
    assert (found[1].yield_per_hour, found[1].margin, found[2].margin) == (None, 5, 0)
    # Half an hour at 0.01: half a kopeck; 0 - 0.005 is -0.01, and 2.5 an hour is 3.
    half = effort([did(0, LAYOUT, 1, 30)], 1, Terms(cost_per_hour={"RUB": 1})).clients[0]
    assert half.margin == -1
    yields = effort([did(0, LAYOUT, 1, 120, charge=5)], 1).clients[0]
    assert yields.yield_per_hour == 3


def test_each_of_the_staff_costs_their_own_and_an_unknown_cost_makes_the_margin_unknown():
    anna, boris = 0, 1
    rows = [did(0, LAYOUT, 1, 60, staff=anna, charge=1000), did(0, LAYOUT, 1, 30, staff=boris)]
    own = {"anna": {"RUB": 300}}
    assert effort(rows, 1, Terms(staff_cost=own)).clients[0].margin is None
    usual = Terms(staff_cost=own, cost_per_hour={"RUB": 500})
    assert effort(rows, 1, usual).clients[0].margin == 1000 - 300 - 250
    nought = Terms(staff_cost={"anna": {"RUB": 0}}, cost_per_hour={"RUB": 500})
    assert effort(rows, 1, nought).clients[0].margin is None
    elsewhere = Terms(cost_per_hour={"USD": 500})
    assert effort(rows, 1, elsewhere).clients[0].margin is None


def test_a_client_whose_currency_is_a_finding_has_no_margin():
    clients = (client("A", bad_currency=True),)
    found = effort([did(0, LAYOUT, 1, 60)], clients, Terms(cost_per_hour={"RUB": 500}))
    assert found.clients[0].margin is None
    assert found.clients[0].advice.kind == "keep"


def test_redone_quotes_are_held_against_the_peers_median():
    terms = Terms(quote_services=frozenset({"quote"}))
    rows = [
        *(Row(TAKER, QUOTE, 1) for _ in range(9)), Row(TAKER, QUOTE, 2),  # 10 / 2
        Row(ALFA, QUOTE, 3), Row(ALFA, QUOTE, NONE),  # 2 / 2
        Row(BETA, QUOTE, 4), Row(BETA, QUOTE, 4),  # 2 / 1
    ]  # fmt: skip
    found = effort(rows, terms=terms).clients
    assert (found[TAKER].quotes_an_order, found[TAKER].peers_quotes) == (5, Fraction(3, 2))
    assert (found[GAMMA].quotes_an_order, found[GAMMA].peers_quotes) == (None, None)


def test_typical_errors_are_told_apart_by_the_folded_channel_and_the_price():
    channels = ("E-Mail", "Мобильный  Пётра", "Telegram")
    terms = Terms(channels=frozenset({"e-mail"}), personal_channels=frozenset({"мобильный петра"}))
    rows = [
        did(0, LAYOUT, 1, 10, channel=0),
        did(0, LAYOUT, 1, 20, channel=1),
        did(0, LAYOUT, 1, 30, channel=2, state=UNPRICED),
        did(0, LAYOUT, 1, 40),
        did(0, LAYOUT, 1, 50, channel=2, state=HELD),
    ]
    found = effort(rows, 1, terms, channels=channels)
    assert found.errors.tolist() == [0, 4, 1 | 2, 0, 0]
    assert found.clients[0].off_channel == Fraction(20 + 30, 100)


def test_all_channels_are_agreed_where_none_is_named():
    assert effort([Row(channel=2)], terms=Terms()).errors.tolist() == [0]


def test_the_staff_table_credits_only_rows_without_a_typical_error():
    terms = Terms(personal_channels=frozenset({"mobile"}))
    clients = (client("A"), client("B", "USD"))
    rows = [
        did(0, LAYOUT, 1, 10, staff=0, charge=700),
        did(0, LAYOUT, 1, 20, staff=0, channel=2, charge=50),
        did(0, LAYOUT, 1, 30, staff=0, channel=2, state=UNPRICED),
        did(1, LAYOUT, 2, 40, staff=0, charge=9),
        Row(0, staff=NONE, day=TODAY - 30),  # nobody, nothing
        did(1, LAYOUT, 2, 60, staff=NONE),
    ]
    table = effort(rows, clients, terms, currencies=("RUB", "USD")).staff
    assert table.to_numpy().tolist() == [
        ["2026-11", NONE, "USD", 60 * SCALE, 0, 0, 0, 0, 0],
        ["2026-11", 0, "RUB", 10 * SCALE, 50 * SCALE, 750, 0, 1, 2],
        ["2026-11", 0, "USD", 40 * SCALE, 0, 9, 0, 0, 0],
    ]


def test_medians_of_nearly_equal_ratios_are_exact():
    # Ratios around 1/3 that a float of the whole ratio could not tell apart.
    orders = np.array([999_983, 999_979, 999_961, 999_959, 3], np.int64)
    amount = orders * 10**9 + orders // 3
    exact = [Fraction(int(a), int(o)) for a, o in zip(amount, orders, strict=True)]
    found = peers_median(np.zeros(5, np.intp), amount, orders, 2)
    expected = [median(exact[:at] + exact[at + 1 :]) for at in range(5)]
    assert found.tolist() == expected


def test_sums_beyond_64_bits_stay_exact():
    vast = 2**62
    rows = [Row(c, LAYOUT, c, vast) for c in (0, 0, 0, 1, 2)]
    found = effort(rows, 3)
    assert found.clients[0].minutes == 3 * vast
    assert [each.index for each in found.clients] == [3, Fraction(1, 2), Fraction(1, 2)]
    assert found.table["minutes"].tolist() == [3 * vast, vast, vast] * 2


def test_an_empty_book_has_empty_tables():
    for clients in (0, 2):
        found = effort([], clients)
        assert len(found.clients) == clients
        assert (len(found.table), len(found.staff), len(found.errors)) == (0, 0, 0)
