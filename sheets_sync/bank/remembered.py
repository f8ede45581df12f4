"""Statements as they are remembered (design §20)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.identities import EntryKey, fingerprint_of, identity_of, is_number
from sheets_sync.bank.span import CSV, Span, is_numbered_kin, kin_of
from sheets_sync.bank.spans import Spans


def known_before(
    known: Iterable[Span], files: Iterable[tuple[str, Sequence[BankStatement]]]
) -> Spans:
    """The statements ``known`` of earlier runs; those that the files (form and statements) tell
    again count once they do."""
    keys = {span_of(each, form).key for form, made in files for each in made}
    again: dict[bool, list[Span]] = {True: [], False: []}
    for each in known:
        again[each.key in keys].append(each)
    return Spans(again[False], again[True])


def span_of(statement: BankStatement, form: str) -> Span:
    """A statement as it is remembered, its entries without their fingerprints."""
    balance, told, levels = statement.opening, dict[str, str](), defaultdict[str, list[int]](list)
    moved = defaultdict[int, list[int]](list)
    edges = {statement.entries[at].day for at in (0, -1)} if statement.entries else set()
    for number, each in enumerate(statement.entries):
        if is_a_clients(each):
            kin = told[str(number)] = kin_in(identity_of(statement.account, each), each)
            if each.day in edges and not (statement.unordered or is_numbered_kin(kin)):
                levels[kin].append(balance)
        if each.day in edges and form == CSV and not statement.unordered:
            moved[each.day].append(each.signed)
        balance += each.signed
    return replace(Span.of(statement, form, told), levels=levels, moved=moved)


def kin_in(identity: EntryKey, entry: BankEntry) -> str:
    """What an entry of an identity shares with those equal to it."""
    digest = fingerprint_of(identity, 0)[5:13]
    return kin_of(digest, numbered=is_number(entry.reference) or is_number(entry.document))


def is_a_clients(entry: BankEntry) -> bool:
    """Whether a client may have paid it, or got it back."""
    return entry.credit != entry.returned
