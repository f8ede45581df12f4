"""Wishes: the notices that accounts call for today, whatever may hold them. Pure (design §8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from sheets_sync.billing.days import months_since_1900
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.ask_cells import standing_errands
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.episodes import Episode, Level, Past, Policy, Standing, called_for
from sheets_sync.notices.ledger.errands import NO_EPISODE, Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice, Reason, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.receipts import is_thanked
from sheets_sync.notices.plan.youth import ripe_after
from sheets_sync.notices.whose.suspects import NameQuestion
from sheets_sync.notices.whose.telling_apart import told_apart, whose_errand

WishKey: TypeAlias = tuple[int, Kind, int, str]


@dataclass(frozen=True)
class Wish:
    """A client whose account, the calendar or a person (``errand``) calls for a notice.
    ``since``: for how long they have done so. ``former``: it is no letter, but the question whether
    the client is the new name of that one; ``under``: it was asked for that one, who is gone, or
    they had it, and waits for the same word; ``said``: a person gave it."""

    standing: Standing
    episode: int
    level: Level
    since: datetime
    kind: Kind
    ordinal: int = 0
    errand: Errand | None = None
    former: str = ""
    under: str = ""
    said: bool = False

    @property
    def typed(self) -> bool:
        """Whether a person typed it into Clients."""
        return self.errand is not None and self.errand.typed

    @property
    def rows_gone(self) -> datetime | None:
        """Since when its client has no rows, where a command asked for it while they had some: the
        row of Clients may be one that was left there. What was typed goes by its cell."""
        errand, since = self.errand, self.standing.emptied
        if errand is None or errand.typed or since is None:
            return None
        return since if since > errand.moment else None

    @property
    def asks_who(self) -> str:
        """Whose new name the client's may be, where its letter waits for a word on that; what a
        person asked for does, too: they may not know what the former name has."""
        return self.standing.was_called if self.kind.asks else ""

    def fresh(self, now: datetime, settle: timedelta) -> bool:
        """Whether its figures, or the flag, or what was typed have not stood for ``settle``."""
        new = now - self.since < ripe_after(settle)
        if self.errand is not None:
            return self.typed and new
        if self.former:
            return new
        return not self.standing.at_rest and (self.standing.young or new)

    @property
    def key(self) -> WishKey:
        """What is asked for once only: a kind within an episode; of none, a client's one."""
        whose = _whose(self.kind, self.episode, self.standing.client)
        return self.episode, self.kind, self.ordinal, whose


def wish_key(notice: Notice) -> WishKey:
    """The key of the wish that a notice answers."""
    whose = _whose(notice.kind, notice.episode, notice.client)
    return notice.episode, notice.kind, notice.ordinal, whose


def _whose(kind: Kind, episode: int, client: str) -> str:
    return "" if kind.of_episode and episode != NO_EPISODE else client


def episode_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    episodes: Mapping[str, Episode],
    now: datetime,
    policy: Policy,
    in_doubt: Collection[str] = (),
) -> Iterator[Wish]:
    """What the open ``episodes`` (by client) call for. Those ``in_doubt``, whose invoice is paid by
    another's money, have the next letter wait for a person from now on, not once it is due."""
    past = _past(ledger.gone, now)
    for standing in standings:
        episode = episodes.get(standing.client)
        if episode is None:
            continue
        told = standing.told
        doubt = standing.client in in_doubt
        want = called_for(past[episode.id], told, policy, now.date(), due=doubt)
        if want is not None:
            since = episode.settled_since
            yield Wish(told, episode.id, told.level, since, want.kind, want.ordinal)


def another_goes(ledger: Ledger, client: str, policy: Policy) -> bool:
    """Whether the open episode of a client has a letter more, should the account get no worse: its
    first, or a reminder."""
    episode = ledger.episodes.get(client)
    went = [each.kind for each in ledger.gone if episode is not None and each.episode == episode.id]
    reminders = sum(each.reminds for each in went)
    return not went or (policy.remind_every > 0 and reminders < policy.remind_times)


def receipt_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    ended: Mapping[str, int],
    now: datetime,
    *,
    paying: Collection[str],
) -> Iterator[Wish]:
    """Thanks to clients whose top-up ended an episode that they had a letter about.

    ``ended`` has by client the id of the episode that ended now, ``paying`` the clients whose money
    came in since their latest invoice. A receipt that waits, or was refused, stays wanted while the
    account is at ease, and the money is there.
    """
    past, made = _past(ledger.gone, now), Kind.RECEIPT
    thanks = (each for each in ledger.notices if each.kind == made and not each.is_question)
    waiting = {e.client: e for e in thanks if e.live or e.state == State.REFUSED}
    last = {each.episode: each.kind for each in ledger.gone}
    told = {id_ for id_, was in past.items() if was.worst > Level.OK and last[id_] != made}
    over = {who: id_ for who, id_ in ended.items() if id_ and id_ in told}
    for standing in standings:
        asked = (standing.client, standing.currency) in ledger.latest
        if not standing.active or standing.level > Level.OK or not asked:
            continue  # thanks name the invoice that was paid: none was made in this currency
        if standing.client not in paying or is_thanked(ledger, standing):
            continue  # nobody is thanked for what was struck out meanwhile, nor twice for the same
        if (live := waiting.get(standing.client)) is not None:
            yield Wish(standing, live.episode, Level.OK, live.created, made)
        elif standing.client in over:
            yield Wish(standing, over[standing.client], Level.OK, now, made)


