"""What lies in the folder since before letters were mailed, and whether it matters (design §17).
Pure."""

from collections.abc import Iterator, Mapping

from sheets_sync.notices.letter_facts import Books
from sheets_sync.notices.notice import Notice
from sheets_sync.notices.outbox_ledger import Ledger


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
    return [
        each
        for each in ledger.written_only
        if each.id not in ledger.handed_on and each.invoice in asked and each.client in here
    ]


def ticked_again(ledger: Ledger, approvals: Mapping[int, int | None]) -> Iterator[int]:
    """The ids of those that a person wants mailed: they ticked Send beside it, where it was not
    ticked when it was written."""
    for each in ledger.written_only:
        if each.number in approvals and not each.ticked:
            yield each.id
