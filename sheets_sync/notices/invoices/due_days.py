"""From which day the days count that a client has to pay an invoice (design §17). Pure.

It is one day for letters, papers, codes and pages: nobody's first letter names a day that is past.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sheets_sync.billing.days import serial
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import FROZEN, Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Verdict


def due_from(invoice: Invoice, ledger: Ledger, via: str, now: datetime) -> int:
    """The serial day on which the first letter went that a client has the ``invoice`` by, as
    letters go ``via`` that; today, by the zone of ``now``, where nobody has it. The letter that
    made the invoice names the invoice's own day, though its server may have put it off."""
    return _FirstLetters(ledger, via).due_from(invoice, now)


def with_due_days(
    unpaid: Mapping[str, OpenInvoice], ledger: Ledger, via: str, now: datetime
) -> dict[str, OpenInvoice]:
    """The ``unpaid`` invoices, by client, each with the day from which its days count."""
    letters = _FirstLetters(ledger, via)
    return {
        who: replace(each, due_from=letters.due_from(each.invoice, now))
        for who, each in unpaid.items()
    }


class _FirstLetters:
    """By invoice the first letter that asked for it of those that a client has, and the id of the
    one that made it: looked for once, whatever their number."""

    def __init__(self, ledger: Ledger, via: str) -> None:
        mailed = ledger.as_mailed(via)
        aside = {each.id for each in mailed.written_only}
        asking = [each for each in mailed.told if each.kind.asks and each.id not in aside]
        made = sorted(ledger.notices, key=lambda each: each.id, reverse=True)
        self._had = {each.invoice: each for each in reversed(asking)}
        self._made_by = {each.invoice: each.id for each in made}

    def due_from(self, invoice: Invoice, now: datetime) -> int:
        """As the function of that name has it."""
        first = self._had.get(invoice.number)
        if first is None:
            return serial(now.date())
        made = first.id == self._made_by[invoice.number]
        return invoice.day if made else _day(first.offered, now)


def names_another_day(live: Notice, ledger: Ledger, due_days: int, now: datetime) -> bool:
    """Whether a frozen letter, the first that a client would have an invoice by, names another due
    day than it is to: one that is past by now, for it lay too long; or, where another letter made
    the invoice, that of a day before, for the days count from the one on which it goes. Days are
    those of the zone of ``now``; of an invoice that does not know how many it gives, ``due_days``.
    """
    invoice = ledger.issued.get(live.invoice or 0)
    if not live.kind.asks or live.state not in FROZEN or invoice is None:
        return False
    if not (due_days := due_days if invoice.due_days is None else invoice.due_days):
        return False
    if live.addresses(Verdict.ACCEPTED) or live.invoice in ledger.asked_for:
        return False
    rendered, today = max(_day(live.created, now), invoice.day), serial(now.date())  # not before
    if live.began is None and not ledger.made_for(live):
        return rendered < today
    return rendered + due_days < today


def _day(moment: datetime, now: datetime) -> int:
    return serial(moment.astimezone(now.tzinfo).date())
