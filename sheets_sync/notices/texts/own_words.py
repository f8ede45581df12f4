"""A letter's subject and message in a seller's own words, where templates have them (§17)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.texts.own_templates import OwnTemplates
from sheets_sync.notices.texts.view import View, reminder_text, reminds
from sheets_sync.words.speaking import Words

FIELDS: Final = (
    "client", "contract", "seller", "balance", "threshold", "asked", "received", "left", "due",
    "invoice", "invoice_day", "replaced", "withdrawn", "month", "day", "days_left",
    "reminder", "overdue",
)  # fmt: skip
"""What a template may name; all texts, "" where the letter has nothing of the kind."""


def in_own_words(
    view: View, facts: LetterFacts, paper: InvoicePaper | None, own: OwnTemplates, words: Words
) -> View:
    """The view, its subject and message as the templates have them. What a reminder says of itself
    stays before its message. Raises ``PaperError`` where a template cannot be rendered."""
    names, values = _names(facts), _values(view, facts, paper, words)
    message = own.text("message", names, words.code, values)
    if message is not None and reminds(facts):
        message = f"{reminder_text(facts, paper, words)}\n\n{message}"
    return replace(
        view,
        subject=own.text("subject", names, words.code, values) or view.subject,
        message=message or view.message,
    )


def _names(facts: LetterFacts) -> tuple[str, ...]:
    """The templates that may say it, the first there is."""
    notice = facts.notice
    if not notice.kind.warns:
        return (notice.kind.lower(),)
    level = notice.level.name.lower()
    return (notice.kind.lower(), level) if reminds(facts) else (level,)


def _values(
    view: View, facts: LetterFacts, paper: InvoicePaper | None, words: Words
) -> Mapping[str, str]:
    notice, invoice, before = facts.notice, facts.invoice, facts.before
    late = facts.day - paper.due if paper is not None and paper.due is not None else 0

    def money(minor: int) -> str:
        return words.money(minor, notice.currency)

    values = {
        "client": view.client,
        "contract": view.contract,
        "seller": view.seller,
        "balance": money(facts.account.balance),
        "threshold": money(facts.client.threshold),
        "asked": money(paper.amount) if paper else "",
        "received": money(facts.received) if invoice else "",
        "left": money(paper.left) if paper else "",
        "due": words.day_in_letter(paper.due) if paper and paper.due else "",
        "invoice": invoice.label if invoice else "",
        "invoice_day": words.day_in_letter(invoice.day) if invoice else "",
        "replaced": before.label if before and notice.kind.asks else "",
        "withdrawn": before.label if before and notice.kind.withdraws else "",
        "month": words.month(facts.month.first) if facts.month else "",
        "day": words.day_in_letter(facts.day),
        "days_left": str(facts.account.days_left or ""),
        "reminder": str(facts.reminder) if reminds(facts) else "",
        "overdue": str(late) if late > 0 else "",
    }
    return {name: values[name] for name in FIELDS}
