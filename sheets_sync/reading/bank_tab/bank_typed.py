"""What people typed near a row of Bank, into Payments or below the bank's own, that may be the same
money: what a choice of theirs speaks of, and what not (design §20)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankState, TypedRow
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.bank_tab.bank_money import BankFacts
from sheets_sync.reading.bank_tab.bank_parts import begun_in_parts
from sheets_sync.reading.bank_tab.bank_twins import (
    MAY_BE_TYPED,
    NEAR,
    TypedPlace,
    payments_in,
    twins_of,
)
from sheets_sync.reading.meaning.cell_column import Mask

_OPEN: Final = (BankState.WAITING, BankState.UNTOLD)
_SETTLED: Final = (
    BankState.DUPLICATE,
    BankState.CHOSEN,
    BankState.TYPED_SINCE,
    BankState.NOBODYS,
)
_ByAmount = Mapping[int, Sequence[tuple[int, int, TypedPlace]]]
"""Day, client and place of what people typed, in order, by its amount."""


def equal_to_typed(
    codes: Sequence[EntryCode | None],
    states: NDArray[np.int8],
    told: BankFacts,
    typed_in: pd.DataFrame,
    pays_in: Sequence[str],
) -> dict[int, TypedPlace]:
    """By position the row that people typed which one of the bank's is equal to (``states`` are
    those of the bank's alone), the first one where it was typed in parts: each typed row stands
    beside one."""
    since = unspoken(codes, states, told.client, told.days, told.amount, typed_in)
    meant = as_put_aside(codes, states, told.each_row(), typed_in, pays_in)
    rest = twins_of(typed_in, states, meant, told.days, told.amount, {*since.values()})
    found = since | rest
    may = np.flatnonzero(np.isin(states, MAY_BE_TYPED) & (meant != NONE)).tolist()
    wanted = (
        (at, (int(meant[at]), int(told.amount[at]), int(told.days[at])))
        for at in may
        if at not in found
    )
    return found | begun_in_parts(typed_in, {*found.values()}, wanted)


def waiting_ones(
    told: BankFacts, states: NDArray[np.int8], by_bank: Mask, more: Sequence[int]
) -> dict[int, tuple[str, int, int]]:
    """By position currency, amount and day of the bank's rows that wait, or are nobody's and told
    no more, and of those ``more``."""
    untold = (states == BankState.UNTOLD) & (told.client == NONE)
    open_ones = np.flatnonzero(((states == BankState.WAITING) | untold) & by_bank)
    return {
        at: (told.currency[at], int(told.amount[at]), int(told.days[at]))
        for at in (*open_ones.tolist(), *more)
    }


def unspoken(
    codes: Sequence[EntryCode | None],
    states: NDArray[np.int8],
    client: NDArray[np.int32],
    days: NDArray[np.int32],
    amount: NDArray[np.int64],
    typed_in: pd.DataFrame,
) -> dict[int, TypedPlace]:
    """By position the typed row of which the choice for a row of the bank's does not speak, as its
    code says: each typed row stands beside one, the lowest of a day first."""
    chosen = np.flatnonzero(states == BankState.CHOSEN).tolist()
    wanted = [(at, code.typed_since) for at in chosen if (code := codes[at])]
    open_ones = [(at, since) for at, since in wanted if since is not None]
    typed = _by_amount(typed_in) if open_ones else {}
    found: dict[int, TypedPlace] = {}
    for at, since in open_ones:
        near = _near(typed, int(amount[at]), int(days[at]))
        own = (each for each in near if each[1] == client[at] and since in (0, each[0]))
        places = [place for _, _, place in own if place not in found.values()]
        if places:
            found[at] = places[-1]
    return found


def as_put_aside(
    codes: Sequence[EntryCode | None],
    states: NDArray[np.int8],
    facts: Sequence[tuple[int, int, int, str]],
    typed_in: pd.DataFrame,
    pays_in: Sequence[str],
) -> NDArray[np.int32]:
    """The client of each row (``facts`` and ``pays_in`` as in ``typed_beside``); of one that nobody
    is matched to, and that staff put aside as what people typed, the client of that, where it is
    one's."""
    found = np.array([client for client, *_ in facts], np.int32)
    aside = np.flatnonzero((states == BankState.NOBODYS) & (found == NONE)).tolist()
    wanted = [(at, code.typed_as) for at in aside if (code := codes[at])]
    open_ones = [(at, day) for at, day in wanted if day is not None]
    typed = _by_amount(typed_in) if open_ones else {}
    for at, day in open_ones:
        _, on, amount, currency = facts[at]
        near = _near(typed, amount, on)
        may = {who for there, who, _ in near if there == day and pays_in[who] == currency}
        if len(may) == 1:
            found[at] = may.pop()
    return found


def typed_beside(
    typed_in: pd.DataFrame,
    taken: Collection[TypedPlace],
    pays_in: Sequence[str],
    states: NDArray[np.int8],
    facts: Sequence[tuple[int, int, int, str]],
) -> Iterator[tuple[int, list[TypedRow]]]:
    """By position all that people typed near a row that waits, or that is somebody's or nobody's by
    a choice, or somebody's but for one: of that client, or, where nobody is matched, of any who
    pays in its currency.
    ``facts``: client, day, amount and currency of each row; ``taken`` and ``pays_in``: what holds a
    row of the bank's, and the currency of each client."""
    typed = _by_amount(typed_in)
    looked_at = np.isin(states, (*_OPEN, *_SETTLED))
    for at in np.flatnonzero(looked_at).tolist() if typed else ():
        client, day, amount, currency = facts[at]
        waits = client == NONE
        found = [
            TypedRow(whose, there, place, place in taken)
            for there, whose, place in _near(typed, amount, day)
            if (pays_in[whose] == currency if waits else whose == client)
        ]
        if found:
            yield at, found


def _by_amount(typed_in: pd.DataFrame) -> _ByAmount:
    found: dict[int, list[tuple[int, int, TypedPlace]]] = defaultdict(list)
    for whose, minor, day, place in payments_in(typed_in):
        found[minor].append((day, whose, place))
    return {minor: sorted(each, key=lambda row: (row[0], row[2])) for minor, each in found.items()}


def _near(typed: _ByAmount, amount: int, day: int) -> Sequence[tuple[int, int, TypedPlace]]:
    """What was typed of an amount ``NEAR`` days away at most."""
    rows = typed.get(amount, ())
    first = bisect_left(rows, day - NEAR, key=lambda row: row[0])
    return rows[first : bisect_right(rows, day + NEAR, key=lambda row: row[0])]
