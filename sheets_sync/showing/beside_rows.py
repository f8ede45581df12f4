"""Our columns beside the staff's rows: Clients, Log and Drafts (design §3, §4, §18).

A row that is not charged has its own cells cleared, Status aside.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import CHARGED, Accounts
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.reading.layout import DRAFTS
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.showing import encode
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import Words

ColumnsWanted = dict[str, Sequence[Value]]
"""Cells by own column, one for each row below the header."""

if TYPE_CHECKING:
    from sheets_sync.reading.drafts_tab import DraftsTab

_OUT_OF_TARIFF: Final = 2
_NO_PRICE: Final = (Code.UNKNOWN_SERVICE, Code.NO_PRICE)
"""Findings that say already that a row is out of tariff."""

_ERRORS: Final = ((1, "error.OFF_CHANNEL"), (2, "error.OUT_OF_TARIFF"), (4, "error.PERSONAL"))


def wanted(places: Places, role: str, columns: Mapping[int, ColumnsWanted]) -> list[Wanted]:
    """Columns by source (index) as cells wanted at the marks of that source's tab."""
    return [
        Wanted(source.ref, source.own[key], source.header_row + 1, cells)
        for source in places.sources[role]
        for key, cells in columns[source.index].items()
        if key in source.own
    ]


def client_columns(
    snapshot: Snapshot, places: Places, book: Book, accounts: Accounts, words: Words
) -> dict[int, ColumnsWanted]:
    """Balance, Flag and Days left beside every sound client."""
    by_source: dict[int, ColumnsWanted] = {}
    for source in places.sources["clients"]:
        height = _rows_below(snapshot, source)
        columns: dict[str, list[Value]] = {
            key: [None] * height for key in ("balance", "flag", "days_left")
        }
        for client, account in zip(book.clients, accounts.accounts, strict=True):
            if client.source == source.index:
                at = client.row - source.header_row - 1
                columns["balance"][at] = encode.major(account.balance, client.currency)
                columns["flag"][at] = words.say(f"flag.{account.flag}")
                columns["days_left"][at] = encode.whole(account.days_left)
        by_source[source.index] = dict(columns)
    return by_source


def log_columns(
    snapshot: Snapshot,
    places: Places,
    book: Book,
    accounts: Accounts,
    statuses: Mapping[int, Packed],
) -> dict[int, ColumnsWanted]:
    """Price, Charge, Balance and Status beside every log row; ``statuses`` by source."""
    return {
        source.index: {
            **_log_source(_rows_below(snapshot, source), source, book, accounts),
            "status": statuses[source.index],
        }
        for source in places.sources["log"]
    }


def draft_columns(
    snapshot: Snapshot, source: Source, drafts: "DraftsTab"
) -> dict[int, ColumnsWanted]:
    """What each drafted price would make of the window, beside its row."""
    height = _rows_below(snapshot, source)
    columns: dict[str, list[Value]] = {column.key: [None] * height for column in DRAFTS.own_columns}
    for each in drafts.rows:
        at, line = each.row - source.header_row - 1, each.line
        per = SCALE * max(each.unit_minutes, 1)
        columns["quantity"][at] = encode.ratio(Fraction(line.quantity, per), 4)
        columns["hours"][at] = encode.hours(line.minutes)
        columns["charged"][at] = encode.major(line.now, each.currency)
        columns["drafted"][at] = encode.major(line.drafted, each.currency)
        columns["difference"][at] = encode.major(line.difference, each.currency)
    return {source.index: dict(columns)}


def statuses(
    snapshot: Snapshot,
    places: Places,
    findings: Iterable[tuple[Finding, str]],
    log: pd.DataFrame,
    errors: NDArray[np.uint8],
    words: Words,
) -> dict[int, Packed]:
    """What Status says, by source, a cell a row below the header: the findings with
    their cures, then typical errors (``errors`` has their bits, one a row of ``log``)."""
    messages: dict[tuple[int, int], list[str]] = defaultdict(list)
    priceless: set[tuple[int, int]] = set()
    for finding, message in findings:
        if finding.role == "log" and finding.row:
            messages[finding.source, finding.row].append(message)
            if finding.code in _NO_PRICE:
                priceless.add((finding.source, finding.row))
    told = [
        [words.say(key) for bit, key in _ERRORS if combination & bit]
        for combination in range(sum(bit for bit, _ in _ERRORS) + 1)
    ]
    return {
        source.index: _source_statuses(
            _rows_below(snapshot, source), source, messages, priceless, log, errors, told
        )
        for source in places.sources["log"]
    }


def _source_statuses(
    height: int,
    source: Source,
    messages: Mapping[tuple[int, int], Sequence[str]],
    priceless: Collection[tuple[int, int]],
    log: pd.DataFrame,
    errors: NDArray[np.uint8],
    words: Sequence[Sequence[str]],
) -> Packed:
    mine = np.flatnonzero(errors)
    mine = mine[log["source"].to_numpy()[mine] == source.index]
    wrong = np.zeros(height, np.uint8)
    wrong[log["row"].to_numpy()[mine] - source.header_row - 1] = errors[mine]
    texts: dict[str | None, int] = {}
    codes = np.array([_number(texts, each) for each in words], np.int32)[wrong]
    for (index, row), said in messages.items():
        if index == source.index:
            at = row - source.header_row - 1
            more = int(wrong[at]) & ~_OUT_OF_TARIFF if (index, row) in priceless else wrong[at]
            codes[at] = _number(texts, [*said, *words[more]])
    return Packed(codes, [text for text in texts if text is not None])


def _number(texts: dict[str | None, int], sentences: Sequence[str]) -> int:
    """The code of a cell that says ``sentences``, each once; of none, that of a blank one."""
    text = encode.text("; ".join(dict.fromkeys(sentences)).replace(".; ", ". "))
    return NONE if text is None else texts.setdefault(text, len(texts))


def _log_source(height: int, source: Source, book: Book, accounts: Accounts) -> ColumnsWanted:
    log = accounts.log
    charged = (log["source"].to_numpy() == source.index) & (log["state"].to_numpy() == CHARGED)
    # Most often all rows are: nothing is to be copied then.
    mine = slice(None) if charged.all() else charged
    at = log["row"].to_numpy()[mine].astype(np.intp) - source.header_row - 1
    digits = np.array([MINOR_DIGITS[client.currency] for client in book.clients], dtype=np.int64)
    units = (10.0**digits)[log["client"].to_numpy()[mine]]
    return {
        "price": encode.numbers(height, at, log["price"].to_numpy()[mine] / SCALE),
        "charge": encode.numbers(height, at, log["charge"].to_numpy()[mine] / units),
        "balance": encode.numbers(height, at, log["balance"].to_numpy()[mine] / units),
    }


def _rows_below(snapshot: Snapshot, source: Source) -> int:
    return max(snapshot.tabs[source.ref].height - source.header_row, 0)
