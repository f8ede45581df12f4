"""Which entries were met before: the same money in another file counts once (design §20)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sheets_sync.bank.corrected import Corrections, FileTold
from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.identities import (
    EntryKey,
    StandingEntry,
    fingerprint_of,
    former_of,
    identity_of,
    order_of,
)
from sheets_sync.billing.names import fold


class Lot(StrEnum):
    """What becomes of an entry. MATCHED: a payment of a client. OFFERED: a client's, perhaps; a
    person says whose. RETURNED: it undoes a payment of a client. KNOWN: it stands already.
    ELSEWHERE: another file, of another form, has one like it of the same day. IGNORED: a debit, or
    one undone; OWN: between accounts of ours."""

    MATCHED = "matched"
    OFFERED = "offered"
    RETURNED = "returned"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    IGNORED = "ignored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of an entry of a file: its fingerprint and ``order``; KNOWN or ELSEWHERE, None
    where it is new; the fingerprint of the one that it is told ``instead`` of, most likely."""

    fingerprint: str
    order: str
    lot: Lot | None = None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Met:
    """An entry, which of equal ones of its statement it is (from 1), and all that tells it."""

    entry: BankEntry
    identity: EntryKey
    nth: int
    told: StandingEntry

    @property
    def is_a_clients(self) -> bool:
        """Whether a client may have paid it, or got it back."""
        return self.entry.credit != self.entry.returned


@dataclass(slots=True)
class TakenBefore:
    """Entries met so far, with the form of the file that each came from, and those ``taken`` by an
    earlier run. Two equal ones of one file are two payments: they are counted, not only met.
    ``forms`` are by day and signed amount alone: one format names our account by its IBAN, another
    by number and bank. ``standing`` are by their fingerprints."""

    taken: frozenset[str] = frozenset()
    times: Counter[EntryKey] = field(default_factory=Counter)
    forms: dict[tuple[int, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    standing: dict[str, StandingEntry] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)

    def stands(self, entry: StandingEntry) -> None:
        """Meet an entry that an earlier run took."""
        self.standing[entry.fingerprint] = entry
        self._is_told(entry)

    def meet(self, statements: Sequence[BankStatement], form: str) -> list[list[Meeting]]:
        """What is known of each entry of each statement of a file; all count as met then."""
        met = self._all_met(statements, form)
        file = FileTold.of([one.told for each in met for one in each])
        found = [
            [self._meeting(one, each, form, file) for one in entries]
            for each, entries in zip(statements, met, strict=True)
        ]
        for each in (one for entries in met for one in entries):
            self.times[each.identity] = max(self.times[each.identity], each.nth)
            self._is_told(each.told)
        return found

    def _is_told(self, entry: StandingEntry) -> None:
        self.corrections.add(entry)
        if entry.form:
            self.forms[entry.moved].add(entry.form)

    def _meeting(self, met: _Met, statement: BankStatement, form: str, file: FileTold) -> Meeting:
        mark, order = met.told.fingerprint, met.told.order
        if met.nth <= self.times[met.identity] or mark in self.taken:
            return Meeting(mark, order, Lot.KNOWN)
        if not met.is_a_clients:
            return Meeting(mark, order)
        if self.forms[met.told.moved] - {form}:
            return Meeting(mark, order, Lot.ELSEWHERE)
        return Meeting(mark, order, None, self.corrections.corrected(met.told, statement, file))

    def _all_met(self, statements: Sequence[BankStatement], form: str) -> list[list[_Met]]:
        """The entries of each statement. Of those that go on from each other no two are one."""
        found, times = [], Counter[EntryKey]()
        for before, each in zip([None, *statements], statements, strict=False):
            if before is None or not _goes_on(before, each):
                times = Counter()
            found.append([*self._met(each, form, times)])
        return found

    def _met(self, statement: BankStatement, form: str, times: Counter[EntryKey]) -> Iterator[_Met]:
        for entry in statement.entries:
            identity, former = (of(statement.account, entry) for of in (identity_of, former_of))
            times.update({identity, former})
            nth = times[identity]
            mark, before = fingerprint_of(identity, nth), fingerprint_of(former, times[former])
            if mark not in self.taken and before in self.taken and self._is_same(before, entry):
                mark = before
            told = StandingEntry(
                mark, form, entry.day, entry.signed, statement.currency, entry.party.account, "",
                entry.purpose, order_of(statement.account, entry),
            )  # fmt: skip
            yield _Met(entry, identity, nth, told)

    def _is_same(self, mark: str, entry: BankEntry) -> bool:
        """Whether what stands under a fingerprint, where that is known, is by the same payer in the
        same words."""
        there = self.standing.get(mark)
        told = entry.party.account, fold(entry.purpose)
        return there is None or (there.payer, fold(there.purpose)) == told


def _goes_on(before: BankStatement, statement: BankStatement) -> bool:
    """Whether a statement begins where the one before it ended, on the same day it may be."""
    same = (before.account, before.currency) == (statement.account, statement.currency)
    return same and before.closing == statement.opening and before.last <= statement.first
