"""Further hours in a column that is not read, beside those that were worked: where they differ,
rows are charged otherwise than their author meant (design §15)."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded, may_have
from sheets_sync.reading.beside.charged_rows import are_billable, are_charged, are_nought
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.meaning.cell_column import Coded, Mask
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.meaning.would_say import GRATIS, says, undone_as_typed
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.labour_headers import labour_elsewhere, labour_minutes
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.spreadsheet.protocol import Tab

_BILLED: Final = "billed"
UNDONE: Final = "undone"
SUMS: Final = "sums"
_NOTE: Final = "note"
_IN_WORDS: Final = {UNDONE: UNDONE, SUMS: GRATIS}
"""Where words say that a row costs nothing, and by what they are known."""
_NUMBER: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,24})?(?:e-\d{1,3})?", re.ASCII)
"""No longer one, which a cell may hold as text, is a number of hours, or quickly made one."""
_ROUNDED: Final = Fraction(3, 10)
"""Minutes that hours to the hundredth have too many or too few: 1.33 is 80 minutes."""


def is_charged_otherwise(
    what: str, tab: Tab, row: int, columns: Mapping[str, int], at: int
) -> bool:
    """Whether the column ``at``, of hours that clients pay for (``billed``) or do not
    (``unbilled``), of what was ``undone`` or of ``sums``, says so of a row that is charged
    otherwise; a sum may, whatever the row."""
    if what == _BILLED:
        return differs_from_labour(tab, row, columns, at)
    if what in _IN_WORDS:
        theirs = coded(tab.columns[at], row)
        free = says(_IN_WORDS[what], theirs)
        said = free if _IN_WORDS[what] == what else says(what, theirs)
        return bool(said.any() and (said & (~free | are_charged(tab, row, columns))).any())
    place = columns.get("minutes")
    if place is not None and is_of_billed(str(tab.columns[place][row - 1])):
        return False
    said = says(what, coded(tab.columns[at], row)) & _by_labour(tab, row, columns)
    return bool(said.any())


def undone_in_notes(tab: Tab, row: int, columns: Mapping[str, int]) -> list[int]:
    """The columns of notes, ours and others called so, but what the config says is nobody's matter
    (which ``columns`` has by its place), that say but "cancelled" of a row which is charged."""
    ignored = {at for key, at in columns.items() if key.isdecimal()}
    return [
        at
        for at, text in texts_in(tab, row)
        if (at == columns.get(_NOTE) or text in _names_of_notes())
        and at not in ignored
        and may_have(tab.columns[at], undone_as_typed())
        and (says(UNDONE, coded(tab.columns[at], row)) & _may_cost(tab, row, columns)).any()
    ]


def _may_cost(tab: Tab, row: int, columns: Mapping[str, int]) -> Mask:
    """The rows that are charged and, where they say how long, took any time: "cancelled" beside 0
    hours is how most people write what costs nothing."""
    charged = are_charged(tab, row, columns)
    if (at := columns.get("minutes")) is not None:
        charged &= ~are_nought(tab, row, at)
    return charged


@cache
def _names_of_notes() -> frozenset[str]:
    """What columns of notes are called, folded."""
    note = next(each for each in LOG.staff_columns if each.key == _NOTE)
    return frozenset(map(fold, (*note.names, *other_headers(LOG.key)[_NOTE])))


def differs_from_labour(
    tab: Tab, row: int, columns: Mapping[str, int], at: int, *, alone: bool = True
) -> bool:
    """Whether the column ``at`` says anywhere else than the labour beside it, in minutes, where
    that is what is charged. ``alone``: where there is no labour beside it, too."""
    theirs = coded(tab.columns[at], row)
    charged = _by_labour(tab, row, columns) & (theirs.codes != NONE)
    if (place := columns.get("minutes")) is None:
        return bool(charged.any())
    ours = coded(tab.columns[place], row)
    charged &= alone | (ours.codes != NONE)
    said = [labour_minutes(str(tab.columns[each][row - 1])) for each in (place, at)]
    our_unit, their_unit = said[0] or said[1] or 1, said[1] or said[0] or 1
    return not all(
        are_same(minutes_of(one, our_unit), minutes_of(other, their_unit))
        for one, other in pairs_beside(ours, theirs, charged)
    )


def labour_apart(tab: Tab, row: int, columns: Mapping[str, int], taken: set[int]) -> list[int]:
    """The columns, not ``taken``, of minutes beside hours that are the labour, or the other way
    about, which say something else than these: 1 and 30 may be an hour and a half."""
    ours = columns.get("minutes")
    unit = 0 if ours is None else labour_minutes(str(tab.columns[ours][row - 1]))
    return [
        at
        for at in (labour_elsewhere(tab, row, taken) if unit else ())
        if labour_minutes(str(tab.columns[at][row - 1])) not in (0, unit)
        and differs_from_labour(tab, row, columns, at, alone=False)
    ]


def _by_labour(tab: Tab, row: int, columns: Mapping[str, int]) -> Mask:
    """The rows that are charged by their labour: no Quantity says how much, and no Billable no."""
    charged = are_billable(tab, row, columns)
    if (at := columns.get("quantity")) is not None:
        charged &= coded(tab.columns[at], row).codes == NONE
    return charged


def is_of_billed(header: str) -> bool:
    """Whether a header is that of the hours that clients pay for."""
    return hint(fold(header), _names_of(_BILLED)) is not None


@cache
def _names_of(what: str) -> frozenset[str]:
    """The usual names of such hours, folded."""
    return folded_words("not_kept", f"{LOG.key}.{what}")


def pairs_beside(ours: Coded, theirs: Coded, among: Mask) -> Iterator[tuple[Cell, Cell]]:
    """What stands side by side in the rows ``among``, each different pair once."""
    both = np.unique(np.column_stack([ours.codes[among], theirs.codes[among]]), axis=0)
    for one, other in both.tolist():
        yield ours.cells[one] if one != NONE else None, theirs.cells[other]


def are_same(one: Cell | Fraction, other: Cell | Fraction) -> bool:
    """Whether two say the same, but for what is rounded."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return abs(one - other) <= _ROUNDED
    return one == other


def minutes_of(cell: Cell, unit: int) -> Cell | Fraction:
    """The minutes of a duration or a number; any other cell as it is."""
    said = read_duration(cell, OTHER)
    if isinstance(said, int):
        return Fraction(said, SCALE)
    if isinstance(cell, (int, float, str)) and not isinstance(cell, bool):
        number = str(cell).strip().replace(",", ".")
        return Fraction(number) * unit if _NUMBER.fullmatch(number) else cell
    return cell
