"""Random books: every figure of design §9 equals the oracle's, exactly."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.accounts import CHARGED, HELD, UNPRICED
from sheets_sync.billing.days import month_of
from sheets_sync.billing.effort import measure
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.effort import oracle
from tests.effort.books import TODAY, OwnPrice, Row, book_of, client, renumbered

CURRENCIES = ("RUB", "USD")

minutes = st.one_of(
    st.none(),
    st.sampled_from([0, 10 * SCALE, 20 * SCALE, 30 * SCALE]),
    st.integers(0, 600 * SCALE),
)


@st.composite
def rows(draw, clients=5):
    state = draw(st.sampled_from([CHARGED, CHARGED, CHARGED, UNPRICED, HELD]))
    return Row(
        client=draw(st.integers(0, clients - 1)),
        service=draw(st.integers(0, 3)),
        order=draw(st.integers(NONE, 6)),
        minutes=draw(minutes),
        day=TODAY - draw(st.integers(0, 150)),
        staff=draw(st.integers(NONE, 1)),
        channel=draw(st.integers(NONE, 2)),
        state=state,
        charge=draw(st.integers(-50_000, 500_000)) if state == CHARGED else 0,
    )


costs = st.dictionaries(st.sampled_from(CURRENCIES), st.sampled_from([0, 70_000, 123_457]))

all_terms = st.builds(
    Terms,
    window=st.sampled_from([1, 30, 90, 151]),
    min_peers=st.integers(1, 3),
    cost_per_hour=costs,
    staff_cost=st.dictionaries(st.sampled_from(["anna", "boris"]), costs),
    channels=st.sampled_from([frozenset(), frozenset({"mail"})]),
    personal_channels=st.sampled_from([frozenset(), frozenset({"mobile"})]),
    quote_services=st.sampled_from([frozenset(), frozenset({"quote"})]),
)

books = st.lists(rows(), max_size=30)


def measured(log, terms, **more):
    clients = tuple(client(f"Client {code}", CURRENCIES[code % 2]) for code in range(5))
    book, accounts = book_of(log, clients, currencies=CURRENCIES, **more)
    return book, measure(book, accounts, terms, TODAY)


@given(books, all_terms)
def test_every_figure_of_a_client_is_the_oracles(log, terms):
    book, effort = measured(log, terms)
    window = oracle.in_window(log, terms, TODAY)
    month = [row for row in oracle.counted(log) if row.day >= TODAY - 22]  # 2026-11-01
    for code, got in enumerate(effort.clients):
        assert Fraction(got.minutes, SCALE) == oracle.spent(window, code)
        assert got.orders == oracle.client_orders(window, code)
        assert (got.index, got.coverage) == oracle.index_and_coverage(window, code, terms)
        assert got.yield_per_hour == oracle.yield_per_hour(window, code)
        assert got.margin == oracle.margin(window, code, book, terms)
        assert got.quotes_an_order == oracle.quotes(window, code, book, terms)
        assert got.peers_quotes == oracle.peers_quotes(window, code, book, terms)
        unbilled = [row for row in window if row.state == UNPRICED]
        assert Fraction(got.unbilled_minutes, SCALE) == oracle.spent(unbilled, code)
        away = [row for row in window if oracle.errors_of(row, book, terms)]
        assert Fraction(got.given_away_minutes, SCALE) == oracle.spent(away, code)
        off = oracle.share(window, code, book, terms, {"off_channel", "personal"})
        assert got.off_channel == off
        assert Fraction(got.minutes_this_month, SCALE) == oracle.spent(month, code)
        last_month = in_days(log, TODAY - 53, TODAY - 23)  # all of October
        lately, before = in_days(log, TODAY - 29, TODAY), in_days(log, TODAY - 59, TODAY - 30)
        assert Fraction(got.minutes_last_month, SCALE) == oracle.spent(last_month, code)
        assert Fraction(got.minutes_30, SCALE) == oracle.spent(lately, code)
        assert Fraction(got.minutes_30_before, SCALE) == oracle.spent(before, code)


def in_days(log, first, last):
    return [row for row in oracle.counted(log) if first <= row.day <= last]


@given(books, all_terms)
def test_the_tables_and_the_errors_are_the_oracles(log, terms):
    book, effort = measured(log, terms)
    names = ("month", "client", "service", "orders", "minutes", "norm", "entries", "uncredited",
             "off_channel", "out_of_tariff", "personal")  # fmt: skip
    lines = zip(*(effort.table[name].tolist() for name in names), strict=True)
    expected = oracle.table(log, book, terms, TODAY)
    assert [(*line[:4], Fraction(line[4], SCALE), *line[5:]) for line in lines] == expected

    staff = effort.staff.to_dict("records")
    keys = [(line.pop("month"), line.pop("staff"), line.pop("currency")) for line in staff]
    assert keys == sorted(keys)
    assert dict(zip(keys, staff, strict=True)) == oracle.staff_table(log, book, terms)

    bits = {"off_channel": 1, "out_of_tariff": 2, "personal": 4}
    wrong = [sum(bits[kind] for kind in oracle.errors_of(row, book, terms)) for row in log]
    assert effort.errors.tolist() == wrong


@given(books, all_terms)
def test_the_last_block_of_the_table_reproduces_the_index(log, terms):
    _, effort = measured(log, terms)
    window = effort.table[effort.table["month"] == "window"]
    for code, got in enumerate(effort.clients):
        mine = window[(window["client"] == code) & window["norm"].notna()]
        observed = sum(mine["minutes"].tolist())
        expected = sum(o * b for o, b in zip(mine["orders"], mine["norm"], strict=True))
        if got.index is None:
            assert not expected or not got.minutes
        else:
            assert got.index == Fraction(observed, SCALE) / expected


@given(books, all_terms, st.randoms(use_true_random=False), st.data())
def test_nothing_moves_when_staff_sort_the_log_or_split_the_rows_of_an_order(
    log, terms, chance, data
):
    whole = [row for row in log if row.order != NONE and row.minutes and row.minutes > 1]
    split = list(log)
    for row in whole:
        part = data.draw(st.integers(1, row.minutes - 1))
        split.remove(row)
        split += [replace(row, minutes=part), replace(row, minutes=row.minutes - part, charge=0)]
    chance.shuffle(split)
    no_quotes = replace(terms, quote_services=frozenset())  # more rows are more quotes
    assert measured(split, no_quotes)[1].clients == measured(log, no_quotes)[1].clients


@given(books, all_terms, st.permutations([0, 2, 4]), st.permutations([1, 3]))
def test_nothing_moves_when_clients_are_renamed_or_sorted(log, terms, even, odd):
    places = [even[0], odd[0], even[1], odd[1], even[2]]  # currencies stay where they were
    _, before = measured(log, terms)
    _, after = measured(renumbered(log, places), terms)
    assert [after.clients[place] for place in places] == list(before.clients)


def test_a_large_random_book_is_the_oracles_too():
    chance = random.Random(7)
    log = [
        Row(
            client=chance.randrange(5),
            service=chance.randrange(4),
            order=chance.randrange(NONE, 300),
            minutes=chance.choice([None, chance.randrange(600 * SCALE)]),
            day=TODAY - chance.randrange(400),
            charge=chance.randrange(10**6),
        )
        for _ in range(3000)
    ]
    terms = Terms()
    _, effort = measured(log, terms)
    window = oracle.in_window(log, terms, TODAY)
    found = [(got.index, got.coverage) for got in effort.clients]
    assert found == [oracle.index_and_coverage(window, code, terms) for code in range(5)]


@given(
    books,
    all_terms,
    st.lists(
        st.builds(
            OwnPrice,
            client=st.integers(-1, 4),
            valid_from=st.integers(TODAY - 200, TODAY + 10),
            currency=st.integers(0, 1),
            bad=st.booleans(),
        ),
        max_size=6,
    ),
)
def test_a_client_is_parted_with_where_three_months_lost_money_at_an_own_price(log, terms, prices):
    book, effort = measured(log, terms, prices=prices)
    months = ("2026-08", "2026-09", "2026-10")
    for code, got in enumerate(effort.clients):
        own = [
            price.valid_from
            for price in prices
            if price.client == code and not price.bad and price.currency == code % 2
        ]
        # 2026-05-23 … 2026-08-01, from when on it held in all of the three months
        tried = [day for day in own if TODAY - 184 <= day <= TODAY - 114]
        new = [day for day in own if TODAY - 114 < day <= TODAY]
        lost = [
            (oracle.margin(
                [row for row in oracle.counted(log) if month_of(row.day) == month],
                code, book, terms,
            ) or 0) < 0
            for month in months
        ]  # fmt: skip
        assert (got.advice.kind == "part") == (bool(tried) and all(lost))
        if got.advice.kind == "part":
            assert got.advice.reasons[0].months == months
            assert got.advice.reasons[0].since == max(tried)
        told = [reason.since for reason in got.advice.reasons if reason.kind == "NEW_PRICE"]
        assert told == ([max(new)] if new and got.advice.kind in ("part", "reprice") else [])
