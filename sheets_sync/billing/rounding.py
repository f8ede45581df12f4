"""Exact arithmetic on integers: half up, which is away from zero (design §5).

Columns are int64. Where a product would not fit, the few rows concerned are worked out with
Python's own integers, so a result is either exact or, beyond ``HUGE``, held at ``HUGE``: far
over every limit of an amount, never wrapped around.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.currency import pointed
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.columns.whole_numbers import largest

Integers: TypeAlias = NDArray[np.int64]

HUGE: Final = 2**61
"""Larger magnitudes are held here; sums of two of them still fit an int64."""


def half_up(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, halves away from zero."""
    size = (abs(numerator) + denominator // 2) // denominator
    return -size if numerator < 0 else size


def product(left: Integers, right: Integers) -> Integers:
    """``left * right``, held at ±HUGE where it is larger."""
    if largest(left) * largest(right) <= HUGE:
        return left * right
    return _exactly(left, right, np.ones_like(left))


def half_up_product(left: Integers, right: Integers, divisor: Integers) -> Integers:
    """``left * right / divisor`` row by row, half up, held at ±HUGE; divisors are positive."""
    if largest(left) * largest(right) + largest(divisor) > HUGE:
        return _by_size(left, right, divisor)
    return _divided(left * right, divisor)


def half_up_quotient(numerators: Integers, divisors: Integers) -> Integers:
    """``numerators / divisors`` row by row, half up; divisors are positive, and both are far
    enough below the limits of an int64 for half a divisor to be added."""
    return _divided(numerators, divisors)


def plain(fixed: int) -> str:
    """A number with 4 decimals as people write it, without trailing zeros: "1.5"."""
    text = pointed(fixed, len(str(SCALE)) - 1)
    return text.rstrip("0").rstrip(".")


def as_clock(minutes: int) -> str:
    """Fixed minutes as hours and minutes, seconds where there are any: "1:30"."""
    seconds = half_up(abs(minutes) * 60, SCALE)
    text = f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    text += f":{seconds % 60:02d}" if seconds % 60 else ""
    return f"-{text}" if minutes < 0 else text


def _divided(numerators: Integers, divisor: Integers) -> Integers:
    if not len(numerators) or numerators.min() >= 0:
        return (numerators + divisor // 2) // divisor
    sizes = (np.abs(numerators) + divisor // 2) // divisor
    return np.where(numerators < 0, -sizes, sizes)


def _by_size(left: Integers, right: Integers, divisor: Integers) -> Integers:
    # An estimate tells the rows apart: a float is off by far less than a factor of 2.
    sizes = np.abs(left.astype(float)) * np.abs(right.astype(float)) + divisor
    fits = sizes < HUGE
    odd = np.flatnonzero(~fits)
    values = _divided(np.where(fits, left, 0) * np.where(fits, right, 0), divisor)
    values[odd] = _exactly(left[odd], right[odd], divisor[odd])
    return values


def _exactly(left: Integers, right: Integers, divisor: Integers) -> Integers:
    rows = zip(left.tolist(), right.tolist(), divisor.tolist(), strict=True)
    quotients = (half_up(a * b, d) for a, b, d in rows)
    return np.fromiter((max(-HUGE, min(HUGE, each)) for each in quotients), np.int64, len(left))
