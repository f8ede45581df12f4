"""The funnel: each client's raw index over the orders behind it, and what is chance (design §18).

Few orders stray widely, many hardly: between the two limits lie nine in ten of the clients who
are like the others.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from sheets_sync.billing.effort import Effort
from sheets_sync.billing.evidence import EffortVerdict
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.showing import encode
from sheets_sync.spreadsheet.cell_value import Value

FUNNEL_DRAWN: Final = 40
"""So many clients at most are drawn, those who surely take the most."""


@dataclass(frozen=True)
class Point:
    """One client: effective ``orders``, the raw ``index``, and how far it strays by chance: up to
    ``strays`` times the others, or down to one over it."""

    client: int
    name: str
    orders: Fraction
    index: Fraction
    strays: Fraction
    verdict: EffortVerdict


def points(book: Book, effort: Effort, always: int | None = None) -> list[Point]:
    """The clients drawn, those of fewest orders first; the client ``always`` is among them."""
    found = [
        (proof.low, Point(code, client.name, proof.orders, each.index, proof.strays, proof.verdict))
        for code, (client, each) in enumerate(zip(book.clients, effort.clients, strict=True))
        if (proof := each.evidence) is not None and each.index is not None
    ]
    found.sort(key=lambda each: (each[1].client != always, -each[0], each[1].client))
    return sorted((point for _, point in found[:FUNNEL_DRAWN]), key=lambda each: each.orders)


def funnel_columns(drawn: Sequence[Point], terms: Terms) -> list[list[Value]]:
    """The columns that the chart on Effort is drawn from."""
    return [
        [encode.text(each.name) for each in drawn],
        [encode.ratio(each.orders) for each in drawn],
        [encode.ratio(each.index) for each in drawn],
        [encode.ratio(each.strays) for each in drawn],
        [encode.ratio(1 / each.strays) for each in drawn],
        [float(terms.heavy) for _ in drawn],
    ]
