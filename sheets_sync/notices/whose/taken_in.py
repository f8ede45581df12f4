"""Whose rows became another client's, who was there already: two are one from now on, or will be
once all rows are moved (design §17). Pure.

Nobody is one with another while both are in Clients, but for one who has no row any more. Where a
tab was moved and another was not, an account stands in two halves, and no sum of either is right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

import numpy as np

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.deferred import dataclass
from sheets_sync.notices.whose.belongings import MovedRow
from sheets_sync.notices.whose.doubled import Shared

_TAB_OF: Final = {"log": "log", "payments": "payments", "bank": "payments"}
"""Where money of Bank counts."""
_CORRECTED: Final = timedelta(days=10)
"""After so long what was moved from one who goes on was typed on the wrong client."""

Inflows: TypeAlias = tuple[tuple[datetime, int], ...]
"""When how much money came with another's rows; minor units."""


@dataclass(frozen=True)
class Takeover:
    """What a client took of another one: rows of which ``tabs``, when that was seen last (``at``),
    and the money that came with them."""

    at: datetime
    tabs: frozenset[str]
    money: Inflows = ()

    def with_money(self, at: datetime, amount: int) -> "Takeover":
        """The same, and what came then; below 0 where it was put back."""
        return replace(self, money=(*self.money, (at, amount))) if amount else self

    def has(self, row: MovedRow) -> bool:
        """Whether a row that moves the other way is one of those, put back: of Payments by its sum;
        else it is one of who took them, who may be taken in themselves by now."""
        sums = [amount for _, amount in self.money]
        return row.tab in self.tabs and (
            not row.money or sums.count(row.money) > sums.count(-row.money)
        )


Mergers: TypeAlias = Mapping[str, Mapping[str, Takeover]]
"""By client (folded name) those whose rows became theirs."""


@dataclass(frozen=True)
class Bearers:
    """Who stands in Clients, and by tab whose name rows bear, be they in Clients or not; ``closed``
    are those who are by their State. Folded names."""

    here: frozenset[str]
    closed: frozenset[str]
    rows: Mapping[str, frozenset[str]]

    def tabs_of(self, who: str) -> frozenset[str]:
        """The tabs in which rows bear the name."""
        return frozenset(tab for tab, names in self.rows.items() if who in names)

    def is_one_with(self, taken: Takeover, gave: str) -> bool:
        """Whether the one who ``gave`` is no client of their own any more."""
        if gave not in self.here:
            return True
        whole = gave in self.closed or taken.tabs == self.rows.keys()
        return whole and not self.tabs_of(gave)

    def is_half(self, taken: Takeover, gave: str) -> bool:
        """Whether rows of the one who ``gave`` are moved and others are not: of who goes on, all of
        a tab and none of another."""
        left = self.tabs_of(gave)
        return bool(left) and (gave not in self.here or not taken.tabs <= left)


def bearers(book: Book) -> Bearers:
    """Those of a book."""
    names = [fold(each.name) for each in book.clients]
    tables = {"log": book.log, "payments": book.payments}
    rows = {
        tab: {names[code] for code in np.unique(table["client"].to_numpy()).tolist()}
        for tab, table in tables.items()
    }
    for each in book.findings:
        if each.code == Code.UNKNOWN_CLIENT and (tab := _TAB_OF.get(each.role)):
            rows[tab].add(fold(each.text or ""))
    closed = (fold(each.name) for each in book.clients if each.state == "closed")
    bear = {tab: frozenset(each) for tab, each in rows.items()}
    return Bearers(frozenset(names), frozenset(closed), bear)


def taken_in(
    before: Mergers, moved: Iterable[MovedRow], there: Collection[str], book: Book, now: datetime
) -> Mergers:
    """What is known after a run at ``now`` that read ``book`` and found rows ``moved``; ``there``
    are the folded names in Clients at the run before."""
    known = defaultdict(dict, _without_corrected(before, book, now))
    here = {fold(each.name) for each in book.clients}
    rows = [row for row in moved if row.gave != row.took]
    for row in rows:
        if row.took not in there and row.gave not in here:
            inherited(known, row.took, row.gave)  # renamed, whoever they had taken in before
    for row in rows:
        back = known.get(row.gave, {}).get(row.took)
        if back is not None and back.has(row):
            known[row.gave][row.took] = back.with_money(now, -row.money)
        elif row.took in there:
            was = known[row.took].get(row.gave, Takeover(now, frozenset()))
            was = replace(was, at=now, tabs=was.tabs | {row.tab})
            known[row.took][row.gave] = was.with_money(now, row.money)
    return known


