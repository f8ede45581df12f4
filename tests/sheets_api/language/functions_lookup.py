"""Functions that find cells. Where a sorted search finds several, the last one counts."""

from ..cells import CellError, Result, Scalar
from .formula_operators import compare
from .formula_values import (
    Area,
    Block,
    Value,
    failed,
    flat,
    number,
    rows_of,
    scalar,
    truth,
)
from .functions import Calc, function
from .functions_sums import test_of


def _position(cells: list[Result], wanted: Scalar, calc: Calc, *, ascending: bool) -> int | None:
    """Where the value is: exactly, or (ascending) the last that is no greater."""
    if not ascending:
        test = test_of(wanted, calc.locale) if isinstance(wanted, str) else None
        return next((at for at, cell in enumerate(cells) if _hits(cell, wanted, test)), None)
    found = None
    for at, cell in enumerate(cells):
        if (
            isinstance(cell, CellError)
            or cell is None
            or isinstance(cell, str) != isinstance(wanted, str)
        ):
            continue
        if compare(">", cell, wanted):
            break
        found = at
    return found


def _hits(cell: Result, wanted: Scalar, test: object) -> bool:
    if isinstance(cell, CellError) or cell is None:
        return False
    if isinstance(cell, str) and callable(test):
        return compare("=", cell, wanted) or bool(test(cell))
    return compare("=", cell, wanted)


def _looked_up(
    calc: Calc, wanted: Value, rows: list[list[Result]], at: int, name: str, ascending: Value
) -> Result:
    key = scalar(wanted)
    if not 1 <= at <= (len(rows[0]) if rows else 0):
        kind = "REF" if at > 0 else "VALUE"
        raise failed(kind, f"{name} evaluates to an out of bounds range.")
    row = _position([row[0] for row in rows], key, calc, ascending=truth(ascending))
    if row is None:
        raise failed("N_A", f"Did not find value '{key}' in {name} evaluation.")
    return rows[row][at - 1]


@function("VLOOKUP", 3, 4, for_each=True)
def _vlookup(calc: Calc, wanted: Value, area: Value, at: Value, ascending: Value = True) -> Result:
    place = int(number(at, calc.locale))
    return _looked_up(calc, wanted, rows_of(area), place, "VLOOKUP", ascending)


@function("HLOOKUP", 3, 4, for_each=True)
def _hlookup(calc: Calc, wanted: Value, area: Value, at: Value, ascending: Value = True) -> Result:
    turned = [list(column) for column in zip(*rows_of(area), strict=True)]
    place = int(number(at, calc.locale))
    return _looked_up(calc, wanted, turned, place, "HLOOKUP", ascending)


@function("MATCH", 2, 3, for_each=True)
def _match(calc: Calc, wanted: Value, area: Value, kind: Value = 1) -> int:
    key, way = scalar(wanted), number(kind, calc.locale)
    if way < 0:
        raise failed("N_A", "A descending MATCH is not modelled.")
    at = _position(flat(area), key, calc, ascending=way > 0)
    if at is None:
        raise failed("N_A", f"Did not find value '{key}' in MATCH evaluation.")
    return at + 1


@function("XLOOKUP", 3, 4, for_each=True)
def _xlookup(
    calc: Calc, wanted: Value, area: Value, results: Value, otherwise: Value = None
) -> Value:
    key = scalar(wanted)
    at = _position(flat(area), key, calc, ascending=False)
    if at is not None:
        return flat(results)[at]
    if otherwise is None:
        raise failed("N_A", f"Did not find value '{key}' in XLOOKUP evaluation.")
    return otherwise


@function("INDEX", 1, 3)
def _index(calc: Calc, area: Value, row: Value = 0, column: Value = 0) -> Value:
    rows = rows_of(area)
    at, across = int(number(row, calc.locale)), int(number(column, calc.locale))
    if len(rows) == 1 and not across:
        at, across = 1, at
    if at > len(rows) or across > len(rows[0]) or min(at, across) < 0:
        raise failed("NUM", "INDEX evaluates to an out of bounds range.")
    picked = rows[at - 1 : at] if at else rows
    return Block([line[across - 1 : across] if across else line for line in picked])


@function("ROWS", 1)
def _rows(calc: Calc, area: Value) -> int:
    return area.bottom - area.top if isinstance(area, Area) else len(rows_of(area))


@function("COLUMNS", 1)
def _columns(calc: Calc, area: Value) -> int:
    return area.right - area.left if isinstance(area, Area) else len(rows_of(area)[0])


@function("ROW", 1)
def _row(calc: Calc, area: Value) -> int:
    return _area(area).top + 1


@function("COLUMN", 1)
def _column(calc: Calc, area: Value) -> int:
    return _area(area).left + 1


def _area(value: Value) -> Area:
    if not isinstance(value, Area):
        raise failed("N_A", "Argument must be a range.")
    return value


@function("IMPORTRANGE", 2)
def _import_range(calc: Calc, *_: Value) -> Value:
    raise failed("REF", "You don't have permissions to access that sheet.")
