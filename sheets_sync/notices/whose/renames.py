"""What comes of it that a new client is one who vanished, under another name (design §17). Pure.

A client who is not in Clients any more, and whose episode is open, may stand there by another
name: whoever has an address that had a letter in that episode; or, whatever is open, who came
since and may be asked for their invoice once more (``debts``, ``suspects``). A person says so by
Send; then episode and invoice go over. So they do where a client was put back under a former name,
or was taken in by one who had letters of their own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import UNDECIDED
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.debts import debt_of, debts, owed_by
from sheets_sync.notices.invoices.open_invoices import OpenInvoice, asked_in, received
from sheets_sync.notices.ledger.episodes import Episode, Level, Standing
from sheets_sync.notices.ledger.errands import NO_EPISODE
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.whose.suspects import NameQuestion, questions, suspected
from sheets_sync.notices.whose.telling_apart import confirmed, told_apart_in
from sheets_sync.notices.whose.whose_invoices import theirs_now


@dataclass(frozen=True)
class Renaming:
    """What new names come to at a run. ``ledger``: with the episodes that go over; ``closed`` are
    over by that. ``asked_of`` has, by client (folded name), the name of the one that they may have
    been; the ``standings`` say so. The letter that those ``heard`` wait for is one of their former
    name's, from the next run on. ``unpaid`` is an invoice by hand of a former name, by the client
    who may be asked for it: nothing of it goes over until a letter of theirs asked for it.

    ``questions`` are those that stand, by client, whether a letter asks them or not; ``answered``
    those that a person answered now, of clients who are not low: the invoices are theirs.
    ``heard`` has the former name, folded, of each."""

    ledger: Ledger
    standings: Sequence[Standing]
    closed: tuple[Episode, ...]
    asked_of: Mapping[str, str]
    heard: Mapping[str, str]
    unpaid: Mapping[str, OpenInvoice]
    questions: Mapping[str, NameQuestion]
    answered: Mapping[str, NameQuestion]
    said: Mapping[str, str]

    @property
    def paying(self) -> frozenset[str]:
        """Whose money came in towards an invoice that is theirs from now on."""
        paid = {each.client: each.paid for each in self.standings}
        return frozenset(
            who
            for who, each in self.answered.items()
            if received(paid[who], each.invoice.paid_before or 0) > 0
        )

    def overtaken(self, unpaid: Mapping[str, OpenInvoice]) -> frozenset[str]:
        """Those whose ``unpaid`` invoice is not their latest any more: that is one which is theirs
        from now on."""
        return frozenset(
            who
            for who, each in self.answered.items()
            if who in unpaid and unpaid[who].invoice.number < each.invoice.number
        )

    def ended(self, closed: Iterable[Episode]) -> dict[str, int]:
        """By client the episode that is over for them now: one of the ``closed``, or the one that
        asked for an invoice which is theirs from now on."""
        ended = {each.client: each.id for each in (*closed, *self.closed)}
        return ended | {who: each.episode for who, each in self.answered.items()}


def renaming(
    ledger: Ledger, standings: Sequence[Standing], may_have: Mapping[str, str]
) -> Renaming:
    """What comes of it that some of those who stand there may have been called otherwise, and of
    what people said to that; ``may_have`` as of ``Money``."""
    standings = told_apart_in(ledger, standings)
    asked = questions(ledger, standings)
    maybe = {who: each.former for who, each in asked.items()} | suspected(ledger, standings)
    said = heirs(ledger, standings, maybe, asked, may_have)
    ledger, ended = reopened(ledger, standings, said)
    named = {new: old for new, old in said.items() if _asked(ledger, ledger.episodes.get(old))}
    over = recovered(ledger, named)
    heard = {new: old for new, old in named.items() if new not in over}
    own = (*ended, *(ledger.episodes[who] for who in heard if who in ledger.episodes))
    asked_of = {who: former for who, former in maybe.items() if said.get(who) != fold(former)}
    answered = _answered(asked, said, heard, ledger, standings)
    return Renaming(
        theirs_now(handed_over(ledger, standings, named, over), answered),
        _named_so(_known_in(ledger, standings, said, over), asked_of),
        (*over.values(), *own),
        asked_of,
        heard,
        _by_hand(ledger, standings, maybe | said, over),
        {who: each for who, each in asked.items() if said.get(who) != fold(each.former)},
        answered,
        said,
    )


def _answered(
    asked: Mapping[str, NameQuestion],
    said: Mapping[str, str],
    heard: Collection[str],
    ledger: Ledger,
    standings: Sequence[Standing],
) -> dict[str, NameQuestion]:
    """See ``Renaming.answered``; the letters of those who are low and were ``heard`` go on."""
    waits = {each.client for each in standings if each.level != Level.OK and each.client in heard}
    latest = {
        each.client: each for each in sorted(ledger.latest.values(), key=attrgetter("number"))
    }
    episodes, found = asked_in(ledger.notices), dict[str, NameQuestion]()
    for who, old in said.items():
        invoice = latest.get(old)
        if who in asked and fold(asked[who].former) == old:
            found[who] = asked[who]
        elif invoice is not None:
            episode = episodes.get(invoice.number, NO_EPISODE)
            found[who] = NameQuestion(old, invoice, episode)
    return {who: each for who, each in found.items() if who not in waits}


def _known_in(
    ledger: Ledger, standings: Sequence[Standing], said: Mapping[str, str], over: Collection[str]
) -> list[Standing]:
    """The ``standings``, where those ``over``, whose letters go on in this very run, have the
    currency of their former name's last letter, as the next run knows it (``was_in``)."""
    mailed = {ledger.owner(each): each.currency for each in ledger.gone}
    known = {who: mailed.get(said[who], "") for who in over if who not in mailed}
    return [_was_in(each, known.get(each.client, "")) for each in standings]


