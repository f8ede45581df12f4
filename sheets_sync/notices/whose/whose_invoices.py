"""Whose an invoice is by now: it goes with its episode, or by a person's word, to the new name of
its client (design §17). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sheets_sync.billing.names import fold
from sheets_sync.notices.invoices.open_invoices import asked_in
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Instead
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.whose.suspects import NameQuestion


def theirs_now(ledger: Ledger, answered: Mapping[str, NameQuestion]) -> Ledger:
    """The ledger with the invoices of the questions that were ``answered`` (by client)."""
    for who, each in answered.items():
        ledger = _all_given_to(who, fold(each.former), max(ledger.issued), ledger)
    return ledger


def with_invoices(ledger: Ledger) -> Ledger:
    """The ledger with the invoices of those of whom a person said whose new name theirs is, in the
    order in which people said it: all that one had by then is the other's. A state of before knows
    of episodes that went over, whether these are over by now or not, and of questions that were
    answered since they were asked for last; with each goes its client's earlier ones, and what took
    its place or withdrew it: an invoice by hand is no episode's."""
    asked = {each.invoice: each.offered for each in ledger.gone if each.kind.asks}
    said = [each for each in ledger.notices if each.same_as or each.instead == Instead.SAME]
    after, made = _with_episodes(ledger, {each.same_as for each in said}), _made(ledger)
    for each in sorted(said, key=lambda each: (each.moment, each.id)):
        if each.same_as:
            last = max((n for n, at in made.items() if at <= each.moment), default=0)
            after = _all_given_to(each.client, each.same_as, last, after)
        elif asked.get(each.ordinal, each.moment) <= each.moment:
            after = _given_to(each.client, each.ordinal, after)
    return after


class WithInvoices:
    """``with_invoices`` of a ledger that is asked for again and again: reckoned once as long as it
    is the very same, with all that is known by it."""

    def __init__(self) -> None:
        self._known: tuple[Ledger, Ledger] | None = None

    def __call__(self, ledger: Ledger) -> Ledger:
        """See ``with_invoices``."""
        if self._known is None or self._known[0] is not ledger:
            self._known = ledger, with_invoices(ledger)
        return self._known[1]


def _made(ledger: Ledger) -> dict[int, datetime]:
    """When a letter first went with each invoice."""
    found: dict[int, datetime] = {}
    for each in ledger.gone:
        if each.invoice is not None:
            found.setdefault(each.invoice, each.offered)
    return found


def _all_given_to(client: str, former: str, last: int, ledger: Ledger) -> Ledger:
    """The ledger where all that one called ``former`` had up to that number is the client's."""
    issued = {
        number: replace(each, client=client) if each.client == former and number <= last else each
        for number, each in ledger.issued.items()
    }
    return replace(ledger, issued=issued)


def _with_episodes(ledger: Ledger, said_of: Collection[str]) -> Ledger:
    """The ledger with the invoices that go with episodes which went over; those of clients whose
    new name it was ``said_of`` go by that word, at its moment."""
    issued = ledger.issued
    moved = {
        number: ledger.owners[episode]
        for number, episode in sorted(asked_in(ledger.notices).items())
        if episode in ledger.owners and number in issued
        if ledger.owners[episode] != issued[number].client not in said_of
    }
    if not moved:
        return ledger
    after: dict[int, Invoice] = {}
    for number, each in sorted(issued.items()):
        place = each.replaces or each.credits or 0
        followed = place in after and after[place].client != issued[place].client
        heir = moved.get(number, after[place].client if followed else each.client)
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
