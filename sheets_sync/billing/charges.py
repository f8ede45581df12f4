"""What each log row costs: billable quantity, allowance, price, one rounding (design §5).

Inside, a quantity of time is fixed *minutes*, any other fixed *pieces*: 10 minutes at an
hourly price are ten minutes, never 0.1667 of an hour. ``unit_minutes`` of a price row says
which: the minutes in its unit, or 0. A charge over ``LIMIT`` and a quantity of ``HUGE`` or
more (hundreds of millions of years, in minutes) are TOO_LARGE: the row is held.
"""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.allowances import Claims, free_quantities
from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.long_rows import are_usual
from sheets_sync.billing.prices import Positions, PriceList
from sheets_sync.billing.rounding import HUGE, Integers, half_up_product, product
from sheets_sync.billing.tables import (
    BLANK,
    DAYS,
    DURATION,
    LONG,
    LOST_PART,
    NUMBER,
    PART,
    THINGS,
    UNSAID,
    Book,
)
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

_HOUR: Final = 60
_EIGHTH: Final = SCALE // 8
CHARGED: Final = 0
UNPRICED: Final = 1
HELD: Final = 2


@dataclass(frozen=True)
class Tariff:
    """The terms of ``Book.prices`` by position, in fixed minutes or pieces.

    Each column has one more row at the end, which position NONE reads: a piece, no terms.
    """

    unit_minutes: Integers
    price: Integers
    minimum: Integers
    step: Integers
    included: Integers


@dataclass(frozen=True)
class Charges:
    """One row a log row. Where a row is not charged, ``charge`` and ``included`` are 0.

    ``state``: CHARGED, UNPRICED or HELD. ``terms``: the position in ``Book.prices`` that gave
    unit, Minimum and Step (NONE: a piece). ``price`` is fixed; ``billable`` and ``included``,
    the part of it that was free, are fixed minutes or pieces; ``price`` and ``billable`` are
    BLANK where not charged. ``charge`` is minor. ``labour``, fixed, is Minutes or, where these
    are blank, a quantity of time before Minimum and Step (§15); BLANK: unknown.
    """

    state: NDArray[np.int8]
    terms: Positions
    labour: Integers
    price: Integers
    billable: Integers
    included: Integers
    charge: Integers


def charge_log(book: Book, prices: PriceList) -> Charges:
    """The charge of every log row of ``book``."""
    log, tariff = book.log, _tariff(book.prices)
    client, agreed = log["client"].to_numpy(), agreed_prices(log)
    terms = prices.in_force(client, log["service"].to_numpy(), log["day"].to_numpy())
    unit = tariff.unit_minutes[terms]
    quantity = _quantity(log, unit)
    labour = _labour(log, unit, quantity)
    state = _states(book, (terms != NONE) | (agreed != BLANK), quantity)
    counted = state == CHARGED
    price = np.where(agreed == BLANK, tariff.price[terms], agreed)
    price[~counted] = 0
    quantity[~counted] = 0
    billable = _billable(quantity, terms, tariff)
    divisor = _divisors(book)[client] * np.maximum(unit, 1)
    included = _free(log, terms, tariff, billable, price, divisor)
    charge = half_up_product(billable - included, price, divisor)
    held = np.flatnonzero((np.abs(charge) > LIMIT) | (np.abs(billable) >= HUGE))
    state[held] = HELD
    charge[held] = 0
    included[held] = 0
    for column in (price, billable):
        column[state != CHARGED] = BLANK
    labour[state == HELD] = BLANK
    return Charges(state, terms, labour, price, billable, included, charge)


def agreed_prices(log: pd.DataFrame) -> Integers:
    """Agreed prices of ``Book.log``, fixed, BLANK where there are none: what is not billable was
    agreed to cost nothing (design §15)."""
    agreed: Integers = log["agreed"].to_numpy()
    free = log["free"].to_numpy()
    return np.where(free, 0, agreed) if free.any() else agreed


def _tariff(prices: pd.DataFrame) -> Tariff:
    bad = prices["bad"].to_numpy()

    def column(name: str) -> Integers:
        return np.append(np.where(bad, 0, prices[name].to_numpy().astype(np.int64)), 0)

    return Tariff(*map(column, ("unit_minutes", "price", "minimum", "step", "included")))


def _quantity(log: pd.DataFrame, unit: Integers) -> Integers:
    """Quantities in minutes or pieces: typed, else Minutes, else one piece; BLANK: unknown, or
    a duration of pieces, or a day's number of time, or hours that are more likely minutes, or a
    number of something else than the price is for."""
    typed, kind = log["quantity"].to_numpy(), _kinds(log, unit)
    blank = typed == BLANK
    quantity = product(np.where(blank, SCALE, typed), np.maximum(unit, 1))
    minutes = np.flatnonzero(blank & (unit > 0))
    quantity[minutes] = log["minutes"].to_numpy()[minutes]
    odd = np.flatnonzero(kind != NUMBER)
    timed = unit[odd] > 0
    duration = kind[odd] == DURATION
    meant = (duration == timed) & (kind[odd] != DAYS)
    quantity[odd] = np.where(meant, np.where(duration, typed[odd], quantity[odd]), BLANK)
    return quantity


