"""``sync statement CLIENT``: what one sends to the client, made, and as one HTML page."""

from datetime import date

from sheets_sync.billing.days import serial
from sheets_sync.errors import UsageError
from sheets_sync.notices.account_lines import account_month
from sheets_sync.notices.account_statement import Statement, posting_said
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.use_cases.shared.whose import find_client
from sheets_sync.views.html import render
from sheets_sync.words.speaking import Words, words_of


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


def as_html(statement: Statement) -> str:
    """The statement as one self-contained page, ready to print."""
    return render(
        "statement.html.j2",
        statement=statement,
        words=statement.words,
        money=lambda minor: statement.words.amount(minor, statement.client.currency),
        what=lambda entry: posting_said(entry, statement.words),
    )
