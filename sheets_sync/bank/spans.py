"""What each statement told of an account, and how two of them lie beside each other: the same days
once more, or one behind the other on one day (design §20). Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum
from typing import Final

from sheets_sync.bank.span import Span, is_numbered_kin

_WITNESSES: Final = 2
"""Different entries that two statements both tell, and that agree by no chance."""


_BALANCES: Final = 3
"""Different balances that no two accounts have in common by chance."""

_ROUND: Final = 100_00
"""Minor units: what two accounts were opened with, or are swept to, is a multiple of it."""


class Placement(StrEnum):
    """How two statements lie. OVERLAPPING: what is equal in them is one. APART: one begins with
    the balance that the other ended with, on that day. UNCLEAR: neither is shown; there is a gap
    between them, or they are of two accounts that are called alike."""

    OVERLAPPING = "overlapping"
    APART = "apart"
    UNCLEAR = "unclear"


_Edge = tuple[str, str, str, int, int]
"""Account, currency, form, day and balance where a statement begins or ends."""

_Balance = tuple[str, str, str, int]
"""Account, currency, form, and a balance that a statement ended with."""

_Neighbours = Callable[[Span], Mapping[str, Span]]


class Spans:
    """All statements that are known, and how they lie. Accounts are called by each form in its own
    way, so that no two of different forms are held against each other."""

    def __init__(self, known: Iterable[Span] = (), again: Iterable[Span] = ()) -> None:
        """``again`` are known, too, and count only once the files tell them again."""
        known, again = [*known], [*again]
        self._again = {each.key: each for each in again}
        self._latest: dict[str, int] = defaultdict(int)
        for each in (*known, *again):
            self._latest[each.file] = max(self._latest[each.file], each.made)
        self._known: dict[str, Span] = {}
        self._by_kin: dict[str, dict[str, Span]] = defaultdict(dict)
        self._by_mark: dict[str, dict[str, Span]] = defaultdict(dict)
        self._opening: dict[_Edge, dict[str, Span]] = defaultdict(dict)
        self._closing: dict[_Edge, dict[str, Span]] = defaultdict(dict)
        self._first_closed: dict[_Balance, int] = {}
        self._around: dict[tuple[str, str, str], set[tuple[int, int, int]]] = defaultdict(set)
        self._same: dict[str, str] = {}
        self._orders: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for each in known:
            self.add(each)
        for each in again:
            self._tells(each)

    def add(self, span: Span) -> None:
        """Know of a statement; of the same one again the latest."""
        former = self._known.get(span.key) or self._again.get(span.key)
        if former is not None:
            copied = self._is_copied(former, span)
            made = former.made if copied else max(former.made, span.made)
            span = replace(span, made=made, same=former.same)
        self._known[span.key] = span
        self._around[_edge_of(span)].update(span.around())
        closed = (*_edge_of(span), span.closing)
        self._first_closed[closed] = min(span.ends, self._first_closed.get(closed, span.ends))
        if span.steps:  # what tells nothing is no part of a day
            self._opening[_begins_at(span)][span.key] = span
            self._closing[_ends_at(span)][span.key] = span
        for kin in span.told.values():
            self._by_kin[kin][span.key] = span
        self._tells(span)

    def _tells(self, span: Span) -> None:
        for mark, (row, order) in span.same.items():
            self._same[mark] = row
            self._orders[row].add((span.form, order))
        for mark in span.tells:
            self._by_mark[mark][span.key] = span

    def know_same(self, span: Span, same: Mapping[str, tuple[str, str]]) -> None:
        """Know of entries of a statement which rows they are, that another form made, and what
        tells their order."""
        known = self._known[span.key]
        self._known[span.key] = replace(known, same={**known.same, **same})
        self._tells(self._known[span.key])

    def row_of(self, mark: str) -> str:
        """The fingerprint of the row that a file of another form made of an entry, "" where none
        did, as far as is known."""
        return self._same.get(mark, "")

    def rows(self) -> Mapping[str, str]:
        """The same of all entries of which that is known, as of now."""
        return dict(self._same)

    def orders_of(self, row: str) -> AbstractSet[tuple[str, str]]:
        """The other forms that tell a row, by its fingerprint, and what tells its order in each."""
        return self._orders.get(row, frozenset())

    def _is_copied(self, former: Span, span: Span) -> bool:
        """Whether a file is as the last run saw it, though it was changed since: a folder that is
        copied is told no later for it."""
        return former.file == span.file and former.made == self._latest[span.file]

    def all(self) -> list[Span]:
        """All of them."""
        return [*self._known.values()]

    def telling(self, mark: str) -> list[Span]:
        """Those that tell an entry, by its fingerprint, be it in an earlier run."""
        return [*self._by_mark.get(mark, {}).values()]

    def balances_differ(self, one: Span, other: Span, day: int) -> bool:
        """Whether two had other balances when a day began, where both tell that surely: no two
        statements of one account do, in whatever form."""
        return (
            one.account != other.account  # else one of both is wrong
            and one.before(day) != other.before(day)
            and self._knows_before(one, day)
            and self._knows_before(other, day)
        )

    def tell_one_account(self, one: Span, other: Span) -> bool:
        """Whether all statements of the accounts of two have so many days with one balance before
        and one behind that both are one, whatever day the forms date some entries of."""
        ours, theirs = (self._around[_edge_of(each)] for each in (one, other))
        return one.currency == other.currency and is_no_chance({at for _, at, _ in ours & theirs})

    def _knows_before(self, span: Span, day: int) -> bool:
        """Whether a statement tells the balance that a day began with: it tells something of an
        earlier day, or goes on from one of an earlier day."""
        closed = self._first_closed.get((*_edge_of(span), span.opening), day)
        return span.begins < day or closed < day

    def lying(self, span: Span, kin: str) -> dict[Placement, list[Span]]:
        """The others that tell an entry of a kin, by how they lie beside a statement."""
        lie: dict[Placement, list[Span]] = defaultdict(list)
        for each in self._by_kin[kin].values():
            if each.key != span.key:
                lie[self.beside(span, each)].append(each)
        return lie

    def told_apart(self, span: Span, kin: str, nth: int) -> tuple[int, bool]:
        """How many entries equal to the ``nth`` numbered one of a statement others told that are
        not it; and whether it may be one of those all the same, since some banks have one number
        for every line."""
        lie = self.lying(span, kin)
        apart = self._together(lie[Placement.APART], kin)
        return apart, apart > 0 and nth > self._together(lie[Placement.OVERLAPPING], kin)

    def beside(self, one: Span, other: Span) -> Placement:
        """How two statements of an account lie."""
        if other.key in {*self._linked(one, self._later), *self._linked(one, self._earlier)}:
            agree, apart = _agree(one, other), True
        else:
            agree, apart = _agree(one, other) or self._within(one, other), False
        if apart and not agree and (_is_nought(one) or _is_nought(other)):
            return Placement.UNCLEAR
        if agree != apart:
            return Placement.APART if apart else Placement.OVERLAPPING
        shared = {*one.told.values()} & {*other.told.values()}
        witnessed = len(shared) >= _WITNESSES or any(map(is_numbered_kin, shared))
        # The balances say both where one of them came to nought.
        witnessed = witnessed or (agree and _is_whole_in(one, other, shared))
        return Placement.OVERLAPPING if witnessed else Placement.UNCLEAR

    def _within(self, one: Span, other: Span) -> bool:
        """Whether one of them goes on from others of the day on which the other one began."""
        begun = max(one.begins, other.begins)
        return bool({*self._befores(one, begun)} & {*self._befores(other, begun)})

    def _befores(self, span: Span, day: int) -> Iterator[int]:
        """The balance before a day, by a statement and by those of that day which it goes on
        from."""
        yield span.before(day)
        if day == span.begins:
            yield from (each.before(day) for each in self._linked(span, self._earlier).values())

    def _earlier(self, span: Span) -> Mapping[str, Span]:
        return self._closing.get(_begins_at(span), {})

    def _later(self, span: Span) -> Mapping[str, Span]:
        return self._opening.get(_ends_at(span), {})

    def _linked(self, span: Span, beside: _Neighbours) -> dict[str, Span]:
        """The statements of one day that go on from each other, on one side of a statement."""
        found: dict[str, Span] = {}
        reached = [span] if span.steps else []
        while reached:
            for key, each in beside(reached.pop()).items():
                if key != span.key and key not in found:
                    found[key] = each
                    reached.append(each)
        return found

    def _together(self, spans: Iterable[Span], kin: str) -> int:
        """How many entries of a kin statements tell together: of those that overlap the most."""
        groups: list[list[Span]] = []
        for each in spans:
            same = [
                group
                for group in groups
                if any(self.beside(each, one) is Placement.OVERLAPPING for one in group)
            ]
            apart = [group for group in groups if group not in same]
            groups = [*apart, [each, *(one for group in same for one in group)]]
        return sum(max(each.times(kin) for each in group) for group in groups)


def is_no_chance(balances: AbstractSet[int]) -> bool:
    """Whether balances that two statements have in common prove that they are of one account: many
    an account is empty, and round sums are those of several, into which one client may pay the same
    sum on one day."""
    return any(each % _ROUND for each in balances) or len(balances) >= _BALANCES


def _edge_of(span: Span) -> tuple[str, str, str]:
    return span.account, span.currency, span.form


def _begins_at(span: Span) -> _Edge:
    return *_edge_of(span), span.begins, span.opening


def _ends_at(span: Span) -> _Edge:
    return *_edge_of(span), span.ends, span.closing


def _is_nought(span: Span) -> bool:
    """Whether a statement of one day comes to nought: it fits wherever that balance was."""
    return span.begins == span.ends and span.opening == span.closing


def _is_whole_in(one: Span, other: Span, shared: AbstractSet[str]) -> bool:
    """Whether two begin on one day with one balance, one goes on for more days, and tells all that
    the other tells: nobody's statement of several days begins in the midst of one."""
    begun = one.begins == other.begins and one.opening == other.opening
    return (
        begun
        and one.ends != other.ends
        and bool(shared)
        and shared in ({*one.told.values()}, {*other.told.values()})
    )


def _agree(one: Span, other: Span) -> bool:
    """Whether their balances are equal where both have begun, or where one of them ended."""
    days = max(one.begins, other.begins), min(one.ends, other.ends) + 1
    return any(one.before(day) == other.before(day) for day in days)
