"""Measured levels pulled toward what is usual, as far as each may be chance (design §18).

Empirical Bayes on the log scale: how far clients differ is learned from all of them together.
The model, its references and how well it does: docs/evidence.md.
"""

from typing import Final

import numpy as np

from sheets_sync.billing.whole_orders import Reals
from sheets_sync.deferred import dataclass

_GRID: Final = np.linspace(-5.0, 5.0, 501)
_SPREADS: Final = np.array([0.1, 0.3, 1.2])
"""Clients may be all alike, differ as people do, or be of another kind; the logs' deviations."""
_SEEN_BEFORE: Final = np.array([2.0, 1.0, 2.0])
"""So many clients of each kind are taken as seen before the first one: few clients prove little."""
_ROUNDS: Final = 60
_TAIL: Final = 0.05
_NINETY: Final = 1.6449
"""The normal quantile that leaves ``_TAIL`` beyond it."""


@dataclass(frozen=True)
class Levels:
    """What was measured, one a client: the ``log`` of the level (0 is usual), its standard
    ``error``, and the ``freedom`` that this error was learned with, small where tails are heavy."""

    log: Reals
    error: Reals
    freedom: Reals


def ranges(levels: Levels) -> tuple[Reals, Reals]:
    """The ends of the 90 % range of each level, as logs."""
    fixed = np.lexsort((levels.freedom, levels.error, levels.log))  # sums to the last bit
    likely = _likelihood(levels.log[fixed], levels.error[fixed], levels.freedom[fixed])
    kinds = np.exp(-0.5 * (_GRID / _SPREADS[:, None]) ** 2)
    kinds /= kinds.sum(axis=1, keepdims=True)
    after = likely * (_shares(likely @ kinds.T) @ kinds)
    below = np.cumsum(after, axis=1)
    below /= below[:, -1:]
    ends = np.empty((2, len(fixed)))
    ends[0, fixed], ends[1, fixed] = _reaching(below, _TAIL), _reaching(below, 1 - _TAIL)
    return ends[0], ends[1]


def spread_by_chance(levels: Levels) -> Reals:
    """By how much (a log) the measured level of a client like the others strays by chance, up or
    down, nine times in ten. Student's quantile is within one part in fifty here."""
    quantile = _NINETY + (_NINETY**3 + _NINETY) / (4 * levels.freedom)
    return quantile * levels.error


def _likelihood(log: Reals, error: Reals, freedom: Reals) -> Reals:
    """Student's t about each point of the grid, a row a client; measured beyond it: at its end."""
    inside = np.clip(log, _GRID[0], _GRID[-1])
    off = (inside[:, None] - _GRID) / error[:, None]
    power = -(freedom[:, None] + 1) / 2
    likely: Reals = (1 + off**2 / freedom[:, None]) ** power
    return likely


def _shares(fits: Reals) -> Reals:
    """The share of each kind of client, by expectation and maximisation; ``fits`` has how well
    each client (row) fits each kind."""
    shares: Reals = _SEEN_BEFORE / _SEEN_BEFORE.sum()
    for _ in range(_ROUNDS):
        belongs = fits * shares
        belongs /= belongs.sum(axis=1, keepdims=True)
        counted = belongs.sum(axis=0) + _SEEN_BEFORE
        shares = counted / counted.sum()
    return shares


def _reaching(below: Reals, part: float) -> Reals:
    """Where each row of cumulated shares reaches ``part``, between two points of the grid."""
    step = _GRID[1] - _GRID[0]
    at = np.clip((below < part).sum(axis=1), 1, len(_GRID) - 1)
    row = np.arange(len(below))
    low, high = below[row, at - 1], below[row, at]
    reached: Reals = _GRID[at] - step / 2 + step * (part - low) / (high - low)
    return reached
