"""What an effort index proves: its range, the orders behind it, a verdict (design §18)."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import isqrt
from typing import Final

import numpy as np

from sheets_sync.billing.labour import Labour
from sheets_sync.billing.measured_levels import measured_levels
from sheets_sync.billing.norms import Work
from sheets_sync.billing.pulling import ranges, spread_by_chance
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.whole_orders import Reals, effective_orders, whole_orders
from sheets_sync.deferred import dataclass

_LEAST_ORDERS: Final = 2
"""Of fewer effective orders nothing is said against a client."""


class EffortVerdict(StrEnum):
    """What the range says of a client."""

    LIKE = "like"
    """Like the others: the range ends under *heavy*."""
    UNCLEAR = "unclear"
    """Like the others or heavy: the orders do not tell."""
    HEAVY = "heavy"
    """More labour than the others, beyond chance: the range begins over 1."""
    EXTREME = "extreme"
    """The range begins over *heavy* and reaches *extreme*."""


@dataclass(frozen=True)
class Evidence:
    """``low`` and ``high``, the ends of the 90 % range, and ``orders``, how many orders of one
    size would tell as much; all in hundredths. The ``verdict`` hangs on these alone. ``strays``:
    a client like the others has an index of up to so many times 1, or of down to one over it, nine
    times in ten, in hundredths."""

    low: Fraction
    high: Fraction
    orders: Fraction
    verdict: EffortVerdict
    strays: Fraction

    @property
    def middle(self) -> Fraction:
        """The best guess at their level: the geometric middle of the range, in hundredths."""
        return Fraction(isqrt(int(self.low * 100) * int(self.high * 100)), 100)

    @property
    def differs(self) -> bool:
        """More labour than the others, or less, beyond chance."""
        return not self.low <= 1 <= self.high


def evidence(
    window: Labour, compared: Work, indices: Sequence[Fraction | None], terms: Terms
) -> list[Evidence | None]:
    """Of each client by code; None where there is no index, or where it is 0: no minute was spent.

    ``compared`` are the services of ``window``, ``indices`` the clients' indices.
    """
    found: list[Evidence | None] = [None] * len(indices)
    clients = np.array([code for code, index in enumerate(indices) if index], np.int64)
    if not len(clients):
        return found
    orders = whole_orders(window, compared)
    levels = measured_levels(orders, compared, clients)
    low, high = map(np.exp, ranges(levels))
    effective = effective_orders(orders, len(indices))[clients]
    figures = zip(
        *map(_hundredths, (low, high, effective, np.exp(spread_by_chance(levels)))), strict=True
    )
    for code, (least, most, several, chance) in zip(clients.tolist(), figures, strict=True):
        verdict = verdict_of(least, most, several, terms)
        found[code] = Evidence(least, most, several, verdict, chance)
    return found


def verdict_of(low: Fraction, high: Fraction, orders: Fraction, terms: Terms) -> EffortVerdict:
    """What the range ``low`` … ``high`` says, of so many effective ``orders``."""
    if high < terms.heavy:
        return EffortVerdict.LIKE
    if low <= 1 or orders < _LEAST_ORDERS:
        return EffortVerdict.UNCLEAR
    if low > terms.heavy and high >= terms.extreme:
        return EffortVerdict.EXTREME
    return EffortVerdict.HEAVY


def _hundredths(values: Reals) -> list[Fraction]:
    return [Fraction(round(each * 100), 100) for each in values.tolist()]
