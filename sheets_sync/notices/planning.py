"""The plan: which notices there are to be after this run, and what holds each. Pure (design §8)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.answering import still_answering, without_refused
from sheets_sync.notices.ask_cells import asked_in_clients
from sheets_sync.notices.cancelling import Cancelling, unwanted
from sheets_sync.notices.delivery import resolved, retried
from sheets_sync.notices.episodes import Episode, Policy, Standing, follow
from sheets_sync.notices.errands import Asks, Errand
from sheets_sync.notices.holding import (
    HoldingRules,
    blocked_by,
    numbered,
    said_of_another_row,
    unsaid,
    within_cap,
)
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.left_in_folder import ticked_again, unsaid_invoices
from sheets_sync.notices.letter_facts import Books
from sheets_sync.notices.notice import FROZEN, GONE, STUCK, Notice, State
from sheets_sync.notices.open_invoices import OpenInvoice
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.renames import Renaming, at_ease, renaming
from sheets_sync.notices.wishes import (
    Wish,
    episode_wishes,
    errand_wishes,
    receipt_wishes,
    statement_wishes,
    wish_key,
)


@dataclass(frozen=True)
class Plan:
    """Rows of the outbox to write: episodes that are over, episodes that opened or changed, and
    notices that are new or changed, cancelled ones first; errands that are new, and what stands in
    Ask now, None where that is as it was."""

    closed: tuple[Episode, ...] = ()
    episodes: tuple[Episode, ...] = ()
    notices: tuple[Notice, ...] = ()
    errands: tuple[Errand, ...] = ()
    asks: Asks | None = None


@dataclass(frozen=True)
class Money:
    """What came in against invoices: the unpaid ones by client, the clients whose money came in
    since their latest one, those whose account ``moved`` in the month before, and by client what
    ``old_rows`` paid (see ``Books.paid_by_old_rows``); and where people type what else to ask for
    (see ``ask_cells``)."""

    unpaid: Mapping[str, OpenInvoice] = field(default_factory=dict)
    paying: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    old_rows: Mapping[str, Invoice] = field(default_factory=dict)
    ask_column: str = ""


def money_against(ledger: Ledger, books: Books) -> Money:
    """What came in, by ``books``, against the invoices of a ledger."""
    unpaid, old = books.unpaid(ledger), books.paid_by_old_rows(ledger)
    return Money(unpaid, books.paying(ledger.latest), books.moved, old, books.ask_column)


_NO_TICKS: Final[Mapping[int, int | None]] = MappingProxyType({})


def make_plan(
    ledger: Ledger,
    standings: Sequence[Standing],
    now: datetime,
    policy: Policy,
    money: Money,
    *,
    approvals: Mapping[int, int | None] = _NO_TICKS,
    first_run: bool = False,
) -> Plan:
    """What the outbox is to become. ``now`` is in the workbook's time zone.

    ``approvals`` are the numbers that staff ticked, with the amounts (minor units) that they saw
    beside them; None: what the tab shows by the state. Live notices that nobody wants any more,
    those of clients who are not in ``standings`` included, are cancelled; the episodes of absent
    clients wait for them.
    """
    known = {notice.id: notice for notice in ledger.notices}
    ticked = tuple(_ticked(each, approvals, now) for each in known.values())
    to_mail = dict.fromkeys(ticked_again(ledger, approvals), False)
    before = replace(ledger, notices=ticked, handed_on={**ledger.handed_on, **to_mail})
    names = renaming(asked_in_clients(before, standings, money.ask_column, now), standings)
    ledger, standings = names.ledger, names.standings
    money = replace(money, unpaid={**names.unpaid, **money.unpaid})
    episodes, closed = _episodes(ledger, standings, now)
    wishes = [
        # An invoice is withdrawn before another asks.
        *errand_wishes(ledger, standings, money.unpaid),
        *episode_wishes(ledger, standings, episodes, now, policy),
        *_news(ledger, standings, [*closed, *names.closed], now, policy, money),
    ]
    wishes = [each for each in wishes if each.standing.client not in names.heard]
    notices = _notices(wishes, names, known, now, policy, money, first_run=first_run)
    now_open = [*episodes.values(), *at_ease(ledger, names.asked_of, closed)]
    return Plan(
        (*closed, *names.closed),
        tuple(each for each in now_open if before.episodes.get(each.client) != each),
        tuple(each for each in notices if known.get(each.id) != each),
        tuple(each for id_, each in ledger.errands.items() if id_ not in before.errands),
        ledger.asks if ledger.asks != before.asks else None,
    )


def _notices(
    wishes: Sequence[Wish],
    names: Renaming,
    known: Mapping[int, Notice],
    now: datetime,
    policy: Policy,
    money: Money,
    *,
    first_run: bool,
) -> list[Notice]:
    """The notices that answer the wishes, those that nobody wishes any more in front, the stuck
    ones behind; ``known`` are all of before, by id."""
    ledger = names.ledger
    wishes, superseded = without_refused(wishes, ledger)
    kept = still_answering(wishes, ledger)
    crowd = first_run and _mailable(wishes) > policy.first_run_limit
    typed = [each for each in wishes if each.typed]
    draft = _drafter(
        ledger, now, policy, money, crowd=crowd, pasted=len(typed) > policy.first_run_limit
    )
    drafts = [draft(wish, live) for wish, live in zip(wishes, kept, strict=True)]
    drafts = within_cap(drafts, _sent_today(ledger, now), policy.daily_cap, now)
    gone = [*unwanted(ledger, kept), *superseded]
    cancelling = Cancelling(wishes, names.heard, now)
    return [
        *(cancelling.cancelled(each, known[each.id]) for each in gone),
        *numbered(drafts, ledger.last_number),
        *(each for each in ledger.notices if each.state in STUCK and each not in gone),
    ]


def _news(
    ledger: Ledger,
    standings: Sequence[Standing],
    closed: Sequence[Episode],
    now: datetime,
    policy: Policy,
    money: Money,
) -> Iterator[Wish]:
    """What tells and asks for nothing: receipts and statements, where they are switched on."""
    if policy.receipt:
        yield from receipt_wishes(ledger, standings, closed, now, paying=money.paying)
    if policy.statement:
        yield from statement_wishes(ledger, standings, now, money.moved)


def _ticked(notice: Notice, approvals: Mapping[int, int | None], now: datetime) -> Notice:
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


def _mailable(wishes: Sequence[Wish]) -> int:
    return sum(blocked_by(wish.standing) is None for wish in wishes)


def _sent_today(ledger: Ledger, now: datetime) -> int:
    return sum(
        each.state in GONE and each.moment.astimezone(now.tzinfo).date() == now.date()
        for each in ledger.notices
    )


def _drafter(
    ledger: Ledger, now: datetime, policy: Policy, money: Money, *, crowd: bool, pasted: bool
) -> Callable[[Wish, Notice | None], Notice]:
    """A function from a wish and its live notice to that notice as it stands after this run."""
    taken = (each for each in ledger.gone if each.state != State.UNCERTAIN)
    last_to = {each.client: each.to for each in taken}
    in_folder = unsaid_invoices(ledger)
    holder = HoldingRules(policy, now, last_to, money.unpaid, in_folder, money.old_rows)
    ids = iter(range(ledger.last_notice + 1, ledger.last_notice + 10**9))

    def draft(wish: Wish, live: Notice | None) -> Notice:
        if live is not None and live.state in FROZEN:
            return live
        notice = live or _new(wish, next(ids), now, first_run=pasted if wish.typed else crowd)
        refreshed = _refreshed(notice, wish, _named(wish, ledger, money))
        if said_of_another_row(live, wish, refreshed, now):
            refreshed = unsaid(refreshed)
        return holder.held(refreshed, wish, shown=_approved(notice, wish))

    return draft


def _new(wish: Wish, notice_id: int, now: datetime, *, first_run: bool) -> Notice:
    standing = wish.standing
    return Notice(
        id=notice_id,
        client=standing.client,
        name=standing.name,
        episode=wish.episode,
        kind=wish.kind,
        ordinal=wish.ordinal,
        level=wish.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=standing.asked,
        to=standing.to,
        cc=standing.cc,
        created=now,
        moment=now,
        first_run=first_run,
        approved=wish.errand is not None and not wish.typed,
    )


def _approved(notice: Notice, wish: Wish) -> int:
    """The amount that a person let go: what they asked for themselves, or what the tab showed
    when they did."""
    known, errand = notice.approved_amount, wish.errand
    if known is not None or errand is None:
        return notice.asked if known is None else known
    return errand.amount if wish.kind.asks else 0


def _refreshed(notice: Notice, wish: Wish, invoice: Invoice | None) -> Notice:
    """The notice with today's figures, about ``invoice``, or about a fresh one."""
    standing, errand = wish.standing, wish.errand
    fresh = standing.asked if errand is None else errand.amount
    asked = invoice.amount if invoice else fresh
    return replace(
        notice,
        name=standing.name,
        level=wish.level,
        currency=standing.currency,
        balance=standing.balance,
        asked=asked if wish.kind.asks else 0,
        invoice=invoice.number if invoice else None,
        prefix=invoice.prefix if invoice else "",
        to=standing.to,
        cc=standing.cc,
    )


def _named(wish: Wish, ledger: Ledger, money: Money) -> Invoice | None:
    """The invoice that a notice is about, where it was made already: that of the same notice before
    it was cancelled; what asks for nothing names the latest one, what asks, the open one while
    that serves."""
    standing = wish.standing
    if not wish.kind.of_episode:
        before = (each.invoice for each in ledger.notices if wish_key(each) == wish.key)
        return next((ledger.issued[each] for each in before if each is not None), None)
    if not wish.kind.asks:
        return ledger.latest.get((standing.client, standing.currency))
    return _asked_again(money.unpaid.get(standing.client), wish)


def _asked_again(unpaid: OpenInvoice | None, wish: Wish) -> Invoice | None:
    if unpaid is None or not unpaid.concerns(wish.episode):
        return None
    return unpaid.invoice if unpaid.serves(wish.standing.asked) else None
