"""A client against their own past: earlier windows, and before and since own prices (§18)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import numpy as np

from sheets_sync.billing.effort_index import effort_indices
from sheets_sync.billing.evidence import Evidence, evidence
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.losses import own_prices
from sheets_sync.billing.norms import gathered, work
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.typical_errors import PAST_CHANNELS
from sheets_sync.columns.grouping import totals
from sheets_sync.deferred import dataclass

_BEFORE: Final = 3
"""So many windows before this one are shown."""

_MONTH: Final = 30


@dataclass(frozen=True)
class Period:
    """A client in the days ``first`` to ``last`` (serial): fixed ``minutes``, the raw ``index``
    and what it proves, both held against the others in these days; None without peers.
    ``off_channel``: the share of minutes past the agreed channels, None without minutes."""

    first: int
    last: int
    minutes: int
    index: Fraction | None
    evidence: Evidence | None
    off_channel: Fraction | None

    @property
    def hours_a_month(self) -> Fraction:
        """Hours in thirty days at the pace of these."""
        return Fraction(self.minutes * _MONTH, SCALE * 60 * (self.last - self.first + 1))


@dataclass(frozen=True)
class OwnPast:
    """``windows``: this one and the three before it, newest first, those without any labour of
    theirs at the end left out. ``before`` and ``since`` the day on which the latest price of
    their own became valid, as many days each, a window at most; None where they have none."""

    windows: tuple[Period, ...]
    before: Period | None
    since: Period | None


def past(book: Book, rows: Labour, terms: Terms, day: int, client: int) -> OwnPast:
    """The past of ``client`` (a code) up to ``day``; ``rows`` are all rows that count."""
    spans = [
        (day - (back + 1) * terms.window + 1, day - back * terms.window)
        for back in range(_BEFORE + 1)
    ]
    found = list(_periods(rows, len(book.clients), terms, spans, client))
    while len(found) > 1 and not found[-1].minutes:
        found.pop()
    if (priced := own_prices(book, 1, day).get(client)) is None:
        return OwnPast(tuple(found), None, None)
    days = min(day - priced + 1, terms.window)
    around = [(priced - days, priced - 1), (priced, priced + days - 1)]
    before, since = _periods(rows, len(book.clients), terms, around, client)
    return OwnPast(tuple(found), before, since)


def _periods(
    rows: Labour, clients: int, terms: Terms, spans: Sequence[tuple[int, int]], client: int
) -> Iterator[Period]:
    for first, last in spans:
        of_span = rows.where((rows.day >= first) & (rows.day <= last))
        compared = work(gathered(of_span, np.zeros_like(of_span.month)), terms.min_peers)
        minutes = totals(of_span.client, clients, of_span.minutes).tolist()
        index = [each for each, _ in effort_indices(compared, minutes)]
        past_channels = (of_span.client == client) & ((of_span.errors & PAST_CHANNELS) != 0)
        own = minutes[client]
        yield Period(
            first,
            last,
            own,
            index[client],
            evidence(of_span, compared, index, terms)[client],
            Fraction(int(of_span.minutes[past_channels].sum()), own) if own else None,
        )
