"""Where the columns and the header row of a tab of ours stand, wherever managers moved them.

Marks say so, never texts: a header may be renamed, and columns of theirs stand among ours. A
column of ours that is gone is made again to the right of all that is there. Tabs that were made
before there were marks are recognised once (``before_marks``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.whole import filled, part
from sheets_sync.deferred import dataclass
from sheets_sync.showing.before_marks import recognised
from sheets_sync.showing.own_tabs import BANK, SUMMARY, OwnTab
from sheets_sync.spreadsheet.a1 import column_at, column_letters
from sheets_sync.spreadsheet.cell_value import Formula, Value
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Marks, NewColumn, Tab

_CELL: Final = re.compile(r"\b([A-Z]{1,3})(\d+)\b")
_FORMER: Final = {"effort.hours": "effort.minutes"}
"""What marks were called of which the columns say the same in another unit."""
NOWHERE: Final = -1
"""The place of a blank column between two blocks: it is nobody's, and never written."""


@dataclass(frozen=True)
class OwnPlaces:
    """The places (from 0) of the columns of a tab, in the order in which they are made, the sheet
    row of its header, and how many rows stand above what is made first."""

    columns: tuple[int, ...]
    header: int
    above: int

    def moved(self, column: int, row: int) -> tuple[int, int]:
        """Where a cell (column from 0, sheet row) of the tab as made stands."""
        return self.columns[column], row + self.above


def own_places(tab: Tab, own: OwnTab) -> OwnPlaces:
    """The places of ``own`` in its tab."""
    known, header = (tab.marks, tab.header) if tab.marks else recognised(tab, own)
    fresh = _to_the_right(tab)
    columns = tuple(_place(mark, known, fresh) for mark in own.marks)
    header = header or own.header_row
    # Summary's head takes up all rows above its header, be there more of them or fewer.
    return OwnPlaces(columns, header, 0 if own is SUMMARY else header - own.header_row)


def _place(mark: str, known: Mapping[str, int], fresh: Iterator[int]) -> int:
    """Where the column stands, under the name that it had once, too; else in the next free one."""
    if not mark:
        return NOWHERE
    there = known.get(mark, known.get(_FORMER.get(mark, "")))
    return next(fresh) if there is None else there


def lacking(tab: Tab, own: OwnTab, places: OwnPlaces) -> Marks | None:
    """The marks that the tab does not bear yet; None where it bears all."""
    columns = {
        mark: place
        for mark, place in zip(own.marks, places.columns, strict=True)
        if mark and mark not in tab.marks
    }
    header = 0 if tab.header else places.header
    free = free_column(tab)
    made = _new_there(own, {mark: place for mark, place in columns.items() if place >= free})
    return Marks(columns, header, made) if columns or header else None


def _new_there(own: OwnTab, columns: Mapping[str, int]) -> tuple[NewColumn, ...]:
    """How columns look that the tab lacks; their headers are written like all other cells."""
    looks = zip(own.columns, own.marks, strict=True)
    return tuple(
        NewColumn(columns[mark], "", mark, column.format, column.width)
        for column, mark in looks
        if mark in columns
    )


def ours(own: OwnTab, places: OwnPlaces) -> list[int]:
    """The columns of the tab that nobody but us fills in; of Bank, whose row says whose money it
    is, all."""
    columns = zip(own.columns, places.columns, strict=True)
    return [
        place for column, place in columns if place != NOWHERE and (own is BANK or not column.staff)
    ]


def line_widths(own: OwnTab, places: OwnPlaces) -> dict[int, int]:
    """The columns of the tab whose long texts take several lines, and how many characters a line
    has room for: about as many as the column is wide."""
    columns = zip(own.columns, places.columns, strict=True)
    return {place: column.width for column, place in columns if column.wrapped}


def as_made(tab: Tab, places: OwnPlaces) -> Tab:
    """The tab with our columns alone, in the order and from the row in which they are made."""
    height = max(tab.height - places.above, 0)
    blank: list[Cell] = [None] * height
    columns = [
        _from_row(tab.columns[at], places.above, height) if 0 <= at < len(tab.columns) else blank
        for at in places.columns
    ]
    return replace(tab, columns=columns, height=height, header=places.header - places.above)


def at_places(wanted: Iterable[Wanted], places: OwnPlaces) -> list[Wanted]:
    """Cells wanted in a tab as made, where these stand now; formulas follow."""
    there = [each for each in wanted if places.columns[each.column] != NOWHERE]
    if not places.above and all(place in (at, NOWHERE) for at, place in enumerate(places.columns)):
        return there
    return [_at_place(each, places) for each in there]


def free_column(tab: Tab) -> int:
    """The column right of every filled cell, and of every column of ours."""
    used = [i for i, column in enumerate(tab.columns) if filled(column, 0)]
    return max([*used, *tab.marks.values()], default=-1) + 1


def _to_the_right(tab: Tab) -> Iterator[int]:
    """Free columns, one after the other."""
    first = free_column(tab)
    while True:
        yield first
        first += 1


def _from_row(column: Sequence[Cell], above: int, height: int) -> Sequence[Cell]:
    if above >= 0:
        return part(column, above, height) if above else column
    return [*[None] * -above, *column]


def _at_place(wanted: Wanted, places: OwnPlaces) -> Wanted:
    first = wanted.first_row + places.above
    hidden = max(1 - first, 0)  # rows that managers deleted above the header
    values = wanted.values[hidden:] if hidden else wanted.values
    return replace(
        wanted,
        column=places.columns[wanted.column],
        first_row=first + hidden,
        values=[_following(value, places) for value in values] if _has_formula(values) else values,
    )


def _has_formula(values: Sequence[Value]) -> bool:
    return isinstance(values, list | tuple) and any(isinstance(v, Formula) for v in values)


def _following(value: Value, places: OwnPlaces) -> Value:
    """A formula of ours that names the cells where they stand now; texts in quotes stay."""
    if not isinstance(value, Formula):
        return value

    def followed(cell: re.Match[str]) -> str:
        column, row = places.moved(column_at(cell[1]), int(cell[2]))
        return column_letters(column) + str(row)

    parts = value.text.split('"')
    parts[::2] = [_CELL.sub(followed, part) for part in parts[::2]]
    return replace(value, text='"'.join(parts))
