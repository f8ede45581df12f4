"""CSV statements by a layout that the config declares: no two banks have the same (design §20)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from zlib import crc32

from sheets_sync.bank.csv_amounts import (
    SumsWritten,
    amount_in,
    is_nothing,
    refuse_other_currency,
)
from sheets_sync.bank.csv_booked import (
    NamedCells,
    is_unbooked,
    rows_with_days,
    with_its_sums,
    with_more_than_days,
    without_turnovers,
)
from sheets_sync.bank.csv_headers import (
    CsvRows,
    behind_labels,
    header_of,
    refuse_set_otherwise,
)
from sheets_sync.bank.csv_labels import behind_label
from sheets_sync.bank.csv_rows import csv_rows, refuse_cut
from sheets_sync.bank.day_order import day_as_written, refuse_other_order
from sheets_sync.bank.entries import BankEntry, BankStatement, Party, prove
from sheets_sync.bank.first_days import balances_before
from sheets_sync.bank.notation import compact, known_currency
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.bank.running_balances import in_order
from sheets_sync.bank.span import Span
from sheets_sync.billing.currency import LIMIT
from sheets_sync.billing.names import fold

_NUMBERS: Final = ("account", "tax_number", "reference")
_SUMS: Final = ("amount", "credit", "debit", "fee")
_ROUNDED: Final = re.compile(r"[0-9]+[.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
"""What a spreadsheet makes of an account, for good: no two are told apart any more."""


@dataclass(frozen=True, slots=True)
class CsvColumns:
    """The headers of a CSV statement; "" where it has no such column. Either ``amount``, signed,
    or unsigned beside a ``side`` that says whether it came in, or ``credit`` and ``debit``;
    ``balance`` is the one after the row. ``fee`` is what the bank took off besides, whatever its
    sign."""

    day: str
    amount: str = ""
    credit: str = ""
    debit: str = ""
    balance: str = ""
    name: str = ""
    account: str = ""
    tax_number: str = ""
    purpose: str = ""
    reference: str = ""
    fee: str = ""
    side: str = ""

    def named(self) -> dict[str, str]:
        """The headers that there are, by what they are for."""
        pairs = ((key, getattr(self, key)) for key in self.__slots__)
        return {key: header for key, header in pairs if header}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one bank writes its CSV. ``dates`` is "d.m.y", "m/d/y" or "y-m-d" (any marks between, of
    the last none); ``decimal`` "," or ".", ``decimals`` how many stand behind it, 0: as many as the
    currency has, or fewer; ``account`` is ours, since rows do not tell it. ``into`` and ``out`` are
    what stands in ``columns.side``. ``begins_with`` is what the account had before the first file.

    What proves the file are the balances behind the labels ``opening`` and ``closing``, in the
    next filled cell, or else those in the column ``columns.balance``.
    """

    columns: CsvColumns
    account: str
    currency: str
    encoding: str = "utf-8"
    delimiter: str = ";"
    decimal: str = ","
    dates: str = "d.m.y"
    opening: str = ""
    closing: str = ""
    into: str = ""
    out: str = ""
    decimals: int = field(default=0, repr=False)
    begins_with: str = field(default="", repr=False)

    @property
    def mark(self) -> str:
        """What tells it from any other."""
        told = f"{self!r} {self.decimals}" if self.decimals else repr(self)
        return f"{crc32(told.encode()):08x}"


def statements_in(
    data: bytes, layout: Layout, today: int = 0, known: Sequence[Span] = ()
) -> list[BankStatement]:
    """The statement of a file, looked at on the day ``today`` (a serial; 0: not known); none where
    it has no entry and tells no balance. ``known`` are statements that may prove where it begins.
    Raises ``StatementFault``."""
    rows, head, places = _rows(data, layout)
    labels = {key: name for key, name in layout.columns.named().items() if key not in places}
    named = [
        (line, _cells(cells, places, layout.currency) | behind_labels(cells, labels))
        for line, cells in rows[head + 1 :]
    ]
    labelled = [behind_label(rows, each) for each in (layout.opening, layout.closing) if each]
    whole = dict(rows)
    told = [
        (line, cells)
        for line, cells in rows_with_days(named, {at for at, _ in labelled})
        if not is_unbooked(cells, whole[line], layout.currency)
    ]
    refuse_cut(data, rows, {line for line, _ in told}, max(places.values()) + 1)
    told_more = with_more_than_days(told, whole)
    booked = [(line, with_its_sums(cells, whole[line])) for line, cells in told_more]
    lines = {line for line, _ in booked}
    refuse_other_currency(rows[head:], lines, places, layout.currency)
    if not (booked or layout.opening):
        return []
    entries, opening, closing = _between_balances(labelled, booked, layout, known)
    if labelled:
        entries = without_turnovers(entries, closing - opening, whole)
    days = {line: cells["day"] for line, cells in booked}
    written = [(each.line, days[each.line]) for each in entries]
    refuse_other_order(written, layout.dates, today, chained=not layout.opening)
    return [_statement([each for each in entries if each.amount], opening, closing, layout)]


