"""Header rows as messages quote them, and which header there is most like one of ours (§3)."""

from collections.abc import Iterable, Sequence
from typing import Final

from sheets_sync.billing.nearest import nearest
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import Column
from sheets_sync.reading.sources.matching import other_headers
from sheets_sync.spreadsheet.protocol import Tab

LONGEST_HEADER: Final = 60
"""More of a header no message quotes."""


def header_at(tab: Tab, row: int, column: int) -> str:
    """A header in one line."""
    return " ".join(str(tab.columns[column][row - 1]).split())[:LONGEST_HEADER]


def second_line(tab: Tab, row: int) -> int:
    """The row below the headers in ``row``, all of whose filled cells stand below one; 0 where one
    does not: it may be a header by itself, of a column that is not read ("h" and "min" below a
    merged "Time")."""
    if row >= tab.height:
        return 0
    headed = all(_is_filled(c[row - 1]) or not _is_filled(c[row]) for c in tab.columns)
    return row + 1 if headed else 0


def _is_filled(cell: Cell) -> bool:
    return cell is not None and bool(str(cell).strip())


def row_of(tab: Tab, row: int) -> list[str]:
    """The filled cells of a row, as people read them."""
    return [
        str(cell).strip()[:LONGEST_HEADER]
        for column in tab.columns
        if (cell := column[row - 1]) is not None and str(cell).strip()
    ]


def nearest_header(columns: Iterable[Column], present: Sequence[str]) -> str:
    """The header present that is most like a required one, by any name that it has, or ""."""
    required = [column for column in columns if column.required]
    names = [name for column in required for name in column.names]
    others = [name for c in required for name in other_headers(c.role).get(c.key, ())]
    offers = (nearest(name, present) for name in (*names, *others))
    return next(filter(None, offers), "")
