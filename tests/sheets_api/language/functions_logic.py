"""Functions that decide, and those that look at what kind of value there is."""

from typing import Any

from ..cells import CellError
from .formula_operators import compare
from .formula_values import (
    Area,
    Block,
    FormulaError,
    Value,
    failed,
    flat,
    is_many,
    is_number,
    scalar,
    truth,
)
from .functions import Calc, function


@function("IF", 2, 3, lazy=True)
def _if(calc: Calc, condition: Any, then: Any, otherwise: Any = None) -> Value:
    if truth(calc.value(condition)):
        return calc.value(then)
    return False if otherwise is None else calc.value(otherwise)


@function("IFS", 2, None, lazy=True)
def _ifs(calc: Calc, *pairs: Any) -> Value:
    for condition, then in zip(pairs[::2], pairs[1::2], strict=False):
        if truth(calc.value(condition)):
            return calc.value(then)
    raise failed("N_A", "No match.")


@function("SWITCH", 3, None, lazy=True)
def _switch(calc: Calc, subject: Any, *cases: Any) -> Value:
    wanted = scalar(calc.value(subject))
    for case, then in zip(cases[::2], cases[1::2], strict=False):
        if compare("=", wanted, scalar(calc.value(case))):
            return calc.value(then)
    if len(cases) % 2:
        return calc.value(cases[-1])
    raise failed("N_A", "No match.")


def _or_error(calc: Calc, node: Any) -> Value:
    """The value, or the error that it comes to."""
    try:
        value = calc.value(node)
        return value if is_many(value) else scalar(value)
    except FormulaError as problem:
        return problem.error


@function("IFERROR", 1, 2, lazy=True)
def _if_error(calc: Calc, node: Any, otherwise: Any = None) -> Value:
    value = _or_error(calc, node)
    if not isinstance(value, CellError):
        return value
    return None if otherwise is None else calc.value(otherwise)


@function("IFNA", 2, lazy=True)
def _if_na(calc: Calc, node: Any, otherwise: Any) -> Value:
    value = _or_error(calc, node)
    if isinstance(value, CellError) and value.type == "N_A":
        return calc.value(otherwise)
    return value


@function("ISERROR", 1, lazy=True)
def _is_error(calc: Calc, node: Any) -> bool:
    return isinstance(_or_error(calc, node), CellError)


@function("ISERR", 1, lazy=True)
def _is_err(calc: Calc, node: Any) -> bool:
    value = _or_error(calc, node)
    return isinstance(value, CellError) and value.type != "N_A"


@function("ISNA", 1, lazy=True)
def _is_na(calc: Calc, node: Any) -> bool:
    value = _or_error(calc, node)
    return isinstance(value, CellError) and value.type == "N_A"


@function("ISBLANK", 1, lazy=True)
def _is_blank(calc: Calc, node: Any) -> bool:
    return _or_error(calc, node) is None


@function("ISNUMBER", 1, lazy=True)
def _is_number(calc: Calc, node: Any) -> bool:
    value = _or_error(calc, node)
    return not isinstance(value, Area | Block) and is_number(value)


@function("ISTEXT", 1, lazy=True)
def _is_text(calc: Calc, node: Any) -> bool:
    return isinstance(_or_error(calc, node), str)


@function("ISLOGICAL", 1, lazy=True)
def _is_logical(calc: Calc, node: Any) -> bool:
    return isinstance(_or_error(calc, node), bool)


def _truths(values: tuple[Value, ...]) -> list[bool]:
    """The booleans among arguments; text and blanks within ranges are passed over."""
    found = []
    for value in values:
        cells = flat(value)
        if len(cells) > 1:
            cells = [cell for cell in cells if cell is not None and not isinstance(cell, str)]
        found += [truth(cell) for cell in cells]
    if not found:
        raise failed("VALUE")
    return found


@function("AND", 1, None)
def _and(calc: Calc, *values: Value) -> bool:
    return all(_truths(values))


@function("OR", 1, None)
def _or(calc: Calc, *values: Value) -> bool:
    return any(_truths(values))


@function("XOR", 1, None)
def _xor(calc: Calc, *values: Value) -> bool:
    return sum(_truths(values)) % 2 == 1


@function("NOT", 1)
def _not(calc: Calc, value: Value) -> bool:
    return not truth(value)


@function("TRUE")
def _true(calc: Calc) -> bool:
    return True


@function("FALSE")
def _false(calc: Calc) -> bool:
    return False


@function("NA")
def _na(calc: Calc) -> Value:
    raise failed("N_A", "Argument must be a range.")


@function("N", 1)
def _n(calc: Calc, value: Value) -> Value:
    found = scalar(value)
    return 0 if found is None or isinstance(found, str) else found + 0


@function("T", 1)
def _t(calc: Calc, value: Value) -> Value:
    found = scalar(value)
    return found if isinstance(found, str) else ""


@function("ARRAYFORMULA", 1, by_cell=True)
def _array_formula(calc: Calc, value: Value) -> Value:
    return Block(value.rows) if isinstance(value, Area) else value
