"""What a workbook amounts to, held against what the last good run saw (design §10)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.billing import amendments
from sheets_sync.billing.changed_currencies import currency_changed
from sheets_sync.billing.changes import Changes, compare
from sheets_sync.billing.seen import seen_rows
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.own_money import AccountsMoney
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.youth import Sightings
from sheets_sync.notices.whose.strays import lacked, strays_of
from sheets_sync.notices.whose.telling_apart import told_apart
from sheets_sync.reading.layout import BANK
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.state.runs import check_shrink
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.kept_money import carried_by, known_money
from sheets_sync.use_cases.letters.known_to_letters import of_letters, unclear_words, written_only
from sheets_sync.use_cases.letters.sightings import sighted, youth_in
from sheets_sync.use_cases.letters.uncounted import naming_cells, uncounted, with_uncounted_held
from sheets_sync.use_cases.running.lost_tabs import refuse_lost_tabs
from sheets_sync.use_cases.shared.guessing import guessed
from sheets_sync.use_cases.shared.office import Office

if TYPE_CHECKING:
    from sheets_sync.showing.bank_tab import BankPlan


@dataclass(frozen=True)
class Figures:
    """A reckoning with all its findings, its books as letters go by them, what changed since the
    last good run, and what this one is to leave to the next: the log, and when what is young in it
    was first seen. ``ticks``: as they were read, as ``mailroom.ask`` takes them; ``money``:
    what was known of accounts with invoices; ``bank``: what it makes of the tab Bank, where there
    is one."""

    reckoning: Reckoning
    books: Books
    changes: Changes
    memory: amendments.LogMemory
    sightings: Sightings
    ticks: mailroom.Ticks
    money: AccountsMoney
    bank: "BankPlan | None" = None

    def on(self, snapshot: Snapshot) -> "Figures":
        """The same figures, where only cells of ours changed in the workbook since."""
        return replace(self, reckoning=replace(self.reckoning, snapshot=snapshot, open={}))


def figures_of(office: Office, snapshot: Snapshot, *, accept_shrink: bool) -> Figures:
    """Decode, price, post, flag, effort; then hold it against the last good run.

    Raises ``SheetsSyncError`` where a role lost more than half of its rows and that is not
    accepted, ``UsageError`` as ``reckoning.reckon``.
    """
    if office.config.bank.folder is None and snapshot.own(BANK) is None:
        return figures_from(office, office.reckon(snapshot), accept_shrink=accept_shrink)
    from sheets_sync.use_cases.bank.bank_intake import take_in  # noqa: PLC0415 - few have statements

    taken = take_in(office, snapshot)
    figures = figures_from(office, taken.reckoning, accept_shrink=accept_shrink)
    return replace(figures, bank=taken.plan)


def figures_from(office: Office, reckoned: Reckoning, *, accept_shrink: bool) -> Figures:
    """The same of what was reckoned already. Raises as above."""
    runs = office.store.runs
    last_good, before = runs.last_good(), runs.memory()
    if last_good and not accept_shrink:
        check_shrink(last_good.counts.rows_by_role, reckoned.rows_by_role)
    seen = seen_rows(reckoned.book, reckoned.accounts, reckoned.day)
    changes = compare(before.rows if before else None, seen)
    if not accept_shrink:
        refuse_lost_tabs(reckoned, changes, office.store.memories)
    history_days = office.config.billing.history_days
    memory = amendments.amend(before, changes, reckoned.day, history_days)
    found = amendments.posted_changed(memory)
    bank = bank_place(reckoned.places)
    money = known_money(office)
    carried = carried_by(money, office, reckoned.book, office.desk.ledger())
    sightings = sighted(office, reckoned.book, bank.index if bank else NONE, changes, carried)
    those = strays_of(sightings.owned, reckoned.book, found=sightings.found)
    reckoned = guessed(reckoned, those, sightings, told_apart(office.desk.ledger().notices))
    were_in = sightings.were_in(reckoned.book)
    found = (*found, *currency_changed(reckoned.book, were_in))
    short = lacked(those).keys()
    youth = youth_in(office, sightings, reckoned.book, short, carried)
    youth = replace(youth, were_in=were_in)
    reckoned = replace(reckoned.with_findings(found), youth=youth)
    reckoned = _with_bank_heirs(office, reckoned)
    without_charge = uncounted(reckoned, memory, but=were_in)
    reckoned = with_uncounted_held(reckoned, without_charge)
    books = mailroom.books(office.config, reckoned)
    books = naming_cells(books, without_charge, reckoned, office.config.workbook.words)
    shown = reckoned.snapshot
    beside_send = (*unclear_words(shown), *written_only(office, books, shown))
    told = (*of_letters(office, books, reckoned.findings), *beside_send)
    reckoned = reckoned.with_findings(told)
    ticks = mailroom.ticks_in(office.config, reckoned)
    return Figures(reckoned, books, changes, memory, sightings, ticks, money)


def _with_bank_heirs(office: Office, reckoned: Reckoning) -> Reckoning:
    """The same, where rows of Bank name a client who is called otherwise now."""
    if reckoned.book.bank is None:
        return reckoned
    from sheets_sync.use_cases.bank.bank_heirs import (  # noqa: PLC0415 - few have statements
        with_heirs_letters_held,
        with_heirs_named,
    )

    return with_heirs_named(office, with_heirs_letters_held(office, reckoned))
