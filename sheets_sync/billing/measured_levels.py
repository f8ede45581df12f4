"""Each client's level of labour as their orders measure it, and how surely (design §18).

Two measures of it stand half each: the index, which a single huge order may carry off, and the
mean log of order by order, which no single order does. The model: docs/evidence.md.
"""

from math import expm1
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.norms import Work
from sheets_sync.billing.pulling import Levels
from sheets_sync.billing.whole_orders import Reals, WholeOrders, effective_orders

_VARIANCE_BEFORE: Final = 0.64
_DEGREES_BEFORE: Final = 2
"""Taken as known before the first order: the variance of an order's log, and how firmly."""
_MOST: Final = 6.0
"""A variance of logs beyond it counts as it: one order in six is then twelve times the usual."""
_OF_A_MEDIAN: Final = 0.15
"""How far the norm of a service strays by itself, beside the mean of one of so many peers (as
simulated): what all norms stray by alike is in what is usual."""
_ONE_ORDER: Final = 0.75
"""What a client's own orders cannot tell: with one, nearly nothing."""
_USUAL_BEFORE: Final = 8
"""So many clients at 1 are taken as seen when the usual level of the others is estimated."""
_DIFFER: Final = 0.1
"""How clients differ among themselves (variance of logs) when they are weighed for it."""
_FAR: Final = 1.345
"""So many standard deviations from what is usual a client begins to weigh less (Huber's): where
nobody does, the mean knows a twentieth less than a plain one."""
_ROUNDS: Final = 20
_FREEDOM: Final = 8
"""Degrees of freedom an effective order: few orders have heavy tails."""


def measured_levels(orders: WholeOrders, compared: Work, clients: NDArray[np.int64]) -> Levels:
    """The levels of ``clients`` (codes, each with minutes in ``orders``), 0 being usual among the
    others; ``compared`` has the norms that ``orders`` are held against."""
    count = int(orders.client.max()) + 1
    effective = effective_orders(orders, count)[clients]
    logs = _Logs(orders, count)
    whole, expected = (
        np.bincount(orders.client, each, count)[clients]
        for each in (orders.minutes, orders.expected)
    )
    by_sum = np.log(whole / expected)
    of_sum = np.log1p(-expm1(-logs.variance) / (effective - _ONE_ORDER))
    by_order = logs.mean[clients]
    of_order = logs.variance / logs.count[clients]
    # Sums of few stray orders lie below their level more often than above.
    by_sum = by_sum + of_sum / 2
    by_order = by_order + np.median(by_sum - by_order)
    own = (np.sqrt(of_sum) + np.sqrt(of_order)) / 2
    usual, of_usual = _usual(by_order, of_order)
    variance = own**2 + _of_norms(compared, count, expm1(logs.variance))[clients] + of_usual
    level = (by_sum + by_order) / 2
    return Levels(level - usual, np.sqrt(variance), _FREEDOM * effective)


class _Logs:
    """Logs of minutes over expected minutes: ``count`` and ``mean`` by client, and the one
    ``variance`` of orders about the mean of their client. Orders without minutes have none."""

    def __init__(self, orders: WholeOrders, clients: int) -> None:
        spent = orders.minutes > 0
        client = orders.client[spent]
        log = np.log(orders.minutes[spent] / orders.expected[spent])
        self.count = np.bincount(client, minlength=clients)
        self.mean = np.bincount(client, log, clients) / np.maximum(self.count, 1)
        squares = np.sort((log - self.mean[client]) ** 2).sum()  # the same to the last bit
        degrees = int(np.maximum(self.count - 1, 0).sum()) + _DEGREES_BEFORE
        known = _VARIANCE_BEFORE * _DEGREES_BEFORE
        self.variance = min(float(squares + known) / degrees, _MOST)


def _of_norms(compared: Work, clients: int, strays: float) -> Reals:
    """The variance of the log of each client's expected minutes: each service's weighs as the
    square of its share. ``strays`` is the variance of an order over its square."""
    norm = np.array([float(each or 0) for each in compared.norm.tolist()])
    expected = norm * compared.orders
    whole = np.bincount(compared.client, expected, clients)[compared.client]
    share = np.divide(expected, whole, np.zeros(len(whole)), where=whole > 0)
    of_mean = _medians(np.log1p(strays / compared.orders), compared)
    variance = _OF_A_MEDIAN * of_mean / np.maximum(compared.peers, 1)
    ranked = np.lexsort((share**2 * variance, compared.client))  # the same to the last bit
    weighed = (share**2 * variance)[ranked]
    return np.bincount(compared.client[ranked], weighed, clients).astype(np.float64)


def _medians(values: Reals, compared: Work) -> Reals:
    """The median of ``values`` in the service of each line."""
    ranked = values[np.lexsort((values, compared.service))]
    size = np.bincount(compared.service)[compared.service]
    first = np.searchsorted(np.sort(compared.service), compared.service)
    middle: Reals = (ranked[first + (size - 1) // 2] + ranked[first + size // 2]) / 2
    return middle


def _usual(level: Reals, variance: Reals) -> tuple[Reals, Reals]:
    """For each client the level of the others and its variance: a mean in which those far off
    weigh less, drawn to 0 where they are few."""
    fixed = np.lexsort((variance, level))  # sums to the last bit
    level, error = level[fixed], np.sqrt(variance[fixed] + _DIFFER)
    middle = np.median(level)
    for _ in range(_ROUNDS):
        weight = _FAR / error / np.maximum(np.abs(level - middle), _FAR * error)
        middle = (weight * level).sum() / weight.sum()
    others = len(level) - 1
    drawn = others / (others + _USUAL_BEFORE)
    rest = weight.sum() - weight
    known = np.divide(1, rest, np.zeros(len(rest)), where=rest > 0)
    found = np.empty((2, len(level)))
    found[0, fixed] = ((weight * level).sum() - weight * level) * known * drawn
    found[1, fixed] = known * drawn**2
    return found[0], found[1]
