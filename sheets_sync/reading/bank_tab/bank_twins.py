"""Rows of the tab Bank beside which something else says that the same money came: a row that people
typed, or an entry that the bank told otherwise before (design §20)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

NEAR: Final = 10
"""Days between a payment at the bank and the same one typed into Payments: people type once a week,
and after holidays. Monthly payments are farther apart."""

TypedPlace = tuple[int, int]
"""Source and sheet row."""

_PAYMENT, _REFUND = map(PAYMENT_KINDS.index, ("payment", "refund"))
MAY_BE_TYPED: Final = (BankState.COUNTED, BankState.NOBODYS)
_FOLLOWING: Final = (BankState.COUNTED, BankState.NOBODYS, BankState.WAITING)


def corrected(
    codes: Sequence[EntryCode | None], states: NDArray[np.int8], typed: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The positions of rows that wait since the bank told the same otherwise before, each with the
    position of the row of that. A row that staff put aside does not hold another, unless it was put
    aside as one that they typed, too (``typed``)."""
    places = _first_places(codes)
    waits = np.isin(states, (BankState.COUNTED, BankState.WAITING, BankState.DUPLICATE))
    for at in np.flatnonzero(waits).tolist():
        first = _first_that_stands(at, codes, places, states, typed)
        mutual = first is not None and _told_before(first, codes, places) == at
        if first is not None and not (mutual and at < first):
            yield at, first


def _first_that_stands(
    at: int,
    codes: Sequence[EntryCode | None],
    places: Mapping[str, int],
    states: NDArray[np.int8],
    typed: frozenset[int],
) -> int | None:
    """The position of what was told before a row, and, where that was put aside, before that; None
    where nothing is left, or all is told in a ring."""
    met, first = {at}, _told_before(at, codes, places)
    while first is not None and first not in met:
        if states[first] != BankState.NOBODYS or first in typed:
            return first
        met.add(first)
        first = _told_before(first, codes, places)
    return None


def taken_back(
    codes: Sequence[EntryCode | None], states: NDArray[np.int8], chosen: NDArray[np.bool_]
) -> dict[int, int]:
    """The positions of rows by which the bank took back what staff put aside, each with the
    position of that. Where they said nothing beside them (``chosen``), whose account has the money
    is not known: it may stand in Payments, in parts even."""
    places, open_ones = _first_places(codes), np.isin(states, _FOLLOWING) & ~chosen
    following = ((at, code) for at, code in enumerate(codes) if code and open_ones[at])
    firsts = {at: places.get(code.beside) for at, code in following}
    return {
        at: first
        for at, first in firsts.items()
        if first is not None and states[first] == BankState.NOBODYS
    }


def whose_it_was(
    aside: Mapping[int, int],
    beside: Mapping[int, TypedPlace],
    client: NDArray[np.int32],
    typed_in: pd.DataFrame,
) -> NDArray[np.int32]:
    """The ``client`` of each row; of those ``beside`` which people may have typed it the one of
    that, else of those that take back what was put ``aside`` (as ``taken_back``) the one of that:
    theirs are the letters that wait."""
    theirs = client.copy()
    for at, (source, row) in beside.items():
        typed = typed_in["client"][(typed_in["source"] == source) & (typed_in["row"] == row)]
        theirs[at] = typed.iloc[0] if len(typed) else client[aside[at]]
    return theirs


def _first_places(codes: Sequence[EntryCode | None]) -> dict[str, int]:
    """The first position of each fingerprint."""
    return {code.fingerprint: at for at, code in reversed([*enumerate(codes)]) if code}


def _told_before(
    at: int, codes: Sequence[EntryCode | None], places: Mapping[str, int]
) -> int | None:
    code = codes[at]
    return places.get(code.instead) if code and code.instead else None


def twins_of(
    typed_in: pd.DataFrame,
    states: NDArray[np.int8],
    client: NDArray[np.int32],
    days: NDArray[np.int32],
    amount: NDArray[np.int64],
    but: Collection[TypedPlace] = (),
) -> dict[int, TypedPlace]:
    """By position the row that people typed, into Payments or below the bank's own, that is equal
    to one of the bank's: the same client and amount, ``NEAR`` days away at most. Each typed row is
    equal to one. A row that staff chose a client for, knowing of it, is none of them: it came
    beside all. ``but``: typed rows that are equal to others."""
    may = np.flatnonzero(np.isin(states, MAY_BE_TYPED) & (client != NONE)).tolist()
    keys = ((at, (int(client[at]), int(amount[at]))) for at in may)
    typed = _typed(typed_in, but=but)
    return paired(typed, {at: (key, int(days[at])) for at, key in keys})


