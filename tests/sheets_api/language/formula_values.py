"""The values that formulas work on, and how one kind is read as another.

Assumed throughout (no recording): text that spells a number counts as one beside an operator, but
is passed over inside a range; blank is 0, "" or FALSE as needed."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias, TypeGuard

from ..cells import CellError, Result, Scalar
from .entry import read_number, whole
from .general import general
from .locales import Locale

TEXTS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}
TYPES = {text: kind for kind, text in TEXTS.items()}


class Sheets(Protocol):
    """The cells that a formula can see. ``sheet`` None is the formula's own. May also have
    ``named(name) -> str | None`` (the range of a name, "Sheet1!A1:B2"), ``now() -> datetime``
    (the spreadsheet's clock) and ``block(sheet, top, left, bottom, right) -> rows`` (many cells
    at once, ends not included: quicker than one by one)."""

    def cell(self, sheet: str | None, row: int, column: int) -> Result:
        """The value of a cell, from 0; of a formula its result."""

    def size(self, sheet: str | None) -> tuple[int, int]:
        """Rows and columns. Raises KeyError when there is no such sheet."""


class FormulaError(Exception):
    """A calculation came to an error value; IFERROR catches it."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.text)
        self.error = error


def failed(kind: str, message: str = "") -> FormulaError:
    """The error of this API type, to raise."""
    return FormulaError(CellError(kind, TEXTS[kind], message))


@dataclass(frozen=True)
class Area:
    """A range of cells that exists: from 0, ends not included. Read only when needed."""

    sheets: Sheets
    sheet: str | None
    top: int
    left: int
    bottom: int
    right: int

    @cached_property
    def rows(self) -> list[list[Result]]:
        block = getattr(self.sheets, "block", None)
        if block is not None:
            return block(self.sheet, self.top, self.left, self.bottom, self.right)
        cell, lines = self.sheets.cell, range(self.top, self.bottom)
        if self.right - self.left == 1:  # most ranges are long and narrow
            return [[cell(self.sheet, row, self.left)] for row in lines]
        columns = range(self.left, self.right)
        return [[cell(self.sheet, row, column) for column in columns] for row in lines]


@dataclass(frozen=True)
class Block:
    """An array that a formula made."""

    rows: list[list[Result]]


Value: TypeAlias = "Scalar | CellError | Area | Block"


def is_number(value: Result) -> TypeGuard[int | float]:
    """Whether a cell holds a number (booleans are none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_many(value: Value) -> bool:
    """Whether the value has several cells."""
    if isinstance(value, Area):
        return (value.bottom - value.top) * (value.right - value.left) > 1
    return isinstance(value, Block) and sum(map(len, value.rows)) > 1


def rows_of(value: Value) -> list[list[Result]]:
    """The value as rows of cells; a single one is one row."""
    return value.rows if isinstance(value, Area | Block) else [[value]]


def flat(value: Value) -> list[Result]:
    """All cells, row by row."""
    return [cell for row in rows_of(value) for cell in row]


def scalar(value: Value) -> Scalar:
    """The one value; an error among cells is raised."""
    if isinstance(value, Area | Block):
        if is_many(value):
            raise failed("VALUE", "An array value could not be found.")
        cells = flat(value)
        value = cells[0] if cells else None
    if isinstance(value, CellError):
        raise FormulaError(value)
    return value


def number(value: Value, locale: Locale) -> float:
    """The value as a number, or #VALUE!."""
    found = scalar(value)
    if isinstance(found, bool):
        return int(found)
    if isinstance(found, str):
        return _read(found, locale)
    return found or 0


def _read(text: str, locale: Locale) -> float:
    found = read_number(text, locale)
    if found is None:
        raise failed("VALUE", f"'{text}' is a text and cannot be coerced to a number.")
    return found


def text(value: Value, locale: Locale) -> str:
    """The value as text. A date joined with & shows its serial (the real one shows the date)."""
    found = scalar(value)
    if found is None:
        return ""
    if isinstance(found, bool):
        return locale.true if found else locale.false
    return found if isinstance(found, str) else general(found, locale)


def truth(value: Value) -> bool:
    """The value as a boolean: numbers are true but for 0, text must spell one."""
    found = scalar(value)
    if not isinstance(found, str):
        return bool(found)
    if found.upper() in {"TRUE", "FALSE", ""}:
        return found.upper() == "TRUE"
    raise failed("VALUE", f"'{found}' is a text and cannot be coerced to a boolean.")


def numbers(values: Iterable[Value], locale: Locale) -> Iterator[float]:
    """The numbers among arguments: of ranges only those, of single values whatever reads as one."""
    for value in values:
        if not isinstance(value, Area | Block):
            yield number(value, locale)
            continue
        for cell in flat(value):
            if isinstance(cell, CellError):
                raise FormulaError(cell)
            if is_number(cell):
                yield cell


def tidy(result: float) -> int | float:
    """A number as a cell keeps it: finite, a double, an int where it is whole."""
    try:
        if isinstance(result, int) and abs(result) > 2**53:
            result = float(result)
    except OverflowError:
        raise failed("NUM", "Numeric value is greater than 1.79769E+308.") from None
    if not math.isfinite(result):
        raise failed("NUM", "The result is no finite number.")
    return whole(result)
