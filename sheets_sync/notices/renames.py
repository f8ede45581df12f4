"""Whether a new client is one who vanished, under another name (design §17). Pure.

A client who is not in Clients any more, and whose episode is open, may stand there by another
name: whoever has an address that had a letter in that episode. A person says so by Send; then
episode and invoice go over. So they do where a client was put back under a former name, or was
taken in by one who had letters of their own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sheets_sync.billing.names import fold
from sheets_sync.notices.episodes import Episode, Level, Standing
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.notice import GONE, Reason
from sheets_sync.notices.open_invoices import asked_in
from sheets_sync.notices.outbox_ledger import Ledger


def suspected(ledger: Ledger, standings: Sequence[Standing]) -> dict[str, str]:
    """By client (folded name) the name of the one that they may have been, or taken in. Where one
    mailbox is several clients', and a new name came with it, it is that one alone."""
    present = {each.client for each in standings}
    absent = {each.id: owner for owner, each in ledger.episodes.items() if owner not in present}
    names = {each.client: each.name for each in ledger.notices}
    seen = {
        address.casefold(): absent[each.episode]
        for each in ledger.gone
        if each.episode in absent
        for address in each.to
    }
    maybe = [
        (each, seen[address.casefold()])
        for each in standings
        for address in each.to
        if address.casefold() in seen
    ]
    inherited = {gone for each, gone in maybe if gone in each.heir_of}
    return {
        each.client: names.get(gone, gone)
        for each, gone in maybe
        if gone in each.heir_of or gone not in inherited
    }


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


def recovered(ledger: Ledger, heirs: Mapping[str, str]) -> dict[str, Episode]:
    """Of the heirs (by folded new name, the folded old one) those whose account was low under the
    new name once before, and recovered unasked: the former's episode, which is over by that."""
    return {
        new: replace(ledger.episodes[old], client=new)
        for new, old in heirs.items()
        if new in ledger.episodes and _recovered_since(ledger, new, ledger.episodes[old].id)
    }


def _recovered_since(ledger: Ledger, who: str, former: int) -> bool:
    between = range(former + 1, ledger.episodes[who].id)
    own = [each for each in ledger.notices if each.client == who and each.episode in between]
    return bool(own) and not any(each.state in GONE for each in own)


def handed_over(ledger: Ledger, heirs: Mapping[str, str], over: Collection[str]) -> Ledger:
    """The ledger with the episodes of those who vanished gone over to their new names: by folded
    new name, the folded old one. Those ``over`` keep their own: the former's has ended."""
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
