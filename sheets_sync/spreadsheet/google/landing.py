"""Whether cells landed beside the rows that they were computed for (design §10, invariant 2).

The write's own answer brings the inputs of every row that it touched, read in the same atomic
call. A row is its content: where the inputs are not the expected ones, staff inserted, deleted,
sorted or edited rows meanwhile, and what we wrote there is not that row's.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, cast

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.google.chunks import Chunk, Rectangle
from sheets_sync.spreadsheet.google.requests import CLEAR, row_json, runs, update_cells
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.protocol import ColumnEdit, Tab
from sheets_sync.spreadsheet.sameness import same_cell

FIELDS: Final = (
    "updatedSpreadsheet(properties(locale,timeZone),sheets(properties(sheetId,title),"
    "data(startRow,startColumn,rowData(values(effectiveValue,userEnteredValue(formulaValue))))))"
)
_MOST_RANGES: Final = 100
_ERRORS: Final = {
    "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
    "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip
_CODES: Final = frozenset(_ERRORS.values())

Found = tuple[Cell, bool]
"""A cell read back, and whether it is a formula."""

_BLANK: Final[Found] = (None, False)


@dataclass(frozen=True)
class Expectation:
    """What should stand in a tab: ``cells[row][i]`` in column ``columns[i]``, rows from 0.

    ``title`` is the tab's name as we know it, ``sheet`` its id. In a tab of ``own`` results of
    formulas decide nothing: they may follow the clock.
    """

    sheet: int
    title: str
    columns: Sequence[int]
    cells: Mapping[int, Sequence[Cell]]
    own: bool = False

    def ranges(self) -> list[str]:
        """The ranges to read back: all the rows, in as few as a request can bear."""
        if not self.columns:
            return []
        return [
            range_of(self.title, f"{a1(left, top + 1)}:{a1(right, bottom + 1)}")
            for top, bottom in _few(runs(sorted(self.cells)))
            for left, right in runs(self.columns)
        ]

    def strays(self, back: Mapping[tuple[int, int], Found]) -> dict[int, list[Cell]]:
        """The rows that are not as expected, with what stands there."""
        return {
            row: [back.get((row, column), _BLANK)[0] for column in self.columns]
            for row, expected in self.cells.items()
            if not self._same_row(expected, [back.get((row, c), _BLANK) for c in self.columns])
        }

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
        column) are cleared."""
        cells = {
            row: [
                None if writes(row, column) else cell
                for column, cell in zip(self.columns, line, strict=True)
            ]
            for row, line in found.items()
        }
        return replace(self, cells=cells)


class Landing:
    """A tab while its batches land one after the other: ``columns`` are its cells so far.

    ``tab`` is the tab as it is to be in the end.
    """

    def __init__(self, before: Tab, tab: Tab) -> None:
        self.tab = tab
        width = len(before.columns)
        self.columns = [
            Arriving(before.columns[at] if at < width else (), column)
            for at, column in enumerate(tab.columns)
        ]

    def land(self, part: Rectangle) -> None:
        """These cells are about to be as they are to be."""
        for column in part.columns:
            self.columns[column].land(part.row, part.row + len(part.rows))


class Arriving:
    """A column between what it was, ``before``, and what it is to be, ``after``."""

    def __init__(self, before: Sequence[Cell], after: Sequence[Cell]) -> None:
        self._before = before
        self._after = after
        self._landed = bytearray()

    def land(self, first: int, end: int) -> None:
        """The rows from ``first`` to ``end`` (from 0, exclusive) are as they are to be."""
        self._landed = self._landed or bytearray(len(self._after))
        self._landed[first:end] = b"\1" * (end - first)

    def __getitem__(self, row: int) -> Cell:
        if self._landed and self._landed[row]:
            return self._after[row]
        return self._before[row] if row < len(self._before) else None

    def __len__(self) -> int:
        return len(self._after)


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
) -> Expectation:
    """What a tab that was read as ``columns`` should have in ``inputs`` of ``rows``."""
    picked = [column for column in sorted(inputs) if column < len(columns)]
    height = len(columns[0]) if columns else 0
    cells = {
        row: [columns[column][row] if row < height else None for column in picked]
        for row in sorted(set(rows))
    }
    return Expectation(sheet, title, picked, cells, own)


def blank_requests(chunk: Chunk, there: Expectation) -> list[dict[str, Any]]:
    """The requests that clear what a batch wrote into the rows of ``there``."""
    return [
        update_cells(
            there.sheet, row, part.columns.start, len(part.columns),
            [row_json([CLEAR] * len(part.columns))],
        )
        for row in there.cells
        for part in chunk.rectangles
        if part.ref == there.title and part.row <= row < part.row + len(part.rows)
    ]  # fmt: skip


def same(found: Cell, wanted: Cell) -> bool:
    """Whether a cell read back is the one that was read before. Of an error its code counts: a
    read gives its reason too, "#N/A (Did not find value 7)", a read-back its type."""
    if found == wanted and type(found) is type(wanted):
        return True  # most are
    return same_cell(_without_reason(found), cast("Value", _without_reason(wanted)))


def _without_reason(cell: Cell) -> Cell:
    if isinstance(cell, str) and (code := cell.partition(" (")[0]) in _CODES:
        return code
    return cell


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


def read_back(reply: Mapping[str, Any]) -> dict[int, dict[tuple[int, int], Found]]:
    """The cells of an answer by tab id and place (row, column), from 0; blanks left out."""
    found: dict[int, dict[tuple[int, int], Found]] = {}
    for sheet in reply.get("updatedSpreadsheet", {}).get("sheets", ()):
        cells = found.setdefault(sheet["properties"].get("sheetId", 0), {})
        for grid in sheet.get("data", ()):
            _add(cells, grid)
    return found


def titles(reply: Mapping[str, Any]) -> dict[int, str]:
    """The names of the tabs in an answer, by id."""
    sheets = reply.get("updatedSpreadsheet", {}).get("sheets", ())
    return {
        sheet["properties"].get("sheetId", 0): sheet["properties"].get("title", "")
        for sheet in sheets
    }


def _add(cells: dict[tuple[int, int], Found], grid: Mapping[str, Any]) -> None:
    top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
    for row, line in enumerate(grid.get("rowData", ()), top):
        for column, cell in enumerate(line.get("values", ()), left):
            if cell:
                formula = "formulaValue" in cell.get("userEnteredValue", {})
                cells[row, column] = _value(cell.get("effectiveValue", {})), formula


def _value(effective: Mapping[str, Any]) -> Cell:
    for kind, value in effective.items():
        if kind == "errorValue":
            return _ERRORS.get(value.get("type", ""), "#ERROR!")
        plain: Cell = value
        return plain
    return None


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
