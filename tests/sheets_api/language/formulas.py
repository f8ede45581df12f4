"""Formulas: what they come to and what they refer to.

Measured [R]: "= 1 / 1024" and "=1+1", en_US. All else is assumed from Google's documentation of
functions and from spreadsheets at large. English function names work in every locale."""

import datetime as dt
import re
from typing import Any

from ..cells import CellError, Result
from . import (
    functions_dates,
    functions_logic,
    functions_lookup,
    functions_math,
    functions_sums,
    functions_text,
)
from .formula_operators import binary, each, unary
from .formula_parser import (
    Array,
    Binary,
    Call,
    Constant,
    Failed,
    Name,
    Node,
    ParseError,
    Unary,
    parsed,
)
from .formula_tokens import Reference, tokens_of
from .formula_values import (
    TEXTS,
    TYPES,
    Area,
    Block,
    FormulaError,
    Sheets,
    Value,
    failed,
    is_many,
    is_number,
    scalar,
    tidy,
)
from .functions import FUNCTIONS, Function
from .locales import locale_of
from .serials import now_serial

__all__ = ["Reference", "Sheets", "evaluate", "references", "result_format"]

MODULES = (
    functions_dates,
    functions_logic,
    functions_lookup,
    functions_math,
    functions_sums,
    functions_text,
)
"""Imported for what they register."""


_ARRAYS = re.compile(r"\{|arrayformula", re.IGNORECASE)


def may_spill(text: str) -> bool:
    """Whether a formula can come to more than one cell."""
    return bool(_ARRAYS.search(text))


def evaluate(text: str, sheets: Sheets, locale: str) -> Result:
    """What the formula comes to in its own cell."""
    return worked_out(text, sheets, locale)[0][0]


def worked_out(text: str, sheets: Sheets, locale: str) -> list[list[Result]]:
    """All that the formula comes to, its own cell first; error values are values, nothing is
    raised."""
    try:
        value = Calculation(sheets, locale).value(parsed(text, locale))
        if isinstance(value, Block):
            return [[_kept(cell) for cell in row] for row in value.rows]
        return [[_kept(scalar(value))]]
    except ParseError:
        return [[CellError("ERROR", TEXTS["ERROR"], "Formula parse error.")]]
    except FormulaError as problem:
        return [[problem.error]]


def _kept(result: Result) -> Result:
    return tidy(result) if is_number(result) else result


def references(text: str, locale: str) -> list[Reference]:
    """The ranges written in the formula, for the model to know what depends on what. Named ranges
    are not among them."""
    comma_decimal = locale_of(locale).comma_decimal
    tokens = tokens_of(text.removeprefix("="), comma_decimal=comma_decimal)
    return [token.reference for token in tokens or [] if token.reference is not None]


def result_format(text: str, locale: str) -> dict[str, Any] | None:
    """The number format that a formula gives an unformatted cell: =TODAY() shows a date."""
    try:
        node = parsed(text, locale)
    except ParseError:
        return None
    if not isinstance(node, Call) or node.name not in FUNCTIONS:
        return None
    kind = FUNCTIONS[node.name].shows
    return {"type": kind, "pattern": locale_of(locale).default_pattern(kind)} if kind else None


class Calculation:
    """One run of one formula."""

    def __init__(self, sheets: Sheets, locale: str) -> None:
        self.sheets = sheets
        self.locale_name = locale
        self.locale = locale_of(locale)
        self.by_cell = False  # within ARRAYFORMULA or SUMPRODUCT operators work cell by cell

    def now(self) -> float:
        """The present moment as a serial, by the clock of the spreadsheet where it has one."""
        clock = getattr(self.sheets, "now", None)
        return now_serial(clock() if clock else dt.datetime.now(tz=dt.UTC))

    def value(self, node: Node) -> Value:
        """The value of a tree. Raises FormulaError."""
        match node:
            case Constant(value):
                return value
            case Reference():
                return self._area(node)
            case Binary(sign, left, right):
                return self._binary(sign, self.value(left), self.value(right))
            case Unary(sign, operand):
                return self._unary(sign, self.value(operand))
            case Call():
                return self._call(node)
            case _:
                return self._rare(node)

    def _rare(self, node: Name | Array | Failed) -> Value:
        if isinstance(node, Name):
            return self._named(node)
        if isinstance(node, Array):
            return Block([[scalar(self.value(one)) for one in row] for row in node.rows])
        raise failed(TYPES[node.text])

    def _area(self, reference: Reference) -> Area:
        try:
            rows, columns = self.sheets.size(reference.sheet)
        except LookupError:
            raise failed("REF", f"Unresolved sheet name '{reference.sheet}'.") from None
        bottom = min(rows, reference.bottom or rows)
        right = min(columns, reference.right or columns)
        if reference.top >= bottom or reference.left >= right:
            raise failed("REF", "Reference does not exist.")
        return Area(self.sheets, reference.sheet, reference.top, reference.left, bottom, right)

    def _named(self, name: Name) -> Value:
        look_up = getattr(self.sheets, "named", None)
        found = look_up(name.text) if look_up else None
        node = parsed(found, self.locale_name) if found else None
        if not isinstance(node, Reference):
            raise failed("NAME", f"Unknown range name: '{name.text}'.")
        return self._area(node)

    def _binary(self, sign: str, left: Value, right: Value) -> Value:
        if self.by_cell and (is_many(left) or is_many(right)):
            return each(lambda one, other: binary(sign, one, other, self.locale), left, right)
        return binary(sign, left, right, self.locale)

    def _unary(self, sign: str, operand: Value) -> Value:
        if self.by_cell and is_many(operand):

            def one(cell: Result, _: Result) -> Result:
                return scalar(unary(sign, cell, self.locale))

            return each(one, operand, None)
        return unary(sign, operand, self.locale)

    def _call(self, call: Call) -> Value:
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise failed("NAME", f"Unknown function: '{call.name}'.")
        _check_count(function, len(call.arguments))
        if function.lazy:
            return function.run(self, *call.arguments)
        before, self.by_cell = self.by_cell, self.by_cell or function.by_cell
        try:
            return self._run(function, [self.value(each) for each in call.arguments])
        finally:
            self.by_cell = before

    def _run(self, function: Function, arguments: list[Value]) -> Value:
        """The function's value, for each cell of a first argument that it takes one by one."""
        if not (function.for_each and self.by_cell and is_many(arguments[0])):
            return function.run(self, *arguments)

        def one(cell: Result, _: Result) -> Result:
            return scalar(function.run(self, cell, *arguments[1:]))

        return each(one, arguments[0], None)


def _check_count(function: Function, count: int) -> None:
    most = function.most if function.most is not None else count
    if function.least <= count <= most:
        return
    expected = (
        f"{function.least}" if most <= function.least else f"between {function.least} and {most}"
    )
    raise failed(
        "N_A",
        f"Wrong number of arguments to {function.name}. Expected {expected} arguments, "
        f"but received {count} arguments.",
    )