def typed_perhaps(
    typed_in: pd.DataFrame,
    twins: Collection[TypedPlace],
    pays_in: Sequence[str],
    waiting: Mapping[int, tuple[str, int, int]],
) -> dict[int, TypedPlace]:
    """By position the row that people typed which one that waits may be: the same amount in the
    same currency (``waiting``, with the day), ``NEAR`` days away at most, and equal to no other of
    the bank's (``twins``). ``pays_in``: the currency of each client."""
    if not waiting:
        return {}
    typed = _typed(typed_in, lambda whose, minor: (pays_in[whose], minor), twins)
    return paired(typed, {at: (told[:2], told[2]) for at, told in waiting.items()})


def equal_to_rows(
    typed_in: pd.DataFrame,
    wanted: Mapping[int, tuple[int, int, int]],
    but: Collection[TypedPlace],
) -> dict[int, TypedPlace]:
    """By position the row that people typed (``but`` those) which is equal to one of those
    ``wanted``, each told by client, amount and day, as ``twins_of``."""
    typed = _typed(typed_in, but=but)
    return paired(typed, {at: ((whose, minor), day) for at, (whose, minor, day) in wanted.items()})


_Key = tuple[int | str, int]
"""What is equal in both rows: the client or the currency, and the amount."""

TypedByKey = Mapping[_Key, list[tuple[int, TypedPlace]]]
"""Rows that people typed, with their days, by what they are looked for, in order of days."""


def _typed(
    typed_in: pd.DataFrame,
    key_of: Callable[[int, int], _Key] = lambda whose, minor: (whose, minor),
    but: Collection[TypedPlace] = (),
) -> TypedByKey:
    """Payments and refunds, ``but`` those."""
    rows: dict[_Key, list[tuple[int, TypedPlace]]] = defaultdict(list)
    for whose, minor, day, place in payments_in(typed_in):
        if place not in but:
            rows[key_of(whose, minor)].append((day, place))
    return {key: sorted(found) for key, found in rows.items()}


def payments_in(typed_in: pd.DataFrame) -> Iterator[tuple[int, int, int, TypedPlace]]:
    """Client, amount, day and place of all that is a payment or a refund."""
    kinds = np.isin(typed_in["kind"].to_numpy(), (_PAYMENT, _REFUND))
    names = ("client", "amount", "day", "source", "row")
    lists = (typed_in[name][kinds].tolist() for name in names)
    for whose, minor, day, source, row in zip(*lists, strict=True):
        yield whose, minor, day, (source, row)


def paired(typed: TypedByKey, wanted: Mapping[int, tuple[_Key, int]]) -> dict[int, TypedPlace]:
    """By position one typed row of the same key; ``wanted`` are keys and days."""
    by_key: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    for at, (key, day) in wanted.items():
        if key in typed:
            by_key[key].append((day, at))
    pairs = (_pairs(sorted(bank), typed[key]) for key, bank in by_key.items())
    return {at: place for each in pairs for at, place in each}


@dataclass(frozen=True)
class _Way:
    """Some pairs: how many, by how many days off in all, the last one, and the way before it."""

    pairs: int = 0
    off: int = 0
    last: tuple[int, TypedPlace] | None = None
    before: "_Way | None" = None

    @property
    def rank(self) -> tuple[int, int]:
        """More pairs are better, then nearer ones."""
        return self.pairs, -self.off

    def told(self) -> Iterator[tuple[int, TypedPlace]]:
        """All pairs, the last first."""
        way: _Way | None = self
        while way is not None and way.last is not None:
            yield way.last
            way = way.before


def _pairs(
    bank: Sequence[tuple[int, int]], typed: Sequence[tuple[int, TypedPlace]]
) -> Iterator[tuple[int, TypedPlace]]:
    """The most pairs of rows ``NEAR`` days apart at most, and of these the nearest: both in order
    of days, since no two pairs need to cross. By how many typed rows are passed the best way."""
    days = [day for day, _ in typed]
    best = {0: _Way()}
    for day, at in bank:
        first, last = bisect_left(days, day - NEAR), bisect_right(days, day + NEAR)
        reached: dict[int, _Way] = {}
        for passed, way in best.items():
            _keep(reached, max(passed, first), way)
            for n in range(max(passed, first), last):
                off = way.off + abs(days[n] - day)
                _keep(reached, n + 1, _Way(way.pairs + 1, off, (at, typed[n][1]), way))
        best = reached
    return max(best.values(), key=lambda way: way.rank).told()


def _keep(reached: dict[int, _Way], passed: int, way: _Way) -> None:
    """The better one of two ways to the same place; of equal ones the first."""
    if passed not in reached or way.rank > reached[passed].rank:
        reached[passed] = way
