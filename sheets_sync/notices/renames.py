"""Whether a new client is one who vanished, under another name (design §17). Pure.

A client who is not in Clients any more, and whose episode is open, may stand there by another
name: whoever has an address that had a letter in that episode; or, whatever is open, who came
since and may be asked for their invoice once more (``debts``). A person says so by Send; then
episode and invoice go over. So they do where a client was put back under a former name, or was
taken in by one who had letters of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.notices.debts import debt_of, debts, owed_by, owed_with
from sheets_sync.notices.episodes import Episode, Level, Standing
from sheets_sync.notices.errands import NO_EPISODE
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.notice import Reason
from sheets_sync.notices.open_invoices import OpenInvoice, asked_in, received
from sheets_sync.notices.outbox_ledger import Ledger


@dataclass(frozen=True)
class Renaming:
    """What new names come to at a run. ``ledger``: with the episodes that go over; ``closed`` are
    over by that. ``asked_of`` has, by client (folded name), the name of the one that they may have
    been; the ``standings`` say so. The letter that those ``heard`` wait for is one of their former
    name's, from the next run on. ``unpaid`` is an invoice by hand of a former name, by the client
    who may be asked for it: nothing of it goes over until a letter of theirs asked for it."""

    ledger: Ledger
    standings: Sequence[Standing]
    closed: tuple[Episode, ...]
    asked_of: Mapping[str, str]
    heard: Collection[str]
    unpaid: Mapping[str, OpenInvoice]


def renaming(ledger: Ledger, standings: Sequence[Standing]) -> Renaming:
    """What comes of it that some of those who stand there may have been called otherwise, and of
    what people said to that."""
    maybe = suspected(ledger, standings)
    said = heirs(ledger, maybe)
    ledger, ended = reopened(ledger, standings, said)
    named = {new: old for new, old in said.items() if _asked(ledger, ledger.episodes.get(old))}
    over = recovered(ledger, named)
    heard = named.keys() - over.keys()
    own = (*ended, *(ledger.episodes[who] for who in heard if who in ledger.episodes))
    known = over.keys() | (said.keys() - named.keys())
    asked_of = {who: former for who, former in maybe.items() if who not in known}
    return Renaming(
        handed_over(ledger, named, over),
        _named_so(ledger, _known_in(ledger, standings, said, over), asked_of),
        (*over.values(), *own),
        asked_of,
        heard,
        _by_hand(ledger, standings, maybe, over),
    )


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


def _named_so(
    ledger: Ledger, standings: Sequence[Standing], asked_of: Mapping[str, str]
) -> list[Standing]:
    """The ``standings`` with whose new name each may be."""
    formers = _formers(ledger, standings)
    had_letters = {
        each.client: {g for to in each.to for g in formers[to.casefold()]} for each in standings
    }
    return [
        replace(each, was_called=former, by_debt=fold(former) not in had_letters[each.client])
        if (former := asked_of.get(each.client))
        else each
        for each in standings
    ]


def _by_hand(
    ledger: Ledger,
    standings: Sequence[Standing],
    maybe: Mapping[str, str],
    over: Collection[str],
) -> dict[str, OpenInvoice]:
    """See ``Renaming.unpaid``; ``maybe`` as ``suspected`` has it. Of those ``over`` a person said
    whose it is, and their letter goes in this very run."""
    all_debts, asked, found = debts(ledger, standings), asked_in(ledger.notices), {}
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


def suspected(ledger: Ledger, standings: Sequence[Standing]) -> dict[str, str]:
    """By client (folded name) the name of the one that they may have been, or taken in. Where one
    mailbox is several clients', and a new name came with it, it is that one alone; where several
    of them vanished, it is one that came with the new name, then who had a letter last."""
    formers = _formers(ledger, standings)
    all_debts = debts(ledger, standings)
    maybe = {
        each.client: [
            *(gone for address in each.to for gone in formers[address.casefold()]),
            *owed_with(each, all_debts, ledger),
        ]
        for each in standings
    }
    came_with = {each.client: each.heir_of for each in standings}
    inherited = {gone for who, those in maybe.items() for gone in those if gone in came_with[who]}
    names = {each.client: each.name for each in ledger.notices}
    found = {}
    for who, those in maybe.items():
        own = [gone for gone in those if gone in came_with[who]]
        for gone in [*own, *(gone for gone in those if gone not in inherited)][:1]:
            found[who] = names.get(gone, gone)
    return found


def _formers(ledger: Ledger, standings: Sequence[Standing]) -> defaultdict[str, list[str]]:
    """By address, casefolded, those who are gone and had a letter there in an episode that is open;
    who had one last comes first."""
    present = {each.client for each in standings}
    absent = {each.id: owner for owner, each in ledger.episodes.items() if owner not in present}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in reversed(ledger.gone) if absent else ():
        if each.episode in absent:
            for address in each.to:
                found[address.casefold()].append(absent[each.episode])
    return found


def unaccounted(ledger: Ledger, standings: Sequence[Standing]) -> dict[str, str]:
    """By name, the number of the open invoice of each client who is not in Clients any more, and
    of whom nothing tells who they are now: merged into one of another address, deleted, or paid
    under another name before anybody was asked."""
    here = {each.client for each in standings}
    low = [each for each in standings if each.level != Level.OK]  # nobody else is asked about it
    asked_about = {fold(each) for each in suspected(ledger, low).values()}
    names = {each.client: each.name for each in ledger.notices}
    return {
        names.get(who, who): invoice.label
        for (who, _), invoice in ledger.invoices.items()
        if who in ledger.episodes and who not in here | asked_about
        if ledger.was_seen(invoice.number)
    }


def confirmed(ledger: Ledger) -> frozenset[str]:
    """The clients of whom a person said that they are who they may have been."""
    return frozenset(
        each.client
        for each in ledger.notices
        if each.live and each.approved and each.why_held == Reason.RENAMED
    )


def heirs(ledger: Ledger, maybe: Mapping[str, str]) -> dict[str, str]:
    """By client (folded name) the one (folded) whom they are: those of ``maybe`` of whom a person
    said so. Of two who are to be the same one, the first in Clients is."""
    said, found = confirmed(ledger), dict[str, str]()
    for who, former in maybe.items():
        if who in said and fold(former) not in found.values():
            found[who] = fold(former)
    return found


def reopened(
    ledger: Ledger, standings: Sequence[Standing], heirs: Mapping[str, str]
) -> tuple[Ledger, tuple[Episode, ...]]:
    """The ledger where each of the ``heirs`` (by folded new name, the folded old one) whose debt
    no open episode asks for has the episode that did, open once more, under the old name; and what
    the old name had open instead, which is over. An invoice by hand is no episode's."""
    all_debts, asked = debts(ledger, standings), asked_in(ledger.notices)
    by_name = {each.client: each for each in standings}
    episodes, ended = dict(ledger.episodes), []
    for new, old in heirs.items():
        before = episodes.get(old)
        if _asked(ledger, before):
            continue
        debt = debt_of(by_name[new], old, all_debts)
        asking = asked.get(debt.number, NO_EPISODE) if debt else NO_EPISODE
        if asking != NO_EPISODE and new in episodes:
            episodes[old] = replace(episodes[new], id=asking, client=old)
            ended += [before] if before is not None else []
    return replace(ledger, episodes=episodes), tuple(ended)


