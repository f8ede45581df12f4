"""Whose letters wait for a payment that counts nowhere: they may have paid (design §4)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold, shape
from sheets_sync.billing.tables import UNDECIDED, Client
from sheets_sync.reading.beside.not_come import NOT_COME, kind_of_column
from sheets_sync.reading.beside.sums_beside import SUMS_BESIDE

_HOLDING: Final = ("date", "client", "amount", "kind", *NOT_COME, *SUMS_BESIDE)
"""The columns whose findings hold a payment."""


def without_their_letters(
    clients: Sequence[Client], findings: Collection[Finding]
) -> tuple[Client, ...]:
    """The clients, letters held of those of whom a payment counts nowhere by one of ``findings``,
    or who may be meant by its name: what they owe is not known until it is mended (design §4). Of
    money without a client anybody may be meant."""
    return with_letters_held(clients, who_waits(clients, findings).keys())


def who_waits(clients: Sequence[Client], findings: Iterable[Finding]) -> dict[str, Finding]:
    """Those clients by folded name, each with the first of the ``findings`` that says so."""
    of_anybody: Finding | None = None
    by_name: dict[str, Finding] = {}
    by_look: dict[str, Finding] = {}
    for each in findings:
        if each.variant is Variant.NOBODYS:
            of_anybody = of_anybody or each
        elif _holds(each) and (whose := each.client or each.near):
            by_name.setdefault(fold(whose), each)
            if not each.client:
                by_look.setdefault(shape(each.near), each)
    found = {
        fold(each.name): by_name.get(fold(each.name))
        or (by_look.get(shape(each.name)) if by_look else None)
        or of_anybody
        for each in (clients if by_name or of_anybody else ())
    }
    return {who: each for who, each in found.items() if each is not None}


def with_better_guesses(
    clients: Sequence[Client], before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[Client, ...]:
    """The clients whose letters are held by the findings ``before``, held by those ``after`` in
    their place, which know better who is meant by a name."""
    were, are = who_waits(clients, before).keys(), who_waits(clients, after).keys()
    freed = [_freed(each) if fold(each.name) in were - are else each for each in clients]
    return with_letters_held(freed, are - were)


def _freed(client: Client) -> Client:
    """The client, held once less for a payment: another may hold them still."""
    held = list(client.letters_held)
    held.remove(UNDECIDED)
    return replace(client, letters_held=tuple(held))


def with_letters_held(
    clients: Sequence[Client], names: Collection[str] | None
) -> tuple[Client, ...]:
    """The clients, letters held of those of the folded ``names``, of everybody where that is None:
    they may have paid."""
    return tuple(
        replace(each, letters_held=(*each.letters_held, UNDECIDED))
        if names is None or fold(each.name) in names
        else each
        for each in clients
    )


def _holds(finding: Finding) -> bool:
    """Whether a payment counts nowhere by it. Of equal rows that people typed both count, of one
    of them and the bank's the bank's waits."""
    counts = (Code.POSSIBLE_DUPLICATE, Code.TOTALS_ROW)
    holding = kind_of_column(finding.field) in _HOLDING or finding.variant is Variant.NOTED
    return holding and (
        finding.code not in counts or finding.variant in (Variant.BANK, Variant.CHOSEN)
    )
