"""What the calendar month's Included still covers, row after row (design §5).

A month's allowance of a client and service is used up in posting order. Time and pieces are
metered apart: where a price list goes over from hours to pieces, neither eats the other's.
"""

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.currency import LIMIT
from sheets_sync.billing.day_columns import months
from sheets_sync.billing.rounding import HUGE, Integers, half_up
from sheets_sync.columns.whole_numbers import largest
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Claims:
    """Log rows, in sheet order, whose price includes something. All columns have one length.

    ``billable`` and ``included`` are fixed minutes (``timed``) or pieces, both positive;
    ``billable * price / divisor`` is the charge without an allowance, in minor units.
    """

    client: NDArray[np.int32]
    service: NDArray[np.int32]
    day: NDArray[np.int32]
    timed: NDArray[np.bool_]
    billable: Integers
    included: Integers
    price: Integers
    divisor: Integers


def free_quantities(claims: Claims) -> Integers:
    """The part of each row's ``billable`` that is free; rows too large to charge get nothing."""
    if not len(claims.day):
        return np.zeros(0, np.int64)
    order = np.lexsort((claims.day, claims.timed, claims.service, claims.client))
    starts = _meters(claims, order)
    included = claims.included[order]
    free = _used_up(np.minimum(claims.billable[order], included), included, starts)
    ends = np.append(starts[1:], len(order))
    for meter in np.flatnonzero(_odd(claims, included, order, starts)).tolist():
        rows = slice(starts[meter], ends[meter])
        free[rows] = _in_turn(claims, order[rows])
    unsorted = np.empty_like(free)
    unsorted[order] = free
    return unsorted


def _meters(claims: Claims, order: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where, in ``order``, each client's, service's and month's rows begin."""
    columns = (claims.client, claims.service, claims.timed, months(claims.day))
    begins = np.zeros(len(order), np.bool_)
    begins[0] = True
    for column in columns:
        ordered = column[order]
        begins[1:] |= ordered[1:] != ordered[:-1]
    return np.flatnonzero(begins)


def _used_up(wanted: Integers, included: Integers, starts: NDArray[np.intp]) -> Integers:
    """What is free where ``included`` is the same all through each meter."""
    before = np.cumsum(wanted) - wanted
    before -= before[starts].repeat(np.diff(starts, append=len(wanted)))
    return np.clip(included - before, 0, wanted)


def _odd(
    claims: Claims, included: Integers, order: NDArray[np.intp], starts: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Meters to be read row by row: Included changes, a sum may overflow, a row be too large."""
    least = np.minimum.reduceat(included, starts)
    most = np.maximum.reduceat(included, starts)
    odd: NDArray[np.bool_] = (least != most) | (most > HUGE // len(order))
    if largest(claims.billable) * largest(claims.price) > LIMIT * int(claims.divisor.min()):
        charge = claims.billable.astype(float) * claims.price / claims.divisor
        odd |= np.maximum.reduceat(charge[order], starts) > LIMIT / 2  # floats: no nearer
    return odd


def _in_turn(claims: Claims, rows: NDArray[np.intp]) -> list[int]:
    """One meter, exactly as it is told: a row that ends up held uses nothing up."""
    columns = (claims.billable, claims.included, claims.price, claims.divisor)
    used, free = 0, []
    for billable, included, price, divisor in zip(
        *(column[rows].tolist() for column in columns), strict=True
    ):
        covered = max(0, min(billable, included - used))
        if half_up((billable - covered) * price, divisor) > LIMIT:
            covered = 0
        used += covered
        free.append(covered)
    return free
