"""The plan: which notices there are to be after this run, and what holds each. Pure (design §8)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.ask_cells import asked_in_clients, asked_lately
from sheets_sync.notices.invoices.open_invoices import OpenInvoice, goes_on
from sheets_sync.notices.ledger.episodes import Episode, Policy, Standing, follow
from sheets_sync.notices.ledger.errands import Asks, Errand
from sheets_sync.notices.ledger.last_went import last_went
from sheets_sync.notices.ledger.notice import FROZEN, STUCK, Instead, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.answering import (
    still_answering,
    ticked,
    to_be_dated_anew,
    without_refused,
)
from sheets_sync.notices.plan.cancelling import Cancelling, unwanted
from sheets_sync.notices.plan.drafting import (
    amount_let_go,
    named_invoice,
    new_notice,
    refreshed_by,
)
from sheets_sync.notices.plan.holding import (
    HoldingRules,
    mailable,
    numbered,
    said_of_another_row,
    unsaid,
    within_cap,
)
from sheets_sync.notices.plan.left_in_folder import ticked_again, unsaid_invoices
from sheets_sync.notices.plan.money import Money
from sheets_sync.notices.plan.wishes import (
    Wish,
    WishKey,
    episode_wishes,
    errand_wishes,
    question_wishes,
    receipt_wishes,
    statement_wishes,
    wish_key,
    without_asked_twice,
)
from sheets_sync.notices.whose.renames import Renaming, at_ease, renaming


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
    went = last_went(ledger.gone, ledger.notices)
    offered = tuple(ticked(each, approvals, now) for each in known.values())
    to_mail = dict.fromkeys(ticked_again(ledger, approvals), False)
    before = replace(ledger, notices=offered, handed_on={**ledger.handed_on, **to_mail})
    asked = asked_in_clients(before, standings, money.ask_column, now)
    names = renaming(asked, standings, money.may_have)
    ledger, standings = names.ledger, names.standings
    paying, unpaid = money.paying | names.paying, {**names.unpaid, **money.unpaid}
    money = replace(money, unpaid=unpaid, paying=paying, last_went=went)
    episodes, closed = _episodes(ledger, standings, money.unpaid, now)
    wishes = _wishes(names, episodes, names.ended(closed), now, policy, money)
    notices = _notices(wishes, names, known, now, policy, money, first_run=first_run)
    now_open = [*episodes.values(), *at_ease(names, episodes, closed, now)]
    return Plan(
        (*closed, *names.closed),
        tuple(each for each in now_open if before.episodes.get(each.client) != each),
        tuple(each for each in notices if known.get(each.id) != each),
        tuple(each for id_, each in ledger.errands.items() if id_ not in before.errands),
        ledger.asks if ledger.asks != before.asks else None,
    )


def _wishes(
    names: Renaming,
    episodes: Mapping[str, Episode],
    ended: Mapping[str, int],
    now: datetime,
    policy: Policy,
    money: Money,
) -> list[Wish]:
    """What accounts, the calendar and people call for in this run, and the questions that no letter
    asks; ``ended`` as ``Renaming`` has it. An invoice is withdrawn before another asks."""
    ledger, standings = names.ledger, names.standings
    called = [
        *errand_wishes(ledger, standings, money.unpaid, money.called),
        *episode_wishes(
            ledger, standings, episodes, now, policy, money.merged - money.unpaid.keys()
        ),
        *_news(names, ended, now, policy, money),
    ]
    later = names.overtaken(money.unpaid)
    wishes = [each for each in called if not _waits_for_next_run(each, names, later)]
    asked = [
        *question_wishes(
            ledger, standings, names.questions, names.answered, wishes, now, policy.settle
        )
    ]
    return [*without_asked_twice(wishes, asked), *asked]


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
    anew = to_be_dated_anew(ledger, policy.due_days, now)
    kept = still_answering(wishes, ledger, anew)
    crowd = first_run and mailable(wishes) > policy.first_run_limit
    pasted = sum(each.typed for each in wishes) > policy.first_run_limit
    draft = _drafter(names, now, policy, money, anew, crowd=crowd, pasted=pasted)
    drafts = [draft(wish, live) for wish, live in zip(wishes, kept, strict=True)]
    drafts = within_cap(drafts, ledger.sent_today(now), policy.daily_cap, now)
    gone = [*unwanted(ledger, kept), *superseded]
    here = {each.client for each in names.standings}
    cancelling = Cancelling(wishes, names.heard, names.questions, names.answered, here, now)
    return [
        *(cancelling.cancelled(each, known[each.id]) for each in gone),
        *numbered(drafts, ledger.last_number),
        *(each for each in ledger.notices if each.state in STUCK and each not in gone),
    ]


def _waits_for_next_run(wish: Wish, names: Renaming, later: Collection[str]) -> bool:
    """Whether it is not for this run, which heard whose new name the client's is; thanks are."""
    if wish.standing.client in later:
        return wish.kind.warns
    if (wish.under or wish.kind.tells_a_month) and wish.standing.client in names.answered:
        return True
    thanks = wish.kind.of_episode and not wish.kind.asks
    return wish.standing.client in names.heard and not thanks


