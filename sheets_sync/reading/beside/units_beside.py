"""Columns of staff's own that say what a number of the same row is in: a Currency beside Amount or
Agreed price, a Unit beside Quantity. It is read as if it were typed behind the number (design §15).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded, factorized
from sheets_sync.reading.layout import LOG, PAYMENTS, PRICES
from sheets_sync.reading.meaning.cell_column import are_most, rows_where
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.numbers import is_bare
from sheets_sync.reading.meaning.units import is_unit
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_BESIDE: Final = {
    PAYMENTS.key: (("amount", "currency"),),
    PRICES.key: (("price", "currency"),),
    LOG.key: (("agreed", "currency"), ("quantity", "unit")),
}
"""By role the columns of numbers, and what another one may say of them."""


def with_units_beside(snapshot: Snapshot, places: Places) -> Snapshot:
    """The snapshot whose numbers show what stands beside them, as if their formats did; what is
    typed as text has it behind."""
    tabs = dict(snapshot.tabs)
    for role in _BESIDE:
        for source in places.sources[role]:
            for key, at in source.beside.items():
                what = dict(_BESIDE[role])[key]
                tabs[source.ref] = _said(tabs[source.ref], source, (key, what), at)
    return replace(snapshot, tabs=tabs)


def said_beside(tab: Tab, role: str, row: int, columns: Mapping[str, int]) -> dict[str, int]:
    """By the column of numbers, in the header ``row`` of a tab, the column that says what these
    are in: called so, or not at all, filled with such, and none of ``columns``. Codes of
    currencies are words, too (ALL, TOP, CAD): under another header they say nothing."""
    taken = {*columns.values(), *tab.marks.values()}
    found = {}
    for key, what in _BESIDE.get(role, ()) if columns else ():
        texts = dict(texts_in(tab, row))
        for at in set(range(len(tab.columns))) - taken if key in columns else ():
            column = coded(tab.columns[at], row)
            if is_called(texts.get(at), what) and are_most(rows_where(column, _IS[what]), column):
                found[key] = at
    return found


def is_currency(cell: Cell) -> bool:
    """Whether a cell names a currency, and nothing else."""
    return isinstance(cell, str) and bool(named_currency(cell))


_IS: Final[Mapping[str, Callable[[Cell], bool]]] = {"currency": is_currency, "unit": is_unit}


def is_called(header: str | None, what: str) -> bool:
    """Whether a column of units, or of currencies, has such a header; or none, where the cells
    alone say what it is."""
    return header is None or header in _names(what)


@cache
def _names(key: str) -> frozenset[str]:
    [column] = (each for each in PRICES.columns if each.key == key)
    return frozenset(map(fold, (*column.names, *other_headers(PRICES.key).get(key, ()))))


def _said(tab: Tab, source: Source, keys: tuple[str, str], beside: int) -> Tab:
    """The tab with what stands ``beside`` behind the numbers of a column, ``keys`` that and what it
    may say, where no column of ours says it."""
    number, ours = source.columns[keys[0]], source.columns.get(keys[1])
    words = coded(tab.columns[beside], 0)
    there = (np.arange(tab.height) >= source.header_row) & (words.codes != NONE)
    if ours is not None:
        there &= coded(tab.columns[ours], 0).codes == NONE
    units, codes = _units(tab, number)
    free = there & (codes == NONE)
    codes[free] = words.codes[free] + len(units)
    shown = Packed(codes, [*units, *map(_word, words.cells)])
    columns = [*tab.columns]
    columns[number] = _behind(columns[number], words, there)
    return replace(tab, columns=columns, shown={**tab.shown, number: shown})


def _units(tab: Tab, number: int) -> tuple[list[Cell], NDArray[np.int32]]:
    """What the numbers of a column show by their formats, and in which rows."""
    codes = np.full(tab.height, NONE, np.int32)
    if (known := tab.shown.get(number)) is None:
        return [], codes
    many = min(tab.height, len(known))
    codes[:many] = known.codes[:many]
    return [*known.cells], codes


def _behind(cells: Sequence[Cell], words: Packed, there: NDArray[np.bool_]) -> Sequence[Cell]:
    """The cells, bare numbers that are typed as texts with the word of their row behind."""
    if not any(map(_is_bare, coded(cells, 0).cells)):
        return cells
    said = [_word(words.cells[code]) if code != NONE else "" for code in words.codes.tolist()]
    return factorized(
        [
            f"{cell} {word}" if word and beside and _is_bare(cell) else cell
            for cell, word, beside in zip(cells, said, there.tolist(), strict=True)
        ]
    )


def _is_bare(cell: Cell) -> bool:
    return isinstance(cell, str) and is_bare(cell)


def _word(cell: Cell) -> str:
    return " ".join(str(cell).split())
