"""From which day the days count that a client has to pay an invoice (design §17). Pure.

It is one day for letters, papers, codes and pages: nobody's first letter names a day that is past.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sheets_sync.billing.days import serial
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.notice import FROZEN, Notice
from sheets_sync.notices.open_invoices import OpenInvoice
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.verdicts import Verdict


def due_from(invoice: Invoice, ledger: Ledger, via: str, now: datetime) -> int:
    """The serial day on which the first letter went that a client has the ``invoice`` by, as
    letters go ``via`` that; today, by the zone of ``now``, where nobody has it. The letter that
    made the invoice names the invoice's own day, though its server may have put it off."""
    mailed = ledger.as_mailed(via)
    first = next((each for each in mailed.told if _asks(each, invoice, mailed)), None)
    if first is None:
        return serial(now.date())
    made_by = min(each.id for each in ledger.notices if each.invoice == invoice.number)
    return invoice.day if first.id == made_by else _day(first.offered, now)


def with_due_days(
    unpaid: Mapping[str, OpenInvoice], ledger: Ledger, via: str, now: datetime
) -> dict[str, OpenInvoice]:
    """The ``unpaid`` invoices, by client, each with the day from which its days count."""
    return {
        who: replace(each, due_from=due_from(each.invoice, ledger, via, now))
        for who, each in unpaid.items()
    }


def names_a_past_day(live: Notice, ledger: Ledger, due_days: int, today: date) -> bool:
    """Whether a frozen letter, the first that a client would have an invoice by, names a due day
    that is past by now: it lay too long."""
    invoice = ledger.issued.get(live.invoice or 0)
    if not due_days or not live.kind.asks or live.state not in FROZEN or invoice is None:
        return False
    taken = live.addresses(Verdict.ACCEPTED)
    if taken or any(_asks(each, invoice, ledger) for each in ledger.told):
        return False
    rendered = max(serial(live.created.date()), invoice.day)  # not before
    return rendered + due_days < serial(today)


def _asks(told: Notice, invoice: Invoice, ledger: Ledger) -> bool:
    return told.kind.asks and told.invoice == invoice.number and told not in ledger.written_only


def _day(moment: datetime, now: datetime) -> int:
    return serial(moment.astimezone(now.tzinfo).date())
