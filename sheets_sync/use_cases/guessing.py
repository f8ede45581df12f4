"""Who is meant by a name of nobody in Payments. Reading guesses by likeness; whose the row was
until lately tells better, and no other's letters wait for it (design §17)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import nearest
from sheets_sync.notices.known_rows import heirs_of
from sheets_sync.notices.strays import Stray
from sheets_sync.notices.youth import Sightings
from sheets_sync.reading.payments import with_better_guesses, with_letters_held
from sheets_sync.reckoning import Reckoning

_Theirs: TypeAlias = Mapping[tuple[int, int], Stray]
"""By source and sheet row."""


def guessed(reckoned: Reckoning, those: Collection[Stray], seen: Sightings) -> Reckoning:
    """The same, where the findings at ``those`` rows name who had them, or who has anything else of
    these by now, as is ``seen``, in Clients or below; whose letters wait, and of nobody who is only
    called like that."""
    if not those:
        return reckoned
    book = reckoned.book
    theirs = {(each.source, each.row): each for each in those}
    names = {fold(each.name): each.name for each in book.clients}

    def better(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(_better(each, theirs, names, seen) for each in findings)

    of_payments = [each for each in book.findings if each.role == "payments"]
    clients = with_better_guesses(book.clients, of_payments, better(of_payments))
    short = {who for each in those for who in each.owners}
    short -= {fold(each.name) for each in clients if each.payments_undecided}
    clients = with_letters_held(clients, short)
    book = replace(book, clients=clients, findings=better(book.findings))
    return replace(reckoned, book=book, findings=better(reckoned.findings))


def _better(
    finding: Finding, theirs: _Theirs, names: Mapping[str, str], seen: Sightings
) -> Finding:
    """A finding as it is, or, at one of ``theirs``, with who is meant."""
    at_one = finding.role == "payments" and finding.code is Code.UNKNOWN_CLIENT
    stray = theirs.get((finding.source, finding.row)) if at_one else None
    if stray is None:
        return finding
    if here := [names[who] for who in stray.owners if who in names]:
        near = nearest(finding.text, here) or here[0]
        return replace(finding, near=near, variant=Variant.THEIRS)
    heirs = {names[who] for who in _heirs(stray, seen) if who in names}
    return replace(finding, near=heirs.pop() if len(heirs) == 1 else "")


def _heirs(stray: Stray, seen: Sightings) -> set[str]:
    """Who has anything of its owners, who are gone. What stands under a name of before alone, and
    the rest under another's, is half a merger (HALF_MERGED)."""
    gone = {*stray.owners}
    took = () if stray.of_before else (w for w, those in seen.took.items() if gone & those.keys())
    return {who for each in gone for who in heirs_of(seen.rows, each)}.union(took)
