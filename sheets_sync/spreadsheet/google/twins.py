"""Rows that no reading can tell apart: blank ones, and others of the same inputs (design §10.2).

A row is its content. Where a value of ours is cleared beside a blank row, staff may have moved
that row by one, and another blank one stands in its place: it looks as expected, and the value
stays where it was moved to. So the same answer brings the rows around, too, and beside every row
of such content may stand only what belongs beside one of them, or nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.google.chunks import Chunk
from sheets_sync.spreadsheet.google.facts import Sheet
from sheets_sync.spreadsheet.google.in_flight import Arriving
from sheets_sync.spreadsheet.google.reading_back import BLANK, Found, same, without_reason

REACH: Final = 500
"""How many rows above and below are looked at: staff shift rows by a few while a write is on its
way. What a larger log's sort carries further moves rows that are known, which is noticed."""

Content = tuple[Cell, ...]


@dataclass(frozen=True)
class Twins:
    """The columns ``ours`` of a tab, written beside rows that are known by ``inputs``.

    ``columns`` is the whole tab as it should stand, rows from ``top`` (from 0) to ``end``
    (exclusive) below its header.
    """

    columns: Sequence[Arriving]
    inputs: Sequence[int]
    ours: Sequence[int]
    top: int
    end: int

    def bare(self, rows: Collection[int]) -> list[int]:
        """Those of the rows beside which nothing of ours is to stand."""
        return [
            row
            for row in rows
            if self.top <= row < len(self.columns[0])
            and all(self.columns[at][row] in (None, "") for at in self.ours)
        ]

    def around(self, rows: Collection[int]) -> Iterator[int]:
        """The rows to look at for twins of ``rows``, ascending."""
        seen = self.top
        for row in sorted(rows):
            end = min(row + REACH + 1, self.end)
            yield from range(max(seen, row - REACH), end)
            seen = max(seen, end)

    def misplaced(
        self, rows: Mapping[int, Sequence[Cell]], back: Mapping[tuple[int, int], Found]
    ) -> Iterator[int]:
        """Rows around ``rows`` (with their inputs) that have the inputs of one of them, and beside
        which ``back`` shows what does not belong there."""
        wanted: dict[Content, list[Content]] = {_content(cells): [] for cells in rows.values()}
        looked_at = list(self.around(rows))
        for row in looked_at:
            if row < len(self.columns[0]):
                beside = wanted.get(_content([self.columns[at][row] for at in self.inputs]))
                if beside is not None:
                    beside.append(tuple(self.columns[at][row] for at in self.ours))
        for row in looked_at:
            here = wanted.get(_content(self._found(back, row, self.inputs)))
            if here is not None and not _belongs(self._found(back, row, self.ours), here):
                yield row

    @staticmethod
    def _found(
        back: Mapping[tuple[int, int], Found], row: int, columns: Sequence[int]
    ) -> list[Cell]:
        return [back.get((row, column), BLANK)[0] for column in columns]


def twins_in(
    sheet: Sheet, columns: Sequence[Arriving], inputs: Collection[int], chunk: Chunk
) -> Twins:
    """Those of the rows that ``chunk`` writes beside, in a tab of the staff's."""
    return Twins(
        columns,
        [column for column in sorted(inputs) if column < len(columns)],
        sorted(chunk.columns(sheet.title)),
        sheet.header + 1,
        max(sheet.rows, max(chunk.touched[sheet.title]) + 1),
    )


def _content(cells: Sequence[Cell]) -> Content:
    return tuple(None if cell in (None, "") else without_reason(cell) for cell in cells)


def _belongs(cells: Sequence[Cell], wanted: Sequence[Content]) -> bool:
    return all(cell in (None, "") for cell in cells) or any(
        all(map(same, cells, each)) for each in wanted
    )
