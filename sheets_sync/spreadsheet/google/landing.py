"""Whether cells landed beside the rows that they were computed for (design §10, invariant 2).

The write's own answer brings the inputs of every row that it touched, read in the same atomic
call. A row is its content: where the inputs are not the expected ones, staff inserted, deleted,
sorted or edited rows meanwhile, and what we wrote there is not that row's.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.google.chunks import Chunk
from sheets_sync.spreadsheet.google.facts import Sheet
from sheets_sync.spreadsheet.google.in_flight import Arriving
from sheets_sync.spreadsheet.google.reading_back import BLANK, Found, read_back, same
from sheets_sync.spreadsheet.google.requests import CLEAR, row_json, runs, update_cells
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.google.twins import Twins, twins_in
from sheets_sync.spreadsheet.protocol import ColumnEdit, Tab

_MOST_RANGES: Final = 100


@dataclass(frozen=True)
class Expectation:
    """What should stand in a tab: ``cells[row][i]`` in column ``columns[i]``, rows from 0.

    ``title`` is the tab's name as we know it, ``sheet`` its id. In a tab of ``own`` results of
    formulas decide nothing: they may follow the clock. Beside the rows ``bare`` nothing of ours is
    to stand; nor is it beside their ``twins``, unless it belongs there.
    """

    sheet: int
    title: str
    columns: Sequence[int]
    cells: Mapping[int, Sequence[Cell]]
    own: bool = False
    twins: Twins | None = None
    bare: Sequence[int] = ()

    def ranges(self) -> list[str]:
        """The ranges to read back: all the rows, in as few as a request can bear."""
        if not self.columns:
            return []
        rows, columns = set(self.cells), set(self.columns)
        if self.twins and self.bare:
            rows.update(self.twins.around(self.bare))
            columns.update(self.twins.ours)
        return [
            range_of(self.title, f"{a1(left, top + 1)}:{a1(right, bottom + 1)}")
            for top, bottom in _few(runs(sorted(rows)))
            for left, right in runs(sorted(columns))
        ]

    def strays(self, back: Mapping[tuple[int, int], Found]) -> dict[int, list[Cell]]:
        """The rows that are not as expected, with what stands there."""
        strays = [
            row
            for row, expected in self.cells.items()
            if not self._same_row(expected, [back.get((row, c), BLANK) for c in self.columns])
        ]
        if self.twins and self.bare:
            strays += self.twins.misplaced({row: self.cells[row] for row in self.bare}, back)
        return {row: [back.get((row, c), BLANK)[0] for c in self.columns] for row in strays}

    def _same_row(self, expected: Sequence[Cell], back: Sequence[Found]) -> bool:
        """Typed cells decide; results of formulas only where a row has nothing else.

        A formula may well follow the very cells that we write, or another tab: it says nothing
        about whose row this is.
        """
        typed = [
            (cell, want)
            for (cell, formula), want in zip(back, expected, strict=True)
            if not formula
        ]
        if not self.own and all(cell in (None, "") for cell, _ in typed):
            typed = [(cell, want) for (cell, _), want in zip(back, expected, strict=True)]
        return all(same(cell, want) for cell, want in typed)

    def blanked(
        self, found: Mapping[int, Sequence[Cell]], writes: Callable[[int, int], bool]
    ) -> "Expectation":
        """What should stand in the rows ``found`` once the cells that ``writes`` names (row,
        column) are cleared, and all of ours in a tab of the staff's."""
        cells = {
            row: [
                None if writes(row, column) else cell
                for column, cell in zip(self.columns, line, strict=True)
            ]
            for row, line in found.items()
        }
        rows = [row for row in found if self.twins and row >= self.twins.top]
        return replace(self, cells=cells, bare=rows)

    def clears(self, chunk: Chunk) -> Iterator[tuple[int, range]]:
        """The cells (row, columns) of ``chunk`` to clear in these rows; in a tab of the staff's
        whatever is ours: its row may be one that the batch never meant."""
        for left, right in runs(sorted(self.twins.ours)) if self.twins else ():
            yield from ((row, range(left, right + 1)) for row in self.bare)
        for part in chunk.rectangles if not self.twins else ():
            for row in range(part.row, part.row + len(part.rows)):
                if part.ref == self.title and row in self.cells:
                    yield row, part.columns


def inputs_of(
    tab: Tab, edits: Sequence[ColumnEdit], title: str, told: Collection[int] | None
) -> Collection[int]:
    """The columns that must be as expected in every row that is written.

    They are those that the edits were computed from, or, where nobody says, all that they leave
    alone.
    """
    if told is not None:
        return told
    written = {edit.column for edit in edits if edit.ref == title}
    return [index for index in range(len(tab.columns)) if index not in written]


def expectation(
    sheet: int,
    title: str,
    columns: Sequence[Arriving],
    inputs: Collection[int],
    rows: Iterable[int],
    *,
    own: bool = False,
    twins: Twins | None = None,
) -> Expectation:
    """What a tab that was read as ``columns`` should have in ``inputs`` of ``rows``."""
    picked = [column for column in sorted(inputs) if column < len(columns)]
    height = len(columns[0]) if columns else 0
    cells = {
        row: [columns[column][row] if row < height else None for column in picked]
        for row in sorted(set(rows))
    }
    bare = twins.bare(cells) if twins and picked else ()
    return Expectation(sheet, title, picked, cells, own, twins, bare)


def expected_of(
    sheet: Sheet, columns: Sequence[Arriving], inputs: Collection[int], chunk: Chunk
) -> Expectation:
    """What a tab should have in ``inputs`` of the rows of a batch, and in its headers."""
    title = sheet.title
    # A row that is written whole is nobody else's: nothing in it is to be proved.
    rows = chunk.touched[title] - chunk.rewritten(title, inputs)
    headers = [sheet.header] if sheet.header >= 0 else []
    return expectation(
        sheet.id, title, columns, inputs, [*rows, *headers], own=bool(sheet.own),
        twins=None if sheet.own else twins_in(sheet, columns, inputs, chunk),
    )  # fmt: skip


def blank_requests(chunk: Chunk, there: Expectation) -> list[dict[str, Any]]:
    """The requests that clear what a batch wrote into the rows of ``there``."""
    return [
        update_cells(
            there.sheet, row, columns.start, len(columns), [row_json([CLEAR] * len(columns))]
        )
        for row, columns in there.clears(chunk)
    ]


def ranges_to_read_back(expected: Iterable[Expectation]) -> list[str]:
    """What is to be read back."""
    return [each for expectation in expected for each in expectation.ranges()]


def strays(
    expected: Sequence[Expectation], reply: Mapping[str, Any]
) -> dict[int, dict[int, list[Cell]]]:
    """By tab id, the rows that an answer shows to be not as expected, with what stands there."""
    back = read_back(reply)
    found = {each.sheet: each.strays(back.get(each.sheet, {})) for each in expected}
    return {sheet: rows for sheet, rows in found.items() if rows}


def _few(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same rows in at most ``_MOST_RANGES`` spans, the narrowest gaps closed."""
    if len(spans) <= _MOST_RANGES:
        return spans
    gaps = sorted(after[0] - before[1] for before, after in pairwise(spans))
    widest = gaps[len(spans) - _MOST_RANGES]
    merged = [spans[0]]
    for top, bottom in spans[1:]:
        if top - merged[-1][1] <= widest:
            merged[-1] = (merged[-1][0], bottom)
        else:
            merged.append((top, bottom))
    return merged
