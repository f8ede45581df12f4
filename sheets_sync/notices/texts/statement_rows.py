"""Postings as rows of a statement on paper, the one by mail and the one by command (design §17)."""

from sheets_sync.billing.days import serial
from sheets_sync.notices.account_lines import AccountLine
from sheets_sync.notices.account_statement import Statement
from sheets_sync.notices.line_view import show_line
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import StatementPaper, StatementRow, draw_statement
from sheets_sync.notices.texts.letter_figures import sums_said
from sheets_sync.words.speaking import Words


def statement_row(line: AccountLine, currency: str, words: Words) -> StatementRow:
    """One posting of an account in ``currency``."""
    shown = show_line(line, currency, words)
    what = ": ".join(filter(None, (shown.kind, shown.text)))
    return StatementRow(
        line.day, what, line.order, shown.quantity, shown.price, line.amount, line.balance
    )


def statement_pdf(statement: Statement, issuer: Issuer) -> bytes:
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
            sums=tuple(sums_said(statement.month, statement.client.currency, words)),
            rows=tuple(
                statement_row(line, statement.client.currency, words) for line in statement.entries
            ),
        )
    )
