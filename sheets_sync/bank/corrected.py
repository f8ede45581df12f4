"""Which entry the bank told otherwise before: a statement that was corrected has another sum, day
or wording of the same payment, and nothing of what it had (design §20)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.identities import StandingEntry, is_numbered
from sheets_sync.billing.names import fold

_MOVED: Final = 5
"""Days that an entry may move by, from one statement of a day to another."""

Moved = tuple[int, int]
"""Day and signed amount."""

OfEntry = Callable[[StandingEntry], bool]
"""What a statement is to an entry that it does not tell."""

_Words = tuple[str, str, str, bool]
"""Payer, purpose and currency, and whether it came in: what tells rows that earlier versions wrote,
and those of files of another form, which number entries in their own way."""

_Told = tuple[str, str]
"""A fingerprint, and the form that tells it."""


@dataclass(frozen=True, slots=True)
class FileTold:
    """All that one file tells: fingerprints, by what moved and all, and by order what moved."""

    marks: frozenset[str]
    by_moved: Mapping[Moved, Sequence[StandingEntry]]
    orders: Mapping[str, frozenset[Moved]]

    @classmethod
    def of(cls, entries: Sequence[StandingEntry]) -> "FileTold":
        """What these tell."""
        orders: dict[str, set[Moved]] = defaultdict(set)
        moved: dict[Moved, list[StandingEntry]] = defaultdict(list)
        for each in entries:
            orders[each.order].add(each.moved)
            moved[each.moved].append(each)
        marks = frozenset(each.fingerprint for each in entries)
        by_order = {order: frozenset(told) for order, told in orders.items()}
        return cls(marks, moved, by_order)


@dataclass(slots=True)
class Corrections:
    """What other files told, or stands, by what moved and by order; each is corrected once."""

    _by_moved: dict[Moved, dict[_Told, StandingEntry]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _by_order: dict[str, dict[_Told, StandingEntry]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _by_words: dict[_Words, dict[_Told, StandingEntry]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _corrected: set[str] = field(default_factory=set)

    def add(self, entry: StandingEntry) -> None:
        """Know of an entry, as a form tells it."""
        told = entry.fingerprint, entry.form
        self._by_moved[entry.moved][told] = entry
        if entry.order:
            self._by_order[entry.order][told] = entry
        if entry.payer and entry.purpose:
            self._by_words[_words_of(entry)][told] = entry

    def corrected(
        self,
        entry: StandingEntry,
        statement: BankStatement,
        file: FileTold,
        in_place: OfEntry,
        apart: OfEntry,
    ) -> str:
        """The fingerprint of the entry that a new one of ``statement`` is told instead of, most
        likely: a ``file`` that told both would have two payments. "" where there is none.
        ``in_place``: whether the statement may tell something in place of an entry; ``apart``:
        whether it goes on behind the statement of one, so that both came."""
        gone = self._gone((*self._reworded(entry), *self._other(entry, statement, file)), file)
        gone = gone or [*filter(in_place, self._gone(self._in_other_words(entry), file))]
        gone = [each for each in gone if not apart(each)]
        if not gone:
            return ""
        nearest = min(gone, key=lambda each: _distance(entry, each))
        self._corrected.add(nearest.fingerprint)
        return nearest.fingerprint

    def _gone(self, found: Iterable[StandingEntry], file: FileTold) -> list[StandingEntry]:
        there = file.marks | self._corrected
        return [each for each in found if each.fingerprint not in there]

    def _in_other_words(self, entry: StandingEntry) -> Iterator[StandingEntry]:
        """Those of the same day and sum that no payers' accounts tell apart; of the same words a
        number does."""
        for each in self._by_moved.get(entry.moved, {}).values():
            apart = entry.payer and each.payer and entry.payer != each.payer
            if not apart and fold(each.purpose) != fold(entry.purpose):
                yield each

    def _reworded(self, entry: StandingEntry) -> Iterator[StandingEntry]:
        """Those of the same day and sum, by the same payer or with the same number."""
        for each in self._by_moved.get(entry.moved, {}).values():
            by_payer = bool(entry.payer) and each.payer == entry.payer
            by_number = is_numbered(entry.order) and each.order == entry.order
            if by_number or (by_payer and fold(each.purpose) != fold(entry.purpose)):
                yield each

    def _other(
        self, entry: StandingEntry, statement: BankStatement, file: FileTold
    ) -> Iterator[StandingEntry]:
        """Those of the same order with another day or sum: where the statement has that day, and
        nothing of it; or, the sum being the same, moved from one statement of a day to another."""
        of_order = self._by_order.get(entry.order, {}) if entry.order else {}
        of_words = self._by_words.get(_words_of(entry), {}).values()
        alone = (each for each in of_words if not each.order or each.form != entry.form)
        for each in (*of_order.values(), *alone):
            if each.moved == entry.moved or each.moved in file.by_moved:
                continue
            same_day = each.day == entry.day
            if same_day or _covers(statement, each.day) or self._has_moved(each, entry, file):
                yield each

    def _has_moved(self, each: StandingEntry, entry: StandingEntry, file: FileTold) -> bool:
        """Whether a number that no other entry has is told on another day."""
        told = ((one.amount, one.payer, one.order) for one in (each, entry))
        near = abs(each.day - entry.day) <= _MOVED
        if not (len({*told}) == 1 and near and is_numbered(entry.order)):
            return False
        others = {known.moved for known in self._by_order[entry.order].values()}
        return not (others | file.orders[entry.order]) - {each.moved, entry.moved}


def _words_of(entry: StandingEntry) -> _Words:
    return entry.payer, fold(entry.purpose), entry.currency, entry.amount > 0


def _covers(statement: BankStatement, day: int) -> bool:
    """Whether a statement has all of a day. Its first one may be that of the balance before it, of
    its last one more may come."""
    if day == statement.first:
        return any(each.day == day for each in statement.entries)
    return statement.first < day < statement.last


def _distance(entry: StandingEntry, other: StandingEntry) -> tuple[int, int, int, str]:
    days, amount = abs(entry.day - other.day), abs(entry.amount - other.amount)
    words, others = ({*fold(each.purpose).split()} for each in (entry, other))
    return days, amount, len(words ^ others), other.fingerprint
