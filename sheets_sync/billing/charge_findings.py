"""Findings of pricing: log rows that are not charged, price rows that tie (design §4, §5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sheets_sync.billing.charges import CHARGED, UNPRICED, Charges
from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import LONGEST_TEXT, Code, Finding, Variant
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.nearest import nearest
from sheets_sync.billing.rounding import as_clock, half_up, plain
from sheets_sync.billing.tables import (
    BLANK,
    DAY_LIKE,
    DAYS,
    DURATION,
    LONG,
    LOST_PART,
    PART,
    UNIT_OF_COUNTED,
    UNSAID,
    Book,
)
from sheets_sync.columns.codes import NONE

_HOUR: Final = 60
_MINUTES_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class _Row:
    """A log row that is not charged. Fields as in ``tables.LOG_COLUMNS``."""

    source: int
    row: int
    day: int
    client: int
    service: int
    quantity: int
    quantity_kind: int
    minutes: int
    bad_minutes: bool
    staff: int


def tie_findings(book: Book, ties: Sequence[int]) -> Iterator[Finding]:
    """AMBIGUOUS_PRICE at the Price cell of each price row in ``ties`` (positions)."""
    names = ("source", "row", "client", "price")
    columns = (book.prices[name].to_numpy()[list(ties)].tolist() for name in names)
    for source, row, client, price in zip(*columns, strict=True):
        owner = book.clients[client].name if client != NONE else ""
        yield Finding(
            Code.AMBIGUOUS_PRICE, "prices", source, row, "price", text=plain(price), client=owner
        )


def row_findings(book: Book, charges: Charges) -> Iterator[Finding]:
    """A finding for each log row that is not charged, unless decoding told of its cause.

    UNKNOWN_SERVICE or NO_PRICE where it is unpriced; NO_QUANTITY, TOO_LARGE, LOST_TIME or
    BAD_NUMBER (a duration of pieces) where it is held; none for a bad Minutes cell or for the rows
    of a client whose currency is bad.
    """
    odd = np.flatnonzero(charges.state != CHARGED)
    columns = (book.log[name].to_numpy()[odd].tolist() for name in _Row.__slots__)
    states, terms = charges.state[odd].tolist(), charges.terms[odd].tolist()
    unit = np.append(book.prices["unit_minutes"].to_numpy(), 0).tolist()
    near: dict[int, str] = {}
    for state, term, *values in zip(states, terms, *columns, strict=True):
        row = _Row(*values)
        if state == UNPRICED:
            if not book.clients[row.client].bad_currency:
                yield _unpriced(book, row, near)
        elif (fault := _not_a_quantity(book, row, unit[term])) is not None:
            yield fault
        elif row.quantity != BLANK or row.minutes != BLANK or not unit[term]:
            yield _too_large(book, row, timed=bool(unit[term]))
        elif not row.bad_minutes:
            yield _found(book, row, Code.NO_QUANTITY, "quantity", "")


def _unpriced(book: Book, row: _Row, near: dict[int, str]) -> Finding:
    service = book.services[row.service]
    if row.service in book.priced_services:
        return _found(book, row, Code.NO_PRICE, "service", service)
    if row.service not in near:
        known = [book.services[code] for code in sorted(book.priced_services)]
        near[row.service] = nearest(service, known)
    return _found(book, row, Code.UNKNOWN_SERVICE, "service", service, near[row.service])


def _not_a_quantity(book: Book, row: _Row, unit: int) -> Finding | None:
    """What is wrong with a duration of pieces, no billable hours beside worked ones, hours over a
    day, a lost part of one, or with what counts something else than the price is for."""
    if row.quantity_kind == DURATION and not unit:
        text = as_clock(row.quantity)
        found = _found(book, row, Code.BAD_NUMBER, "quantity", text)
        return replace(found, variant=Variant.DURATION)
    if row.quantity_kind == UNSAID and unit:
        found = _found(book, row, Code.NO_QUANTITY, "quantity", "", as_clock(row.minutes))
        return replace(found, variant=Variant.UNSAID)
    if row.quantity_kind == LONG and unit == _HOUR and row.minutes in (BLANK, row.quantity):
        text = plain(row.quantity)
        found = _found(book, row, Code.LOST_TIME, "quantity", text, text)
        return replace(found, variant=Variant.OVER_A_DAY)
    if unit and (row.quantity_kind == LOST_PART or (row.quantity_kind == PART and unit == 1)):
        return _lost_part(book, row)
    return _counts_another(book, row, unit)


def _counts_another(book: Book, row: _Row, unit: int) -> Finding | None:
    """A number of days or of things where the price is for something else, a day's number of
    time."""
    if UNIT_OF_COUNTED.get(row.quantity_kind, unit) != unit:
        found = _found(book, row, Code.BAD_NUMBER, "quantity", plain(row.quantity))
        return replace(
            found, variant=Variant.OF_DAYS if row.quantity_kind == DAYS else Variant.OF_THINGS
        )
    if row.quantity_kind == DAY_LIKE and unit:
        found = _found(book, row, Code.LOST_TIME, "quantity", plain(row.quantity))
        return replace(found, variant=Variant.DAY)
    return None


def _lost_part(book: Book, row: _Row) -> Finding:
    """A part of a day that lost its format, or minutes typed as hours are."""
    text = plain(row.quantity)
    if row.quantity_kind == PART and row.quantity > SCALE:
        return replace(
            _found(book, row, Code.LOST_TIME, "quantity", text, text), variant=Variant.UNIT
        )
    clock = as_clock(half_up(row.quantity * _MINUTES_A_DAY, SCALE) * SCALE)
    return _found(book, row, Code.LOST_TIME, "quantity", text, clock)


def _too_large(book: Book, row: _Row, *, timed: bool) -> Finding:
    if row.quantity == BLANK and timed:
        return _found(book, row, Code.TOO_LARGE, "minutes", plain(row.minutes))
    text = "" if row.quantity == BLANK else plain(row.quantity)
    return _found(book, row, Code.TOO_LARGE, "quantity", text)


def _found(book: Book, row: _Row, code: Code, field: str, text: str, near: str = "") -> Finding:
    return Finding(
        code,
        "log",
        row.source,
        row.row,
        field,
        text=text[:LONGEST_TEXT],
        client=book.clients[row.client].name,
        staff=book.staff[row.staff] if row.staff != NONE else "",
        month=month_of(row.day),
        near=near,
    )
