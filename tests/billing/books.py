"""Random books: few clients, services and days, so that rules meet and rows collide."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from sheets_sync.billing.tables import (
    BLANK,
    DAY_LIKE,
    DAYS,
    DURATION,
    LOG_COLUMNS,
    LOST_PART,
    NO_DAY,
    NUMBER,
    PART,
    PAYMENT_COLUMNS,
    PAYMENT_KINDS,
    PRICE_COLUMNS,
    THINGS,
    Book,
    Client,
    typed,
)
from sheets_sync.billing.terms import Terms
from tests.billing.blank_rows import LOG_ROW

DAY = 46_049  # 2026-01-27
FIRST = DAY - 70
CURRENCIES = ("RUB", "JPY", "KWD", "USD", "CLF")

days = st.integers(FIRST, DAY)
prices = st.one_of(
    st.sampled_from([0, 1, 50, 10_000, 26_750, 1_000_000, 15_000_000, 10**13]),
    st.integers(0, 3_000_000),
)
quantities = st.one_of(
    st.sampled_from([0, 1, 5_000, 10_000, 16_667, -10_000, -5_000, -1, 10**15, 10**9]),
    st.integers(-30_000, 200_000),
)
minutes = st.one_of(st.sampled_from([0, 100_000, 10_000, 3_333]), st.integers(0, 3_000_000))
often_none = st.sampled_from([0, 0, 0, 2_500, 5_000, 10_000, 30_000])


def blank_or(values):
    return st.one_of(st.just(BLANK), values)


def client(name, row):
    return st.builds(
        Client,
        name=st.just(name),
        source=st.just(0),
        row=st.just(row),
        currency=st.sampled_from(CURRENCIES),
        threshold=st.sampled_from([0, 0, 1_000, 500_000]),
        credit_limit=st.sampled_from([0, 0, 100_000]),
        topup=st.sampled_from([None, 0, 1_000_050]),
        bad_currency=st.sampled_from([False] * 9 + [True]),
    )


def price_row(clients, services):
    rows = st.fixed_dictionaries(
        {
            "client": st.integers(-1, clients - 1),
            "service": st.integers(0, services - 1),
            "unit_minutes": st.sampled_from([0, 0, 1, 60, 60, 480]),
            "price": prices,
            "minimum": often_none,
            "step": often_none,
            "included": st.sampled_from([0, 0, 10_000, 25_000, 600_000]),
            "valid_from": st.sampled_from([NO_DAY, NO_DAY, FIRST + 20, FIRST + 20, DAY - 20]),
            "currency": st.integers(0, len(CURRENCIES) - 1),
            "fault": st.sampled_from([None] * 12 + ["number", "day", "currency", "service"]),
            "unit": st.sampled_from(["шт", "pcs", ""]),
        }
    )
    return rows.map(spoil)


def spoil(row):
    """A price row with the marks that decoding leaves where it found a fault."""
    fault = row.pop("fault")
    if fault == "currency":
        row["currency"] = -1
    if fault == "service":
        row["service"] = -1
    if fault == "day":
        row["valid_from"] = NO_DAY
    return {**row, "bad": fault is not None, "any_day": fault == "day"}


def log_row(clients, services):
    return st.fixed_dictionaries(
        {
            "source": st.integers(0, 1),
            "day": days,
            "client": st.integers(0, clients - 1),
            "service": st.integers(0, services - 1),
            "quantity": blank_or(quantities),
            "quantity_kind": st.sampled_from(
                [NUMBER] * 4 + [DURATION, DAY_LIKE, PART, LOST_PART, DAYS, THINGS]
            ),
            "free": st.sampled_from([False] * 5 + [True]),
            "minutes": blank_or(minutes),
            "bad": st.sampled_from([False] * 6 + [True]),
            "staff": st.integers(-1, 1),
            "agreed": st.one_of(st.just(BLANK), st.just(BLANK), prices),
        }
    ).map(as_decoded)


def as_decoded(row):
    """A log row with the marks that decoding leaves; a blank quantity is of no odd kind."""
    row["bad_minutes"] = row.pop("bad") and row["minutes"] == BLANK
    return {**row, "quantity_kind": NUMBER} if row["quantity"] == BLANK else row


def payment(clients):
    sign = {"refund": -1, "correction": 0, "opening": 0}
    return st.builds(
        lambda day, who, kind, amount: {
            "day": day,
            "client": who,
            "kind": PAYMENT_KINDS.index(kind),
            "amount": amount if sign.get(kind, 1) == 0 else abs(amount) * sign.get(kind, 1),
        },
        days,
        st.integers(0, clients - 1),
        st.sampled_from(PAYMENT_KINDS),
        st.integers(-1_000_000, 10_000_000),
    )


def numbered(rows):
    """Rows in sheet order: sources one after the other, sheet rows from 2."""
    ordered = sorted(rows, key=lambda row: row.get("source", 0))
    return [{"source": 0, **row, "row": at} for at, row in enumerate(ordered, 2)]


def table(columns, rows, **more):
    rows = numbered(rows)
    blank = LOG_ROW if columns is LOG_COLUMNS else {}
    data = {name: [{**blank, **row}[name] for row in rows] for name in columns}
    frame = typed(columns, data)
    for name, values in more.items():
        frame[name] = np.array([row.get(values, "") for row in rows], dtype=object)
    return frame


def book_of(clients, price_rows, payments, log, services=4):
    """A Book of plain rows; ``services`` counts those that may be named."""
    return Book(
        clients=tuple(clients),
        services=tuple(f"service {code}" for code in range(services)),
        orders=(),
        staff=("Ann", "Bob"),
        channels=(),
        currencies=CURRENCIES,
        priced_services=frozenset(row["service"] for row in price_rows if row["service"] >= 0),
        prices=table(PRICE_COLUMNS, price_rows, unit="unit"),
        payments=table(PAYMENT_COLUMNS, payments, reference="reference"),
        log=table(LOG_COLUMNS, log),
        log_rows=len(log),
    )


@st.composite
def books(draw):
    """Any book: prices own and general, tied, bad and in any currency; rows of every kind."""
    clients = [draw(client(f"client {at}", at + 2)) for at in range(draw(st.integers(1, 3)))]
    many, services = len(clients), draw(st.integers(1, 4))
    rows = draw(st.lists(price_row(many, services), max_size=12))
    if draw(st.booleans()):  # one currency: prices fit, and meet
        clients = [replace(each, currency="RUB") for each in clients]
        rows = [{**row, "currency": min(row["currency"], 0)} for row in rows]
    return book_of(
        clients,
        rows,
        draw(st.lists(payment(many), max_size=6)),
        draw(st.lists(log_row(many, services), max_size=16)),
    )


terms = st.builds(
    Terms,
    low_days=st.sampled_from([0, 0, 7, 40]),
    re_arm=st.sampled_from([{}, {"RUB": 3_000_000}]),
    round_up_to=st.sampled_from([{}, {"RUB": 100_000}]),
)


@st.composite
def metered_books(draw):
    """One client, two services, prices that all include something and change in mid-month."""
    owner = Client("client 0", 0, 2, "RUB", threshold=0, credit_limit=0)
    row = st.fixed_dictionaries(
        {
            "unit_minutes": st.sampled_from([0, 1, 60]),
            "price": st.sampled_from([10_000, 26_750, 10**11]),
            "minimum": often_none,
            "step": often_none,
            "included": st.sampled_from([10_000, 15_000, 25_000, 600_000]),
            "valid_from": st.sampled_from([NO_DAY, DAY - 20, DAY - 15, DAY - 10]),
        }
    )
    rest = {"client": -1, "service": 0, "currency": 0, "bad": False, "any_day": False, "unit": ""}
    rows = draw(st.lists(row, min_size=1, max_size=4, unique_by=lambda each: each["valid_from"]))
    entry = st.fixed_dictionaries(
        {
            "day": st.integers(DAY - 40, DAY),
            "service": st.integers(0, 1),
            "quantity": st.sampled_from([BLANK, -5_000, 0, 3_000, 8_000, 15_000, 10**10]),
            "minutes": st.sampled_from([100_000, 333_333]),
            "agreed": st.sampled_from([BLANK, BLANK, BLANK, 0]),
        }
    )
    log = draw(st.lists(entry, min_size=2, max_size=20))
    prices = [{**rest, **each, "service": code} for each in rows for code in (0, 1)]
    return book_of([owner], prices, [], [{"client": 0, **each} for each in log])
