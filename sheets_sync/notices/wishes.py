"""Wishes: the notices that accounts call for today, whatever may hold them. Pure (design §8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.notices.episodes import (
    Episode,
    Kind,
    Level,
    Past,
    Policy,
    Standing,
    called_for,
)
from sheets_sync.notices.notice import GONE, Ledger, Notice


@dataclass(frozen=True, slots=True)
class Wish:
    """A client whose account calls for a notice. ``since``: for how long it has done so."""

    standing: Standing
    episode: int
    level: Level
    since: datetime
    kind: Kind
    ordinal: int = 0

    @property
    def key(self) -> tuple[int, Kind, int]:
        """What is asked for once only: a kind within an episode."""
        return self.episode, self.kind, self.ordinal


def wish_key(notice: Notice) -> tuple[int, Kind, int]:
    """The key of the wish that a notice answers."""
    return notice.episode, notice.kind, notice.ordinal


def episode_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    episodes: Mapping[str, Episode],
    now: datetime,
    policy: Policy,
) -> Iterator[Wish]:
    """What the open ``episodes`` (by client) call for."""
    past = _past(ledger.notices, now)
    for standing in standings:
        episode = episodes.get(standing.client)
        if episode is None:
            continue
        told = standing.told
        want = called_for(past[episode.id], told, policy, now.date())
        if want is not None:
            since = episode.settled_since
            yield Wish(told, episode.id, told.level, since, want.kind, want.ordinal)


def receipt_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    closed: Sequence[Episode],
    now: datetime,
    *,
    paying: Collection[str],
) -> Iterator[Wish]:
    """Thanks to clients whose top-up ended an episode that they had a letter about.

    ``closed`` are the episodes that ended now, ``paying`` the clients whose money came in since
    their latest invoice. A receipt that waits stays wanted while the account is at ease.
    """
    past, made = _past(ledger.notices, now), Kind.RECEIPT
    waiting = {each.client: each for each in ledger.notices if each.live and each.kind == made}
    over = {each.client: each for each in closed if past[each.id].worst > Level.OK}
    for standing in standings:
        asked = (standing.client, standing.currency) in ledger.invoices
        if not standing.active or standing.level > Level.OK or not asked:
            continue  # thanks name the invoice that was paid: none was made in this currency
        if (live := waiting.get(standing.client)) is not None:
            yield Wish(standing, live.episode, Level.OK, live.created, made)
        elif standing.client in over and standing.client in paying:
            yield Wish(standing, over[standing.client].id, Level.OK, now, made)


def _past(notices: Iterable[Notice], now: datetime) -> dict[int, Past]:
    """What went out, or may have, by episode; days are those of the workbook's time zone."""
    past: dict[int, Past] = defaultdict(Past)
    for notice in notices:
        if notice.state in GONE:
            before = past[notice.episode]
            past[notice.episode] = Past(
                worst=max(before.worst, notice.level),
                reminders=before.reminders + notice.kind.reminds,
                last=notice.moment.astimezone(now.tzinfo).date(),
            )
    return past
