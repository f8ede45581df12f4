"""The open invoice of an episode: what it still asks for, and when a fresh one replaces it
(design §17). Pure; amounts are minor units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.episodes import Episode, Level, Standing, follow
from sheets_sync.notices.ledger.errands import NO_EPISODE
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger

LATE: Final = 10
"""Days by which a payment is entered late in the everyday course of things: a payment that is
older than that when its invoice is made was hardly made for it."""


@dataclass(frozen=True)
class OpenInvoice:
    """An unpaid invoice: ``left`` of it to pay, and the ``episode`` that asks for it. ``by_hand``:
    a person asked for it. ``due_from``: from which day its days to pay count, None: its own.

    A recovered account ends its episode, and so closes its invoice: the next one makes its own.
    """

    invoice: Invoice
    left: int
    episode: int
    by_hand: bool = False
    due_from: int | None = None

    def concerns(self, episode: int) -> bool:
        """Whether a letter of ``episode`` asks for it, or replaces it: one that a person asked for
        is every episode's."""
        return self.episode in (episode, NO_EPISODE)

    def serves(self, fresh: int) -> bool:
        """Whether it is asked again where a fresh one would ask for ``fresh``: while the two are
        within 25 % of what is left. One that a person asked for may ask for any more."""
        if self.by_hand and fresh <= self.left:
            return True
        return 4 * abs(fresh - self.left) <= self.left


def goes_on(
    ledger: Ledger, standing: Standing, unpaid: Mapping[str, OpenInvoice], now: datetime
) -> Episode | None:
    """The episode of a client who is low again that only seemed to be over (``Ledger.ended``):
    while its invoice, no former name's, is unpaid it goes on, as if the account had fallen to this
    level ``now``."""
    owed, low = unpaid.get(standing.client), standing.active and standing.level != Level.OK
    if not low or owed is None or owed.invoice.client != standing.client:
        return None
    ended = [each for each in _ended_last(ledger, standing.client) if owed.concerns(each.id)]
    if not ended:
        return None
    before = min(ended, key=lambda each: each.id)  # of a former name, if it was one's, too
    return replace(before, since=now, asked_since=None)


def _ended_last(ledger: Ledger, client: str) -> list[Episode]:
    """The client's episodes that the last recovery ended. Where a word on whose they are ended one
    in that very run, that one rested, and the other was the account's."""
    own = ledger.ended.get(client, ())
    last = max((at for _, at in own), default=None)
    ended = [each for each, at in own if at == last]
    return [each for each in ended if not each.dormant] or ended


def received(paid: int, paid_before: int) -> int:
    """What came in towards an invoice, at least 0.

    ``paid`` is what the account was paid by now, refunds taken off, ``paid_before`` the same when
    the invoice was made: so a payment counts once it is entered, whatever day its row bears.
    """
    return max(0, paid - paid_before)


def is_paid(invoice: Invoice, paid: int) -> bool:
    """Whether it is paid by an account that was paid so much by now (as ``received`` has it); False
    where it is not known what it had been paid before."""
    before = invoice.paid_before
    return before is not None and received(paid, before) >= invoice.amount


def asked_in(notices: Sequence[Notice]) -> dict[int, int]:
    """By the number of each invoice the episode whose letter asked for it last, by when it went:
    one that was planned first may have waited longest. A letter that waits has asked nobody yet,
    nor has one that never went; the one that made it counts."""
    asking = [each for each in notices if each.kind.asks and each.invoice is not None]
    waits = (State.PLANNED, State.HELD, State.CANCELLED)
    went = [each for each in asking if each.state not in waits]
    made = [*reversed(asking), *sorted(went, key=lambda each: each.offered)]
    return {each.invoice: each.episode for each in made if each.invoice is not None}


def still_asked(
    unpaid: Mapping[str, OpenInvoice],
    episodes: Mapping[str, Episode],
    standings: Iterable[Standing],
    now: datetime,
) -> dict[str, OpenInvoice]:
    """Those of the ``unpaid`` invoices, by client, that are asked for once a run at ``now`` is
    over: a person did, or the episode that does goes on."""
    return {
        each.client: invoice
        for each in standings
        if (invoice := unpaid.get(each.client)) is not None
        and (invoice.by_hand or _goes_on(episodes.get(each.client), invoice.episode, each, now))
    }


def _goes_on(episode: Episode | None, asking: int, standing: Standing, now: datetime) -> bool:
    if episode is None or episode.id != asking:
        return False
    after = follow(episode, standing, now, new_id=asking + 1)
    return after is not None and after.id == asking


def by_hand(notices: Iterable[Notice]) -> frozenset[int]:
    """The numbers of the invoices that a person asked for."""
    return frozenset(
        each.invoice for each in notices if each.invoice is not None and each.kind.by_hand
    )
