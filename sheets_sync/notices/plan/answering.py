"""Which notices there are already that answer a wish, which may not any more, and what people said
of them (design §17)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sheets_sync.notices.delivery import resolved, retried
from sheets_sync.notices.invoices.due_days import names_another_day
from sheets_sync.notices.ledger.errands import withdrawn
from sheets_sync.notices.ledger.notice import FROZEN, STUCK, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.notices.plan.holding import blocked_by
from sheets_sync.notices.plan.wishes import Wish, WishKey, wish_key


def without_refused(wishes: Iterable[Wish], ledger: Ledger) -> tuple[list[Wish], list[Notice]]:
    """The wishes less those that were refused for the same addresses; and the refused notices
    whose addresses were mended since, which new ones take the place of."""
    refused = {wish_key(each): each for each in ledger.notices if each.state == State.REFUSED}
    left, superseded = [], []
    for wish in wishes:
        before = refused.get(wish.key)
        if before is not None and before.to == wish.standing.to:
            continue
        left.append(wish)
        superseded += [before] if before is not None else []
    return left, superseded


def still_answering(
    wishes: Iterable[Wish], ledger: Ledger, anew: Collection[WishKey]
) -> list[Notice | None]:
    """For each wish the live notice that answers it, where there is one that still may: none of
    those ``anew`` (see ``to_be_dated_anew``)."""
    live = {wish_key(notice): notice for notice in ledger.notices if notice.live}
    found = ((wish, live.get(wish.key)) for wish in wishes)
    gone = withdrawn(ledger.errands, ledger.issued) | set(ledger.replaced)
    return [
        each
        if each is not None and not _spoilt(each, wish, gone) and wish.key not in anew
        else None
        for wish, each in found
    ]


def to_be_dated_anew(ledger: Ledger, due_days: int, now: datetime) -> dict[WishKey, Notice]:
    """By the wish that it answers each frozen letter that names another due day than is right, so
    many ``due_days`` after it was made."""
    live = (each for each in ledger.notices if each.live and each.state in FROZEN)
    return {wish_key(each): each for each in live if names_another_day(each, ledger, due_days, now)}


def _spoilt(live: Notice, wish: Wish, gone: Collection[int]) -> bool:
    """Whether a frozen letter may not go as it is: it names an address that is no longer right, a
    balance from before a payment, or an invoice that is ``gone``, withdrawn or replaced. What has
    reached somebody goes to the others too."""
    if live.state not in FROZEN or live.addresses(Verdict.ACCEPTED):
        return False
    now = wish.standing
    if live.to != now.to or blocked_by(now) is not None or live.invoice in gone:
        return True
    tells_the_balance = live.kind.of_episode or live.kind.asks
    return tells_the_balance and now.balance > live.balance


def ticked_too_early(ledger: Ledger, waits: Collection[int]) -> tuple[Ledger, list[Notice]]:
    """The ledger, and the notices in it that changed: what may have arrived, and was ticked beside
    a line that says that it ``waits``, as in a copy of the workbook from before, was ticked before
    it went (design §8)."""
    early = {
        each.id: replace(each, ticked=True)
        for each in ledger.notices
        if each.state == State.UNCERTAIN and each.number in waits and not each.ticked
    }
    notices = tuple(early.get(each.id, each) for each in ledger.notices)
    return replace(ledger, notices=notices), list(early.values())


def ticked(notice: Notice, approvals: Mapping[int, int | None], now: datetime) -> Notice:
    """The notice with its tick as it is now. One that is stuck goes again where a person ticked
    Send since; a tick that stood there before says nothing."""
    if not (notice.live or notice.state in STUCK):
        return notice
    tick = notice.number in approvals
    fresh = tick and not notice.ticked
    notice = replace(notice, ticked=tick)
    if fresh and notice.live:
        notice = replace(notice, approved=True, approved_amount=approvals[notice.number or 0])
    if fresh and notice.state == State.UNCERTAIN:
        return resolved(notice, now, arrived=False)
    return retried(notice, now) if fresh and notice.state == State.REFUSED else notice
