"""Choices in Bank that stand beside other rows than the last run saw them at, and what people typed
over in Matched: nobody said so whose the money is, most likely (design §20)."""

from collections.abc import Sequence
from dataclasses import replace

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.reading.bank_tab.bank_cells import is_dash
from sheets_sync.reading.layout import BANK
from sheets_sync.reading.roles.waiting_letters import with_letters_held
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.bank.bank_memory import MovedChoice, matched_by_hand, moved_choices
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.statements.bank_standing import StandingRows


def choices_moved(office: Office, reckoned: Reckoning) -> list[MovedChoice]:
    """All of them in the tab as it is read; none where there is no tab."""
    tab, book = reckoned.snapshot.own(BANK), reckoned.book
    if tab is None or book.bank is None:
        return []
    memory, rows = office.store.memories, StandingRows(tab, book.bank, book.clients)
    return [*moved_choices(memory, rows), *matched_by_hand(memory, rows)]


def with_moved_told(reckoned: Reckoning, moved: Sequence[MovedChoice]) -> Reckoning:
    """The same with a finding at each of them, the letters of both clients held."""
    if not moved:
        return reckoned
    names = {fold(name) for each in moved for name in (each.was, each.now) if not is_dash(name)}
    book = reckoned.book
    held = replace(reckoned, book=replace(book, clients=with_letters_held(book.clients, names)))
    source = bank_place(reckoned.places)
    return held.with_findings([_told(each, source.index if source else 0) for each in moved])


def _told(moved: MovedChoice, source: int) -> Finding:
    client = "" if is_dash(moved.now) else moved.now
    at, shown = ("payments", source, moved.row, "client"), moved.now
    variant = Variant.MATCHED if moved.in_matched else Variant.CHOSEN
    near = moved.was if moved.in_matched else ""
    return Finding(Code.BANK_ROW_CHANGED, *at, shown, client, near=near, variant=variant)
