"""``sync statement CLIENT``: what one sends to the client, as CSV or as one HTML page."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import serial
from sheets_sync.billing.tables import SCALE, Client
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.harmless import csv_cell
from sheets_sync.notices.account_lines import AccountLine, AccountMonth, account_month
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import StatementPaper, draw_statement
from sheets_sync.notices.statement_rows import statement_row
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.use_cases.whose import find_client
from sheets_sync.views.html import render
from sheets_sync.words.speaking import ENGLISH, Words, words_of


@dataclass(frozen=True)
class Statement:
    """One client's postings of a period, and the balances around them (minor units)."""

    client: Client
    month: AccountMonth
    first: date | None
    last: date
    words: Words

    @property
    def entries(self) -> Sequence[AccountLine]:
        """The postings, in order."""
        return self.month.lines

    @property
    def opening(self) -> int:
        """The balance before the first of them."""
        return self.month.opening

    @property
    def closing(self) -> int:
        """The balance after the last of them."""
        return self.month.closing

    @property
    def paid(self) -> int:
        """Money in during the period."""
        return sum(entry.amount for entry in self.entries if not entry.is_charge)

    @property
    def charged(self) -> int:
        """Money written off during the period."""
        return -sum(entry.amount for entry in self.entries if entry.is_charge)


def make(
    reckoning: Reckoning, name: str, first: date | None, last: date | None, words: Words
) -> Statement:
    """The statement of a client from ``first`` to ``last`` (blank: all, to the day).

    Raises ``UsageError`` for an unknown client or a period that ends before it starts.
    """
    end = last or encode.day_cell(reckoning.day)
    assert end is not None  # noqa: S101 - the day of a reckoning is never blank
    if first is not None and first > end:
        raise UsageError(f"The period ends ({end}) before it starts ({first}).", "Swap the dates.")
    code = find_client(reckoning, name)
    client = reckoning.book.clients[code]
    start = serial(first) if first is not None else 0
    lines = account_month(reckoning.book, reckoning.accounts, code, start, serial(end))
    said = words_of(client.language) if client.language else words
    return Statement(client, lines, first, end, said)


def as_csv(statement: Statement) -> str:
    """The statement as CSV: dates ISO, amounts in major units with a point, signed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            statement.words.say(f"statement.{key}")
            for key in ("date", "what", "order", "quantity", "price", "amount", "balance")
        ]
    )
    currency = statement.client.currency
    for entry in statement.entries:
        writer.writerow(
            [
                ENGLISH.day(entry.day),
                csv_cell(_what(entry, statement.words)),
                csv_cell(entry.order),
                ENGLISH.number(entry.quantity) if entry.is_charge else "",
                ENGLISH.number(Fraction(entry.price, SCALE), least=2) if entry.is_charge else "",
                to_major(entry.amount, currency),
                to_major(entry.balance, currency),
            ]
        )
    return out.getvalue()


def as_html(statement: Statement) -> str:
    """The statement as one self-contained page, ready to print."""
    return render(
        "statement.html.j2",
        statement=statement,
        words=statement.words,
        money=lambda minor: statement.words.amount(minor, statement.client.currency),
        what=lambda entry: _what(entry, statement.words),
    )


def as_pdf(statement: Statement, issuer: Issuer) -> bytes:
    """The statement on paper, in the look of the invoices."""
    words = statement.words
    first = serial(statement.first) if statement.first is not None else None
    return draw_statement(
        StatementPaper(
            issuer=issuer,
            words=words,
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
            rows=tuple(
                statement_row(line, statement.client.currency, words) for line in statement.entries
            ),
        )
    )


def _what(line: AccountLine, words: Words) -> str:
    if line.is_charge:
        return line.text
    kind = words.say(f"posting.{line.kind}")
    return f"{kind}: {line.text}" if line.text else kind
