"""``sync statement CLIENT``: what one sends to the client, as CSV or as one HTML page."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import serial
from sheets_sync.billing.tables import Client
from sheets_sync.errors import UsageError
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import StatementPaper, StatementRow, draw_statement
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.views import ledger, plain
from sheets_sync.views.html import render
from sheets_sync.words import LANGUAGES, Language

WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Account statement", "Выписка по лицевому счёту"),
    "period": ("Period", "Период"),
    "from_start": ("from the first posting", "с первой операции"),
    "contract": ("Contract", "Договор"),
    "opening": ("Balance at the start", "Остаток на начало"),
    "closing": ("Balance at the end", "Остаток на конец"),
    "paid": ("Money in", "Поступило"),
    "charged": ("Charged", "Списано"),
    "date": ("Date", "Дата"),
    "what": ("Service or payment", "Услуга или платёж"),
    "order": ("Order", "Заказ"),
    "quantity": ("Quantity", "Количество"),
    "price": ("Price", "Цена"),
    "amount": ("Amount", "Сумма"),
    "balance": ("Balance", "Остаток"),
    "included": ("of it included in the month", "из них включено в месяц"),
    "nothing": ("No postings in this period.", "За этот период операций нет."),
    "payment": ("Payment", "Платёж"),
    "bonus": ("Bonus", "Бонус"),
    "refund": ("Refund", "Возврат"),
    "correction": ("Correction", "Корректировка"),
    "opening_kind": ("Opening balance", "Начальный остаток"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One client's postings of a period, and the balances around them (minor units)."""

    client: Client
    entries: Sequence[ledger.Entry]
    first: date | None
    last: date
    opening: int
    language: Language

    @property
    def closing(self) -> int:
        """The balance after the last posting of the period."""
        return self.entries[-1].balance if self.entries else self.opening

    @property
    def paid(self) -> int:
        """Money in during the period."""
        return sum(entry.amount for entry in self.entries if not entry.is_charge)

    @property
    def charged(self) -> int:
        """Money written off during the period."""
        return -sum(entry.amount for entry in self.entries if entry.is_charge)


def make(
    reckoning: Reckoning, name: str, first: date | None, last: date | None, language: Language
) -> Statement:
    """The statement of a client from ``first`` to ``last`` (blank: all, to the day).

    Raises ``UsageError`` for an unknown client or a period that ends before it starts.
    """
    end = last or encode.day(reckoning.day)
    assert end is not None  # noqa: S101 - the day of a reckoning is never blank
    if first is not None and first > end:
        raise UsageError(f"The period ends ({end}) before it starts ({first}).", "Swap the dates.")
    code = ledger.find_client(reckoning, name)
    client = reckoning.book.clients[code]
    start = serial(first) if first is not None else 0
    everything = [e for e in ledger.entries(reckoning, code) if e.day <= serial(end)]
    before = [entry for entry in everything if entry.day < start]
    tongue: Language = "ru" if (client.language or language) == "ru" else "en"
    return Statement(
        client, everything[len(before) :], first, end, before[-1].balance if before else 0, tongue
    )


def as_csv(statement: Statement) -> str:
    """The statement as CSV: dates ISO, amounts in major units with a point, signed."""
    say = _words(statement.language)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [say[key] for key in ("date", "what", "order", "quantity", "price", "amount", "balance")]
    )
    currency = statement.client.currency
    for entry in statement.entries:
        writer.writerow(
            [
                plain.day(entry.day),
                safe(_what(entry, say)),
                safe(entry.order),
                plain.number(entry.quantity) if entry.is_charge else "",
                plain.price(entry.price) if entry.is_charge else "",
                to_major(entry.amount, currency),
                to_major(entry.balance, currency),
            ]
        )
    return out.getvalue()


def as_html(statement: Statement) -> str:
    """The statement as one self-contained page, ready to print."""
    say = _words(statement.language)
    return render(
        "statement.html.j2",
        statement=statement,
        say=say,
        money=lambda minor: plain.money(minor, statement.client.currency, statement.language),
        price=lambda fixed: plain.price(fixed, statement.language),
        number=lambda value: plain.number(value, statement.language),
        day=lambda serial: plain.day(serial, statement.language),
        date=lambda value: plain.day(serial(value), statement.language),
        what=lambda entry: _what(entry, say),
    )


def as_pdf(statement: Statement, issuer: Issuer) -> bytes:
    """The statement on paper, in the look of the invoices."""
    language = statement.language
    say = _words(language)
    first = serial(statement.first) if statement.first is not None else None
    return draw_statement(
        StatementPaper(
            issuer=issuer,
            language=language,
            client=statement.client.name,
            details=statement.client.details,
            contract=statement.client.contract,
            currency=statement.client.currency,
            first=first,
            last=serial(statement.last),
            opening=statement.opening,
            closing=statement.closing,
            paid=statement.paid,
            charged=statement.charged,
            rows=tuple(_row(entry, say, language) for entry in statement.entries),
        )
    )


def _row(entry: ledger.Entry, say: dict[str, str], language: Language) -> StatementRow:
    return StatementRow(
        day=entry.day,
        what=_what(entry, say),
        order=entry.order,
        quantity=plain.number(entry.quantity, language) if entry.is_charge else "",
        price=plain.price(entry.price, language) if entry.is_charge else "",
        amount=entry.amount,
        balance=entry.balance,
    )


def safe(text: str) -> str:
    """Text for a CSV cell: an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _what(entry: ledger.Entry, say: dict[str, str]) -> str:
    if entry.is_charge:
        return entry.what
    kind = say["opening_kind" if entry.what == "opening" else entry.what]
    return f"{kind}: {entry.note}" if entry.note else kind


def _words(language: Language) -> dict[str, str]:
    return {key: texts[LANGUAGES.index(language)] for key, texts in WORDS.items()}
