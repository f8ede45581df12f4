"""Functions on numbers. Assumed: ROUND takes halves of the decimal text away from zero."""

import math
import random
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal

from .formula_operators import divided, power
from .formula_values import Value, failed, number, tidy
from .functions import Calc, function

_WIDE = Context(prec=400)


def _rounded(calc: Calc, value: Value, places: Value, rounding: str) -> float:
    shift = int(number(places, calc.locale))
    if not -300 < shift < 300:
        raise failed("NUM")
    size = Decimal(repr(number(value, calc.locale)))
    return tidy(float(size.quantize(Decimal(1).scaleb(-shift), rounding, _WIDE)))


@function("ROUND", 1, 2)
def _round(calc: Calc, value: Value, places: Value = 0) -> float:
    return _rounded(calc, value, places, ROUND_HALF_UP)


@function("ROUNDUP", 1, 2)
def _round_up(calc: Calc, value: Value, places: Value = 0) -> float:
    return _rounded(calc, value, places, ROUND_UP)


@function("ROUNDDOWN", 1, 2)
@function("TRUNC", 1, 2)
def _round_down(calc: Calc, value: Value, places: Value = 0) -> float:
    return _rounded(calc, value, places, ROUND_DOWN)


@function("ABS", 1)
def _abs(calc: Calc, value: Value) -> float:
    return abs(number(value, calc.locale))


@function("INT", 1)
def _int(calc: Calc, value: Value) -> float:
    return math.floor(number(value, calc.locale))


@function("SIGN", 1)
def _sign(calc: Calc, value: Value) -> float:
    size = number(value, calc.locale)
    return (size > 0) - (size < 0)


@function("MOD", 2)
def _mod(calc: Calc, value: Value, divisor: Value) -> float:
    by = number(divisor, calc.locale)
    if not by:
        raise failed("DIVIDE_BY_ZERO", "Function MOD parameter 2 cannot be zero.")
    return tidy(number(value, calc.locale) % by)


@function("DIVIDE", 2)
def _divide(calc: Calc, value: Value, divisor: Value) -> float:
    return divided(number(value, calc.locale), number(divisor, calc.locale))


@function("POWER", 2)
@function("POW", 2)
def _power(calc: Calc, base: Value, exponent: Value) -> float:
    return power(number(base, calc.locale), number(exponent, calc.locale))


@function("SQRT", 1)
def _sqrt(calc: Calc, value: Value) -> float:
    size = number(value, calc.locale)
    if size < 0:
        raise failed(
            "NUM",
            f"Function SQRT parameter 1 value is {size}. It should be greater than or equal to 0.",
        )
    return tidy(math.sqrt(size))


@function("PI")
def _pi(calc: Calc) -> float:
    return math.pi


@function("RAND")
def _rand(calc: Calc) -> float:
    return random.random()


@function("RANDBETWEEN", 2)
def _rand_between(calc: Calc, low: Value, high: Value) -> float:
    first, last = math.ceil(number(low, calc.locale)), math.floor(number(high, calc.locale))
    if first > last:
        raise failed("NUM")
    return random.randint(first, last)


def _floor(size: float, step: float) -> float:
    return math.floor(round(size / step, 12)) * step if step else 0


@function("FLOOR", 1, 2)
def _floored(calc: Calc, value: Value, step: Value = 1) -> float:
    return tidy(_floor(number(value, calc.locale), number(step, calc.locale)))


@function("CEILING", 1, 2)
def _ceiled(calc: Calc, value: Value, step: Value = 1) -> float:
    return tidy(-_floor(-number(value, calc.locale), number(step, calc.locale)))