def _news(
    names: Renaming, ended: Mapping[str, int], now: datetime, policy: Policy, money: Money
) -> Iterator[Wish]:
    """What tells and asks for nothing: receipts and statements, where they are switched on."""
    ledger, standings = names.ledger, names.standings
    if policy.receipt:
        yield from receipt_wishes(ledger, standings, ended, now, paying=money.paying)
    if policy.statement:
        yield from statement_wishes(ledger, standings, now, money.moved, money.may_have, names.said)


def _episodes(
    ledger: Ledger,
    standings: Sequence[Standing],
    unpaid: Mapping[str, OpenInvoice],
    now: datetime,
) -> tuple[dict[str, Episode], list[Episode]]:
    episodes: dict[str, Episode] = {}
    closed: list[Episode] = []
    next_id = ledger.last_episode + 1
    for standing in standings:
        before = ledger.episodes.get(standing.client) or goes_on(ledger, standing, unpaid, now)
        after = follow(before, standing, now, next_id)
        if after is not None:
            episodes[standing.client] = after
            next_id += after.id == next_id
        if before is not None and (after is None or after.id != before.id):
            # Who is back recovered now: it rested by an account that nobody said is theirs.
            closed.append(before.awake(standing.re_arm))
    return episodes, closed


def _drafter(
    names: Renaming, now: datetime, policy: Policy, money: Money,
    anew: Mapping[WishKey, Notice], *, crowd: bool, pasted: bool,
) -> Callable[[Wish, Notice | None], Notice]:  # fmt: skip
    """A function from a wish and its live notice to that notice as it stands after this run."""
    ledger = names.ledger
    holder = HoldingRules(
        policy=policy,
        now=now,
        last_went=money.last_went,
        unpaid=money.unpaid,
        in_folder=unsaid_invoices(ledger),
        old_rows=money.old_rows(names.answered),
        merged=money.merged,
        half=money.half,
        lost=money.lost,
        others={
            wish_key(each): each.about for each in ledger.notices if each.instead == Instead.OTHERS
        },
        mended_at=money.mended_at,
        named={*names.heard, *names.answered},
        asked_lately=asked_lately(ledger, now),
        despite={(each.client, each.despite) for each in ledger.notices if each.despite},
    )
    ids = iter(range(ledger.last_notice + 1, ledger.last_notice + 10**9))

    def draft(wish: Wish, live: Notice | None) -> Notice:
        if live is not None and live.state in FROZEN:
            return live
        crowded, before = pasted if wish.typed else crowd, anew.get(wish.key)
        notice = live or new_notice(wish, next(ids), now, needs_word=crowded, before=before)
        if wish.former and wish.said:
            said = f"{Instead.SAME}: {fold(wish.former)}"
            return replace(notice, state=State.CANCELLED, reason=said, moment=now)
        refreshed = refreshed_by(notice, wish, named_invoice(wish, ledger, money.unpaid))
        if said_of_another_row(live, wish, refreshed, now):
            refreshed = unsaid(refreshed)
        return holder.held(refreshed, wish, shown=amount_let_go(notice, wish))

    return draft