def _out_of_place(log: pd.DataFrame, unit: Integers) -> NDArray[np.int8]:
    """PART only where a part of a minute is held, LOST_PART wherever time is sold; but eighths of
    a day are its working hours. DAYS and THINGS only where the price is for something else, UNSAID
    where time is sold."""
    kind, typed = log["quantity_kind"].to_numpy(), log["quantity"].to_numpy()
    odd = np.flatnonzero(kind)
    if not len(odd):
        return kind
    of, per = kind[odd], unit[odd]
    no_time = (per == 0) | ((per > _HOUR) & (typed[odd] % _EIGHTH == 0))
    meant = (
        ((of == PART) & (per != 1))
        | ((of == LOST_PART) & no_time)
        | ((of == DAYS) & (per == WORKING_DAY))
        | (((of == THINGS) | (of == UNSAID)) & (per == 0))
    )
    kind = kind.copy()
    kind[odd[meant]] = NUMBER
    return kind


def _kinds(log: pd.DataFrame, unit: Integers) -> NDArray[np.int8]:
    """The kinds of quantities; LONG only where one is held: hours over a day in a log of daily rows
    (see ``long_rows``), which Minutes do not bear out."""
    kind = _out_of_place(log, unit)
    if not (kind == LONG).any():
        return kind
    quantity, minutes = log["quantity"].to_numpy(), log["minutes"].to_numpy()
    alone = (minutes == BLANK) | (minutes == quantity)
    long = (kind == LONG) & (unit == _HOUR) & alone
    kind = np.where(kind == LONG, NUMBER, kind).astype(np.int8)
    if long.any():
        day, staff = log["day"].to_numpy(), log["staff"].to_numpy()
        labour = np.where(minutes == BLANK, np.where(unit > 0, product(quantity, unit), 0), minutes)
        if not are_usual(day, staff, labour, long):
            kind[long] = LONG
    return kind


def _labour(log: pd.DataFrame, unit: Integers, quantity: Integers) -> Integers:
    """Minutes or, where they are blank, a positive quantity of time, or typed as a duration."""
    minutes: Integers = log["minutes"].to_numpy()
    rows = np.flatnonzero((minutes == BLANK) & (unit > 0) & (quantity > 0))
    rows = rows[~log["bad_minutes"].to_numpy()[rows]]
    labour = minutes.copy()
    labour[rows] = quantity[rows]
    typed = (log["quantity_kind"].to_numpy() == DURATION) & (log["quantity"].to_numpy() > 0)
    rows = np.flatnonzero(typed & (labour == BLANK) & ~log["bad_minutes"].to_numpy())
    labour[rows] = log["quantity"].to_numpy()[rows]
    return labour


def _states(book: Book, has_price: NDArray[np.bool_], quantity: Integers) -> NDArray[np.int8]:
    """UNPRICED without a price or a sound currency, HELD without a quantity, else CHARGED."""
    state = np.where(quantity == BLANK, HELD, CHARGED).astype(np.int8)
    state[~has_price] = UNPRICED
    bad_currency = np.array([client.bad_currency for client in book.clients], np.bool_)
    if bad_currency.any():
        state[bad_currency[book.log["client"].to_numpy()]] = UNPRICED
    return state


def _billable(quantity: Integers, terms: Positions, tariff: Tariff) -> Integers:
    """Minimum, then up to the next Step; nothing and reversals stay as they are."""
    billable = quantity
    if tariff.minimum.any():
        billable = np.where(quantity > 0, np.maximum(quantity, tariff.minimum[terms]), quantity)
    if tariff.step.any():
        rows = np.flatnonzero((tariff.step[terms] > 0) & (quantity > 0))
        step = tariff.step[terms[rows]]
        billable[rows] = np.minimum(-(-billable[rows] // step) * step, HUGE)
    return billable


def _free(
    log: pd.DataFrame,
    terms: Positions,
    tariff: Tariff,
    billable: Integers,
    price: Integers,
    divisor: Integers,
) -> Integers:
    """The part of each row's billable quantity that Included covers."""
    free = np.zeros(len(log), np.int64)
    if not tariff.included.any():
        return free
    by_price = agreed_prices(log) == BLANK
    sized = (billable > 0) & (billable < HUGE)
    rows = np.flatnonzero((tariff.included[terms] > 0) & by_price & sized)
    free[rows] = free_quantities(
        Claims(
            client=log["client"].to_numpy()[rows],
            service=log["service"].to_numpy()[rows],
            day=log["day"].to_numpy()[rows],
            timed=tariff.unit_minutes[terms[rows]] > 0,
            billable=billable[rows],
            included=tariff.included[terms[rows]],
            price=price[rows],
            divisor=divisor[rows],
        )
    )
    return free


def _divisors(book: Book) -> Integers:
    """By client: what a fixed quantity times a fixed price is divided by to be minor units."""
    digits = (MINOR_DIGITS[client.currency] for client in book.clients)
    return np.array([SCALE * SCALE // 10**each for each in digits], np.int64)
