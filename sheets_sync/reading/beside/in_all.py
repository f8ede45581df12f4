"""Hours beside begin and end of work that say how long it was in all: where they say otherwise, a
break stands nowhere, and begin and end are not what was meant (design §15)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.billed_beside import are_same, minutes_of
from sheets_sync.reading.beside.unread_beside import names_not_kept
from sheets_sync.reading.layout import HOUR, LOG
from sheets_sync.reading.meaning.cell_column import Coded
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.labour_headers import labour_minutes, may_be_labour
from sheets_sync.reading.sources.making import Made
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_A_MINUTE: Final = 60
_MOST: Final = 2**62
"""No key of a row is larger."""
_SECOND: Final = timedelta(seconds=1)
_A_DAY: Final = 1440
"""Minutes: a duration may have come without its format."""


def otherwise_in_all(
    tab: Tab, row: int, made: Mapping[str, Made], taken: set[int]
) -> Iterator[int]:
    """The columns of hours, not ``taken``, that say another time than the labour ``made`` of begin
    and end. One that does not say hours is one where it says the same in another row."""
    labour = made.get("minutes")
    if labour is None or not labour.span:
        return
    for at in (at for at, text in texts_in(tab, row) if at not in taken and _may_be_such(text)):
        if _differs(tab, row, labour, at):
            yield at


def _differs(tab: Tab, row: int, labour: Made, at: int) -> bool:
    """Whether a column says hours, by its header or in one row, and another time in a row."""
    hours, others = labour_minutes(str(tab.columns[at][row - 1])) == HOUR, False
    for same in _are_same(tab, row, labour, at):
        hours, others = hours or same, others or not same
        if hours and others:
            return True
    return False


def _are_same(tab: Tab, row: int, labour: Made, at: int) -> Iterator[bool]:
    """Of each different row that says both, whether they are the same."""
    columns = [coded(tab.columns[each], row) for each in (*labour.columns, at)]
    unit = labour_minutes(str(tab.columns[at][row - 1])) or HOUR
    for place in _different(columns).tolist():
        *cells, said = (
            None if (code := each.codes[place]) == NONE else each.cells[code] for each in columns
        )
        if isinstance(span := labour.make(*cells), timedelta):
            worked = Fraction(span // _SECOND, _A_MINUTE)
            yield any(are_same(worked, minutes_of(said, each)) for each in (unit, _A_DAY))


def _different(columns: Sequence[Coded]) -> npt.NDArray[np.int64]:
    """The first of all rows that say the same in all columns, and anything in the last."""
    key, size = np.zeros(len(columns[-1].codes), np.int64), 1
    for each in columns:
        many = len(each.cells) + 1
        if size * many >= _MOST:
            _, key = np.unique(key, return_inverse=True)
            size = len(key)
        key, size = key * many + each.codes - NONE, size * many
    _, first = np.unique(key, return_index=True)
    filled: npt.NDArray[np.int64] = first[columns[-1].codes[first] != NONE]
    return filled


@cache
def _may_be_such(header: str) -> bool:
    """Whether a folded header may be that of how long it was in all."""
    if hint(header, _names()) is not None:
        return True
    return may_be_labour(header) and header not in names_not_kept(LOG.key)


@cache
def _names() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.in_all)))
