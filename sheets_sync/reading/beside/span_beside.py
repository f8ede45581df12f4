"""What stands beside begin and end of work, or is them and nobody named it, in rows that say their
labour nowhere else (design §15)."""

from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.in_all import otherwise_in_all
from sheets_sync.reading.beside.unread_beside import BEGIN, IN_ALL
from sheets_sync.reading.layout import LOG, SPAN
from sheets_sync.reading.meaning.cell_column import Mask, rows_where
from sheets_sync.reading.meaning.times_of_day import moment_in
from sheets_sync.reading.sources.making import Made
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.spreadsheet.protocol import Tab


def span_beside(
    tab: Tab, role: str, row: int, columns: Mapping[str, int], made: Mapping[str, Made]
) -> dict[str, int]:
    """The columns that say otherwise how long it was, or when, than those that are read."""
    if role != LOG.key:
        return {}
    taken = {*columns.values(), *tab.marks.values()}
    in_all = otherwise_in_all(tab, row, made, columns, taken)
    told = ((IN_ALL, in_all), (BEGIN, _unnamed(tab, row, columns)))
    return {f"{key} {at}": at for key, those in told for at in those}


def _unnamed(tab: Tab, row: int, columns: Mapping[str, int]) -> Iterator[int]:
    """The column that is called as the begin of work, beside one called as its end, where a row has
    times of day in both, and neither Minutes nor a Quantity."""
    if not {column.key for column in SPAN}.isdisjoint(columns):
        return
    taken = {*columns.values(), *tab.marks.values()}
    texts = [(at, text) for at, text in texts_in(tab, row) if at not in taken]
    begin, end = (
        next((at for at, text in texts if text in _names_of(column.key)), None) for column in SPAN
    )
    if begin is None or end is None:
        return
    labour = _times(tab, row, begin) & _times(tab, row, end)
    for key in ("minutes", "quantity"):
        if (at := columns.get(key)) is not None:
            labour &= coded(tab.columns[at], row).codes == NONE
    if np.any(labour):
        yield begin


def _times(tab: Tab, row: int, at: int) -> Mask:
    return rows_where(coded(tab.columns[at], row), lambda cell: moment_in(cell) is not None)


@cache
def _names_of(key: str) -> frozenset[str]:
    return frozenset(map(fold, other_headers(LOG.key)[key]))
