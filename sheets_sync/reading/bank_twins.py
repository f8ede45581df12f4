"""Rows of the tab Bank beside which something else says that the same money came: a row that people
typed, or an entry that the bank told otherwise before (design §20)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.columns.codes import NONE

NEAR: Final = 3
"""Days between a payment at the bank and the same one typed into Payments."""

_PAYMENT, _REFUND = map(PAYMENT_KINDS.index, ("payment", "refund"))


def corrected(
    codes: Sequence[EntryCode | None], states: NDArray[np.int8], typed: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The positions of rows that wait since the bank told the same otherwise before, each with the
    position of the row of that. A row that staff put aside does not hold another, unless it was put
    aside as one that they typed, too (``typed``)."""
    places = {code.fingerprint: at for at, code in reversed([*enumerate(codes)]) if code}
    waits = np.isin(states, (BankState.COUNTED, BankState.WAITING, BankState.DUPLICATE))
    for at in np.flatnonzero(waits).tolist():
        first = _told_before(at, codes, places)
        while first is not None and states[first] == BankState.NOBODYS and first not in typed:
            first = _told_before(first, codes, places)
        if first is not None:
            yield at, first


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
) -> dict[int, tuple[int, int]]:
    """By position the row (source, sheet row) that people typed, into Payments or below the bank's
    own, that is equal to one of the bank's: the same client and amount, ``NEAR`` days away at most.
    Each typed row is equal to one."""
    there: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    kinds = np.isin(typed_in["kind"].to_numpy(), (_PAYMENT, _REFUND))
    names = ("client", "amount", "day", "source", "row")
    lists = (typed_in[name][kinds].tolist() for name in names)
    for whose, minor, *place in zip(*lists, strict=True):
        there[whose, minor].append((place[0], place[1], place[2]))
    found: dict[int, tuple[int, int]] = {}
    may = np.isin(states, (BankState.COUNTED, BankState.NOBODYS)) & (client != NONE)
    for at in np.flatnonzero(may).tolist():
        like = there.get((int(client[at]), int(amount[at])), [])
        near_ones = [each for each in like if abs(each[0] - int(days[at])) <= NEAR]
        if near_ones:
            nearest = min(near_ones, key=lambda each: abs(each[0] - int(days[at])))
            like.remove(nearest)  # it is equal to one alone
            found[at] = nearest[1:]
    return found
