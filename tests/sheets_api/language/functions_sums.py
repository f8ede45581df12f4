"""Functions over many cells: sums, counts, means; and those of them with conditions.

A condition is a value to equal (text in any case, * and ? wild) or text that begins with a
comparison: ">5", "<>", "<=31.12.2024" – numbers and dates as the locale writes them."""

import math
import re
import statistics
from collections.abc import Callable, Sequence
from functools import lru_cache

from ..cells import CellError, Result, Scalar
from .entry import read_number, typed_value
from .formula_operators import ORDER, compare, divided
from .formula_values import (
    Area,
    Block,
    FormulaError,
    Value,
    failed,
    flat,
    is_number,
    number,
    numbers,
    rows_of,
    scalar,
    tidy,
)
from .functions import Calc, function
from .locales import Locale

Test = Callable[[Result], bool]
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)


def _total(found: list[float]) -> float:
    """The sum, exact for whole numbers, in the order of cells for others."""
    return tidy(sum(found))


@function("SUM", 1, None)
def _sum(calc: Calc, *values: Value) -> float:
    return _total(list(numbers(values, calc.locale)))


@function("SUBTOTAL", 2, None)
def _subtotal(calc: Calc, code: Value, *values: Value) -> float:
    """Sums alone (9, 109): no row is hidden here, and nobody nests them."""
    if number(code, calc.locale) not in (9, 109):
        raise failed("VALUE", "Only sums are modelled.")
    return _total(list(numbers(values, calc.locale)))


@function("PRODUCT", 1, None)
def _product(calc: Calc, *values: Value) -> float:
    found = list(numbers(values, calc.locale))
    return tidy(math.prod(found)) if found else 0


@function("AVERAGE", 1, None)
def _average(calc: Calc, *values: Value) -> float:
    return _mean(list(numbers(values, calc.locale)))


def _mean(found: list[float]) -> float:
    if not found:
        raise failed(
            "DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error."
        )
    return divided(sum(found), len(found))


@function("MEDIAN", 1, None)
def _median(calc: Calc, *values: Value) -> float:
    found = list(numbers(values, calc.locale))
    if not found:
        raise failed("NUM")
    return tidy(statistics.median(found))


@function("MIN", 1, None)
def _min(calc: Calc, *values: Value) -> float:
    return min(numbers(values, calc.locale), default=0)


@function("MAX", 1, None)
def _max(calc: Calc, *values: Value) -> float:
    return max(numbers(values, calc.locale), default=0)


@function("SUMPRODUCT", 1, None, by_cell=True)
def _sum_product(calc: Calc, *arrays: Value) -> float:
    columns = [flat(array) for array in arrays]
    if len({len(column) for column in columns}) > 1:
        raise failed("VALUE", "SUMPRODUCT has mismatched range sizes.")
    return tidy(sum(math.prod(map(_factor, cells)) for cells in zip(*columns, strict=True)))


def _factor(cell: Result) -> float:
    found = scalar(cell)
    return 0 if found is None or isinstance(found, str) else found


@function("COUNT", 1, None)
def _count(calc: Calc, *values: Value) -> int:
    return sum(_counts(cell, value, calc.locale) for value in values for cell in flat(value))


def _counts(cell: Result, value: Value, locale: Locale) -> bool:
    if isinstance(cell, str) and not isinstance(value, Area | Block):
        return read_number(cell, locale) is not None
    return is_number(cell)


@function("COUNTA", 1, None)
def _count_all(calc: Calc, *values: Value) -> int:
    return sum(cell is not None for value in values for cell in flat(value))


@function("COUNTBLANK", 1)
def _count_blank(calc: Calc, values: Value) -> int:
    return sum(cell is None or cell == "" for cell in flat(values))


@function("COUNTUNIQUE", 1, None)
def _count_unique(calc: Calc, *values: Value) -> int:
    cells = {(type(cell), cell) for value in values for cell in flat(value) if cell is not None}
    return len(cells)


def test_of(condition: Scalar, locale: Locale) -> Test:
    """What a cell must pass to meet the condition."""
    if isinstance(condition, str):
        return _written(condition, locale)
    wanted = 0 if condition is None else condition
    return lambda cell: _same_kind(cell, wanted) and cell == wanted


test_of.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test


def _same_kind(cell: Result, wanted: Scalar) -> bool:
    if isinstance(cell, CellError) or cell is None or isinstance(cell, str):
        return isinstance(cell, str) and isinstance(wanted, str)
    return isinstance(cell, bool) == isinstance(wanted, bool) and not isinstance(wanted, str)


@lru_cache(maxsize=1024)
def _written(condition: str, locale: Locale) -> Test:
    match = _CONDITION.fullmatch(condition)
    sign, rest = (match[1] or "=", match[2]) if match else ("=", condition)
    if not rest:
        return _blankness(sign, explicit=bool(match and match[1]))
    entry = typed_value(rest.strip(), locale) if rest.strip() else None
    if entry is not None and isinstance(entry.value, int | float):  # booleans too
        return _against(sign, entry.value)
    if sign in {"=", "<>"}:
        fits = _fits(rest)
        return lambda cell: (sign == "<>") != fits(cell)
    return _against(sign, rest)


