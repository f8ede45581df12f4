"""Rows of Bank that name a client who is called otherwise by now: whose they are, and whose letters
wait meanwhile (design §20)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from sheets_sync.bank.paying import Whose
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import nearest
from sheets_sync.reading.roles.waiting_letters import with_letters_held
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.bank.bank_memory import remembered_rows
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.shared.page_tokens import all_now_called, now_called
from sheets_sync.use_cases.statements.bank_questions import GoneRow

_KEY: Final = "bank.clients"


def called_otherwise(
    office: Office, reckoned: Reckoning, gone: Iterable[GoneRow]
) -> Iterator[tuple[GoneRow, Whose]]:
    """Of rows that name a client who is gone those of whom a person said whose new name that is."""
    gone = [*gone]
    if not gone:
        return
    names = {fold(each.name): each for each in reckoned.book.clients}
    heirs = all_now_called({fold(each.name) for each in gone}, names, office.desk.ledger())
    for each in gone:
        heir = heirs.get(fold(each.name))
        if heir is not None and names[heir].currency == each.currency:
            yield each, Whose(names[heir].name)


def with_heirs_letters_held(office: Office, reckoned: Reckoning) -> Reckoning:
    """The same, with the letters held of those who came with what was that of a client whom rows of
    Bank still name, or as that one went: the money may be theirs."""
    gone = _named_in_bank(reckoned)
    youth, instead = reckoned.youth, _came_instead(office.store.memories, reckoned)
    formers = youth.heir_of, youth.bears
    heirs = {who for each in formers for who, names in each.items() if gone & names}
    heirs |= {who for name, came in instead.items() if name in gone for who in came}
    clients = with_letters_held(reckoned.book.clients, heirs)
    return replace(reckoned, book=replace(reckoned.book, clients=clients)) if heirs else reckoned


def with_heirs_named(office: Office, reckoned: Reckoning) -> Reckoning:
    """The same, where the findings at rows of Bank whose client is gone name whose they are most
    likely: by a person's word, by what was theirs, by who came as they went; else by likeness."""
    gone = _named_in_bank(reckoned)
    near = {name: heir for name in gone if (heir := _heir(office, reckoned, name))}
    source = bank_place(reckoned.places)
    if not near or source is None:
        return reckoned

    def named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(_named_at(each, source.index, near) for each in findings)

    book = replace(reckoned.book, findings=named(reckoned.book.findings))
    return replace(reckoned, book=book, findings=named(reckoned.findings))


def _named_at(finding: Finding, source: int, near: Mapping[str, str]) -> Finding:
    of_bank = finding.role == "payments" and finding.source == source
    if not of_bank or finding.code is not Code.UNKNOWN_CLIENT or finding.variant is not None:
        return finding  # one with a variant knows already whose it was
    heir = near.get(fold(finding.text or ""))
    return replace(finding, near=heir) if heir else finding


def _heir(office: Office, reckoned: Reckoning, name: str) -> str:
    """Who is meant by the folded name of one who is gone; "" where nobody, or several."""
    names = {fold(each.name): each.name for each in reckoned.book.clients}
    by_word = now_called(name, names, office.desk.ledger())
    if by_word is not None:
        return names[by_word]
    youth = reckoned.youth
    formers = youth.heir_of, youth.bears
    theirs = {who for each in formers for who, those in each.items() if name in those}
    theirs |= {fold(youth.merged.heirs.get(name, ""))}
    came = _came_instead(office.store.memories, reckoned).get(name, [])
    for some in (theirs, {*came}):
        here = [names[who] for who in sorted(some) if who in names]
        if here:
            return here[0] if len(here) == 1 else nearest(name, here)
    return ""


def came_for(memory: Memory, reckoned: Reckoning, gone: Iterable[str]) -> dict[str, set[str]]:
    """By each folded name that is ``gone`` who came in the run in which it went, or, where that one
    went, too, as they did: those who are in Clients, folded."""
    instead, here = _came_instead(memory, reckoned), _names(reckoned)
    return {name: _followed({name}, instead) & here for name in gone} if instead else {}


def _followed(names: Iterable[str], instead: Mapping[str, Iterable[str]]) -> set[str]:
    """Those names, with all that came for one of them."""
    met = {*names}
    while new := {who for name in met for who in instead.get(name, ())} - met:
        met |= new
    return met


def remember_clients(memory: Memory, reckoned: Reckoning) -> None:
    """Keep for the next run who is in Clients, and who came as others went that Bank names, or that
    a row named which is remembered."""
    instead = _came_instead(memory, reckoned)
    rows = remembered_rows(memory).values() if instead else ()
    named = _named_in_bank(reckoned).union(fold(row.client or row.matched) for row in rows)
    followed = _followed(named, instead)
    kept = {name: came for name, came in sorted(instead.items()) if name in followed}
    text = json.dumps([sorted(_names(reckoned)), kept], ensure_ascii=False)
    if text != memory.recall(_KEY):
        memory.remember(_KEY, text)


def _came_instead(memory: Memory, reckoned: Reckoning) -> dict[str, list[str]]:
    """By the folded name of a client who went those who were new in that run."""
    names = _names(reckoned)
    try:
        before, known = json.loads(memory.recall(_KEY) or "[[], {}]")
        came = {str(name): [*map(str, each)] for name, each in known.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    new = sorted(names.difference(before))
    return came | {name: new for name in set(before) - names if new}


def _names(reckoned: Reckoning) -> frozenset[str]:
    return frozenset(fold(each.name) for each in reckoned.book.clients)


def _named_in_bank(reckoned: Reckoning) -> frozenset[str]:
    """The folded names that rows of Bank have, and no client."""
    source = bank_place(reckoned.places)
    return frozenset(
        fold(each.text or "")
        for each in reckoned.findings
        if each.code == Code.UNKNOWN_CLIENT and each.role == "payments"
        if source is not None and each.source == source.index
    )
