"""The invoice, or the credit note, that a notice is about (design §8, §17). Pure."""

from dataclasses import replace

from sheets_sync.notices.ledger.issued import Invoice, Numbering
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books


def issue(
    notice: Notice, ledger: Ledger, books: Books, numbering: Numbering, last: int
) -> Invoice | None:
    """The one there is already, or the next one after number ``last``; None where the notice is
    about none."""
    kind = notice.kind
    if notice.invoice is not None:
        known = ledger.issued[notice.invoice]
        return replace(known, client=notice.client) if kind.warns else known  # a former name's
    if not (kind.asks or kind.withdraws):
        return None
    number = numbering.after(last)
    tax = numbering.taxes.get(notice.currency, numbering.tax)
    if kind.withdraws:
        return _credit_note(notice, ledger, books, number, numbering.prefix)
    return Invoice(
        number=number,
        prefix=numbering.prefix,
        client=notice.client,
        currency=notice.currency,
        amount=notice.asked,
        day=books.day,
        paid_before=books.paid(notice.client),
        replaces=_replaced(notice, ledger, books),
        vat_rate=tax.rate if tax else None,
        vat=tax.clause if tax else None,
        due_days=numbering.due_days,
    )


def _replaced(notice: Notice, ledger: Ledger, books: Books) -> int | None:
    """The number of the invoice whose place a fresh one takes: the open one, or one that counts as
    paid by rows which are days older, so that nobody has both in hand and pays both."""
    unpaid = books.unpaid(ledger).get(notice.client)
    if unpaid is None:
        paid = books.paid_by_old_rows(ledger).get(notice.client)
        return paid.number if paid else None
    takes_over = not notice.kind.of_episode or unpaid.concerns(notice.episode)
    return unpaid.invoice.number if takes_over else None


def _credit_note(notice: Notice, ledger: Ledger, books: Books, number: int, prefix: str) -> Invoice:
    """The credit note on the invoice that a person withdrew."""
    withdrawn = ledger.issued[ledger.errands[notice.ordinal].invoice or 0]
    paid = books.money.get((notice.client, withdrawn.currency))
    return Invoice(
        number=number,
        prefix=prefix,
        client=withdrawn.client,
        currency=withdrawn.currency,
        amount=withdrawn.amount,
        day=books.day,
        paid_before=None if paid is None else sum(amount for _, amount in paid),
        credits=withdrawn.number,
        vat_rate=withdrawn.vat_rate,
        vat=withdrawn.vat,
    )