def inherited(known: dict[str, dict[str, Takeover]], who: str, former: str) -> None:
    """Have one whose new name ``who`` is know of all whom they took in under the ``former`` one."""
    taken = {**known.get(former, {}), **known.get(who, {})}
    taken.pop(who, None)
    if taken:
        known[who] = taken


def money_of_others(joined: Mapping[str, Takeover], whose: str, made: datetime) -> int:
    """What came into an account, since an invoice was ``made``, with the rows of those ``joined``
    to it by now, minor units; but for the one ``whose`` invoice it was then, if it was theirs."""
    came = (each.money for gave, each in joined.items() if gave != whose)
    return sum(amount for money in came for at, amount in money if at > made)


def paid_by_others(joined: Mapping[str, Takeover]) -> dict[str, int]:
    """By each of those ``joined`` to an account what came with their rows; minor units."""
    return {gave: sum(amount for _, amount in each.money) for gave, each in joined.items()}


def _without_corrected(
    before: Mergers, book: Book, now: datetime
) -> dict[str, dict[str, Takeover]]:
    """What was known before, but for rows of those who go on with some of their own."""
    if not before:
        return {}
    bear = bearers(book)

    def stays(gave: str, taken: Takeover) -> bool:
        whole = gave not in bear.here or taken.tabs - bear.tabs_of(gave)
        return bool(whole) or now - taken.at < _CORRECTED

    known = {who: {g: t for g, t in each.items() if stays(g, t)} for who, each in before.items()}
    return {who: each for who, each in known.items() if each}


@dataclass(frozen=True)
class Merged:
    """What is known of clients whose rows became others', by the client who has them now (folded
    name): what of those is ``joined`` to theirs that are no clients of their own any more, and
    whose rows are moved by ``half`` (folded), seen when; ``heirs``: by who is gone from Clients,
    who has their rows; whose rows are ``doubled``."""

    joined: Mapping[str, Mapping[str, Takeover]] = field(default_factory=dict)
    half: Shared = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)
    doubled: Shared = field(default_factory=dict)


NOBODY_MERGED: Final = Merged()


def merged(known: Mergers, book: Book) -> Merged:
    """What of it matters by ``book``."""
    if not known:
        return NOBODY_MERGED
    bear = bearers(book)
    pairs = [
        (who, gave, taken)
        for who, each in known.items()
        for gave, taken in sorted(each.items(), key=lambda pair: pair[1].at)
        if who in bear.here
    ]
    joined: defaultdict[str, dict[str, Takeover]] = defaultdict(dict)
    for who, gave, taken in pairs:
        if bear.is_one_with(taken, gave):
            joined[who][gave] = taken
    heirs = {gave: who for who, gave, _ in pairs if gave not in bear.here}
    half = {who: (gave, taken.at) for who, gave, taken in pairs if bear.is_half(taken, gave)}
    return Merged(joined, half, heirs)


def mergers_as_lists(known: Mergers) -> dict[str, dict[str, object]]:
    """What is known, as JSON takes it."""
    return {
        who: {gave: _told(taken) for gave, taken in each.items()} for who, each in known.items()
    }


def mergers_from_lists(told: Mapping[str, Mapping[str, Any]]) -> Mergers:
    """What that told; raises ``ValueError`` or ``TypeError`` where it makes no sense."""
    return {
        who: {gave: _taken(taken) for gave, taken in each.items()} for who, each in told.items()
    }


def _told(taken: Takeover) -> list[object]:
    money = [[_text(at), amount] for at, amount in taken.money]
    return [_text(taken.at), sorted(taken.tabs), money]


def _taken(told: "str | tuple[str, list[str], list[tuple[str, int]]]") -> Takeover:
    if isinstance(told, str):  # of a program before, which knew of Log alone
        return Takeover(datetime.fromisoformat(told), frozenset({"log"}))
    at, tabs, money = told
    inflows = tuple((datetime.fromisoformat(when), int(amount)) for when, amount in money)
    return Takeover(datetime.fromisoformat(at), frozenset(tabs), inflows)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
