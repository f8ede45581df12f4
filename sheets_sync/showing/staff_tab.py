"""Staff: what each of the staff put out, month by month, the newest first, and in all (design §9).

A line a month, member of staff and currency, by name; below the months a line of totals for each
member of staff and currency.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

import numpy as np

from sheets_sync.billing.effort import Effort
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.showing import encode
from sheets_sync.showing.newest_first import Blocks, blocks
from sheets_sync.showing.own_tabs import STAFF
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_value import Formula, Value
from sheets_sync.words.speaking import Words

StaffLine: TypeAlias = tuple[str, int, str, tuple[int, ...]]
"""Month, staff (code), currency, and the figures: credited, uncredited, charged, and the rows with
each typical error."""

_FIGURES: Final = (
    "credited", "uncredited", "charged", "off_channel", "out_of_tariff", "personal",
)  # fmt: skip
_ADDED_UP: Final = frozenset(_FIGURES) - {"charged"}
"""Columns whose lines may be added up: money of several currencies may not."""


def staff_rows(book: Book, effort: Effort, words: Words) -> tuple[list[Sequence[Value]], int]:
    """The rows below the header, blank ones between the months; and how many of them, from the
    first, are months."""
    months = list(_months(book, effort))
    total = words.say("staff.in_all")
    lines = [*months, *_in_all(months, total, book)]
    laid = blocks(np.array(_ranks(lines), np.intp))
    rows = [_row(line, book, words) for line in lines]
    return laid.laid(rows, len(STAFF.columns)), _ends(laid, len(months))


def _months(book: Book, effort: Effort) -> list[StaffLine]:
    """The lines of the months, the newest first, by name."""
    columns = (effort.staff[name].tolist() for name in ("month", "staff", "currency", *_FIGURES))
    rows = zip(*columns, strict=True)
    lines = [(month, who, money, tuple(figures)) for month, who, money, *figures in rows]
    lines.sort(key=lambda line: _by_name(line, book))
    return sorted(lines, key=lambda line: line[0], reverse=True)


def _by_name(line: StaffLine, book: Book) -> tuple[bool, str, str]:
    """By name, whom nobody named last."""
    _, staff, currency, _ = line
    return staff < 0, fold(book.staff[staff]) if staff >= 0 else "", currency


def _in_all(months: Sequence[StaffLine], label: str, book: Book) -> Iterator[StaffLine]:
    """A line for each member of staff and currency."""
    lines = sorted(months, key=lambda line: _by_name(line, book))
    for (staff, currency), mine in groupby(lines, key=lambda line: (line[1], line[2])):
        figures = zip(*(line[3] for line in mine), strict=True)
        yield label, staff, currency, tuple(map(sum, figures))


def _ranks(lines: Sequence[StaffLine]) -> list[int]:
    """Which block, from 0, each line belongs to."""
    at = {month: rank for rank, month in enumerate(dict.fromkeys(line[0] for line in lines))}
    return [at[line[0]] for line in lines]


def _ends(laid: Blocks, months: int) -> int:
    return int(laid.rows[months - 1]) + 1 if months else 0


def _row(line: StaffLine, book: Book, words: Words) -> Sequence[Value]:
    month, staff, currency, (credited, uncredited, charged, *counts) = line
    return (
        month,
        encode.text(book.staff[staff]) if staff >= 0 else words.say("staff.nobody"),
        currency,
        encode.hours(credited),
        encode.hours(uncredited),
        encode.major(charged, currency),
        *(float(count) for count in counts),
    )


def sums_shown(rows: Sequence[Sequence[Any]], words: Words) -> dict[str, Value]:
    """What the lines of months come to that a filter shows, by column."""
    first = STAFF.header_row + 1
    sums: dict[str, Value] = {STAFF.columns[0].key: words.say("staff.shown_sum")}
    for key in _ADDED_UP:
        at = STAFF.at(key)
        shown = f"{a1(at, first)}:{a1(at, first + max(len(rows) - 1, 0))}"
        total = sum(cell for row in rows if isinstance(cell := row[at], float))
        sums[key] = Formula(f"=SUBTOTAL(109,{shown})", total, follows=True)
    return sums
