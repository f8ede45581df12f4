"""The tab Bank as a source of Payments (§20)."""

from dataclasses import replace
from typing import Final

from sheets_sync.reading.layout import BANK
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot

_BANK_COLUMNS: Final = {"date": "day", "client": "client", "amount": "amount", "reference": "code"}
"""Columns of Payments, and those of Bank that are read as such."""


def with_bank_source(places: Places, snapshot: Snapshot) -> Places:
    """The places with the workbook's tab Bank, if it has one, as the last source of Payments. Its
    columns are known by their marks."""
    tab = snapshot.own(BANK)
    if tab is None or not tab.marks:
        return places
    payments = places.sources["payments"]
    marked = {key: tab.marks.get(f"{BANK}.{own}") for key, own in _BANK_COLUMNS.items()}
    columns = {key: at for key, at in marked.items() if at is not None}
    header = tab.header or 1
    names = {key: str(tab.at(header, at) or "") for key, at in columns.items()}
    bank = Source(
        "payments", len(payments), tab.ref, header, columns, {}, headers=names, is_bank=True
    )
    return replace(places, sources={**places.sources, "payments": (*payments, bank)})
