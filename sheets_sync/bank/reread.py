"""Statements that were read before by other rules of the config: what their rows say was never
what the bank told, and they are the same money (design §20). Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.met_before import TakenBefore
from sheets_sync.bank.readings import PlacedEntry, RereadSpan, ToldNow, agreeing, readings
from sheets_sync.bank.remembered import is_a_clients, known_before, span_of
from sheets_sync.bank.rereading_doubts import doubtful
from sheets_sync.bank.span import Span
from sheets_sync.billing.names import fold

_Files = Sequence[tuple[str, Sequence[BankStatement]]]
"""By file its form and statements."""


@dataclass(frozen=True)
class Reread:
    """By the place of an entry among all of the files the fingerprint that it had when it was read
    otherwise (``former``), and the places of those that may be one that was (``doubtful``).
    ``left``: the statements of earlier runs, without what files tell otherwise now."""

    left: Sequence[Span] = ()
    former: Mapping[int, str] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()

    @cached_property
    def marks(self) -> frozenset[str]:
        """The fingerprints that nothing has any more."""
        return frozenset(self.former.values())


def read_otherwise(
    known: Sequence[Span], files: _Files, rows: Iterable[StandingEntry], rules: Collection[str]
) -> Reread:
    """What of the ``known`` statements files tell that were read otherwise: by other ``rules``
    (``layout``) than all of the config's, or in the file of that name. ``rows`` are those that
    stand, and that stood."""
    now = [*_all_of(files)]
    reread = _Rereading(now, known, files, {each.fingerprint: each for each in rows}, rules)
    again = {each.span.key for each in now}
    wholly = {each.key for each in known if each.key not in again and reread.has_all_of(each)}
    left = [reread.rest_of(each) for each in known if each.key not in wholly]
    former, rest = reread.former(), reread.unknown_rows()
    new = [ToldNow(each.span, [e for e in each.entries if e.place not in former]) for each in now]
    return Reread(left, former, frozenset(doubtful(new, known, rest, rules)))


def _all_of(files: _Files) -> Iterator[ToldNow]:
    begin = 0
    for form, made in files:
        for each in made:
            placed = enumerate(each.entries, begin)
            yield ToldNow(
                span_of(each, form), [PlacedEntry(*one) for one in placed if is_a_clients(one[1])]
            )
            begin += len(each.entries)


class _Rereading:
    """Which entries of the files (``told``) are which ``rows``, by their fingerprints."""

    def __init__(
        self,
        told: Sequence[ToldNow],
        known: Sequence[Span],
        files: _Files,
        rows: Mapping[str, StandingEntry],
        rules: Collection[str],
    ) -> None:
        self._told, self._known, self._files = told, known, files
        self._rows, self._rules = rows, rules
        self._former: dict[str, str] = {}
        self._taken: set[str] = set()

    @cached_property
    def _marks(self) -> Sequence[str]:
        """By place the fingerprint of an entry: one that several files tell has one."""
        before = TakenBefore(spans=known_before(self._known, self._files))
        met = (each for form, made in self._files for each in before.meet(made, form))
        return [one.fingerprint for each in met for one in each]

    def former(self) -> dict[int, str]:
        """By place the fingerprint of before."""
        if not self._former:
            return {}
        return {
            at: self._former[each] for at, each in enumerate(self._marks) if each in self._former
        }

    def unknown_rows(self) -> dict[str, StandingEntry]:
        """The rows that no file tells otherwise."""
        return {mark: row for mark, row in self._rows.items() if mark not in self._taken}

    def rest_of(self, before: Span) -> Span:
        """A statement of before without what is told otherwise now."""
        if not self._taken & before.told.keys():
            return before
        told = {mark: kin for mark, kin in before.told.items() if mark not in self._taken}
        return replace(before, told=told)

    def has_all_of(self, before: Span) -> bool:
        """Find the entries of a statement of before; whether those of all its days are found."""
        days: set[int] = set()
        for now in self._told:
            if self._was_read_as(before, now.span):
                days |= self._days_in(before, now)
        return bool(days) and days >= {day for day, _ in before.steps}

    def _was_read_as(self, before: Span, now: Span) -> bool:
        """Whether that of before is of one file with that of now, or of one account and read by
        rules that are gone."""
        if before.form != now.form or before.layout == now.layout:
            return False
        gone = before.layout not in self._rules
        return before.file == now.file or (gone and before.is_of_account(now))

    def _days_in(self, before: Span, now: ToldNow) -> set[int]:
        """The days of a statement of before that one of now tells, by the first order of days in
        which it tells any. Of versions that remembered no rules nothing but another order shows
        that they were others."""
        for read in readings(before, now.span):
            if before.layout or read.span is not before:
                found = {read.was[day] for day in self._same_days(read, now)}
                if found:
                    return found
        return set()

    def _same_days(self, read: RereadSpan, now: ToldNow) -> Iterator[int]:
        """The days on which both tell the same entries, which are known as one then: the balances
        say so, before the day or after it, where one of them has a part of it."""
        for day, _ in now.span.steps:
            agree = agreeing(read.span, now.span, day)
            new = [each for each in now.entries if each.entry.day == day]
            old = self._rows_of(read, day)
            part = any(agree) and read.span.is_of_account(now.span) and _is_part(new, old)
            if all(agree) or part:
                self._pair(new, old)
            if all(agree):
                yield day

    def _rows_of(self, read: RereadSpan, day: int) -> list[StandingEntry]:
        """The rows of a statement of before that are of a day of now."""
        rows = (self._rows[mark] for mark in read.span.told if mark in self._rows)
        return [each for each in rows if each.day == read.was.get(day)]

    def _pair(self, new: Sequence[PlacedEntry], old: Sequence[StandingEntry]) -> None:
        """Know entries that have no row of their own as the rows of the same amount: of the same
        fingerprint, payer and words first."""
        there = {each.fingerprint for each in old}
        open_ones = [(self._marks[each.place], each.entry) for each in new]
        open_ones = [one for one in open_ones if one[0] in there or one[0] not in self._rows]
        for alike in (_by_mark, _by_words, _by_payer, _by_amount):
            free: dict[_Likeness, list[str]] = {}
            for row in old:
                if row.fingerprint not in self._taken:
                    told = row.fingerprint, row.amount, row.payer, fold(row.purpose)
                    free.setdefault(alike(*told), []).append(row.fingerprint)
            for mark, entry in open_ones:
                told = mark, entry.signed, entry.party.account, fold(entry.purpose)
                same = free.get(alike(*told), []) if mark not in self._former else []
                if same:
                    self._former[mark] = same.pop(0)
                    self._taken.add(self._former[mark])


_Likeness = tuple[str | int, ...]


def _by_mark(mark: str, amount: int, _payer: str, _words: str) -> _Likeness:
    return mark, amount


def _by_words(_mark: str, amount: int, payer: str, words: str) -> _Likeness:
    return amount, payer, words


def _by_payer(_mark: str, amount: int, payer: str, _words: str) -> _Likeness:
    return amount, payer


def _by_amount(_mark: str, amount: int, _payer: str, _words: str) -> _Likeness:
    return (amount,)


def _is_part(new: Iterable[PlacedEntry], old: Iterable[StandingEntry]) -> bool:
    """Whether one of both has all amounts that the other has."""
    some, others = Counter(e.entry.signed for e in new), Counter(each.amount for each in old)
    return some <= others or others <= some
