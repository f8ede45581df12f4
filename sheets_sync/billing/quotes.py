"""Redone quotes: how often an order is quoted, and how often with others (design §9)."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from sheets_sync.billing.labour import Labour
from sheets_sync.billing.names import alike
from sheets_sync.billing.norms import peers_median
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.grouping import count_orders


def quotes_an_order(
    rows: Labour, clients: int, services: Sequence[str], terms: Terms
) -> tuple[list[Fraction | None], list[Fraction | None]]:
    """By client: rows of ``quote_services`` an order among them, and their peers' median of it.

    ``services`` are ``Book.services``. A row without an order is an order of its own, so the
    first is at least 1. Both are None where nothing was quoted to them, the second also where
    fewer than ``min_peers`` others were quoted anything.
    """
    is_quote = np.array([alike(name) in terms.quote_services for name in services], np.bool_)
    quotes = rows.where(is_quote[rows.service])
    count = np.bincount(quotes.client, minlength=clients)
    orders = count_orders(quotes.client, clients, quotes.order)
    quoted = np.flatnonzero(count)
    own: list[Fraction | None] = [None] * clients
    peers: list[Fraction | None] = [None] * clients
    medians = peers_median(
        np.zeros(len(quoted), np.intp), count[quoted], orders[quoted], terms.min_peers
    )
    for client, median in zip(quoted.tolist(), medians.tolist(), strict=True):
        own[client] = Fraction(int(count[client]), int(orders[client]))
        peers[client] = median
    return own, peers
