"""Credits out of banks' statements, as the tab Bank has them: what each amounts to (design §20)."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import IntEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.deferred import dataclass


class BankState(IntEnum):
    """What a row of Bank amounts to. COUNTED, CHOSEN by staff: a payment of its client; WAITING:
    nobody is matched to it; NOBODYS: no client's money; DUPLICATE: a row of Payments is equal to
    it; IN_OPENING: the client's opening balance has it; FAULTY: a finding holds it; LATER: its
    day is still to come; CORRECTED: the bank told the same otherwise before; UNTOLD: a later
    statement of that day tells it no more; RETURNED: the bank took back by it what staff put aside,
    and whose that was nobody said; TYPED_SINCE: a row of Payments is equal to it of which the
    client that staff chose does not speak: most likely they typed it since."""

    COUNTED = 0
    CHOSEN = 1
    WAITING = 2
    NOBODYS = 3
    DUPLICATE = 4
    IN_OPENING = 5
    FAULTY = 6
    LATER = 7
    CORRECTED = 8
    UNTOLD = 9
    RETURNED = 10
    TYPED_SINCE = 11


_NAMING_ALL: Final = (BankState.WAITING, BankState.UNTOLD, BankState.RETURNED)
MOST_NAMED: Final = 6
"""Places that one State says: the parts that people make of one payment, at most."""

_MOST: Final = 5
"""Clients of whom an equal sum tells something: of more than these it may be any fee."""


@dataclass(frozen=True)
class TypedRow:
    """A row that people typed, into Payments or below the bank's own: its ``client`` (code), its
    ``day``, its ``place`` (source, sheet row); ``taken``: it holds a row of the bank's already;
    ``is_part``: that is one with what stands beside it."""

    client: int
    day: int
    place: tuple[int, int]
    taken: bool
    is_part: bool = False


@dataclass(frozen=True)
class BankRows:
    """The rows of the tab that hold an entry, top to bottom: sheet ``rows`` (from 1), their
    ``states`` (``BankState``), the ``client`` (code) whose each is or may be, NONE where that is
    nobody, ``day`` and signed ``amount`` in minor units of ``currency``. ``twins``: by sheet row
    the (source, sheet row) of the row of Payments that a DUPLICATE or TYPED_SINCE one is
    equal to, of the row of Bank that a CORRECTED one was told as before (or of the one of
    Payments as which that was put aside: rows ``put_aside``), of the row of Payments that one
    WAITING or UNTOLD may be, of the row of either that a RETURNED one takes back, most likely.
    ``untold``: by sheet row the statement that tells an UNTOLD one no more. ``typed``: by sheet row
    what people typed that may be the same; of a RETURNED one the parts that are it together."""

    rows: NDArray[np.int32]
    states: NDArray[np.int8]
    client: NDArray[np.int32]
    day: NDArray[np.int32]
    amount: NDArray[np.int64]
    currency: Sequence[str]
    twins: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    untold: Mapping[int, str] = field(default_factory=dict)
    typed: Mapping[int, Sequence[TypedRow]] = field(default_factory=dict)
    put_aside: frozenset[int] = frozenset()

    def named(self, row: int, state: int) -> list[tuple[int, int]]:
        """The places that State names beside a sheet row: the one in ``twins`` first; of a row that
        waits for a client all that people typed and that is beside no other row, too; of one typed,
        or taken back, in parts these."""
        first = self.twins.get(row)
        parts = [each.place for each in self.typed.get(row, ()) if each.is_part]
        if parts and state == BankState.DUPLICATE:
            return parts
        if first is None or state not in _NAMING_ALL:
            return [first] if first else []
        alone = (each for each in self.typed.get(row, ()) if not each.taken)
        more = [each.place for each in alone if each.place not in self._paired]
        return more or [first] if state == BankState.RETURNED else [first, *more]

    def named_clients(self) -> frozenset[int]:
        """The clients (codes) whose typed rows State names beside one; where these are many, an
        equal sum says nothing of whose money that is."""
        states = dict(zip(self.rows.tolist(), self.states.tolist(), strict=True))
        found = (self._clients_named(row, states[row]) for row in self.typed)
        return frozenset().union(*(each for each in found if len(each) <= _MOST))

    def _clients_named(self, row: int, state: int) -> frozenset[int]:
        places = {*self.named(row, state)} if state in _NAMING_ALL else set()
        return frozenset(each.client for each in self.typed[row] if each.place in places)

    @cached_property
    def _paired(self) -> frozenset[tuple[int, int]]:
        return frozenset(self.twins.values())

    def waiting(self) -> dict[str, tuple[int, int]]:
        """By currency how many rows wait for a choice, and their sum in minor units."""
        found: dict[str, tuple[int, int]] = {}
        open_ones = np.isin(self.states, (BankState.WAITING, BankState.RETURNED))
        for at in np.flatnonzero(open_ones).tolist():
            count, total = found.get(self.currency[at], (0, 0))
            found[self.currency[at]] = count + 1, total + int(self.amount[at])
        return found


@dataclass(frozen=True)
class RememberedRow:
    """A row of the tab that was somebody's, or said to be nobody's, as a run saw it last:
    ``amount`` in minor units of ``currency``, ``matched`` and ``client`` as their cells had it. Of
    a row that staff chose ``client`` for, or that such a choice decides, the payer's ``account``
    and ``tax_number``."""

    code: EntryCode
    day: int
    amount: int
    currency: str
    matched: str
    client: str
    account: str = ""
    tax_number: str = ""
