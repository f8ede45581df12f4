"""Whose an invoice is by now: it goes with its episode, or by a person's word, to the new name of
its client (design §17). Pure."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.notice import Instead
from sheets_sync.notices.open_invoices import asked_in
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.suspects import NameQuestion


def theirs_now(ledger: Ledger, answered: Mapping[str, NameQuestion]) -> Ledger:
    """The ledger with the invoices of the questions that were ``answered`` (by client)."""
    for who, each in answered.items():
        ledger = _given_to(who, each.invoice.number, ledger)
    return ledger


def with_invoices(ledger: Ledger) -> Ledger:
    """The ledger with the invoices of episodes that went over under the new names, whether these
    are over by now or not, and of questions that were answered since they were asked for last; with
    each its client's earlier ones, and what took its place or withdrew it: an invoice by hand is no
    episode's."""
    after = _with_episodes(ledger)
    asked = {each.invoice: each.offered for each in ledger.gone if each.kind.asks}
    said = [each for each in ledger.notices if each.is_question and each.reason == Instead.SAME]
    for each in sorted(said, key=lambda each: (each.moment, each.id)):
        if asked.get(each.ordinal, each.moment) <= each.moment:
            after = _given_to(each.client, each.ordinal, after)
    return after


def _with_episodes(ledger: Ledger) -> Ledger:
    """The ledger with the invoices that go with episodes which went over."""
    issued = ledger.issued
    moved = {
        number: ledger.owners[episode]
        for number, episode in sorted(asked_in(ledger.notices).items())
        if episode in ledger.owners and number in issued
        if ledger.owners[episode] != issued[number].client
    }
    if not moved:
        return ledger
    after: dict[int, Invoice] = {}
    for number, each in sorted(issued.items()):
        before = after.get(each.replaces or each.credits or 0)
        heir = moved.get(number, before.client if before else each.client)
        for later, who in moved.items():  # whoever had this one is called so since then
            if later > number and issued[later].client == heir:
                heir = who
        after[number] = replace(each, client=heir)
    return replace(ledger, issued=after)


def _given_to(client: str, last: int, ledger: Ledger) -> Ledger:
    """The ledger where all that one had up to the invoice of that number, which is theirs, is the
    client's, and what took the place of that or withdrew it."""
    former = ledger.issued[last].client
    after = dict(ledger.issued)
    for number, each in sorted(ledger.issued.items()):
        before = after.get(each.replaces or each.credits or 0)
        follows = before is not None and before.client == client
        if each.client == former and (number <= last or follows):
            after[number] = replace(each, client=client)
    return replace(ledger, issued=after) if former != client else ledger
