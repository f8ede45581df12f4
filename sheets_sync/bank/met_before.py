"""Which entries were met before: the same money in another file counts once (design §20)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from sheets_sync.bank.corrected import Corrections, FileTold, Moved
from sheets_sync.bank.dated_otherwise import DatedEntries, balances_part
from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.equal_entries import Equal, equal_entries
from sheets_sync.bank.identities import (
    EntryKey,
    StandingEntry,
    fingerprint_of,
    former_of,
    identity_of,
    order_of,
)
from sheets_sync.bank.other_form import Forms, same_entries
from sheets_sync.bank.payers import are_others
from sheets_sync.bank.remembered import is_a_clients, kin_in, span_of
from sheets_sync.bank.span import Span, is_numbered_kin
from sheets_sync.bank.spans import Placement, Spans
from sheets_sync.bank.untold import tells_in_its_place
from sheets_sync.billing.names import fold


class Lot(StrEnum):
    """What becomes of an entry. MATCHED: a payment of a client. OFFERED: a client's, perhaps; a
    person says whose. RETURNED: it undoes a payment of a client. KNOWN: it stands already.
    ELSEWHERE: another file, of another form, has one like it of the same day. ALIKE: another one
    told an equal one, and nothing tells whether it is the same. IGNORED: a debit, or one undone;
    OWN: between accounts of ours."""

    MATCHED = "matched"
    OFFERED = "offered"
    RETURNED = "returned"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    ALIKE = "alike"
    IGNORED = "ignored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of an entry of a file: its fingerprint and ``order``; KNOWN, ELSEWHERE or
    ALIKE, None where it is new; the fingerprint of the one that it is told ``instead`` of, most
    likely; and that of its ``row``, where a file of another form told it."""

    fingerprint: str
    order: str
    lot: Lot | None = None
    instead: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class _Met:
    """An entry and all that tells it; ``doubtful``: it may be one that another file told."""

    entry: BankEntry
    told: StandingEntry
    kin: str
    doubtful: bool

    @property
    def is_a_clients(self) -> bool:
        """Whether a client may have paid it, or got it back."""
        return is_a_clients(self.entry)


