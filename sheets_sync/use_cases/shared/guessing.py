"""Who is meant by a name of nobody. Reading guesses by likeness; whose the row was until lately
tells better, and no other's letters wait for it (design §17)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TypeAlias

import numpy as np

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import nearest
from sheets_sync.billing.tables import Book
from sheets_sync.notices.plan.youth import Sightings
from sheets_sync.notices.whose.known_rows import came_as_left, heirs_of
from sheets_sync.notices.whose.row_prints import charges_of, prints_by_client
from sheets_sync.notices.whose.strays import Stray
from sheets_sync.reading.roles.waiting_letters import with_better_guesses, with_letters_held
from sheets_sync.reckoning import Reckoning

_Apart: TypeAlias = Collection[tuple[str, str]]
"""Of whom a person said that they are not whom; see ``told_apart``."""


def guessed(
    reckoned: Reckoning, those: Collection[Stray], seen: Sightings, apart: _Apart
) -> Reckoning:
    """The same, where the findings at ``those`` rows name who had them, or who has anything else of
    these by now, as is ``seen``, in Clients or below; whose letters wait, and of nobody who is only
    called like that, or told ``apart``."""
    if not those:
        return reckoned
    book, guesses = reckoned.book, _Guesses(reckoned.book, those, seen, apart)
    of_payments = [each for each in book.findings if each.role == "payments"]
    clients = with_better_guesses(book.clients, of_payments, guesses.better(of_payments))
    short = guesses.waiting() - {fold(each.name) for each in clients if each.payments_undecided}
    clients = with_letters_held(clients, short)
    book = replace(book, clients=clients, findings=guesses.better(book.findings))
    return replace(reckoned, book=book, findings=guesses.better(reckoned.findings))


def waiting(book: Book, those: Collection[Stray], seen: Sightings, apart: _Apart) -> set[str]:
    """Whose letters wait for ``those`` rows, by folded name."""
    return _Guesses(book, those, seen, apart).waiting()


class _Guesses:
    """Who is meant at ``those`` rows of a book."""

    def __init__(self, book: Book, those: Iterable[Stray], seen: Sightings, apart: _Apart) -> None:
        self._book, self._seen, self._apart = book, seen, apart
        self._theirs = {(each.role, each.source, each.row): each for each in those}
        self._codes = {fold(each.name): code for code, each in enumerate(book.clients)}
        self._charged: dict[str, frozenset[int]] = {}
        self._came_as_left: dict[str, frozenset[str]] = {}

    def better(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings as they are, or, at one of those rows, with who is meant."""
        return tuple(map(self._better, findings))

    def waiting(self) -> set[str]:
        """Whose letters wait for those rows."""
        return {who for each in self._theirs.values() for who in self.who_waits(each)}

    def who_waits(self, stray: Stray) -> list[str]:
        """Those in Clients whose figures lack the row: its owners, or who came as they went."""
        here = [who for who in (*stray.owners, *sorted(self._left_to(stray))) if who in self._codes]
        if stray.role != "prices":
            return here
        return [who for who in here if self._uses(who, stray)]

    def _better(self, finding: Finding) -> Finding:
        at_one = finding.code is Code.UNKNOWN_CLIENT
        place = finding.role, finding.source, finding.row
        stray = self._theirs.get(place) if at_one else None
        if stray is None:
            return finding
        if waits := self.who_waits(stray):
            near = self._nearest(finding.text, waits)
            left = stray.of_before and fold(near) not in stray.owners
            variant = Variant.LEFT if left else Variant.THEIRS
            return replace(finding, near=near, variant=variant)
        if any(map(partial(self._has, stray), self._heirs(stray))):
            return replace(finding, near="", variant=Variant.TWICE)
        meant = [who for who in (*stray.owners, *self._heirs(stray)) if who in self._codes]
        return replace(finding, near=self._nearest("", meant) if len(meant) == 1 else "")

    def _nearest(self, text: str, those: Iterable[str]) -> str:
        names = [self._book.clients[self._codes[who]].name for who in those]
        return nearest(text, names) or names[0]

    def _has(self, stray: Stray, who: str) -> bool:
        """Whether just that row stands under a client's own name, too: copied, not moved."""
        if who not in self._codes:
            return False
        of_log = stray.role == "log"
        return stray.print in (self._charges(who) if of_log else self._prints[who])

    def _charges(self, who: str) -> frozenset[int]:
        if who not in self._charged:
            self._charged[who] = frozenset(charges_of(self._book, self._codes[who]))
        return self._charged[who]

    @cached_property
    def _prints(self) -> Mapping[str, frozenset[int]]:
        own = prints_by_client(self._book)
        return {who: frozenset(own.get(who, ())) for who in self._codes}

    def _uses(self, who: str, price: Stray) -> bool:
        """Whether a client has charges that hang on a price of theirs."""
        prices, log = self._book.strays["prices"], self._book.log
        at = (prices["source"] == price.source) & (prices["row"] == price.row)
        own = log["service"].to_numpy()[log["client"].to_numpy() == self._codes[who]]
        return bool(np.isin(own, prices["service"].to_numpy()[at.to_numpy()]).any())

    def _left_to(self, stray: Stray) -> set[str]:
        """Who came, or came back, with anything of those who left with it, under their own name or
        one of nobody, in the run in which they went, be their row of Clients left there: their
        account is in two halves till it is known whether they are the same."""
        return {
            who
            for gone in {*stray.left, *stray.owners}
            for who in self._came(gone)
            if (who, gone) not in self._apart and not self._has(stray, who)
        }

    def _came(self, gone: str) -> frozenset[str]:
        """Who came as one left, or as such a one left in turn."""
        if gone not in self._came_as_left:
            came = self._came_as_left[gone] = frozenset(came_as_left(self._seen.rows, gone))
            later = (self._came(who) for who in came - self._codes.keys())
            self._came_as_left[gone] = came.union(*later)
        return self._came_as_left[gone]

    def _heirs(self, stray: Stray) -> set[str]:
        """Who has anything of its owners, who are gone, and was not said to be somebody else. What
        stands under a name of before alone, and the rest under another's, is half a merger
        (HALF_MERGED)."""
        took = self._seen.took.items() if not stray.of_before else ()
        pairs = {(who, gone) for who, those in took for gone in those if gone in stray.owners}
        pairs |= {(who, gone) for gone in stray.owners for who in heirs_of(self._seen.rows, gone)}
        return {who for who, gone in pairs if (who, gone) not in self._apart}