def _was_in(standing: Standing, known: str) -> Standing:
    if not known or not standing.funded or known == standing.currency:
        return standing
    calm = standing.calm and replace(standing.calm, was_in=known)
    return replace(standing, was_in=known, calm=calm)


def _named_so(standings: Sequence[Standing], asked_of: Mapping[str, str]) -> list[Standing]:
    """The ``standings`` with whose new name each may be."""
    return [replace(each, was_called=asked_of.get(each.client, "")) for each in standings]


def _by_hand(
    ledger: Ledger,
    standings: Sequence[Standing],
    maybe: Mapping[str, str],
    over: Collection[str],
) -> dict[str, OpenInvoice]:
    """See ``Renaming.unpaid``; ``maybe`` as ``suspected`` has it. Of those ``over`` a person said
    whose it is, and their letter goes in this very run."""
    all_debts, found = debts(ledger, standings), dict[str, OpenInvoice]()
    gone_with = [each for each in ledger.gone if each.kind.asks]
    asked = {each.invoice: each.episode for each in gone_with}  # a letter that waits asked nobody
    for standing in standings:
        gone = fold(maybe.get(standing.client, ""))
        said = standing.client in over
        debt = (owed_by if said else debt_of)(standing, gone, all_debts)
        known = (standing.client, standing.currency) in ledger.invoices
        if debt is None or known or (not said and _asked(ledger, ledger.episodes.get(gone))):
            continue
        if asked.get(debt.number, NO_EPISODE) == NO_EPISODE:
            left = debt.amount - received(standing.paid, debt.paid_before or 0)
            found[standing.client] = OpenInvoice(debt, left, NO_EPISODE, by_hand=True)
    return found


def heirs(
    ledger: Ledger,
    standings: Sequence[Standing],
    maybe: Mapping[str, str],
    asked: Mapping[str, NameQuestion],
    may_have: Mapping[str, str],
) -> dict[str, str]:
    """By client (folded name) the one (folded) whom they are: those of ``maybe``, of the questions
    that are ``asked``, and whose statement they ``may_have``, of whom a person said so. Of two who
    are to be the same one, the first in Clients is."""
    said, found = confirmed(ledger), dict[str, str]()
    for who in (each.client for each in standings):
        question = asked[who].former if who in asked else ""
        formers = (maybe.get(who, ""), question, may_have.get(who, ""))
        for old in map(fold, formers):
            if (who, old) in said and old not in found.values():
                found.setdefault(who, old)
    return found


