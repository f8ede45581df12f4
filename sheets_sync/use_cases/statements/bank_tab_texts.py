"""What our cells of the tab Bank say (design §20)."""

import hashlib
from collections.abc import Sequence
from typing import TypeAlias

from sheets_sync.bank.entries import BankEntry
from sheets_sync.billing.fingerprints import fingerprints_in
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.layout import BANK
from sheets_sync.showing import encode
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

EntryFacts: TypeAlias = tuple[int, int, str, str, str]
"""Day, signed amount, currency, payer's account, purpose: what the tab shows of an entry."""


def facts_of(entry: BankEntry, currency: str) -> EntryFacts:
    """What the tab shows of an entry, as cells have it."""
    purpose = encode.text(entry.purpose) or ""
    return entry.day, entry.signed, currency, entry.party.account, fold(purpose)


def digest_of_entries(snapshot: Snapshot) -> str:
    """What tells the entries in the tab from any others; of no tab, that of a blank one."""
    tab = snapshot.own(BANK)
    codes = bank_texts(tab, "code", range(tab.height)) if tab is not None else []
    entries = sorted(fingerprint for code in codes for fingerprint in fingerprints_in(code[:21]))
    return hashlib.sha256("\n".join(entries).encode()).hexdigest()


def bank_texts(tab: Tab, key: str, rows: Sequence[int]) -> list[str]:
    """The cells of a column of ours in those rows (from 0), as texts; "" where it is gone. One that
    says nothing yet is not blank: staff put a formula there."""
    at = tab.marks.get(f"{BANK}.{key}")
    if at is None or at >= len(tab.columns):
        return [""] * len(rows)
    column: Sequence[Cell] = tab.columns[at]
    cells = (column[row] for row in rows)
    return [cell.value if isinstance(cell, Fault) else read_aloud(cell) for cell in cells]
