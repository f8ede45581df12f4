"""What lies in the folder since before letters were mailed, and whether it matters (design §17).
Pure."""

from collections.abc import Callable, Iterator, Mapping

from sheets_sync.notices.ledger.errands import withdrawn
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.wishes import wish_key


def left_in_folder(ledger: Ledger, books: Books) -> list[Notice]:
    """Of those of no episode that were written and never mailed, those that matter still and of
    which nobody has said anything yet: invoices that are unpaid, and credit notes on what somebody
    has seen."""
    asked = {each.invoice.number for each in books.unpaid(ledger).values()}
    asked |= {
        each.number
        for each in ledger.issued.values()
        if each.credits is not None and ledger.was_seen(each.credits)
    }
    here = {each.client for each in books.standings}
    return [each for each in _unsaid(ledger) if each.invoice in asked and each.client in here]


def unsaid_invoices(ledger: Ledger) -> dict[int, int]:
    """By the number of each invoice that lies there, and of which nobody has said anything yet, the
    No of its letter."""
    unsaid = (each for each in _unsaid(ledger) if each.kind.asks)
    return {each.invoice: each.number or 0 for each in unsaid if each.invoice is not None}


def _unsaid(ledger: Ledger) -> Iterator[Notice]:
    return (each for each in ledger.written_only if each.id not in ledger.handed_on)


def ticked_again(ledger: Ledger, approvals: Mapping[int, int | None]) -> Iterator[int]:
    """The ids of those that a person wants mailed: they ticked Send beside it, where it was not
    ticked when it was written."""
    for each in ledger.written_only:
        if each.number in approvals and not each.ticked:
            yield each.id


def never_mailed(notice: Notice, ledger: Ledger, books: Callable[[], Books]) -> str | None:
    """Why no word mails it any more; None where one does. ``books`` are read only where all hangs
    on what was paid."""
    if notice.kind.tells_a_month:
        return "a statement that was written counts as sent, and the next one tells more"
    if (other := _made_since(notice, ledger)) is not None:
        return f"it goes, or went, as letter No {other.number} since"
    invoice = ledger.issued.get(notice.invoice or 0)
    if invoice is None or not notice.kind.asks:
        return None
    return _ended(invoice, ledger) or _paid(invoice, books())


def _made_since(notice: Notice, ledger: Ledger) -> Notice | None:
    """The letter that took its place by a word of before."""
    return next(
        (
            each
            for each in ledger.notices
            if each.id > notice.id
            and wish_key(each) == wish_key(notice)
            and each.state != State.CANCELLED
        ),
        None,
    )


def _ended(invoice: Invoice, ledger: Ledger) -> str | None:
    if invoice.number in ledger.replaced:
        return f"invoice No {invoice.label} was replaced by No {ledger.latest_of(invoice).label}"
    if invoice.number in withdrawn(ledger.errands, ledger.issued):
        return f"invoice No {invoice.label} was withdrawn"
    return None


def _paid(invoice: Invoice, books: Books) -> str | None:
    if invoice.client not in {each.client for each in books.standings}:
        return None  # it goes once they are in Clients again
    paid = books.received(invoice) >= invoice.amount
    return f"invoice No {invoice.label} is paid" if paid else None
