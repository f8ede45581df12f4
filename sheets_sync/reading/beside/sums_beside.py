"""Columns of Payments that staff keep beside the amount and that say that another sum came, or none
yet: Refund, Amount paid, Paid on (design §15)."""

import re
from collections.abc import Collection
from datetime import date
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.meaning.cell_column import Coded, Mask, are_most, rows_where
from sheets_sync.reading.meaning.dates import month_named, serial_date
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.meaning.would_say import says
from sheets_sync.reading.sources.header_hints import hint

BACK: Final = "back"
"""What of the amount went back."""
PART: Final = "part"
"""What of it came."""
ON: Final = "on"
"""When it came."""
SUMS_BESIDE: Final = (BACK, PART, ON)
"""The kinds of such columns."""
_ARRIVED: Final = "arrived"
_FEES: Final = "fees"
_SEPARATORS: Final = frozenset("./-")
_FIRST_YEAR, _LAST_YEAR = 2015, 2035
"""A number is a day that money came on, as Google sends them, in these years alone; what else it
is may be a sum."""
_DAY_OF_YEAR: Final = re.compile(r"(?:[12]?\d|0\d|3[01])[./](?:0?[1-9]|1[0-2])\.?", re.ASCII)
"""A day that was typed without its year: 05.11, 5/11. No money is typed so in most of a column."""
_ALL_OF_IT: Final = re.compile(r"\s*(?:1(?:[.,]0*)?|100(?:[.,]0*)?\s*%)\s*", re.ASCII)
"""A tick that is a 1, or per cent, says that all of it came."""
_WORDS_OF_HEADERS: Final = re.compile(r"[^\W\d_]+")
_COUNTED: Final = 3
"""So many numbers, each of them the one above and 1, count rows."""


def is_sum_beside(key: str, header: str | None, headers: Collection[str]) -> bool:
    """Whether a folded header, one of those of its tab, is that of such a column. Where a fee has a
    column, what came is less by that, and no other sum."""
    if header is None or (key == PART and any(map(_is_fee, headers))):
        return False
    names = folded_words("unpaid", key) | (
        folded_words("unpaid", _ARRIVED) if key != BACK else frozenset()
    )
    said = hint(header, names)
    return header in names or bool(said and said.currency)  # "Paid, EUR"; "Paid by" says who


def may_say_sum(key: str, column: Coded) -> Mask:
    """The rows in which a column so called says it by itself; of ``ON`` those that have a day,
    where most of what is filled are days."""
    days = rows_where(column, _is_day)
    if key == ON:
        return days if are_most(days, column) else np.zeros(len(days), bool)
    figures = says("agreed" if key == BACK else "paid", column)
    no_sums = are_most(days, column) or _counts_rows(column)
    return np.zeros(len(days), bool) if no_sums else figures


def has_figure(column: Coded) -> Mask:
    """The rows in which a column has a figure, 0 among them, other than that all of it came."""
    return rows_where(column, _is_part)


def _is_part(cell: Cell) -> bool:
    return any(map(str.isdigit, str(cell))) and _ALL_OF_IT.fullmatch(str(cell)) is None


def _counts_rows(column: Coded) -> bool:
    """Whether what is filled are whole numbers that go up by one: those of invoices, or of rows."""
    filled = column.codes[column.codes != NONE]
    if len(filled) < _COUNTED or len({*filled.tolist()}) < len(filled):
        return False
    numbers = [column.cells[code] for code in filled.tolist()]
    first = numbers[0]
    return isinstance(first, (int, float)) and numbers == [first + at for at in range(len(filled))]


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, str):
        return any(map(str.isdigit, cell)) and _is_day_text(cell)
    day = serial_date(cell)
    return day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR


def _is_day_text(cell: str) -> bool:
    """Whether a text with digits is a day without its year, has two separators of one kind, or
    the name of a month."""
    if _DAY_OF_YEAR.fullmatch(cell.strip()):
        return True
    words = cell.replace(".", " ").replace("-", " ").split()
    return any(cell.count(each) == 2 for each in _SEPARATORS) or any(
        month_named(fold(word)) is not None for word in words
    )


def _is_fee(header: str) -> bool:
    return not folded_words("unpaid", _FEES).isdisjoint(
        {header, *_WORDS_OF_HEADERS.findall(header)}
    )
