"""Statements of the folder become rows of the tab Bank, and rows that wait are looked at again,
before a run reckons (design §20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.judging import Judged, told_together
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.paying import Whose
from sheets_sync.bank.reread import Reread
from sheets_sync.bank.taking import StatementFile
from sheets_sync.billing.days import serial
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import BANK, own_tab_name
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.bank_tab import (
    BankPlan,
    bank_cells,
    blank_tab,
    entry_code,
    moves_money,
    speaks_otherwise,
    with_bank_cells,
)
from sheets_sync.spreadsheet.diff import differing
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.use_cases.bank.bank_asked import asked_before, remember_asked, typed_since
from sheets_sync.use_cases.bank.bank_gone import gone_for_good
from sheets_sync.use_cases.bank.bank_heirs import called_otherwise, remember_clients
from sheets_sync.use_cases.bank.bank_held import (
    may_be_of,
    may_have_paid,
    named_beside,
    with_money_held,
)
from sheets_sync.use_cases.bank.bank_matching import (
    with_invoices_owed,
)
from sheets_sync.use_cases.bank.bank_memory import (
    remember_rows,
)
from sheets_sync.use_cases.bank.bank_met_again import (
    judged_now,
    known_payers,
    met_again,
)
from sheets_sync.use_cases.bank.bank_moved import choices_moved, with_moved_told
from sheets_sync.use_cases.bank.bank_refused import refused_statements
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.statements.bank_gone_told import remember_gone
from sheets_sync.use_cases.statements.bank_questions import GoneRow
from sheets_sync.use_cases.statements.bank_spans import (
    remember_spans,
)
from sheets_sync.use_cases.statements.bank_standing import StandingRows
from sheets_sync.use_cases.statements.bank_tab_texts import digest_of_entries, facts_of

_ROWS: Final = frozenset({Lot.MATCHED, Lot.OFFERED, Lot.RETURNED, Lot.ELSEWHERE, Lot.ALIKE})
"""What becomes of an entry that is a row of the tab."""


@dataclass(frozen=True)
class TakenIn:
    """A reckoning with the credits of files in it, what is to be written for them (None where the
    workbook has no tab Bank), and what became of each entry of the files."""

    reckoning: Reckoning
    plan: BankPlan | None = None
    judged: Sequence[Judged] = ()


def take_in(office: Office, snapshot: Snapshot) -> TakenIn:
    """Reckon a snapshot with all that the folder holds by now. Raises as ``office.reckon``."""
    if office.config.bank.folder is not None:
        snapshot = with_bank_tab(office, snapshot)
    reckoned = office.reckon(snapshot)
    if reckoned.book.bank is None:
        return TakenIn(reckoned)
    taken = with_files(office, reckoned, office.statements.open(digest_of_entries(snapshot)))
    moved = choices_moved(office, reckoned)
    taken = replace(taken, reckoning=with_moved_told(taken.reckoning, moved))
    if found := [*refused_statements(office, reckoned)]:  # anybody's money may be in it
        everybodys = with_money_held(taken.reckoning, None)
        return replace(taken, reckoning=everybodys.with_findings(found))
    return taken


def with_bank_tab(office: Office, snapshot: Snapshot) -> Snapshot:
    """The snapshot with a tab Bank: where one only looks, the tab that a run would make."""
    if snapshot.own(BANK) is not None:
        return snapshot
    words = office.config.workbook.words
    tab = blank_tab(own_tab_name(BANK, words), words)
    return replace(snapshot, tabs={**snapshot.tabs, tab.ref: tab})


def with_files(office: Office, reckoned: Reckoning, files: Sequence[StatementFile]) -> TakenIn:
    """A reckoning of a workbook with the tab Bank, and what files add to it."""
    snapshot = reckoned.snapshot
    tab = snapshot.own(BANK)
    assert tab is not None  # noqa: S101 - the caller looked
    rows = _standing(reckoned, tab)
    plan, judged, wrongly_chosen = _planned(office, reckoned, rows, tab, files)
    edits = differing(bank_cells(tab, plan, office.config.workbook.words), snapshot)
    if moves_money(tab, edits):
        after = office.reckon(with_bank_cells(snapshot, tab, edits), before=reckoned)
        reckoned = replace(after, snapshot=snapshot)
    gone = gone_for_good(office, reckoned, rows, plan.gone)
    held = may_have_paid(plan, serial(office.today)) | wrongly_chosen | named_beside(reckoned)
    held |= {fold(each.client) for each in gone}
    return TakenIn(with_money_held(reckoned, held).with_findings(gone), plan, judged)


def _standing(reckoned: Reckoning, tab: Tab) -> StandingRows:
    assert reckoned.book.bank is not None  # noqa: S101 - the tab is there
    return StandingRows(tab, reckoned.book.bank, reckoned.book.clients)


def _planned(
    office: Office,
    reckoned: Reckoning,
    rows: StandingRows,
    tab: Tab,
    files: Sequence[StatementFile],
) -> tuple[BankPlan, list[Judged], frozenset[str]]:
    """What is to be written, what became of each entry, and whose a row may be beside which staff
    chose nobody that can be, or whose day is still to come."""
    told = [(each.format, each.statements) for each in files]
    met = met_again(office, reckoned, rows, told)
    payers = known_payers(office, reckoned, rows, met.returning)
    open_ones, of_nobody = [*rows.waiting(), *rows.by_learning(payers.owns)], rows.of_nobody_now()
    otherwise = speaks_otherwise(tab, office.config.workbook.words)
    wrong = [*rows.wrongly_chosen(), *rows.alike(), *rows.to_come()]
    since = dict(typed_since(rows, asked_before(office.store.memories)))
    back, left = met.returning.back, met.returning.left
    if not (files or open_ones or of_nobody or back or otherwise or wrong):
        same = BankPlan(following=dict(rows.following({})), codes=since, gone=left)
        return same, [], rows.paying_later()
    matcher = with_invoices_owed(payers, office, reckoned)
    by_word = [*called_otherwise(office, reckoned, rows.of_the_gone())]
    anew = _whose_now(matcher, by_word, open_ones, of_nobody)
    judged, again = judged_now(office, reckoned, rows, told, met, matcher)
    told_anew, codes, new = _placed(judged, met.reread, rows)
    anew |= {row: each.whose for row, each in told_anew.items() if row in anew}
    codes |= dict(rows.recoded(anew, told_together(judged), again.recoded, since))
    codes |= {row: entry_code(each) for row, each in told_anew.items()}
    resaid = dict(rows.judged_again(matcher)) if otherwise else {}
    following = dict(rows.following(anew))
    plan = BankPlan(new, anew, following, codes, back, resaid, told_anew, left)
    theirs = {fold(whose.client) for each, whose in by_word if each.chosen}
    held = theirs.union(rows.paying_later(), may_be_of(matcher, wrong))
    return plan, _as_rows(judged, new), frozenset(held)


def _as_rows(judged: Sequence[Judged], new: Sequence[Judged]) -> list[Judged]:
    """All entries, those that become rows as they do; what a row without its code says is known."""
    rows = {each.fingerprint: each for each in new}
    known = (replace(each, lot=Lot.KNOWN) if each.lot in _ROWS else each for each in judged)
    return [
        rows.get(one.fingerprint, other) if one.lot in _ROWS else other
        for one, other in zip(judged, known, strict=True)
    ]


def _whose_now(
    matcher: Matcher,
    by_word: Iterable[tuple[GoneRow, Whose]],
    open_ones: Iterable[tuple[int, BankEntry, str]],
    of_nobody: Iterable[tuple[int, BankEntry, str]],
) -> dict[int, Whose]:
    """Whose the rows are now that nobody chose a client for, by sheet row."""
    found = {each.row: whose for each, whose in by_word if not each.chosen}
    found |= _anew(matcher, open_ones)
    return found | {row: each for row, each in _anew(matcher, of_nobody).items() if each.client}


def _placed(
    judged: Sequence[Judged], reread: Reread, rows: StandingRows
) -> tuple[dict[int, Judged], dict[int, EntryCode], list[Judged]]:
    """Of the entries that have rows: by sheet row those that were read otherwise before, the codes
    of rows that lost theirs, and the entries that are new."""
    told_anew = dict(_told_anew(judged, reread, rows)) if reread.former else {}
    there = {each.fingerprint for each in told_anew.values()}
    left = [each for each in judged if each.lot in _ROWS and each.fingerprint not in there]
    corrected = {*rows.corrected().values()}  # of two rows not each holds the other
    left = [replace(e, instead="") if e.fingerprint in corrected else e for e in left]
    codes, new = _known_by_facts(left, rows)
    return told_anew, codes, [_following(each, rows) for each in new]


def _anew(matcher: Matcher, rows: Iterable[tuple[int, BankEntry, str]]) -> dict[int, Whose]:
    """Whose rows are now, by sheet row."""
    return {row: matcher.whose(entry, currency) for row, entry, currency in rows}


def _known_by_facts(
    judged: Sequence[Judged], rows: StandingRows
) -> tuple[dict[int, EntryCode], list[Judged]]:
    """The codes of rows that lost theirs, by sheet row, where an entry says the same; and the
    entries that say what no row does."""
    lost = rows.without_code()
    codes: dict[int, EntryCode] = {}
    new = []
    for each in judged:
        if there := lost.get(facts_of(each.entry, each.currency)):
            codes[there.pop(0)] = entry_code(each)
        else:
            new.append(each)
    return codes, new


def _told_anew(
    judged: Sequence[Judged], reread: Reread, rows: StandingRows
) -> Iterator[tuple[int, Judged]]:
    """By sheet row the entries of rows that were read otherwise before, be it in another file."""
    for place, each in enumerate(judged):
        mark = reread.former.get(place, each.fingerprint)
        row = rows.row_of(mark, each.entry.signed) if mark in reread.marks else None
        if row is not None and each.lot in _ROWS:
            yield row, each


def _following(judged: Judged, rows: StandingRows) -> Judged:
    """A new entry; one that takes back a credit that stands is whose that is."""
    client, whose = rows.client_of(judged.undone) if judged.undone else None, judged.whose
    if client is None:
        return judged
    if not client and whose.client:
        whose = Whose("", candidates=(whose.client,))
    lot = Lot.RETURNED if client else Lot.OFFERED
    return replace(judged, lot=lot, whose=replace(whose, client=client))


def remember_bank(office: Office, reckoned: Reckoning) -> None:
    """Keep for the next run what this one left in the tab, and looked at in the folder."""
    snapshot, rows = reckoned.snapshot, reckoned.book.bank
    tab = snapshot.own(BANK)
    if tab is not None and rows is not None:
        standing = StandingRows(tab, rows, reckoned.book.clients)
        remember_rows(office.store.memories, standing, office.statements.forgotten)
        remember_asked(office.store.memories, standing)
        remember_clients(office.store.memories, reckoned)
        remember_gone(office.store.memories, office.statements.gone, standing)
    if office.statements.spans is not None:
        remember_spans(office.store.memories, office.statements.spans)
    office.statements.remember(digest_of_entries(snapshot))
