"""Rows of the tab Bank as those see them who ask whose the money is (design §20)."""

from collections.abc import Sequence

from sheets_sync.billing.bank_rows import BankState, TypedRow
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class GoneRow:
    """A sheet ``row`` that names one who is not in Clients; ``chosen`` by staff, or matched."""

    row: int
    name: str
    currency: str
    chosen: bool


@dataclass(frozen=True)
class RowBesideTyped:
    """A row ``at`` a sheet row, with its ``code``, ``state`` and ``day``, and whether a client
    ``is_matched`` to it; the places that its State names beside it, the likeliest first; and what
    people ``typed`` that may be the same, with the ``facts`` of each: its client's folded name and
    its day."""

    at: int
    code: EntryCode
    state: BankState
    day: int
    named: Sequence[tuple[int, int]]
    is_matched: bool
    typed: Sequence[TypedRow]
    facts: Sequence[tuple[str, int]]
