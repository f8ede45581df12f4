"""Our columns beside the staff's rows: Clients and Log (design §3, §4).

A row that is not charged has its own cells cleared, Status aside.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import CHARGED, Accounts
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import SCALE, Book
from sheets_sync.workbook.diff import Wanted
from sheets_sync.workbook.headers import Places, Source
from sheets_sync.workbook.layout import Language
from sheets_sync.workbook.protocol import Snapshot, Value
from sheets_sync.workbook.results import encode
from sheets_sync.workbook.texts import say

Columns = dict[str, list[Value]]
"""Cells by own column, one for each row below the header."""

_ERRORS = ((1, "error.OFF_CHANNEL"), (2, "error.OUT_OF_TARIFF"), (4, "error.PERSONAL"))


def wanted(places: Places, role: str, columns: Mapping[int, Columns]) -> list[Wanted]:
    """Columns by source (index) as cells wanted at the marks of that source's tab."""
    return [
        Wanted(source.ref, source.own[key], source.header_row + 1, cells)
        for source in places.sources[role]
        for key, cells in columns[source.index].items()
        if key in source.own
    ]


def client_columns(
    snapshot: Snapshot, places: Places, book: Book, accounts: Accounts, language: Language
) -> dict[int, Columns]:
    """Balance, Flag and Days left beside every sound client."""
    by_source: dict[int, Columns] = {}
    for source in places.sources["clients"]:
        height = _rows_below(snapshot, source)
        columns: Columns = {key: [None] * height for key in ("balance", "flag", "days_left")}
        for client, account in zip(book.clients, accounts.accounts, strict=True):
            if client.source == source.index:
                at = client.row - source.header_row - 1
                columns["balance"][at] = encode.major(account.balance, client.currency)
                columns["flag"][at] = say(f"flag.{account.flag}", language)
                columns["days_left"][at] = encode.whole(account.days_left)
        by_source[source.index] = columns
    return by_source


def log_columns(
    snapshot: Snapshot,
    places: Places,
    book: Book,
    accounts: Accounts,
    statuses: Mapping[tuple[int, int], str],
) -> dict[int, Columns]:
    """Price, Charge, Balance and Status beside every log row; ``statuses`` by (source, row)."""
    return {
        source.index: _log_source(_rows_below(snapshot, source), source, book, accounts, statuses)
        for source in places.sources["log"]
    }


def statuses(
    findings: Iterable[tuple[Finding, str]],
    log: pd.DataFrame,
    errors: Sequence[int] | np.ndarray,
    language: Language,
) -> dict[tuple[int, int], str]:
    """What Status says, by (source, sheet row): the findings' messages, then typical errors."""
    lines: dict[tuple[int, int], list[str]] = defaultdict(list)
    for finding, message in findings:
        if finding.role == "log" and finding.row:
            lines[finding.source, finding.row].append(message)
    flagged = np.flatnonzero(np.asarray(errors))
    source, row = log["source"].to_numpy(), log["row"].to_numpy()
    for at in flagged.tolist():
        lines[int(source[at]), int(row[at])] += [
            say(key, language) for bit, key in _ERRORS if int(errors[at]) & bit
        ]
    return {place: "; ".join(dict.fromkeys(texts)) for place, texts in lines.items()}


def _log_source(
    height: int,
    source: Source,
    book: Book,
    accounts: Accounts,
    said: Mapping[tuple[int, int], str],
) -> Columns:
    log = accounts.log
    mine = (log["source"].to_numpy() == source.index) & (log["state"].to_numpy() == CHARGED)
    at = log["row"].to_numpy()[mine].astype(np.intp) - source.header_row - 1
    digits = np.array([MINOR_DIGITS[client.currency] for client in book.clients], dtype=np.int64)
    units = (10**digits)[log["client"].to_numpy()[mine]]
    status: list[Value] = [None] * height
    for (index, row), line in said.items():
        if index == source.index:
            status[row - source.header_row - 1] = encode.text(line)
    return {
        "price": encode.column(height, at, log["price"].to_numpy()[mine] / SCALE),
        "charge": encode.column(height, at, log["charge"].to_numpy()[mine] / units),
        "balance": encode.column(height, at, log["balance"].to_numpy()[mine] / units),
        "status": status,
    }


def _rows_below(snapshot: Snapshot, source: Source) -> int:
    return max(snapshot.tabs[source.ref].height - source.header_row, 0)