def _blankness(sign: str, *, explicit: bool) -> Test:
    """ "=" is met by blank cells alone, "" by blank cells and empty text, "<>" by all others."""
    if sign == "<>":
        return lambda cell: cell is not None
    return lambda cell: cell is None or (cell == "" and not explicit)


def _against(sign: str, wanted: Scalar) -> Test:
    """Only cells of the same kind compare; "<>" is met by all the others too."""
    plain, order = is_number(wanted), ORDER[sign]

    def test(cell: Result) -> bool:
        if plain and (type(cell) is float or type(cell) is int):  # nearly all cells: quickly
            return order(cell, wanted)
        if not _same_kind(cell, wanted) or isinstance(cell, CellError):
            return sign == "<>"
        return compare(sign, cell, wanted)

    return test


def _fits(text: str) -> Test:
    """Equal but for case; * and ? stand for anything, ~* for a star."""
    if not re.search("[*?~]", text):
        folded = text.casefold()
        return lambda cell: isinstance(cell, str) and cell.casefold() == folded
    parts = re.findall(r"~[*?~]|[*?]|[^*?~]+|~", text)
    wild = {"*": ".*", "?": "."}
    written = (wild.get(part) or re.escape(part.removeprefix("~") or "~") for part in parts)
    shape = re.compile("".join(written), re.IGNORECASE | re.DOTALL)
    return lambda cell: isinstance(cell, str) and shape.fullmatch(cell) is not None


def _met(calc: Calc, pairs: tuple[Value, ...]) -> list[int]:
    """The positions at which every range meets its condition."""
    if len(pairs) % 2:
        raise failed("N_A", "Array arguments must come in pairs of a range and a condition.")
    ranges = [flat(one) for one in pairs[::2]]
    if len({len(one) for one in ranges}) > 1:
        raise failed("VALUE", "Array arguments to SUMIFS are of different size.")
    tests = [test_of(scalar(one), calc.locale) for one in pairs[1::2]]
    found: Sequence[int] = range(len(ranges[0]))
    for cells, test in zip(ranges, tests, strict=True):
        found = [at for at in found if test(cells[at])]
    return list(found)


def _sized(value: Value, like: Value) -> list[Result]:
    """The cells of a range to sum, which takes the shape of the range of the condition."""
    if not (isinstance(value, Area) and isinstance(like, Area)):
        return flat(value)
    bottom = value.top + like.bottom - like.top
    right = value.left + like.right - like.left
    rows, columns = value.sheets.size(value.sheet)
    area = Area(
        value.sheets, value.sheet, value.top, value.left, min(bottom, rows), min(right, columns)
    )
    cells = flat(area)
    return cells + [None] * (len(flat(like)) - len(cells))


def _picked(calc: Calc, values: Value, pairs: tuple[Value, ...]) -> list[float]:
    cells = flat(values)
    if len(cells) != len(flat(pairs[0])):
        raise failed("VALUE", "Array arguments to SUMIFS are of different size.")
    return _numbers_at(cells, _met(calc, pairs))


def _numbers_at(cells: list[Result], positions: list[int]) -> list[float]:
    found = [cells[at] for at in positions]
    for cell in found:
        if isinstance(cell, CellError):
            raise FormulaError(cell)
    return [cell for cell in found if is_number(cell)]


@function("SUMIFS", 3, None)
def _sum_ifs(calc: Calc, values: Value, *pairs: Value) -> float:
    return _total(_picked(calc, values, pairs))


@function("AVERAGEIFS", 3, None)
def _average_ifs(calc: Calc, values: Value, *pairs: Value) -> float:
    return _mean(_picked(calc, values, pairs))


@function("MINIFS", 3, None)
def _min_ifs(calc: Calc, values: Value, *pairs: Value) -> float:
    return min(_picked(calc, values, pairs), default=0)


@function("MAXIFS", 3, None)
def _max_ifs(calc: Calc, values: Value, *pairs: Value) -> float:
    return max(_picked(calc, values, pairs), default=0)


@function("COUNTIFS", 2, None)
@function("COUNTIF", 2)
def _count_ifs(calc: Calc, *pairs: Value) -> int:
    return len(_met(calc, pairs))


def _picked_if(calc: Calc, cells: Value, condition: Value, values: Value) -> list[float]:
    found = flat(cells) if values is None else _sized(values, cells)
    return _numbers_at(found, _met(calc, (cells, condition)))


@function("SUMIF", 2, 3)
def _sum_if(calc: Calc, cells: Value, condition: Value, values: Value = None) -> float:
    return _total(_picked_if(calc, cells, condition, values))


@function("AVERAGEIF", 2, 3)
def _average_if(calc: Calc, cells: Value, condition: Value, values: Value = None) -> float:
    return _mean(_picked_if(calc, cells, condition, values))


@function("LARGE", 2)
def _large(calc: Calc, values: Value, place: Value) -> float:
    return _nth(calc, values, place, largest=True)


@function("SMALL", 2)
def _small(calc: Calc, values: Value, place: Value) -> float:
    return _nth(calc, values, place, largest=False)


def _nth(calc: Calc, values: Value, place: Value, *, largest: bool) -> float:
    found = sorted(numbers([Block(rows_of(values))], calc.locale), reverse=largest)
    at = int(number(place, calc.locale))
    if not 1 <= at <= len(found):
        raise failed("NUM", "The place is out of range.")
    return found[at - 1]
