"""What ``sync init`` does before all else in a tab that is there: it stakes out the lines that it
means to mark, and reads back, in the same atomic call, what they stand on (design §16).

Stakes touch no cell and mean nothing to anybody. Where they stand on other cells than the plan
was made from, nothing was done; where they stand right, the batch that furnishes turns each into
the mark that it stands for, and is refused if one moved meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.google import mark_requests, reading_back
from sheets_sync.spreadsheet.google.facts import COLUMN, Sheet, mark_id, protection_id
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.protocol import Furnishing, NewColumn, Tab

Place = tuple[int, int]

_BLANK: Final = (None, "")


@dataclass(frozen=True)
class Staked:
    """A tab that is there and is to be furnished with ``columns``; ``tab`` are the cells that
    the plan was made from."""

    sheet: Sheet
    plan: Furnishing
    columns: Sequence[NewColumn]
    tab: Tab

    @property
    def blank(self) -> bool:
        """Whether the plan is for a tab without a cell."""
        return all(cell in _BLANK for column in self.tab.columns for cell in column)

    @property
    def adopted(self) -> list[NewColumn]:
        """Columns of the staff's that are to be ours: they hold a header and nothing else, or,
        where not ``empty``, what the plan was made from."""
        return [c for c in self.columns if c.mark and not c.write_header and not self.blank]

    @property
    def adoptions(self) -> list[Json]:
        """The marks to come on adopted columns."""
        return [
            mark_requests.column_mark(self.sheet.id, c.mark, c.index, self._head(c))
            for c in self.adopted
        ]

    @property
    def lines(self) -> list[Json]:
        """The marks to come on the header row and the last column."""
        made = []
        if self.sheet.header < 0 and not self.blank:
            made.append(mark_requests.header_mark(self.sheet.id, self.plan.header_row - 1))
        if self.sheet.edge < 0:
            made.append(mark_requests.edge_mark(self.sheet.id, self.sheet.columns - 1))
        return made

    def releases(self) -> Iterator[Json]:
        """Requests that give back columns under whose mark a strange header stands, and what an
        ``init`` that did not end, or people who deleted a column, left of those to come."""
        for key in self.sheet.strangers:
            yield from _released(self.sheet, key)
        for column in self.plan.columns:
            if column.mark and column.mark not in {*self.sheet.marks, *self.sheet.strangers}:
                yield from _unprotected(self.sheet, column.mark)

    def typed_into(self, now: Sheet, columns: Sequence[Sequence[Cell]]) -> Iterator[Json]:
        """Requests that give back adopted columns which, ``now``, hold something else."""
        for column in self.adopted:
            cells = columns[column.index] if column.index < len(columns) else ()
            if not _are_same(cells[self.plan.header_row :], self._below(column)):
                yield from _released(now, column.mark)

    def ranges(self) -> list[str]:
        """What is to be read back: the headers and the adopted columns; all of a blank tab."""
        title, row = self.sheet.title, self.plan.header_row
        if self.blank:
            return [range_of(title)]
        last = column_letters(self.sheet.columns - 1)
        columns = [column_letters(column.index) for column in self.adopted]
        below = [range_of(title, f"{letters}{row}:{letters}") for letters in columns]
        return [range_of(title, f"{a1(0, row)}:{last}{row}"), *below]

    def stands(self, back: Mapping[Place, reading_back.Found]) -> bool:
        """Whether what was read back is what the plan was made from."""
        there = {place: cell for place, (cell, _) in back.items() if cell not in _BLANK}
        expected = {} if self.blank else {**dict(self._headers()), **dict(self._copied())}
        return there.keys() == expected.keys() and all(
            back[place][1] or reading_back.same(cell, expected[place])
            for place, cell in there.items()
        )

    def _headers(self) -> Iterator[tuple[Place, Cell]]:
        row = self.plan.header_row - 1
        for at, column in enumerate(self.tab.columns):
            if row < len(column) and column[row] not in _BLANK:
                yield (row, at), column[row]

    def _copied(self) -> Iterator[tuple[Place, Cell]]:
        """What stands below the headers of adopted columns."""
        for column in self.adopted:
            for row, cell in enumerate(self._below(column), self.plan.header_row):
                if cell not in _BLANK:
                    yield (row, column.index), cell

    def _below(self, column: NewColumn) -> Sequence[Cell]:
        return self.tab.columns[column.index][self.plan.header_row :]

    def _head(self, column: NewColumn) -> str:
        return str(self.tab.columns[column.index][self.plan.header_row - 1])


def _are_same(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether they are the same but for blanks at the end."""
    return all(
        reading_back.same(cell, other) or {cell, other} <= {*_BLANK}
        for cell, other in zip_longest(cells, others)
    )


def _released(sheet: Sheet, key: str) -> Iterator[Json]:
    yield mark_requests.no_mark(mark_id(sheet.id, COLUMN, key))
    yield from _unprotected(sheet, key)


def _unprotected(sheet: Sheet, key: str) -> Iterator[Json]:
    if (protection := protection_id(sheet.id, key)) in sheet.protected:
        yield mark_requests.no_protection(protection)


def stake_requests(staked: Sequence[Staked]) -> list[Json]:
    """The batch that stakes out all of them."""
    released = [request for each in staked for request in each.releases()]
    stakes = [
        mark_requests.stake(mark) for each in staked for mark in (*each.lines, *each.adoptions)
    ]
    return [mark_requests.no_stakes(), *released, *stakes]


def stand(staked: Sequence[Staked], reply: Json) -> bool:
    """Whether all stakes stand where they were meant to."""
    back = reading_back.read_back(reply)
    return all(each.stands(back.get(each.sheet.id, {})) for each in staked)
