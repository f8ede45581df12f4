"""Entries that files of two forms date otherwise: one by the day of booking, one by that of value
(design §20). Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from sheets_sync.bank.corrected import Moved
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.payers import are_others
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import is_no_chance
from sheets_sync.billing.names import fold

DAYS_BETWEEN: Final = 5
"""How many may lie between booking and value, holidays among them."""

EntriesTold = Callable[[Moved], Iterable[StandingEntry]]
"""The entries of what moved, under the fingerprints of their rows."""

_ByRow = dict[str, StandingEntry]
"""Entries by the fingerprint of their row."""


@dataclass(slots=True)
class DatedEntries:
    """All entries that files told, by what moved and by form."""

    _told: dict[Moved, dict[str, _ByRow]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def add(self, entry: StandingEntry) -> None:
        """Know of an entry, under the fingerprint of its row."""
        if entry.form:
            self._told[entry.moved][entry.form][entry.fingerprint] = entry

    def near(self, entry: StandingEntry, here: EntriesTold) -> Iterator[StandingEntry]:
        """Entries that may be the same as an entry and that other forms tell of a day near its own,
        of which its own form tells fewer on their day. ``here``: what its file tells."""
        for day in range(entry.day - DAYS_BETWEEN, entry.day + DAYS_BETWEEN + 1):
            moved = day, entry.amount
            by_form = self._told.get(moved, {}) if day != entry.day else {}
            if by_form.keys() - {entry.form}:
                own = _like(entry, (*by_form.get(entry.form, {}).values(), *here(moved)))
                others = [told.values() for form, told in by_form.items() if form != entry.form]
                for told in (_like(entry, each) for each in others):
                    left = told.keys() - own.keys() if len(told) > len(own) else ()
                    yield from (told[row] for row in left)


def _like(entry: StandingEntry, some: Iterable[StandingEntry]) -> _ByRow:
    return {each.fingerprint: each for each in some if are_of_one_payment(entry, each)}


def are_of_one_payment(one: StandingEntry, other: StandingEntry) -> bool:
    """Whether two of one amount and of days near each other are told in the same words, as far as
    two forms of file have them, or by one payer, where one of both has no words."""
    if are_others(one.payer, other.payer) or one.currency != other.currency:
        return False
    shorter, longer = sorted(map(_bare, (one.purpose, other.purpose)), key=len)
    return shorter in longer if shorter else bool(one.payer) and one.payer == other.payer


def balances_part(one: Span, day: int, other: Span, another_day: int) -> bool:
    """Whether what a statement tells of a day is surely not what the other tells of another day:
    both know one balance where a day between them begins, or the later goes on from the other's.
    With one payment that the one dates before that and the other behind it they would differ."""
    (first, earlier), (last, later) = sorted(((day, one), (another_day, other)), key=itemgetter(0))
    known = (at for at in range(first + 1, last + 1) if _knows(one, at) and _knows(other, at))
    agreed = {one.before(at) for at in known if one.before(at) == other.before(at)}
    goes_on = earlier.ends < later.begins and earlier.closing == later.opening
    return is_no_chance(agreed | ({later.opening} if goes_on else set()))


def _knows(span: Span, day: int) -> bool:
    """Whether a statement tells the balance with which a day began."""
    return min(span.first, span.begins) <= day <= max(span.last, span.ends) + 1


def _bare(purpose: str) -> str:
    return re.sub(r"[\W_]+", "", fold(purpose))
