"""Minutes an order by client and service, and what the same takes with others (design §9)."""

from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour
from sheets_sync.columns.codes import Codes
from sheets_sync.columns.grouping import Groups, Sums, count_orders, gather, totals
from sheets_sync.deferred import dataclass

Norms: TypeAlias = NDArray[np.object_]
"""A ``Fraction`` or None each."""


@dataclass(frozen=True)
class Work:
    """One row a period, client and service with labour, in that order.

    ``orders`` is O, at least 1; ``minutes`` is M, fixed; ``norm`` is b, the median minutes an
    order of the ``peers`` other clients who had that service in that period; None where they
    are too few, or where it is 0.
    """

    period: Codes
    client: Codes
    service: Codes
    orders: Sums
    minutes: Sums
    peers: Sums
    norm: Norms


@dataclass(frozen=True)
class Lines:
    """Log rows gathered by period, client and service; ``period`` has one number a row."""

    rows: Labour
    period: Codes
    groups: Groups


def gathered(rows: Labour, period: Codes) -> Lines:
    """The lines that ``rows`` make."""
    return Lines(rows, period, gather(period, rows.client, rows.service))


def work(made: Lines, min_peers: int) -> Work:
    """What the rows with Minutes of ``made`` come to.

    Norms are those of the period: rows of one period say nothing about another.
    """
    if not made.rows.timed.all():
        timed = made.rows.timed
        made = gathered(made.rows.where(timed), made.period[timed])
    rows, groups = made.rows, made.groups
    orders = count_orders(groups.number, len(groups), rows.order)
    minutes = totals(groups.number, len(groups), rows.minutes)
    of_group, service = made.period[groups.row], rows.service[groups.row]
    market = gather(of_group, service).number
    peers = np.bincount(market)[market] - 1 if len(market) else np.zeros(0, np.int64)
    norm = peers_median(market, minutes, orders, min_peers, scale=SCALE)
    return Work(of_group, rows.client[groups.row], service, orders, minutes, peers, norm)


def peers_median(
    market: Codes, amount: Sums, orders: Sums, min_peers: int, *, scale: int = 1
) -> Norms:
    """For each row the median of ``amount / orders / scale`` over the others of its ``market``.

    Exact. None where fewer than ``min_peers`` (at least 1) others are there, or where it is 0.
    """
    norms = np.full(len(market), None, object)
    if not len(market):
        return norms
    ranked = np.lexsort((*_sort_keys(amount, orders), market))
    size = np.bincount(market)
    first = (np.cumsum(size) - size)[market[ranked]]
    others = size[market[ranked]] - 1
    enough = others >= max(min_peers, 1)
    low, high = (first + at for at in _middle_of_others(np.arange(len(ranked)) - first, others))
    # Leaving one out, a market has three medians at most: few fractions, however many rows.
    pairs, which = np.unique((low * len(ranked) + high)[enough], return_inverse=True)
    lower, upper = (ranked[at].tolist() for at in np.divmod(pairs, len(ranked)))
    amounts, counts = amount.tolist(), orders.tolist()
    medians = [
        Fraction(amounts[a] * counts[b] + amounts[b] * counts[a], 2 * scale * counts[a] * counts[b])
        for a, b in zip(lower, upper, strict=True)
    ]
    found = np.fromiter((median or None for median in medians), object, len(medians))
    norms[ranked[enough]] = found[which]
    return norms


def _sort_keys(amount: Sums, orders: Sums) -> tuple[NDArray[np.float64], Sums]:
    """Keys, the last one first, that order rows as ``amount / orders`` does, exactly.

    The whole part is an integer. Parts of one with denominators under 2^26 differ by more than
    2^-52 where they differ at all, so that correctly rounded floats still tell them apart.
    """
    whole = amount // orders
    return ((amount - whole * orders) / orders).astype(np.float64), whole


def _middle_of_others(
    place: NDArray[np.intp], others: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of the two middle ones (one, twice, where odd) of ``others`` without ``place``."""
    high, low = others // 2, (others - 1) // 2
    return low + (low >= place), high + (high >= place)
