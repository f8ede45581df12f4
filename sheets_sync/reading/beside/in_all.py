"""Hours beside begin and end of work that say how long it was in all: where they say otherwise, a
break stands nowhere, and begin and end are not what was meant (design §15)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.billed_beside import are_same, minutes_of
from sheets_sync.reading.beside.unread_beside import names_not_kept
from sheets_sync.reading.layout import HOUR, LOG
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.labour_headers import labour_minutes, may_be_labour
from sheets_sync.reading.sources.making import Made
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_A_MINUTE: Final = 60
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
        same = [*_are_same(tab, row, labour, at)]
        says_hours = labour_minutes(str(tab.columns[at][row - 1])) == HOUR
        if not all(same) and (says_hours or any(same)):
            yield at


def _are_same(tab: Tab, row: int, labour: Made, at: int) -> Iterator[bool]:
    """Of each different row that says both, whether they are the same."""
    columns = [coded(tab.columns[each], row) for each in (*labour.columns, at)]
    unit = labour_minutes(str(tab.columns[at][row - 1])) or HOUR
    filled = np.column_stack([each.codes for each in columns])[columns[-1].codes != NONE]
    for codes in np.unique(filled, axis=0).tolist():
        *cells, said = (
            None if code == NONE else each.cells[code]
            for code, each in zip(codes, columns, strict=True)
        )
        if isinstance(span := labour.make(*cells), timedelta):
            worked = Fraction(span // _SECOND, _A_MINUTE)
            yield any(are_same(worked, minutes_of(said, each)) for each in (unit, _A_DAY))


@cache
def _may_be_such(header: str) -> bool:
    """Whether a folded header may be that of how long it was in all."""
    if hint(header, _names()) is not None:
        return True
    return may_be_labour(header) and header not in names_not_kept(LOG.key)


@cache
def _names() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.in_all)))
