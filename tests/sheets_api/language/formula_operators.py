"""Operators: + - * / ^ & %, signs and comparisons, cell by cell where arrays are asked for.

Assumed: comparison ranks numbers below text below booleans and overlooks the case of letters."""

import operator
from collections.abc import Callable
from typing import Any

from ..cells import Result, Scalar
from .formula_values import (
    Block,
    FormulaError,
    Value,
    failed,
    number,
    rows_of,
    scalar,
    text,
    tidy,
)
from .locales import Locale

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def binary(sign: str, left: Value, right: Value, locale: Locale) -> Scalar:
    """The result of one operator between two single values."""
    if sign in ORDER:
        return compare(sign, scalar(left), scalar(right))
    if sign == "&":
        return text(left, locale) + text(right, locale)
    one, other = number(left, locale), number(right, locale)
    if sign == "/":
        return divided(one, other)
    if sign == "^":
        return power(one, other)
    return tidy(_ARITHMETIC[sign](one, other))


def unary(sign: str, operand: Value, locale: Locale) -> Value:
    """A sign or a percent. A plus leaves its operand as it is, text too."""
    if sign == "+":
        return operand
    size = number(operand, locale)
    return tidy(size / 100 if sign == "%" else -size)


def divided(one: float, other: float) -> int | float:
    """The quotient, or #DIV/0!."""
    if not other:
        raise failed("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    return tidy(one / other)


def power(base: float, exponent: float) -> int | float:
    """The power, or #NUM!."""
    try:
        result = float(base) ** float(exponent)
    except ZeroDivisionError:
        raise failed("DIVIDE_BY_ZERO", "Function POWER: 0 has no negative power.") from None
    except OverflowError:
        raise failed("NUM", "Numeric value is greater than 1.79769E+308.") from None
    if isinstance(result, complex):
        raise failed("NUM", "Function POWER has no real result.")
    return tidy(result)


def compare(sign: str, left: Scalar, right: Scalar) -> bool:
    """Whether the comparison holds; blank is as the other side needs it."""
    left, right = _unblank(left, right), _unblank(right, left)
    ours, theirs = _rank(left), _rank(right)
    if ours != theirs:
        return ORDER[sign](ours, theirs)
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.casefold(), right.casefold()
    return ORDER[sign](left, right)


def _unblank(value: Scalar, beside: Scalar) -> Scalar:
    if value is not None:
        return value
    return "" if isinstance(beside, str) else type(beside)() if beside is not None else 0


def _rank(value: Scalar) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def each(function: Callable[[Result, Result], Result], left: Value, right: Value) -> Block:
    """The function cell by cell over two arrays, single rows and columns stretched."""
    ours, theirs = rows_of(left), rows_of(right)
    height = max(len(ours), len(theirs))
    width = max(len(ours[0]) if ours else 0, len(theirs[0]) if theirs else 0)
    return Block(
        [
            [_one(function, _at(ours, row, col), _at(theirs, row, col)) for col in range(width)]
            for row in range(height)
        ]
    )


def _at(rows: list[list[Result]], row: int, column: int) -> Result:
    line = rows[0] if len(rows) == 1 else rows[row] if row < len(rows) else []
    if len(line) == 1:
        return line[0]
    return line[column] if column < len(line) else failed("N_A").error


def _one(function: Callable[[Result, Result], Result], left: Result, right: Result) -> Result:
    try:
        return function(left, right)
    except FormulaError as problem:
        return problem.error
