"""The plan: which notices there are to be after this run, and what holds each. Pure (design §8)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync.notices.episodes import (
    Episode,
    Kind,
    Past,
    Policy,
    Standing,
    Wanted,
    follow,
    settled,
    wanted,
)
from sheets_sync.notices.notice import FROZEN, Invoice, Ledger, Notice, Reason, State


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of the outbox to write: episodes that are over, episodes that opened or changed, and
    notices that are new or changed, cancelled ones first."""

    closed: tuple[Episode, ...] = ()
    episodes: tuple[Episode, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A client whose episode calls for a notice, and the live one of his, if there is one."""

    standing: Standing
    episode: Episode
    wanted: Wanted
    live: Notice | None


def make_plan(
    ledger: Ledger,
    standings: Sequence[Standing],
    now: datetime,
    policy: Policy,
    *,
    unpaid: Mapping[str, Invoice],
    approvals: Collection[int] = (),
    first_run: bool = False,
) -> Plan:
    """What the outbox is to become. ``now`` is in the workbook's time zone.

    ``unpaid`` are the open invoices by client, which are asked again. ``approvals`` are the
    numbers that staff ticked. Live notices that nobody wants any more, those of clients who are
    not in ``standings`` included, are cancelled; the episodes of absent clients wait for them.
    """
    episodes, closed = _episodes(ledger, standings, now)
    wishes = _wishes(ledger, standings, episodes, now, policy)
    kept = [_kept(wish) for wish in wishes]
    cancelled = _cancelled(ledger, kept, now)
    crowd = first_run and _mailable(wishes) > policy.first_run_limit
    draft = _drafter(ledger, now, policy, unpaid, approvals, crowd=crowd)
    drafts = [draft(wish, live) for wish, live in zip(wishes, kept, strict=True)]
    known = {notice.id: notice for notice in ledger.notices}
    changed = [each for each in _numbered(drafts, ledger.last_number) if known.get(each.id) != each]
    moved = [each for each in episodes.values() if ledger.episodes.get(each.client) != each]
    return Plan(tuple(closed), tuple(moved), (*cancelled, *changed))


def _episodes(
    ledger: Ledger, standings: Sequence[Standing], now: datetime
) -> tuple[dict[str, Episode], list[Episode]]:
    episodes: dict[str, Episode] = {}
    closed: list[Episode] = []
    next_id = ledger.last_episode + 1
    for standing in standings:
        before = ledger.episodes.get(standing.client)
        after = follow(before, standing, now, next_id)
        if after is not None:
            episodes[standing.client] = after
            next_id += after.id == next_id
        if before is not None and (after is None or after.id != before.id):
            closed.append(before)
    return episodes, closed


def _wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    episodes: Mapping[str, Episode],
    now: datetime,
    policy: Policy,
) -> list[Wish]:
    past = _past(ledger.notices, now)
    live = {notice.client: notice for notice in ledger.notices if notice.live}
    wishes = []
    for standing in standings:
        episode = episodes.get(standing.client)
        if episode is None:
            continue
        want = wanted(episode, past[episode.id], standing, policy, now.date())
        if want is not None:
            wishes.append(Wish(standing, episode, want, live.get(standing.client)))
    return wishes


def _past(notices: Iterable[Notice], now: datetime) -> dict[int, Past]:
    """What went out, by episode; days are those of the workbook's time zone."""
    past: dict[int, Past] = defaultdict(Past)
    for notice in notices:
        if notice.state == State.SENT:
            before = past[notice.episode]
            past[notice.episode] = Past(
                worst=max(before.worst, notice.level),
                reminders=before.reminders + (notice.kind == Kind.REMINDER),
                last=notice.moment.astimezone(now.tzinfo).date(),
            )
    return past


def _kept(wish: Wish) -> Notice | None:
    """The live notice, where it is the one that is wanted still."""
    live, want = wish.live, wish.wanted
    if live is None or (live.episode, live.kind, live.ordinal) != (
        wish.episode.id,
        want.kind,
        want.ordinal,
    ):
        return None
    # Frozen bytes go to the address in them, or not at all.
    spoilt = live.state in FROZEN and (live.to != wish.standing.to or _blocked(wish.standing))
    return None if spoilt else live


def _cancelled(ledger: Ledger, kept: Sequence[Notice | None], now: datetime) -> list[Notice]:
    ids = {notice.id for notice in kept if notice is not None}
    return [
        replace(notice, state=State.CANCELLED, reason="", moment=now)
        for notice in ledger.notices
        if notice.live and notice.id not in ids
    ]


def _mailable(wishes: Sequence[Wish]) -> int:
    return sum(_blocked(wish.standing) is None for wish in wishes)


def _blocked(standing: Standing) -> Reason | None:
    """What no approval helps against."""
    if standing.letters_held:
        return Reason.FINDING
    return None if standing.to else Reason.NO_ADDRESS


def _drafter(
    ledger: Ledger,
    now: datetime,
    policy: Policy,
    unpaid: Mapping[str, Invoice],
    approvals: Collection[int],
    *,
    crowd: bool,
) -> Callable[[Wish, Notice | None], Notice]:
    """A function from a wish and its live notice to that notice as it stands after this run."""
    last_to = {each.client: each.to for each in ledger.notices if each.state == State.SENT}
    ids = iter(range(ledger.last_notice + 1, ledger.last_notice + 10**9))

    def draft(wish: Wish, live: Notice | None) -> Notice:
        if live is not None and live.state in FROZEN:
            return live
        invoice = unpaid.get(wish.standing.client)
        notice = live or _new(wish, next(ids), now, first_run=crowd)
        notice = _refreshed(notice, wish, invoice, approvals)
        reason = _hold(notice, wish, policy, now, last_to.get(notice.client))
        state = State.PLANNED if reason is None else State.HELD
        same = live is not None and (live.state, live.reason) == (state, reason or "")
        moment = notice.moment if same else now
        return replace(notice, state=state, reason=reason or "", moment=moment)

    return draft


def _new(wish: Wish, notice_id: int, now: datetime, *, first_run: bool) -> Notice:
    standing = wish.standing
    return Notice(
        id=notice_id,
        client=standing.client,
        name=standing.name,
        episode=wish.episode.id,
        kind=wish.wanted.kind,
        ordinal=wish.wanted.ordinal,
        level=wish.episode.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=standing.asked,
        to=standing.to,
        cc=standing.cc,
        created=now,
        moment=now,
        first_run=first_run,
    )


def _refreshed(
    notice: Notice, wish: Wish, invoice: Invoice | None, approvals: Collection[int]
) -> Notice:
    """The notice with today's figures; an unpaid invoice is asked again, not added to."""
    standing = wish.standing
    return replace(
        notice,
        name=standing.name,
        level=wish.episode.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=invoice.amount if invoice else standing.asked,
        invoice=invoice.number if invoice else None,
        to=standing.to,
        cc=standing.cc,
        approved=notice.approved or notice.number in approvals,
    )


def _hold(
    notice: Notice, wish: Wish, policy: Policy, now: datetime, last_to: tuple[str, ...] | None
) -> Reason | None:
    if not settled(wish.episode, policy, now):
        return Reason.SETTLE
    blocked = _blocked(wish.standing)
    if blocked is not None or notice.approved:
        return blocked
    if notice.first_run:
        return Reason.FIRST_RUN
    if policy.approve:
        return Reason.APPROVAL
    changed = last_to is not None and _addresses(last_to) != _addresses(notice.to)
    return Reason.ADDRESS if changed else None


def _addresses(addresses: Iterable[str]) -> set[str]:
    return {address.casefold() for address in addresses}


def _numbered(notices: Sequence[Notice], last: int) -> list[Notice]:
    """Give a number to each notice that the tab is to list from now on."""
    numbered = []
    for notice in notices:
        if notice.number is None and notice.state == State.HELD and not notice.settling:
            last += 1
            numbered.append(replace(notice, number=last))
        else:
            numbered.append(notice)
    return numbered
