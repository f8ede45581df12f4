"""Minutes right of the hours that they belong to, in a column that has no header of its own, as
below a merged "Time": 1 and 30 were charged as an hour, in silence (design §15)."""

from collections.abc import Mapping
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import is_blank
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.billed_beside import pairs_beside
from sheets_sync.spreadsheet.protocol import Tab

_OF_AN_HOUR: Final = range(60)


def headless_minutes(tab: Tab, row: int, columns: Mapping[str, int]) -> list[int]:
    """The column right of the labour, none of ``columns``, that has no header and but whole numbers
    under 60 below it, some of them above 0, beside whole numbers, as hours have them."""
    ours = columns.get("minutes", len(tab.columns))
    at = ours + 1
    if at >= len(tab.columns) or at in columns.values() or not is_blank(tab.columns[at][row - 1]):
        return []
    theirs = coded(tab.columns[at], row)
    found = pairs_beside(coded(tab.columns[ours], row), theirs, theirs.codes != NONE)
    pairs = [(long, few) for long, few in found if not _is_word(few)]
    if not all(_is_whole(few) and (long is None or _is_whole(long)) for long, few in pairs):
        return []
    minutes = {float(str(few)) for _, few in pairs}
    return [at] if minutes - {0} and minutes <= {*_OF_AN_HOUR} else []


def _is_word(cell: Cell) -> bool:
    """Whether a cell is a text without figures, such as a second line of headers has: min."""
    return isinstance(cell, str) and not any(map(str.isdigit, cell))


def _is_whole(cell: Cell) -> bool:
    """Whether a cell is a whole number, of up to four digits, typed as a number or as text."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text.isascii() and text.isdecimal() and len(text) <= len("1440")