@dataclass(slots=True)
class TakenBefore:
    """Entries met so far, with the form of the file that each came from, and those ``taken`` by an
    earlier run. Two equal ones of one statement are two payments: they are counted, not only met;
    those of two are as these lie beside each other (``spans``, all that are known). ``forms``, each
    with the payer's account and the fingerprint, are by day and signed amount: one format names our
    account by its IBAN, another by number and bank. ``standing`` are by their fingerprints;
    ``same``: by that of an entry the one of its row, which a file of another form made."""

    taken: frozenset[str] = frozenset()
    spans: Spans = field(default_factory=Spans)
    met: set[str] = field(default_factory=set)
    forms: Forms = field(default_factory=lambda: defaultdict(set))
    standing: dict[str, StandingEntry] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    same: dict[str, str] = field(default_factory=dict)
    dated: DatedEntries = field(default_factory=DatedEntries)

    def comes_back(self, entry: StandingEntry) -> None:
        """Expect an entry that an earlier run took, and whose row comes back in this one."""
        self._is_of_form(entry)

    def stands(self, entry: StandingEntry) -> None:
        """Meet an entry that an earlier run took."""
        self.standing[entry.fingerprint] = entry
        self._is_told(entry)
        for form, order in self.spans.orders_of(entry.fingerprint):
            self._is_retold(replace(entry, form=form, order=order))

    def meet(self, statements: Sequence[BankStatement], form: str) -> list[list[Meeting]]:
        """What is known of each entry of each statement of a file; all count as met then."""
        spans = [span_of(each, form) for each in statements]
        all_met = [self._met(*each) for each in zip(statements, spans, strict=True)]
        file = FileTold.of([one.told for met in all_met for one in met])
        found = []
        for each, span, met in zip(statements, spans, all_met, strict=True):
            self._find_same(met, span)
            found.append([self._meeting(one, each, span, file) for one in met])
            self.met.update(one.told.fingerprint for one in met)
        for one in (one for met in all_met for one in met):
            if row := self.same.get(one.told.fingerprint):
                self._is_retold(replace(one.told, fingerprint=row))
            else:
                self._is_told(one.told)
        return found

    def _is_told(self, entry: StandingEntry) -> None:
        self.corrections.add(entry)
        self._is_of_form(entry)

    def _is_retold(self, entry: StandingEntry) -> None:
        """Know of an entry under the fingerprint of a row that another form made."""
        self.corrections.add(entry)
        self.dated.add(entry)

    def _is_of_form(self, entry: StandingEntry) -> None:
        self.dated.add(entry)
        if entry.form:
            self.forms[entry.moved].add((entry.form, entry.payer, entry.fingerprint))

    def _find_same(self, met: Sequence[_Met], span: Span) -> None:
        """Find which entries of a statement have rows that files of another form made: an earlier
        run knew it, or balances say so."""
        told = [one.told for one in met if one.is_a_clients]
        new = [each for each in told if each.fingerprint in self.same or not self._is_known(each)]
        rows = {each.fingerprint: self._row_of(each) for each in new}
        found = {mark: row for mark, row in rows.items() if row}
        left = [each for each in new if each.fingerprint not in found]
        if any(form != span.form for each in left for form, *_ in self.forms[each.moved]):
            same = same_entries(told, span, self.forms, self.spans)
            found |= {mark: same[mark] for mark in rows if mark in same and mark not in found}
        if found:
            self.same |= found
            orders = {each.fingerprint: each.order for each in new}
            self.spans.know_same(span, {mark: (row, orders[mark]) for mark, row in found.items()})

    def _row_of(self, entry: StandingEntry) -> str:
        """The row that another file, or an earlier run, knew an entry to be, where it stands; else
        ""."""
        row = self.same.get(entry.fingerprint) or self.spans.row_of(entry.fingerprint)
        return row if any(mark == row for *_, mark in self.forms[entry.moved]) else ""

    def _is_known(self, entry: StandingEntry) -> bool:
        return entry.fingerprint in self.met or entry.fingerprint in self.taken

    def _meeting(self, met: _Met, statement: BankStatement, span: Span, file: FileTold) -> Meeting:
        mark, order = met.told.fingerprint, met.told.order
        row = self.same.get(mark, "")
        if self._is_known(met.told) or row:
            return Meeting(mark, order, Lot.KNOWN, row=row)
        if not met.is_a_clients:
            return Meeting(mark, order)
        if self._is_elsewhere(met.told, span):
            return Meeting(mark, order, Lot.ELSEWHERE)
        if met.doubtful:
            return Meeting(mark, order, Lot.ALIKE)
        in_place, apart = partial(self._in_place, span), partial(self._is_apart_from, span)
        instead = self.corrections.corrected(met.told, statement, file, in_place, apart)
        if not instead and self._is_dated_otherwise(met.told, span, file):
            return Meeting(mark, order, Lot.ELSEWHERE)
        return Meeting(mark, order, None, instead)

    def _is_elsewhere(self, entry: StandingEntry, span: Span) -> bool:
        """Whether a file of another form tells one like it, and neither accounts, the payers' and
        our own, nor balances tell them apart."""
        return any(
            form != entry.form
            and not are_others(payer, entry.payer)
            and not self._of_another_account(span, mark, entry.day)
            for form, payer, mark in self.forms[entry.moved]
        )

    def _is_dated_otherwise(self, entry: StandingEntry, span: Span, file: FileTold) -> bool:
        """Whether a file of another form has told it, most likely, of a day near its own. What is
        under way makes balances differ: of one payer's, numbers alone tell accounts apart, and
        only equal balances two payments."""
        return any(
            self._may_be_of_one(entry, each, span)
            for each in self.dated.near(entry, partial(self._rows_of, file))
        )

    def _may_be_of_one(self, entry: StandingEntry, other: StandingEntry, span: Span) -> bool:
        telling = self.spans.telling(other.fingerprint)
        if any(balances_part(span, entry.day, each, other.day) for each in telling):
            return False
        if not entry.payer or other.payer != entry.payer:
            return not self._of_another_account(span, other.fingerprint, other.day)
        return not any(map(span.is_of_another, telling))

    def _rows_of(self, file: FileTold, moved: Moved) -> Iterator[StandingEntry]:
        """The entries that a file tells so, under the fingerprints of their rows."""
        for each in file.by_moved.get(moved, ()):
            mark = each.fingerprint
            row = self.same.get(mark) or self.spans.row_of(mark) or mark
            yield replace(each, fingerprint=row)

    def _of_another_account(self, span: Span, mark: str, day: int) -> bool:
        """Whether a statement that tells an entry is of another account of ours than ``span``, and
        none of its own."""
        telling = self.spans.telling(mark)
        return not any(each.is_of_account(span) for each in telling) and any(
            span.is_of_another(each)
            or (
                self.spans.balances_differ(span, each, day)
                and not self.spans.tell_one_account(span, each)
            )
            for each in telling
        )

    def _in_place(self, span: Span, entry: StandingEntry) -> bool:
        """Whether a statement may tell something in place of an entry that it does not tell."""
        return tells_in_its_place(self.spans, span, entry.fingerprint, entry.day)

    def _is_apart_from(self, span: Span, entry: StandingEntry) -> bool:
        """Whether a statement is behind, or before, each that tells an entry, or of another account
        of ours."""
        if self._of_another_account(span, entry.fingerprint, entry.day):
            return True
        telling = [each for each in self.spans.all() if entry.fingerprint in each.tells]
        placed = {self.spans.beside(span, each) for each in telling if each.is_of_account(span)}
        return placed == {Placement.APART}

    def _met(self, statement: BankStatement, span: Span) -> list[_Met]:
        """The entries of a statement, which is known from now on."""
        met = [*self._numbered(statement, span)]
        marks = {one.told.fingerprint: one.kin for one in met if one.is_a_clients}
        self.spans.add(replace(span, told=marks))
        return met

    def _numbered(self, statement: BankStatement, span: Span) -> Iterator[_Met]:
        """Each entry with its fingerprint: equal ones have a number more each, and begin behind
        those of statements that tell others."""
        times = Counter[EntryKey]()
        alike: dict[str, Iterator[Equal]] = {}
        for entry in statement.entries:
            identity, former = (of(statement.account, entry) for of in (identity_of, former_of))
            times.update({identity, former})
            kin, mark_of = kin_in(identity, entry), partial(fingerprint_of, identity)
            if is_numbered_kin(kin) or not is_a_clients(entry):
                equal = self._of_number(span, kin, times[identity], mark_of)
            else:
                if kin not in alike:
                    alike[kin] = iter(equal_entries(self.spans, span, kin, entry.day, mark_of))
                equal = next(alike[kin])
            mark = equal.mark
            as_once = fingerprint_of(former, equal.behind + times[former])
            earlier = former != identity and mark not in self.taken and as_once in self.taken
            if earlier and self._is_same(as_once, entry):
                mark = as_once
            told = StandingEntry(
                mark, span.form, entry.day, entry.signed, statement.currency, entry.party.account,
                "", entry.purpose, order_of(statement.account, entry),
            )  # fmt: skip
            yield _Met(entry, told, kin, equal.doubtful)

    def _of_number(self, span: Span, kin: str, nth: int, mark_of: Callable[[int], str]) -> Equal:
        """The ``nth`` entry of a number, or of those that are no client's."""
        apart, doubtful = self.spans.told_apart(span, kin, nth)
        return Equal(mark_of(apart + nth), doubtful, apart)

    def _is_same(self, mark: str, entry: BankEntry) -> bool:
        """Whether what stands under a fingerprint, where that is known, is by the same payer in the
        same words."""
        there = self.standing.get(mark)
        told = entry.party.account, fold(entry.purpose)
        return there is None or (there.payer, fold(there.purpose)) == told
