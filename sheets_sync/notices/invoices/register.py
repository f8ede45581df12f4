"""The register of invoices: what became of each one that was ever made (design §17). Pure."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import TypeAlias

from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.open_invoices import LATE, received
from sheets_sync.notices.ledger.errands import NO_EPISODE, withdrawn
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

Inflow: TypeAlias = Sequence[tuple[int, int]]
"""What an account was paid: (day, minor units), by day, refunds below 0."""


class Fate(StrEnum):
    """What became of an invoice. CLOSED: its account recovered without it, or the next one took
    over; nothing is asked on it any more. ENDED: closed or replaced, taken over from lines of
    Notices of a program before, whose codes do not tell the two apart. NOTE: it is a credit note
    itself."""

    OPEN = "open"
    PAID = "paid"
    REPLACED = "replaced"
    CREDITED = "credited"
    CLOSED = "closed"
    ENDED = "ended"
    NOTE = "credit_note"


@dataclass(frozen=True)
class Registered:
    """A line of the register. ``amount`` and ``paid`` are minor units of the invoice's currency,
    the amount of a credit note below 0; ``paid_day`` is the day of the payment that brought what
    is paid, None where nothing is; ``early`` is what of it bears days long before the invoice was
    made. ``by`` is the label of the invoice that replaced it, of the credit note that withdrew it,
    or of the one that it withdraws itself."""

    invoice: Invoice
    name: str
    amount: int
    fate: Fate
    paid: int = 0
    paid_day: int | None = None
    by: str = ""
    early: int = 0

    @property
    def left(self) -> int:
        """What is still to pay on it."""
        return self.amount - self.paid if self.fate == Fate.OPEN else 0

    @property
    def dropped(self) -> int:
        """What of it was not paid and is asked no more: it was replaced or withdrawn, or closed. Of
        a credit note the whole, below 0. So the amount is what is paid, left and dropped."""
        return self.amount - self.paid - self.left


@dataclass(frozen=True)
class RegisterSums:
    """The sums of one currency, minor units: of the invoices what they asked for, ``amount``, which
    is ``paid`` and ``left`` and ``dropped``; beside them what ``credited`` was, above 0. ``ended``
    is how many may have been replaced, for all we know (``Fate.ENDED``)."""

    currency: str
    amount: int
    paid: int
    left: int
    dropped: int
    credited: int
    ended: int


def register_sums(lines: Sequence[Registered]) -> list[RegisterSums]:
    """The sums of each currency, by its code."""
    currencies = sorted({line.invoice.currency for line in lines})
    return [
        _total(each, [line for line in lines if line.invoice.currency == each])
        for each in currencies
    ]


def _total(currency: str, lines: Sequence[Registered]) -> RegisterSums:
    notes = [line for line in lines if line.fate == Fate.NOTE]
    invoices = [line for line in lines if line.fate != Fate.NOTE]
    return RegisterSums(
        currency,
        amount=sum(line.amount for line in invoices),
        paid=sum(line.paid for line in invoices),
        left=sum(line.left for line in invoices),
        dropped=sum(line.dropped for line in invoices),
        credited=-sum(line.amount for line in notes),
        ended=sum(line.fate == Fate.ENDED for line in invoices),
    )


def register(ledger: Ledger, money: Mapping[tuple[str, str], Inflow]) -> list[Registered]:
    """All invoices by number. ``money`` is what each client (folded name) in each currency paid;
    of one who is not in it nothing is known to be paid."""
    names = ledger.names
    accounts = ledger.accounts
    after = {one.number: other for own in accounts.values() for one, other in pairwise(own)}
    ends = {
        number: paid
        for who, own in accounts.items()
        for number, paid in _paid_by_ends(ledger, own, money.get(who))
    }
    return [
        _line(each, ledger, names.get(each.client, each.client), after.get(number), money, ends)
        for number, each in sorted(ledger.issued.items())
    ]


def _line(
    invoice: Invoice,
    ledger: Ledger,
    name: str,
    after: Invoice | None,
    money: Mapping[tuple[str, str], Inflow],
    ends: Mapping[int, int],
) -> Registered:
    if invoice.credits is not None:
        credited = ledger.issued[invoice.credits]
        return Registered(invoice, name, -invoice.amount, Fate.NOTE, by=credited.label)
    account = money.get((invoice.client, invoice.currency), ())
    before = _paid_before(invoice, account)
    paid = min(invoice.amount, received(ends[invoice.number], before))
    fate, by = _fate(invoice, ledger, paid)
    if fate == Fate.CLOSED and _unknown(invoice, after):
        fate = Fate.ENDED
    day = _day_of(account, before + paid) if paid else None
    early = min(paid, received(_paid_by(invoice.day - LATE - 1, account), before))
    return Registered(invoice, name, invoice.amount, fate, paid, day, by, early)


def _paid_by_ends(
    ledger: Ledger, invoices: Sequence[Invoice], account: Inflow | None
) -> Iterator[tuple[int, int]]:
    """By each invoice of an account, latest first, what that had been paid, and has still, when it
    was asked for no more: when the next one was made, or a credit note on it; by now, where neither
    was. What went back since is taken off what was paid last, whatever became of the invoice. Of an
    account of None nothing is known since its last invoice."""
    rows = account or ()
    still: int | None = None if account is None else sum(amount for _, amount in rows)
    after: Invoice | None = None
    for invoice in reversed(invoices):
        note = ledger.issued.get(ledger.credited.get(invoice.number, 0))
        ends = [_paid_before(each, rows) for each in (after, note) if each is not None]
        known = [*ends, *([still] if still is not None else [])]
        still = min(known, default=0)
        yield invoice.number, still
        after = invoice


def _paid_before(invoice: Invoice, account: Inflow) -> int:
    if invoice.paid_before is not None:
        return invoice.paid_before
    return _paid_by(invoice.day, account)


def _paid_by(last: int, account: Inflow) -> int:
    """What the rows dated up to a day come to."""
    return sum(amount for day, amount in account if day <= last)


def _unknown(invoice: Invoice, after: Invoice | None) -> bool:
    """Whether no state knows if the next invoice of the account replaced it: the one that made
    that knows, and what was paid before it."""
    return after is not None and invoice.paid_before is None and after.paid_before is None


def _fate(invoice: Invoice, ledger: Ledger, paid: int) -> tuple[Fate, str]:
    if (note := ledger.credited.get(invoice.number)) is not None:
        return Fate.CREDITED, ledger.issued[note].label
    if invoice.number in withdrawn(ledger.errands, ledger.issued):
        return Fate.CREDITED, ""  # its credit note waits
    if (other := ledger.replaced.get(invoice.number)) is not None:
        return Fate.REPLACED, ledger.issued[other].label
    if paid >= invoice.amount:
        return Fate.PAID, ""
    return (Fate.OPEN if _is_asked(invoice, ledger) else Fate.CLOSED), ""


def _is_asked(invoice: Invoice, ledger: Ledger) -> bool:
    """Whether it is the latest of its account, and a person asked for it or the episode that does
    is open."""
    if ledger.invoices.get((invoice.client, invoice.currency)) != invoice:
        return False
    open_ = ledger.episodes.get(invoice.client)
    asking = {each.episode for each in ledger.notices if each.invoice == invoice.number}
    return bool(asking & {NO_EPISODE, open_.id if open_ else NO_EPISODE})


def _day_of(account: Inflow, reached: int) -> int | None:
    """The first day on which so much had been paid."""
    sums = accumulate(amount for _, amount in account)
    days = (day for (day, _), paid in zip(account, sums, strict=True) if paid >= reached)
    return next(days, None)
