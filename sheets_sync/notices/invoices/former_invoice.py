"""Which other invoice a letter names beside its own: what need not be paid any more (§17). Pure."""

from sheets_sync.notices.invoices.open_invoices import is_paid
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger


def former_invoice(invoice: Invoice, ledger: Ledger) -> Invoice | None:
    """The one that ``invoice`` replaces, or as a credit note withdraws; else the last one of the
    account before it, where the client has seen that and it was not paid: the account recovered
    without it, and whoever has both in hand must not pay both. None where there is none."""
    named = invoice.replaces or invoice.credits
    if named is not None:
        return ledger.issued.get(named)
    own = ledger.accounts.get((invoice.client, invoice.currency), ())
    before = next((each for each in reversed(own) if each.number < invoice.number), None)
    if before is None or before.number in ledger.replaced or before.number in ledger.credited:
        return None
    return before if ledger.was_seen(before.number) and _unpaid(before, invoice) else None


def _unpaid(before: Invoice, invoice: Invoice) -> bool:
    """Whether the former was not paid when ``invoice`` was made, as far as that is known."""
    known = before.paid_before is not None and invoice.paid_before is not None
    return known and not is_paid(before, invoice.paid_before or 0)
