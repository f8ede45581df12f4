"""One tab: its rows, and what insertions, deletions, moves and sorts do to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..cells import Cell, Extra, Formula
from ..language.formula_shift import copied
from ..language.formulas import may_spill
from .errors import bad
from .ranges import Box
from .sorting import sorted_rows

Json = dict[str, Any]
NOTHING = Extra()
ROW: Json = {"pixelSize": 21}
COLUMN: Json = {"pixelSize": 100}
"""DimensionProperties of a line that nobody changed; shared, so never changed in place."""


class Row:
    """Cells of a row, and what else they have. ``owner`` is the edition that may change it;
    ``line`` are its DimensionProperties."""

    __slots__ = ("cells", "extras", "line", "owner")

    def __init__(self, owner: object, cells: list[Cell] | None = None) -> None:
        self.cells: list[Cell] = cells if cells is not None else []
        self.extras: dict[int, Extra] | None = None
        self.owner = owner
        self.line = ROW

    def copy(self, owner: object) -> "Row":
        twin = Row(owner, list(self.cells))
        twin.extras = dict(self.extras) if self.extras else None
        twin.line = self.line
        return twin


@dataclass
class Sheet:
    """A tab. ``objects`` are lists of JSON by kind (merges, conditionalFormats, charts, ...),
    ``columns`` the DimensionProperties of each; ``formulas`` says whether there ever was one,
    ``arrays`` one that may spill, ``edits`` counts changes, ``value`` is the book's working out."""

    id: int
    properties: Json
    rows: list[Row]
    width: int
    edition: object
    columns: list[Json] = field(default_factory=list)
    objects: dict[str, list[Json]] = field(default_factory=dict)
    basic_filter: Json | None = None
    listeners: list[Callable[[str, int, int, int], None]] = field(default_factory=list)
    formulas: bool = False
    arrays: bool = False
    edits: int = 0
    value: Callable[["Sheet", int, int], Cell] | None = None
    locale: str = "en_US"

    @property
    def title(self) -> str:
        return str(self.properties["title"])

    @property
    def height(self) -> int:
        return len(self.rows)

    def fork(self, edition: object) -> "Sheet":
        """A copy for keeping: rows are shared until one of the two changes them."""
        objects = {kind: _deep(made) for kind, made in self.objects.items()}
        return replace(
            self, properties=_deep(self.properties), rows=list(self.rows), edition=edition,
            columns=list(self.columns), objects=objects, basic_filter=_deep(self.basic_filter),
            listeners=[], value=None,
        )  # fmt: skip

    # --- cells -------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row].cells if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def looks(self, row: int, column: int) -> Extra:
        extras = self.rows[row].extras if row < len(self.rows) else None
        return extras.get(column, NOTHING) if extras else NOTHING

    def own(self, row: int) -> Row:
        """The row, for changing."""
        there = self.rows[row]
        if there.owner is not self.edition:
            there = self.rows[row] = there.copy(self.edition)
        return there

    def set(self, row: int, column: int, value: Cell) -> None:
        self.edits += 1
        if type(value) is Formula:
            self._has(value)
        cells = self.own(row).cells
        if column >= len(cells):
            if value is None:
                return
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def set_many(self, row: int, left: int, values: list[Cell]) -> None:
        """Neighbours in one row; the quick way."""
        self.edits += 1
        for value in values:
            if type(value) is Formula:
                self._has(value)
        cells = self.own(row).cells
        if len(cells) < left:
            cells.extend([None] * (left - len(cells)))
        cells[left : left + len(values)] = values

    def _has(self, formula: Formula) -> None:
        self.formulas = True
        self.arrays = self.arrays or may_spill(formula.text)

    def set_extra(self, row: int, column: int, extra: Extra) -> None:
        there = self.own(row)
        if extra == NOTHING:
            if there.extras:
                there.extras.pop(column, None)
            return
        if there.extras is None:
            there.extras = {}
        there.extras[column] = extra

    def dress(self, row: int, columns: Sequence[int], changed: Callable[[Extra], Extra]) -> None:
        """Change what neighbours have besides values; it is NOTHING itself where nothing is left."""
        there = self.own(row)
        extras = there.extras or {}
        for column in columns:
            new = changed(extras.get(column, NOTHING))
            if new is not NOTHING:
                extras[column] = new
            elif extras:
                extras.pop(column, None)
        there.extras = extras or None

    def values(self) -> list[list[Cell]]:
        """All cells, for tests: formulas as their Formula, rows and columns trimmed."""
        grid = [_trimmed(row.cells) for row in self.rows]
        while grid and not grid[-1]:
            grid.pop()
        return grid

    # --- dimensions --------------------------------------------------------------------------

    def insert(self, dimension: str, at: int, count: int, *, like: int | None = None) -> None:
        """New rows or columns before ``at``; formats as those of line ``like``."""
        if dimension == "ROWS":
            fresh = [self._blank_row(like) for _ in range(count)]
            self.rows[at:at] = fresh
        else:
            self._insert_columns(at, count, like)
        self._tell("insert", dimension, at, count)

    def delete(self, dimension: str, at: int, count: int) -> None:
        if count >= (self.height if dimension == "ROWS" else self.width):
            kind = "rows" if dimension == "ROWS" else "columns"
            raise bad(f"You can't delete all the {kind} on the sheet.")
        if dimension == "ROWS":
            del self.rows[at : at + count]
        else:
            self._delete_columns(at, count)
        self._tell("delete", dimension, at, count)

    def move(self, dimension: str, at: int, count: int, to: int) -> None:
        """Move lines before line ``to``, counted before the move."""
        if dimension == "ROWS":
            block = self.rows[at : at + count]
            del self.rows[at : at + count]
            start = to if to <= at else to - count
            self.rows[start:start] = block
        else:
            order = _moved_order(self.width, at, count, to)
            self._reorder_columns(order)
        self._tell(f"move:{to}", dimension, at, count)

    def append(self, dimension: str, count: int) -> None:
        if dimension == "ROWS":
            self.rows += [Row(self.edition) for _ in range(count)]
        else:
            self.width += count
            self.columns += [COLUMN] * count

    def resize(self, rows: int | None, columns: int | None) -> None:
        """The grid's new size; what is beyond is gone."""
        if rows is not None and rows > self.height:
            self.append("ROWS", rows - self.height)
        elif rows is not None and rows < self.height:
            self.delete("ROWS", rows, self.height - rows)
        if columns is not None and columns > self.width:
            self.append("COLUMNS", columns - self.width)
        elif columns is not None and columns < self.width:
            self.delete("COLUMNS", columns, self.width - columns)

    def sort(self, box: Box, specs: Sequence[tuple[int, bool]]) -> None:
        """Sort the rows of a closed box by (column, descending), blanks last."""
        self.arrange(box, self.order(box, specs))

    def order(self, box: Box, specs: Sequence[tuple[int, bool]]) -> Sequence[int]:
        """The rows of a box as sorting would put them."""
        return sorted_rows(range(box.top, box.bottom or 0), specs, self._worked_out)

    def arrange(self, box: Box, order: Sequence[int]) -> None:
        """Put the rows of a closed box into that order."""
        span = range(box.top, box.bottom or 0)
        if box.left == 0 and (box.right or 0) >= self.width and not self.formulas:
            self.edits += 1
            self.rows[box.top : box.bottom] = [self.rows[row] for row in order]
            return
        lines = [self._line(row, box) for row in order]
        for row, source, (cells, extras) in zip(span, order, lines, strict=True):
            for at, column in enumerate(range(box.left, box.right or 0)):
                self.set(row, column, self._carried(cells[at], row - source))
                self.set_extra(row, column, extras[at])

    def _carried(self, cell: Cell, rows: int) -> Cell:
        """A cell that a sort moved: a formula's references to its own row move along."""
        if rows and isinstance(cell, Formula):
            return Formula(copied(cell.text, self.locale, rows, 0))
        return cell

    def _worked_out(self, row: int, column: int) -> Cell:
        cell = self.cell(row, column)
        if isinstance(cell, Formula) and self.value is not None:
            return self.value(self, row, column)
        return cell

    def _line(self, row: int, box: Box) -> tuple[list[Cell], list[Extra]]:
        span = range(box.left, box.right or 0)
        return [self.cell(row, at) for at in span], [self.looks(row, at) for at in span]

    def _blank_row(self, like: int | None) -> Row:
        row = Row(self.edition)
        if like is not None and 0 <= like < self.height and self.rows[like].extras:
            row.extras = {
                column: Extra(format=extra.format, validation=extra.validation)
                for column, extra in self.rows[like].extras.items()
                if extra.format or extra.validation
            }
        return row

    def _insert_columns(self, at: int, count: int, like: int | None) -> None:
        for index, shared in enumerate(self.rows):
            if at < len(shared.cells) or shared.extras:
                row = self.own(index)
                if at < len(row.cells):
                    row.cells[at:at] = [None] * count
                extras = row.extras or {}
                copied = extras.get(like) if like is not None else None
                row.extras = {c + count if c >= at else c: e for c, e in extras.items()} or None
                if copied and (copied.format or copied.validation):
                    for column in range(at, at + count):
                        self.set_extra(index, column, Extra(copied.format, None, copied.validation))
        self.width += count
        self.columns[at:at] = [COLUMN] * count

    def _delete_columns(self, at: int, count: int) -> None:
        for index, shared in enumerate(self.rows):
            if at < len(shared.cells) or shared.extras:
                row = self.own(index)
                del row.cells[at : at + count]
                kept = {c: e for c, e in (row.extras or {}).items() if not at <= c < at + count}
                row.extras = {c - count if c >= at else c: e for c, e in kept.items()} or None
        self.width -= count
        del self.columns[at : at + count]

    def _reorder_columns(self, order: list[int]) -> None:
        for index in range(self.height):
            row = self.own(index)
            cells = row.cells + [None] * (self.width - len(row.cells))
            extras = row.extras or {}
            row.cells = [cells[column] for column in order]
            row.extras = {
                to: extras[column] for to, column in enumerate(order) if column in extras
            } or None
        self.columns = [self.columns[column] for column in order]

    def _tell(self, what: str, dimension: str, at: int, count: int) -> None:
        self.edits += 1
        for listener in self.listeners:
            listener(f"{what} {dimension}", self.id, at, count)


def moved_index(at: int, start: int, count: int, to: int) -> int:
    """Where line ``at`` is after ``count`` lines from ``start`` moved before line ``to``."""
    if start <= at < start + count:
        return at - start + (to if to <= start else to - count)
    if to <= start:
        return at + count if to <= at < start else at
    return at - count if start + count <= at < to else at


def _moved_order(width: int, at: int, count: int, to: int) -> list[int]:
    order = list(range(width))
    block = order[at : at + count]
    del order[at : at + count]
    start = to if to <= at else to - count
    order[start:start] = block
    return order


def _trimmed(cells: list[Cell]) -> list[Cell]:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def _deep(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _deep(value) for key, value in node.items()}
    return [_deep(each) for each in node] if isinstance(node, list) else node
