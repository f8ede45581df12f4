"""Long columns of cells, packed: arrays in place of an object a row.

A back end that reads a million rows hands these over in place of lists; they are sequences of
cells like any other. ``coded`` and ``numbers`` are for those who take columns as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.columns.codes import NONE, Codes
from sheets_sync.columns.texts import Texts

if TYPE_CHECKING:
    from sheets_sync.columns.cell import Cell

FEW_TEXTS: Final = 1_000
"""A column of numbers with more texts among them than that is a mixture."""

_EXACT: Final = 2.0**53


class _Truth(Enum):
    """Stands for a boolean among cells that are looked up by value: True equals 1 there."""

    TRUE = True
    FALSE = False


class Packed(Sequence[Any]):
    """``cells[codes[row]]`` is the cell of a row, code -1 a blank one. It may be read or wanted.

    No two ``cells`` are equal. Some may be the cell of no row (any more), as blank ones always are.
    """

    __slots__ = ("cells", "codes")

    def __init__(self, codes: Codes, cells: "Sequence[Cell]") -> None:
        self.codes = codes.astype(_room_for(len(cells)), copy=False)
        self.cells = cells

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> "Cell": ...
    @overload
    def __getitem__(self, index: slice) -> "list[Cell]": ...
    def __getitem__(self, index: int | slice) -> "Cell | list[Cell]":
        if isinstance(index, slice):
            return [self._cell(code) for code in self.codes[index].tolist()]
        return self._cell(self.codes[index])

    def __iter__(self) -> "Iterator[Cell]":
        return map(self._cell, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed) and np.array_equal(self.codes, other.codes):
            return list(self.cells) == list(other.cells)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as lists have none

    def _cell(self, code: int) -> "Cell":
        return self.cells[code] if code >= 0 else None

    def take(self, rows: NDArray[np.intp]) -> list[Any]:
        """The cells of those rows."""
        return [self._cell(code) for code in self.codes[rows].tolist()]

    def with_cells(self, rows: Sequence[int], cells: "Sequence[Cell]") -> "Packed":
        """The column with other cells in those rows."""
        known = list(self.cells)
        numbers: dict[object, int] = {lookup_key(cell): code for code, cell in enumerate(known)}
        for cell in cells:
            if not is_blank(cell) and lookup_key(cell) not in numbers:
                numbers[lookup_key(cell)] = len(known)
                known.append(cell)
        codes = self.codes.astype(np.int32)
        codes[rows] = [NONE if is_blank(cell) else numbers[lookup_key(cell)] for cell in cells]
        return Packed(codes, known)

    def spread(self, rows: NDArray[np.intp], height: int) -> "Packed":
        """A column of ``height`` cells with those of this one in ``rows``, else blank."""
        codes = np.full(height, NONE, self.codes.dtype)
        codes[rows] = self.codes
        return Packed(codes, self.cells)

    def padded(self, height: int) -> "Packed":
        """The column with blanks below, up to ``height``."""
        return Packed(_padded(self.codes, height, NONE), self.cells)


class Voided(Packed):
    """A packed column of which the last cells stand far below the others: the void between takes
    no room while nobody looks at the column as a whole."""

    __slots__ = ("_code", "_height", "_near")

    def __init__(self, column: Packed, rows: Sequence[int]) -> None:
        """The last cells of ``column`` belong in ``rows`` (from 0, ascending)."""
        self.cells = column.cells
        self._near = column.codes[: -len(rows)]
        self._code = dict(zip(rows, column.codes[-len(rows) :].tolist(), strict=True))
        self._height = rows[-1] + 1

    @property
    def codes(self) -> Codes:  # type: ignore[override] # made anew each time, written by nobody
        """The codes of all rows."""
        codes = np.full(self._height, NONE, self._near.dtype)
        codes[: len(self._near)] = self._near
        codes[list(self._code)] = list(self._code.values())
        return codes

    def __len__(self) -> int:
        return self._height

    @overload
    def __getitem__(self, index: int) -> "Cell": ...
    @overload
    def __getitem__(self, index: slice) -> "list[Cell]": ...
    def __getitem__(self, index: int | slice) -> "Cell | list[Cell]":
        if isinstance(index, slice) or not 0 <= index < self._height:
            return super().__getitem__(index)
        near = index < len(self._near)
        return self._cell(self._near[index] if near else self._code.get(index, NONE))


class Numbers(Sequence[Any]):
    """A column of numbers: ``values`` are float64, NaN where the cell is blank, or a text of
    ``texts``, by row from 0 (a header, a slip of the finger)."""

    __slots__ = ("texts", "values")

    def __init__(self, values: NDArray[np.float64], texts: Mapping[int, str]) -> None:
        self.values = values
        self.texts = texts

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> "Cell": ...
    @overload
    def __getitem__(self, index: slice) -> "list[Cell]": ...
    def __getitem__(self, index: int | slice) -> "Cell | list[Cell]":
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = index if index >= 0 else index + len(self)
        return self.texts[at] if at in self.texts else _plain(float(self.values[at]))

    def __iter__(self) -> "Iterator[Cell]":
        return iter(self.take(np.arange(len(self))))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Numbers) and self.texts == other.texts:
            return np.array_equal(self.values, other.values, equal_nan=True)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as lists have none

    def padded(self, height: int) -> "Numbers":
        """The column with blanks below, up to ``height``."""
        return Numbers(_padded(self.values, height, np.nan), self.texts)

    def take(self, rows: NDArray[np.intp]) -> list[Any]:
        """The cells of those rows."""
        cells = list(map(_plain, self.values[rows].tolist()))
        if self.texts:
            cells = [self.texts.get(row, c) for row, c in zip(rows.tolist(), cells, strict=True)]
        return cells

    def with_cells(self, rows: Sequence[int], cells: "Sequence[Cell]") -> "Numbers | None":
        """The column with other cells in those rows; None where they are no numbers or texts."""
        given = as_numbers(cells)
        if given is None:
            return None
        values = self.values.copy()
        values[rows] = given.values
        taken = set(rows)
        texts = {row: text for row, text in self.texts.items() if row not in taken}
        texts |= {rows[at]: text for at, text in given.texts.items()}
        return Numbers(values, texts)

    def packed(self) -> Packed:
        """The same by codes."""
        codes, different = pd.factorize(self.values)
        cells: list[Cell] = [_plain(value) for value in different.tolist()]
        if self.texts:
            rows = np.fromiter(self.texts, np.int64, len(self.texts))
            words, which = np.unique(np.array([*self.texts.values()], object), return_inverse=True)
            codes[rows] = which + len(cells)
            cells += words.tolist()
        return without_blanks(codes, cells)


def without_blanks(codes: Codes, cells: "Sequence[Cell]") -> Packed:
    """Those cells, blank ones by code -1 like the rest of their kind."""
    blank = [index for index, cell in _perhaps_blank(cells) if is_blank(cell)]
    if blank:
        new = np.arange(len(cells) + 1, dtype=np.int32)
        new[blank], new[-1] = NONE, NONE
        codes = new[codes]
    return Packed(codes, cells)


def is_blank(cell: object) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_numbers(column: "Sequence[Cell]") -> Numbers | None:
    """A column as numbers, some blank, a few of them texts; None where it holds anything else."""
    if isinstance(column, Numbers):
        return column
    if isinstance(column, Packed):
        return _by_codes(column)
    kinds = set(map(type, column))
    if not kinds <= {float, int, str, type(None)}:
        return None
    texts = (
        {row: cell for row, cell in enumerate(column) if isinstance(cell, str) and cell}
        if str in kinds
        else {}
    )
    if len(texts) > FEW_TEXTS:
        return None
    plain = [None if isinstance(cell, str) else cell for cell in column] if texts else column
    return Numbers(np.array([None if c == "" else c for c in plain], np.float64), texts)


def _by_codes(column: Packed) -> Numbers | None:
    kinds = set(map(type, column.cells))
    if not kinds <= {float, int, str}:
        return None
    worded = np.array([*(isinstance(cell, str) for cell in column.cells), False])
    rows = np.flatnonzero(worded[column.codes])
    if len(rows) > FEW_TEXTS:
        return None
    table = [np.nan if isinstance(cell, str) else cell for cell in column.cells]
    texts = dict(zip(rows.tolist(), map(str, column.take(rows)), strict=True))
    return Numbers(np.array([*table, np.nan], np.float64)[column.codes], texts)


def _perhaps_blank(cells: "Sequence[Cell]") -> "Iterator[tuple[int, Cell]]":
    """The cells to look at: of many texts those alone that begin with what may be a space."""
    if not isinstance(cells, Texts):
        return enumerate(cells).__iter__()
    initials = cells.initials()
    suspects = np.flatnonzero((initials <= ord(" ")) | np.isin(initials, _SPACES_BEGIN))
    return ((at, cells[at]) for at in suspects.tolist())


_SPACES_BEGIN: Final = np.array([0xC2, 0xE1, 0xE2, 0xE3], np.uint8)
"""How spaces beyond ASCII begin in UTF-8."""


def _room_for(count: int) -> type[np.signedinteger[Any]]:
    """The smallest integers that number so many cells: there are a million codes in a column."""
    return np.int8 if count < 2**7 else np.int16 if count < 2**15 else np.int32


def _plain(value: float) -> "Cell":
    """A number as JSON has it: whole ones are integers, NaN is a blank."""
    if value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _padded(values: NDArray[Any], height: int, blank: float) -> NDArray[Any]:
    more = height - len(values)
    return np.concatenate([values, np.full(more, blank, values.dtype)]) if more else values


def lookup_key(cell: object) -> object:
    """What stands for a cell among cells that are looked up by value: True equals 1 there."""
    return _Truth(cell) if isinstance(cell, bool) else cell


def cell_of(key: object) -> "Cell":
    """The cell that ``lookup_key`` gave a key for."""
    return key.value if isinstance(key, _Truth) else key  # type: ignore[return-value]
