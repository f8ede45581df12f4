"""Edits as rectangles of cells, and those as batches under 2 MB (google-api.md §3)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Final

from sheets_sync.spreadsheet.cell_value import Amount, Link, Value
from sheets_sync.spreadsheet.google.facts import Sheet
from sheets_sync.spreadsheet.google.requests import (
    WrittenKind,
    cell_json,
    row_json,
    runs,
    update_cells,
)
from sheets_sync.spreadsheet.protocol import ColumnEdit

MOST_BYTES: Final = 1_800_000
"""Of cells in one batch: Google advises 2 MB for all of it."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Cells of one tab: RowData from ``row`` (from 0) on, ``columns`` adjacent ones of one kind."""

    ref: str
    row: int
    columns: range
    rows: Sequence[bytes]
    kind: WrittenKind = ""


@dataclass(slots=True)
class Chunk:
    """Rectangles that go in one batch. ``touched`` are rows (from 0) by ref."""

    rectangles: list[Rectangle] = field(default_factory=list)
    size: int = 0

    @property
    def touched(self) -> dict[str, set[int]]:
        """The rows written, by ref."""
        rows: dict[str, set[int]] = {}
        for part in self.rectangles:
            rows.setdefault(part.ref, set()).update(range(part.row, part.row + len(part.rows)))
        return rows

    def rewritten(self, ref: str, columns: Collection[int]) -> set[int]:
        """The rows (from 0) of which all of ``columns`` are written."""
        spans: dict[tuple[int, int], set[int]] = {}
        for part in self.rectangles:
            if part.ref == ref:
                span = (part.row, part.row + len(part.rows))
                spans.setdefault(span, set()).update(part.columns)
        wanted = set(columns)
        whole = (range(*span) for span, written in spans.items() if wanted <= written)
        return {row for rows in whole for row in rows}

    def columns(self, ref: str) -> set[int]:
        """The columns written."""
        return {c for part in self.rectangles if part.ref == ref for c in part.columns}

    def width(self, ref: str) -> int:
        """How many columns a tab must have at least."""
        return max(part.columns.stop for part in self.rectangles if part.ref == ref)

    def writes(self, ref: str, row: int, column: int) -> bool:
        """Whether that cell (counted from 0) is among those written."""
        return any(
            part.ref == ref
            and column in part.columns
            and part.row <= row < part.row + len(part.rows)
            for part in self.rectangles
        )


def chunks(edits: Sequence[ColumnEdit], target: Callable[[Link], str]) -> list[Chunk]:
    """The edits in batches, in the order in which their tabs come. ``target`` makes links' URIs."""
    batches = [Chunk()]
    for rectangle in rectangles(edits, target):
        for part in _parts(rectangle, MOST_BYTES - batches[-1].size):
            size = sum(map(len, part.rows)) + len(part.rows)
            if batches[-1].size and batches[-1].size + size > MOST_BYTES:
                batches.append(Chunk())
            batches[-1].rectangles.append(part)
            batches[-1].size += size
    return batches


def cell_requests(chunk: Chunk, sheets: Mapping[str, Sheet]) -> list[dict[str, Any]]:
    """The requests that write a batch; ``sheets`` are its tabs by ref."""
    return [
        update_cells(
            sheets[part.ref].id,
            part.row,
            part.columns.start,
            len(part.columns),
            part.rows,
            part.kind,
        )
        for part in chunk.rectangles
    ]


def rectangles(edits: Sequence[ColumnEdit], target: Callable[[Link], str]) -> Iterator[Rectangle]:
    """The edits as rectangles: runs of rows that adjacent columns of one kind have in common."""
    for ref in dict.fromkeys(edit.ref for edit in edits):
        by_run: dict[tuple[int, int], dict[int, list[bytes]]] = {}
        kinds: dict[int, WrittenKind] = {}
        for edit in edits:
            if edit.ref == ref:
                _add_runs(by_run, edit, target)
                kinds[edit.column] = kinds.get(edit.column) or _kind(edit.values)
        for (first, _), columns in sorted(by_run.items()):
            yield from _adjacent(ref, first - 1, columns, kinds)


def _kind(values: Iterable[Value]) -> WrittenKind:
    """What the cells of a column bring beside their values; a column has one kind alone."""
    for value in values:
        if isinstance(value, Link):
            return "links"
        if isinstance(value, Amount):
            return "amounts"
    return ""


def _add_runs(
    by_run: dict[tuple[int, int], dict[int, list[bytes]]],
    edit: ColumnEdit,
    target: Callable[[Link], str],
) -> None:
    cells = [
        cell_json(value, target(value) if isinstance(value, Link) else "") for value in edit.values
    ]
    at = 0
    for first, last in runs(edit.rows):
        count = last - first + 1
        by_run.setdefault((first, last), {})[edit.column] = cells[at : at + count]
        at += count


def _adjacent(
    ref: str, row: int, columns: Mapping[int, list[bytes]], kinds: Mapping[int, WrittenKind]
) -> Iterator[Rectangle]:
    for kind, group in groupby(sorted(columns), key=lambda column: kinds[column]):
        for left, right in runs(group):
            block = [columns[column] for column in range(left, right + 1)]
            rows = [row_json(cells) for cells in zip(*block, strict=True)]
            yield Rectangle(ref, row, range(left, right + 1), rows, kind)


def _parts(whole: Rectangle, room: int) -> Iterator[Rectangle]:
    """A rectangle cut by rows: the first part fits into ``room``, the others into a batch."""
    start, size = 0, 0
    for index, row in enumerate(whole.rows):
        if size and size + len(row) + 1 > room:
            yield _part(whole, start, index)
            start, size, room = index, 0, MOST_BYTES
        size += len(row) + 1
    yield _part(whole, start, len(whole.rows))


def _part(whole: Rectangle, start: int, end: int) -> Rectangle:
    return replace(whole, row=whole.row + start, rows=whole.rows[start:end])
