"""Whole orders beside what they take with others: what a client's index is made of (design §18)."""

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.norms import Work
from sheets_sync.columns.codes import NONE, Codes
from sheets_sync.columns.grouping import gather
from sheets_sync.deferred import dataclass

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class WholeOrders:
    """One line an order of a client, as far as its services have a norm: ``minutes`` spent, and
    ``expected``, the norms of its services together. A row without an order is one of its own.

    Lines stand by client, then by size, whatever the order of the log: sums of them are the same
    to the last bit.
    """

    client: Codes
    minutes: Reals
    expected: Reals


def whole_orders(rows: Labour, compared: Work) -> WholeOrders:
    """The orders that ``rows`` with Minutes make; ``compared`` are all services of one period."""
    rows = rows.where(rows.timed)
    norm = np.array([float(each or 0) for each in compared.norm.tolist()])
    of_row = norm[_line(rows, compared)] if len(norm) else np.zeros(0)
    rows, of_row = rows.where(of_row > 0), of_row[of_row > 0]
    order = _each_its_own(rows.order)
    part = gather(rows.client, order, rows.service)
    whole = gather(rows.client, order)
    of_part = np.lexsort((of_row[part.row], whole.number[part.row]))
    at = part.row[of_part]
    client = rows.client[whole.row]
    minutes = np.bincount(whole.number, rows.minutes, len(whole)) / SCALE
    expected = np.bincount(whole.number[at], of_row[at], len(whole)).astype(np.float64)
    by_size = np.lexsort((expected, minutes, client))
    return WholeOrders(client[by_size], minutes[by_size], expected[by_size])


def _line(rows: Labour, compared: Work) -> NDArray[np.intp]:
    """The line of ``compared`` that each of ``rows`` belongs to."""
    width = int(compared.service.max(initial=0)) + 1
    lines = compared.client.astype(np.int64) * width + compared.service
    return lines.searchsorted(rows.client.astype(np.int64) * width + rows.service)


def _each_its_own(order: Codes) -> Codes:
    """Codes of orders, with one of its own for each row without an order."""
    if not (order == NONE).any():
        return order
    beyond = int(order.max(initial=0)) + 1 + np.arange(len(order))
    return np.where(order == NONE, beyond, order)


def effective_orders(orders: WholeOrders, clients: int) -> Reals:
    """(Σm)² / Σm² of each client's orders: n of one size count n, one huge among them counts 1."""
    whole = np.bincount(orders.client, orders.minutes, clients)
    squares = np.bincount(orders.client, orders.minutes**2, clients)
    effective: Reals = np.divide(whole**2, squares, np.zeros(clients), where=squares > 0)
    return effective
