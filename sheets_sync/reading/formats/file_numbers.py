"""Numbers in CSV files, which may be written by other marks than the workbook's (design §15).

A file comes from another program: in one that separates cells by semicolons 650,50 is a price,
whatever the workbook's language. What the workbook's marks cannot read is read as far as it can be
but one number, and from then on a text of that file that may be two numbers is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded, factorized
from sheets_sync.reading.formats.doubts import NUMBERS
from sheets_sync.reading.meaning.marks import IN_DOUBT
from sheets_sync.reading.meaning.measures import DECIMALS
from sheets_sync.reading.meaning.numbers import Number, read_text, two_fold
from sheets_sync.reading.meaning.rules import OTHER, Locale
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import language_of

_Columns: TypeAlias = Mapping[int, Packed]


def with_numbers_of_files(snapshot: Snapshot, places: Places, locale: Locale) -> Snapshot:
    """The snapshot with the numbers of its files written as ``locale`` writes them."""
    files = [each for of in places.sources.values() for each in of if each.is_file]
    if locale == OTHER or not files:
        return snapshot
    tabs = dict(snapshot.tabs)
    for source in files:
        tab = tabs[source.ref]
        read = _rewritten(_numbers_of(source, tab.columns), locale)
        columns = [read.get(at, column) for at, column in enumerate(tab.columns)]
        tabs[source.ref] = replace(tab, columns=columns)
    return replace(snapshot, tabs=tabs)


def _numbers_of(source: Source, columns: Sequence[Sequence[Cell]]) -> _Columns:
    """The columns of numbers that are read as they stand, by their places."""
    return {
        at: coded(columns[at], 0)
        for key, at in source.columns.items()
        if key in NUMBERS and key not in source.made
    }


def _rewritten(columns: _Columns, locale: Locale) -> _Columns:
    """The same by the marks of ``locale``."""
    written = {
        text: _as_written(text, locale)
        for column in columns.values()
        for text in _texts(column.cells)
    }
    if all(text == other for text, other in written.items()):
        return columns
    written |= {text: text + IN_DOUBT for text in written if two_fold(text)}
    return {at: _with(column, written) for at, column in columns.items()}


def _texts(cells: Iterable[Cell]) -> Iterable[str]:
    return (cell for cell in cells if isinstance(cell, str))


def _as_written(text: str, locale: Locale) -> str:
    """A number in the marks of ``locale``; the text as it is where these can read it, or where it
    is no number, or may be two."""
    if isinstance(read_text(text, locale, DECIMALS), Number):
        return text
    number = read_text(text, OTHER, DECIMALS)
    if not isinstance(number, Number):
        return text
    whole, rest = divmod(abs(number.value), SCALE)
    decimals = f"{rest:0{DECIMALS}}".rstrip("0")
    mark = language_of(locale).decimal if decimals else ""
    sign = "-" if number.value < 0 else ""
    return f"{sign}{whole}{mark}{decimals} {number.currency}".rstrip()


def _with(column: Packed, written: Mapping[str, str]) -> Packed:
    cells = [written.get(cell, cell) if isinstance(cell, str) else cell for cell in column.cells]
    different = factorized(cells)
    table = np.append(different.codes, NONE)
    return Packed(table[column.codes], different.cells)
