"""Payments that paid an invoice, or were thanked for, and are gone from Payments without a word
(design §17). Pure.

An older copy of the workbook that is put back lacks what came in since. Nobody is asked once more
for what they paid, before a person has looked. What is only put right (another amount or day,
another client, two rows in one, a refund beside its payment) holds nothing; what an opening stands
for is there (``carried_over``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.notices.invoices.money_in import NEVER, Carried, MoneyIn, Row
from sheets_sync.notices.invoices.open_invoices import LATE, received
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

_Latest: TypeAlias = tuple[str, Invoice, int]
"""A client's folded name, their latest invoice, and what came in towards it by now."""

_PAYMENT: Final = PAYMENT_KINDS.index("payment")

_NEAR: Final = 3
"""Days: a payment typed by hand, and then as the bank has it, over a week-end."""


class PaidRow(NamedTuple):
    """A row of Payments, or a credit of Bank: its kind (code), day, amount and source."""

    kind: int
    day: int
    amount: int
    source: int


class PaidWith(NamedTuple):
    """What came in towards an invoice ``number``, minor units, and by which rows of Payments, those
    since shortly before it was made: as the ``last`` run had them that missed none; the ``first``
    one with so much did then."""

    number: int
    received: int
    rows: tuple[Row, ...]
    first: datetime
    last: datetime


PaidInvoices: TypeAlias = Mapping[str, PaidWith]
"""By client (folded name) what paid their latest invoice."""


def paid_with(
    before: PaidInvoices, book: Book, bank: int, ledger: Ledger, now: datetime, carried: Carried
) -> dict[str, PaidWith]:
    """What is known of that after a run at ``now``, ``before`` being what the last one left. What
    stands in the source ``bank`` is the bank's own word, which may take it back."""
    latest, found = [*_latest(book, ledger, carried)], dict[str, PaidWith]()
    rows = _rows(book, latest)
    for who, invoice, came_in in latest:
        was = _of(before, who, invoice)
        if was is not None and came_in < was.received and _missed(was, rows[who], book):
            found[who] = was
        elif came_in:
            typed = (each for each in rows[who] if each.kind == _PAYMENT and each.source != bank)
            own = tuple((each.day, each.amount) for each in typed)
            first = was.first if was is not None and was.received == came_in else now
            found[who] = PaidWith(invoice.number, came_in, own, first, now)
    return found


def lost(
    known: PaidInvoices, book: Book, ledger: Ledger, stands: timedelta, carried: Carried
) -> dict[str, str]:
    """By client the day, the amount and the invoice's number, of a payment that is gone and was
    thanked for, or paid of that invoice for so long as ``stands`` says. None where a person let a
    letter go since."""
    latest, found = [*_latest(book, ledger, carried)], {}
    rows = _rows(book, latest)
    for who, invoice, came_in in latest:
        was, own = _of(known, who, invoice), rows[who]
        if was is None or came_in >= min(was.received, invoice.amount):
            continue
        row = _missed(was, own, book)
        if row is not None and _counts(was, _own(ledger, who), stands):
            found[who] = f"{row[0]} {row[1]} {invoice.label}"
    return found


def _counts(was: PaidWith, own: Sequence[Notice], stands: timedelta) -> bool:
    stood = was.last - was.first >= stands
    thanks = (each for each in own if each.kind.thanks and not each.is_question)
    thanked = any(each.invoice == was.number for each in thanks)
    let_go = any(e.approved and e.kind.warns and e.offered > was.last for e in own)
    return (stood or thanked) and not let_go


def _own(ledger: Ledger, who: str) -> list[Notice]:
    return [each for each in ledger.gone if ledger.owner(each) == who]


def _of(known: PaidInvoices, who: str, invoice: Invoice) -> PaidWith | None:
    was = known.get(who)
    return was if was is not None and was.number == invoice.number else None


def _missed(was: PaidWith, own: Sequence[PaidRow], book: Book) -> Row | None:
    """The largest of the rows that were there which nothing stands for now: no new row near that
    day or of that amount (an older copy has none), no such row under any name."""
    now = Counter((each.day, each.amount) for each in own if each.kind == _PAYMENT)
    new, gone = [*(now - Counter(was.rows)).elements()], list[Row]()
    for row in (Counter(was.rows) - now).elements():
        mended = next((each for each in new if _stands_for(each, row)), None)
        if mended is not None:
            new.remove(mended)
        elif not _is_anybodys(row, book):
            gone.append(row)
    return max(gone, key=lambda each: each[1], default=None)


def _stands_for(new: Row, gone: Row) -> bool:
    return abs(new[0] - gone[0]) <= _NEAR or new[1] == gone[1]


def _is_anybodys(row: Row, book: Book) -> bool:
    kind, day, amount = (book.payments[name].to_numpy() for name in ("kind", "day", "amount"))
    return bool(((kind == _PAYMENT) & (day == row[0]) & (amount == row[1])).any())


def _latest(book: Book, ledger: Ledger, carried: Carried) -> Iterator[_Latest]:
    """Each client's latest invoice, and what came in towards it by now."""
    for client, paid in zip(book.clients, MoneyIn(book, carried).whole, strict=True):
        invoice = ledger.invoices.get((fold(client.name), client.currency))
        if invoice is not None and invoice.paid_before is not None:
            yield fold(client.name), invoice, received(paid, invoice.paid_before)


def _rows(book: Book, latest: Iterable[_Latest]) -> defaultdict[str, list[PaidRow]]:
    """By client the rows since shortly before their latest invoice was made."""
    names = [fold(each.name) for each in book.clients]
    since = {who: invoice.day - LATE for who, invoice, _ in latest}
    first = np.array([since.get(who, NEVER) for who in names], np.int64)
    payments, found = book.payments, defaultdict[str, list[PaidRow]](list)
    recent = payments["day"].to_numpy() >= first[payments["client"].to_numpy()]
    columns = ("client", "kind", "day", "amount", "source")
    for code, *row in zip(*(payments[name][recent].tolist() for name in columns), strict=True):
        found[names[code]].append(PaidRow(*row))
    return found


def settled_as_lists(known: PaidInvoices) -> dict[str, list[object]]:
    """What is known, as JSON takes it."""
    return {
        who: [
            each.number,
            each.received,
            [*map(list, each.rows)],
            each.first.isoformat(),
            each.last.isoformat(),
        ]
        for who, each in known.items()
    }


def settled_from_lists(told: Mapping[str, Iterable[Any]]) -> dict[str, PaidWith]:
    """What ``settled_as_lists`` told; raises ``ValueError`` or ``TypeError`` where it makes no
    sense."""
    return {who: _paid_with(*each) for who, each in told.items()}


def _paid_with(
    number: int, received: int, rows: Iterable[tuple[int, int]], first: str, last: str
) -> PaidWith:
    own = tuple((int(day), int(amount)) for day, amount in rows)
    return PaidWith(
        number, received, own, datetime.fromisoformat(first), datetime.fromisoformat(last)
    )