def _rows(data: bytes, layout: Layout) -> tuple[CsvRows, int, Mapping[str, int]]:
    """The rows of a file, which of them is the last one of headers, and where each column is."""
    written = layout.columns.named(), layout.encoding, layout.delimiter
    try:
        rows = csv_rows(data, *written[1:])
        return rows, *header_of(rows, written[0])
    except StatementFault:
        refuse_set_otherwise(data, *written)
        raise


def _between_balances(
    labelled: Sequence[tuple[int, str]],
    booked: Sequence[tuple[int, NamedCells]],
    layout: Layout,
    known: Sequence[Span],
) -> tuple[Sequence[BankEntry], int, int]:
    """The entries, from the oldest on where they have balances, and what they lie between: the
    amounts behind labels, with their lines, or the balances of the rows."""
    entries = [_entry(line, cells, layout) for line, cells in booked]
    if labelled:
        opening, closing = (_amount_in(amount, layout, line) for line, amount in labelled)
        return entries, opening, closing
    balances = [_balance(line, cells, layout) for line, cells in booked]
    currency, column = layout.currency, layout.columns.balance
    dashes = {line for line, cells in booked if is_nothing(cells["balance"], currency)}
    before = partial(_before, layout, known)
    return in_order(entries, balances, currency, column, dashes, before)


def _before(layout: Layout, known: Sequence[Span], day: int) -> set[int]:
    """What the account may have had before a day: as ``known`` statements or the config tell."""
    told = {_amount_in(layout.begins_with, layout, 0)} if layout.begins_with else set[int]()
    return told | balances_before(day, known, compact(layout.account), layout.currency)


def _cells(cells: Sequence[str], places: Mapping[str, int], currency: str) -> dict[str, str]:
    """Cells by what they are for; a dash says that no sum moved, or that the balance is 0."""
    told = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
    nothing = {key for key in _SUMS if key in told and is_nothing(told[key], currency)}
    return {key: "" if key in nothing else said for key, said in told.items()}


def _balance(line: int, cells: NamedCells, layout: Layout) -> int | None:
    """What the balance is behind a row; None where its cell is blank."""
    told = cells["balance"]
    return _amount_in(told, layout, line) if told else None


def _entry(line: int, cells: NamedCells, layout: Layout) -> BankEntry:
    amount = _amount(line, cells, layout)
    if abs(amount) > LIMIT:
        raise StatementFault("large_entry", line)
    for text in map(cells.get, _NUMBERS):
        if text and _ROUNDED.fullmatch(text):
            raise StatementFault("rounded", line, text=text)
    return BankEntry(
        day_as_written(cells["day"], layout.dates, line),
        abs(amount),
        amount > 0,
        Party(
            cells.get("name", ""),
            compact(cells.get("account", "")),
            compact(cells.get("tax_number", "")),
        ),
        cells.get("purpose", ""),
        reference=cells.get("reference", ""),
        line=line,
    )


def _amount(line: int, cells: NamedCells, layout: Layout) -> int:
    """Minor units that came in, below 0 that went out, the bank's fee off."""
    fee = abs(_amount_in(cells["fee"], layout, line)) if cells.get("fee") else 0
    if "amount" in cells:
        return _with_side(_amount_in(cells["amount"], layout, line), cells, layout, line) - fee
    came, went = (
        abs(_amount_in(cells[key], layout, line)) if cells[key] else 0
        for key in ("credit", "debit")
    )
    if not (cells["credit"] or cells["debit"]):
        raise StatementFault("blank_amount", line)
    if came and went:
        raise StatementFault("credit_or_debit", line)
    return came - went - fee


def _with_side(amount: int, cells: NamedCells, layout: Layout, line: int) -> int:
    """An amount with the sign that the row's side gives it, where there is such a column."""
    if "side" not in cells:
        return amount
    signs = {fold(layout.into): 1, fold(layout.out): -1}
    sign = signs.get(fold(cells["side"]))
    if sign is None or amount < 0:
        text = f"{cells['side']} {cells['amount']}"
        raise StatementFault("no_side_as_set", line, text=text, into=layout.into, out=layout.out)
    return sign * amount


def _amount_in(text: str, layout: Layout, line: int) -> int:
    return amount_in(text, SumsWritten(layout.decimal, layout.currency, layout.decimals), line)


def _statement(
    entries: Sequence[BankEntry], opening: int, closing: int, layout: Layout
) -> BankStatement:
    days = [each.day for each in entries] or [0]
    made = BankStatement(
        compact(layout.account),
        known_currency(layout.currency),
        opening,
        closing,
        entries,
        min(days),
        max(days),
        layout=layout.mark,
        order=layout.dates,
        unordered=bool(layout.opening),  # newest first, or by kind: each new one moves all others
    )
    prove(made)
    return made