def reopened(
    ledger: Ledger, standings: Sequence[Standing], heirs: Mapping[str, str]
) -> tuple[Ledger, tuple[Episode, ...]]:
    """The ledger where each of the ``heirs`` (by folded new name, the folded old one) whose debt
    no open episode asks for has the episode that did, open once more, under the old name; and what
    the old name had open instead, which is over. An invoice by hand is no episode's; and who had a
    letter of their own in an open episode goes on with that."""
    all_debts, asked = debts(ledger, standings), asked_in(ledger.notices)
    by_name = {each.client: each for each in standings}
    episodes, ended = dict(ledger.episodes), []
    for new, old in heirs.items():
        before = episodes.get(old)
        if _asked(ledger, before):
            continue
        debt = debt_of(by_name[new], old, all_debts)
        asking = asked.get(debt.number, NO_EPISODE) if debt else NO_EPISODE
        own = episodes.get(new)
        if asking != NO_EPISODE and own is not None and not _asked(ledger, own):
            episodes[old] = replace(own, id=asking, client=old)
            ended += [before] if before is not None else []
    return replace(ledger, episodes=episodes), tuple(ended)


def _asked(ledger: Ledger, episode: Episode | None) -> bool:
    """Whether a letter of the episode went."""
    return episode is not None and any(each.episode == episode.id for each in ledger.gone)


def recovered(ledger: Ledger, heirs: Mapping[str, str]) -> dict[str, Episode]:
    """Of the heirs (by folded new name, the folded old one) those whose account recovered unasked
    under the new name, and was low again since, or stayed so for ``settle``: the former's episode,
    which rests since, and is over by that."""
    formers = {new: ledger.episodes[old] for new, old in heirs.items()}
    return {
        new: replace(each, client=new)
        for new, each in formers.items()
        if (each.dormant and new in ledger.episodes) or each.id in ledger.rested
    }


def at_ease(
    names: Renaming, episodes: Mapping[str, Episode], closed: Iterable[Episode], now: datetime
) -> tuple[Episode, ...]:
    """The episodes of former names that rest from now on: of those of whom somebody is asked whose
    own account, low under the new name, recovered (it is among ``closed``), or was never low: it
    has none of the open ``episodes``. The row of one who was renamed on, left in Clients without
    anything of theirs, is no account; nor has one recovered while money or rows of theirs may stand
    elsewhere: that is half an account. A cell of Clients that holds their letters makes none."""
    funded = {
        each.client
        for each in names.standings
        if each.funded and UNDECIDED not in each.letters_held
    }
    ended = {each.client for each in closed} & names.asked_of.keys() & funded
    formers = {names.asked_of[who] for who in ended}
    formers |= {
        each.former
        for who, each in names.questions.items()
        if who not in episodes and who in funded
    }
    gone = {fold(each) for each in formers}
    resting = (each for who, each in names.ledger.episodes.items() if who in gone)
    return tuple(each.resting(now) for each in resting if not each.dormant)


def handed_over(
    ledger: Ledger,
    standings: Iterable[Standing],
    heirs: Mapping[str, str],
    over: Mapping[str, Episode],
) -> Ledger:
    """The ledger with the episodes of those who vanished gone over to their new names: by folded
    new name, the folded old one. Those in ``over`` keep their own: the former's has ended. One that
    rested while it was asked whose it is rests no more, or a recovery would be remembered of whom
    the same is asked under yet another name."""
    bars = {each.client: each.re_arm for each in standings}
    episodes = {name: each for name, each in ledger.episodes.items() if name not in heirs.values()}
    for new, old in heirs.items():
        if new not in over:
            episodes[new] = replace(ledger.episodes[old], client=new).awake(bars[new])
    return replace(ledger, episodes=episodes)
