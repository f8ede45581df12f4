"""A statement is one whoever asks for it: by mail, by command, as a page or a table."""

import csv
from dataclasses import fields
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sheets_sync.billing.days import month_start, months_since_1900
from sheets_sync.notices.account_statement import statement_csv
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import StatementRow
from sheets_sync.notices.texts.enclosed import enclosed
from sheets_sync.notices.texts.statement_rows import statement_pdf
from sheets_sync.views import statement
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, TODAY, books, client

ISSUER = Issuer("Nord Studio", "IBAN DE02 1203 0000 0000 2020 51", {})
OCTOBER = month_start(TODAY, back=1)
BOOKS = books(
    [client()],
    [(OCTOBER - 9, 0, 900_000), (OCTOBER + 3, 0, 100_000, "bonus", "spring")],
    [(OCTOBER + day, 0, "Call", 12_345 + day) for day in range(12)],
)


def by_command(words):
    reckoned: Any = SimpleNamespace(book=BOOKS.book, accounts=BOOKS.accounts, day=TODAY)
    return statement.make(reckoned, "Ромашка", date(2026, 10, 1), date(2026, 10, 31), words)


@pytest.mark.parametrize("language", languages())
def test_on_paper_the_monthly_one_and_that_of_the_command_are_the_same(language):
    words = words_of(language)
    notice = Notice(
        id=1, client="ромашка", name="Ромашка", episode=0, kind=Kind.STATEMENT,
        ordinal=months_since_1900(2026, 10), level=Level.OK, currency="RUB", balance=0, asked=0,
        to=("a@example.com",), cc=(), created=MORNING, moment=MORNING, number=1,
    )  # fmt: skip
    [(_, mailed)] = enclosed(BOOKS.facts(notice, None, Ledger()), None, ISSUER, words)
    assert statement_pdf(by_command(words), ISSUER) == mailed


@pytest.mark.parametrize("language", languages())
def test_table_and_page_have_the_columns_of_the_paper(language):
    made = by_command(words_of(language))
    header, *rows = csv.reader(statement_csv(made).splitlines())
    assert len(header) == len(fields(StatementRow))
    assert len(rows) == 13
    page = statement.as_html(made)
    assert all(f">{each}</th>" in page for each in header)
    assert page.count("</th>") == len(header)