def question_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    questions: Mapping[str, NameQuestion],
    answered: Mapping[str, NameQuestion],
    wishes: Sequence[Wish],
    now: datetime,
    settle: timedelta,
) -> Iterator[Wish]:
    """The ``questions`` (by client) that none of the ``wishes``, a letter that waits, asks, or is
    about to once it has stood for ``settle``; and those ``answered`` now."""
    asking = [each for each in wishes if each.asks_who]
    by_letter = {(e.standing.client, e.asks_who): not e.fresh(now, settle) for e in asking}
    live = [each for each in ledger.notices if each.live]
    there = {each.client: each.created for each in live if each.is_question}
    since = {each.client: each.created for each in live if each.why_held == Reason.RENAMED} | there
    for standing in standings:
        who = standing.client
        question = answered.get(who) or questions.get(who)
        if question is None:
            continue
        asks = by_letter.get((who, question.former))
        if who in answered or (who in there and not asks) or asks is None:
            yield Wish(
                standing, NO_EPISODE, standing.level, since.get(who, now), Kind.RECEIPT,
                question.invoice.number, former=question.former, said=who in answered,
            )  # fmt: skip


def errand_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    unpaid: Mapping[str, OpenInvoice],
    called: Mapping[str, str],
) -> Iterator[Wish]:
    """What people asked for and has not gone: whatever the client's State, once each. An invoice
    asked for in a currency that the account no longer has waits; one that was made already, and
    is not the client's ``unpaid`` one by now, is asked for no more. What is of another name by now
    goes there, by a person's word or, a credit note, with its invoice. Of who alone came with
    anything of a client who is gone it asks itself whose new name that is: ``called`` are the names
    of all clients, by the folded ones."""
    by_client, heirs = {each.client: each for each in standings}, _heirs(standings)
    apart = told_apart(ledger.notices)
    let_go = {wish_key(each) for each in ledger.notices if each.live and each.approved}
    made, open_ = _made(ledger.notices), {who: each.invoice.number for who, each in unpaid.items()}
    for errand in standing_errands(ledger):
        whose = next((each for each in whose_errand(errand, ledger) if each in by_client), "")
        standing = by_client.get(whose) or heirs.get(errand.client)
        copies = [
            each
            for each, came in (standing.copied if standing is not None else {}).items()
            if came > errand.moment and (each, whose) not in apart and not errand.typed
        ]
        if len(copies) == 1:
            whose, standing = "", by_client.get(copies[0])
        if standing is None or (errand.kind, errand.id) in ledger.done_errands:
            continue
        invoice = made.get((errand.kind, errand.id))
        if errand.kind.asks and invoice is not None and invoice != open_.get(standing.client):
            continue
        if errand.kind.withdraws or errand.currency == standing.currency:
            level, since = standing.level, errand.moment
            wish = Wish(standing, NO_EPISODE, level, since, errand.kind, errand.id, errand)
            said = not whose and wish.key in let_go
            former = "" if whose or said else called.get(errand.client, errand.client)
            yield replace(wish, under=former, said=said)


def without_asked_twice(wishes: Sequence[Wish], questions: Sequence[Wish]) -> Iterator[Wish]:
    """The ``wishes`` without errands that ask whose new name their client's is, where a letter
    does, or one of the ``questions``: after a yes they go by that."""
    letters = (each for each in wishes if each.asks_who and not each.under)
    asking = {each.standing.client for each in (*letters, *questions)}
    return (each for each in wishes if not each.under or each.standing.client not in asking)


def _heirs(standings: Sequence[Standing]) -> dict[str, Standing]:
    """By name that is gone the one new name that came with anything of theirs."""
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for each in standings:
        for gone in each.heir_of | each.bears:
            found[gone].append(each)
    return {gone: those[0] for gone, those in found.items() if len(those) == 1}


def _made(notices: Iterable[Notice]) -> dict[tuple[Kind, int], int]:
    """The numbers of the invoices that were made for people's errands, by kind and id."""
    own = (each for each in notices if not each.kind.of_episode and not each.kind.tells_a_month)
    return {(each.kind, each.ordinal): each.invoice for each in own if each.invoice is not None}


def statement_wishes(
    ledger: Ledger,
    standings: Sequence[Standing],
    now: datetime,
    moved: Collection[str],
    may_have: Mapping[str, str],
    heirs: Mapping[str, str],
) -> Iterator[Wish]:
    """The statement of the month before, for active clients whose account ``moved`` in it; its
    ordinal numbers the months since the first of 1900. Who ``may_have`` it under the name of one
    who is gone is asked whether they are that one; where a person says so, it goes no second
    time: to one of the ``heirs``, as of two who are to be the same one the first is."""
    month = months_since_1900(now.year, now.month) - 1
    began = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    names = ledger.names
    for standing in standings:
        gone = (standing.client, Kind.STATEMENT, month) in ledger.done
        if not standing.active or standing.client not in moved or gone:
            continue
        wish = Wish(standing, NO_EPISODE, standing.level, began, Kind.STATEMENT, month)
        former = may_have.get(standing.client, "")
        if former and heirs.get(standing.client) == former:
            yield replace(wish, former=names.get(former, former), said=True)
        else:
            yield replace(wish, under="" if standing.was_called else names.get(former, former))


def _past(notices: Iterable[Notice], now: datetime) -> dict[int, Past]:
    """Of the ``notices`` that went, or may have, by episode; days are those of the workbook's time
    zone."""
    past: dict[int, Past] = defaultdict(Past)
    for notice in notices:
        before = past[notice.episode]
        past[notice.episode] = Past(
            worst=max(before.worst, notice.level),
            reminders=before.reminders + notice.kind.reminds,
            last=notice.moment.astimezone(now.tzinfo).date(),
        )
    return past
