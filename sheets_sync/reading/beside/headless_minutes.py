"""Minutes right of the hours that they belong to, in a column that has no header of its own, as
below a merged "Time": 1 and 30 were charged as an hour, in silence (design §15)."""

from collections.abc import Mapping
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import is_blank
from sheets_sync.columns.whole import coded
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.sources.labour_headers import labour_minutes
from sheets_sync.spreadsheet.protocol import Tab

_OF_AN_HOUR: Final = range(60)
_OF_A_DAY: Final = 24
_STEP: Final = 5
"""Minutes that most people round to."""
_FEW: Final = 4
"""One row in so many may have a sum, in whatever minutes; where more do, they are of the rows."""


def headless_minutes(tab: Tab, row: int, columns: Mapping[str, int]) -> list[int]:
    """The column right of the labour, none of ``columns``, that has no header and but whole numbers
    under 60 below it, as minutes are, beside whole numbers, as hours are: no ticks, no notes with a
    number among them, no sum here and there."""
    ours = columns.get("minutes", len(tab.columns))
    at = ours + 1
    if at >= len(tab.columns) or at in columns.values() or not is_blank(tab.columns[at][row - 1]):
        return []
    if labour_minutes(str(tab.columns[ours][row - 1])) == 1:
        return []
    hours, theirs = coded(tab.columns[ours], row), coded(tab.columns[at], row)
    words = rows_where(theirs, _is_word)
    numbers = (theirs.codes != NONE) & ~words
    if words.sum() > numbers.sum() or not _are_beside_hours(hours, numbers):
        return []
    return [at] if _are_minutes(theirs, numbers, int((hours.codes != NONE).sum())) else []


def _are_beside_hours(hours: Coded, among: Mask) -> bool:
    """Whether the labour in the rows ``among`` is blank or whole, and mostly of a day's length."""
    blank = hours.codes == NONE
    whole = blank | rows_where(hours, _is_whole)
    short = blank | rows_where(hours, _is_short)
    return bool(whole[among].all() and short[among].sum() * 2 > among.sum())


def _are_minutes(theirs: Coded, among: Mask, rows: int) -> bool:
    """Whether numbers ``among`` a column, which stands beside so many ``rows`` of hours, are
    minutes of these: five, ten, thirty, or others in many of the rows."""
    if not rows_where(theirs, _is_whole)[among].all():
        return False
    minutes = {float(str(theirs.cells[code])) for code in {*theirs.codes[among].tolist()}}
    usual = not any(each % _STEP for each in minutes) or among.sum() * _FEW >= rows
    return usual and bool(minutes - {0, 1}) and minutes <= {*_OF_AN_HOUR}


def _is_word(cell: Cell) -> bool:
    """Whether a cell is a text without figures, such as a second line of headers has: min."""
    return isinstance(cell, str) and not any(map(str.isdigit, cell))


def _is_whole(cell: Cell) -> bool:
    """Whether a cell is a whole number, of up to four digits, typed as a number or as text."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text.isascii() and text.isdecimal() and len(text) <= len("1440")


def _is_short(cell: Cell) -> bool:
    return _is_whole(cell) and float(str(cell)) <= _OF_A_DAY
