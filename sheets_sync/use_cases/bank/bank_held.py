"""Whose letters wait for money in Bank (design §20): what they owe is not known until a person said
whose it is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.paying import Whose
from sheets_sync.billing.names import fold
from sheets_sync.reading.roles.waiting_letters import with_letters_held
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.bank_tab import BankPlan


def may_be_of(matcher: Matcher, wrong: Iterable[tuple[BankEntry, str, str]]) -> Iterator[str]:
    """The folded names of those whose entries were matched, or are, or may be."""
    for entry, currency, matched in wrong:
        whose = matcher.whose(entry, currency)
        yield from map(
            fold, filter(None, (matched, whose.client, *whose.candidates, *whose.foreign))
        )


def may_have_paid(plan: BankPlan, today: int) -> frozenset[str]:
    """The folded names of clients of whom a credit may be that waits, for a choice or its day."""
    new = [each for each in plan.new if not each.chosen]
    undecided: list[Whose] = [*(each.whose for each in new), *plan.anew.values()]
    open_ones = (whose for whose in undecided if not whose.client)
    names = (name for each in open_ones for name in (*each.candidates, *each.foreign))
    waiting = [
        *(each.whose.client for each in new if each.lot in (Lot.ALIKE, Lot.ELSEWHERE)),
        *(each.chosen or each.whose.client for each in plan.new if each.entry.day > today),
    ]
    return frozenset(fold(name) for name in (*names, *waiting) if name)


def named_beside(reckoned: Reckoning) -> frozenset[str]:
    """The folded names of clients whose typed rows are named beside one of Bank that waits."""
    bank, clients = reckoned.book.bank, reckoned.book.clients
    return frozenset(fold(clients[code].name) for code in (bank.named_clients() if bank else ()))


def with_money_held(reckoned: Reckoning, names: frozenset[str] | None) -> Reckoning:
    """The same, with the letters of those clients held, of everybody where that is None: what they
    owe is not known until a person said whose the money is (design §4)."""
    clients = with_letters_held(reckoned.book.clients, names)
    return replace(reckoned, book=replace(reckoned.book, clients=clients))