def _asked(ledger: Ledger, episode: Episode | None) -> bool:
    """Whether a letter of the episode went."""
    return episode is not None and any(each.episode == episode.id for each in ledger.gone)


def recovered(ledger: Ledger, heirs: Mapping[str, str]) -> dict[str, Episode]:
    """Of the heirs (by folded new name, the folded old one) those whose account was low under the
    new name once before, and recovered unasked: the former's episode, which rests since, and is
    over by that."""
    return {
        new: replace(ledger.episodes[old], client=new)
        for new, old in heirs.items()
        if new in ledger.episodes and ledger.episodes[old].dormant
    }


def at_ease(
    ledger: Ledger, asked_of: Mapping[str, str], closed: Iterable[Episode]
) -> tuple[Episode, ...]:
    """The episodes of former names that rest from now on: of those of whom somebody is asked
    (``asked_of``, as in ``Renaming``) whose own account, low under the new name, recovered."""
    formers = {fold(asked_of[each.client]) for each in closed if each.client in asked_of}
    resting = (each for who, each in ledger.episodes.items() if who in formers)
    return tuple(replace(each, dormant=True) for each in resting if not each.dormant)


def handed_over(ledger: Ledger, heirs: Mapping[str, str], over: Mapping[str, Episode]) -> Ledger:
    """The ledger with the episodes of those who vanished gone over to their new names: by folded
    new name, the folded old one. Those in ``over`` keep their own: the former's has ended."""
    episodes = {name: each for name, each in ledger.episodes.items() if name not in heirs.values()}
    for new, old in heirs.items():
        if new not in over:
            episodes[new] = replace(ledger.episodes[old], client=new)
    return replace(ledger, episodes=episodes)


def with_invoices(ledger: Ledger) -> Ledger:
    """The ledger with the invoices of episodes that went over under the new names, whether these
    are over by now or not, and what took their place or withdrew them with them: an invoice by
    hand is no episode's."""
    moved = {
        number: ledger.owners[episode]
        for number, episode in asked_in(ledger.notices).items()
        if episode in ledger.owners and number in ledger.issued
        if ledger.owners[episode] != ledger.issued[number].client
    }
    if not moved:
        return ledger
    issued: dict[int, Invoice] = {}
    for number, each in sorted(ledger.issued.items()):
        before = issued.get(each.replaces or each.credits or 0)
        heir = moved.get(number, before.client if before else each.client)
        issued[number] = replace(each, client=heir)
    return replace(ledger, issued=issued)
