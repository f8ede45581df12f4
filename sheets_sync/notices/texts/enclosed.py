"""The papers that a letter encloses: an invoice, a credit note, a statement (design §17)."""

from collections.abc import Iterator
from dataclasses import replace

from sheets_sync.billing.days import month_of
from sheets_sync.notices.account_lines import AccountMonth
from sheets_sync.notices.cleaning import slug
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.paper.credit_note import CreditPaper, draw_credit_note
from sheets_sync.notices.paper.invoice import draw_invoice
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import StatementPaper, draw_statement
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.texts.letter_figures import sums_said
from sheets_sync.notices.texts.statement_rows import statement_row
from sheets_sync.words.speaking import Words


def enclosed(
    facts: LetterFacts, paper: InvoicePaper | None, issuer: Issuer, words: Words, link: str = ""
) -> Iterator[tuple[str, bytes]]:
    """File name and PDF of each. Raises ``PaperError`` where one cannot be drawn."""
    invoice = facts.invoice
    if paper is not None and invoice is not None:
        yield _named("invoice", invoice), draw_invoice(paper)
    if facts.notice.kind.withdraws and invoice is not None and facts.before is not None:
        note = _credit_paper(facts, invoice, facts.before, issuer, words)
        note = replace(note, link=link)
        yield _named("credit-note", invoice), draw_credit_note(note)
    if facts.month is not None:
        told = _statement(facts, facts.month, issuer, words)
        drawn = draw_statement(replace(told, link=link))
        yield f"statement-{month_of(facts.month.last)}.pdf", drawn


def invoice_paper(facts: LetterFacts, issuer: Issuer, words: Words, link: str = "") -> InvoicePaper:
    """The invoice of a letter that asks: what it says of the account is what the letter says, and
    so is the ``link`` to it."""
    notice, invoice, client = facts.notice, facts.invoice, facts.client
    assert invoice is not None  # noqa: S101 - what asks has one
    return InvoicePaper(
        issuer=issuer.at_making(invoice),
        number=invoice.label,
        replaces=facts.before.label if facts.before else "",
        day=invoice.day,
        currency=invoice.currency,
        amount=invoice.amount,
        words=words,
        buyer=notice.name,
        buyer_details=client.details,
        contract=client.contract,
        paid=max(0, min(facts.received, invoice.amount)),
        balance=facts.account.balance,
        balance_day=facts.day,
        lines=facts.lines,
        link=link,
        due_from=facts.due_from,
    )


def _credit_paper(
    facts: LetterFacts, note: Invoice, withdrawn: Invoice, issuer: Issuer, words: Words
) -> CreditPaper:
    return CreditPaper(
        issuer=issuer.at_making(withdrawn),
        words=words,
        number=note.label,
        day=note.day,
        withdrawn=withdrawn.label,
        withdrawn_day=withdrawn.day,
        currency=note.currency,
        amount=note.amount,
        buyer=facts.notice.name,
        buyer_details=facts.client.details,
        contract=facts.client.contract,
    )


def _statement(
    facts: LetterFacts, month: AccountMonth, issuer: Issuer, words: Words
) -> StatementPaper:
    client = facts.client
    return StatementPaper(
        issuer=issuer,
        words=words,
        client=facts.notice.name,
        details=client.details,
        contract=client.contract,
        currency=facts.notice.currency,
        first=month.first,
        last=month.last,
        sums=tuple(sums_said(month, facts.notice.currency, words)),
        rows=tuple(statement_row(line, facts.notice.currency, words) for line in month.lines),
    )


def _named(what: str, invoice: Invoice) -> str:
    series = f"{slug(invoice.prefix)}-" if invoice.prefix else ""
    return f"{what}-{series}{invoice.number:06d}.pdf"
