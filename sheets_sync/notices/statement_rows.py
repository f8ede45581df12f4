"""Postings as rows of a statement on paper, the one by mail and the one by command (design §17)."""

from sheets_sync.notices.account_lines import AccountLine
from sheets_sync.notices.line_view import show_line
from sheets_sync.notices.paper.statement import StatementRow
from sheets_sync.words.speaking import Words


def statement_row(line: AccountLine, currency: str, words: Words) -> StatementRow:
    """One posting of an account in ``currency``."""
    shown = show_line(line, currency, words)
    what = ": ".join(filter(None, (shown.kind, shown.text)))
    return StatementRow(
        line.day, what, line.order, shown.quantity, shown.price, line.amount, line.balance
    )
