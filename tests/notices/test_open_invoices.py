"""What an open invoice still asks for, against sums made another way (design §17)."""

import random
from datetime import timedelta

import pytest

from sheets_sync.notices.notice import Invoice
from sheets_sync.notices.open_invoices import received
from tests.notices.cases import TODAY, Office, books, client

DAY = timedelta(days=1)
FIRST = [(TODAY - 9, 0, 300_000)]
WORK = [(TODAY - 5, 0, "Design", 100_000)]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def towards_it(office, payments):
    """What counts as received towards invoice 1, once ``payments`` stand in the workbook."""
    office.run(books([client()], FIRST, WORK))
    ledger = office.outbox.ledger()
    invoice = ledger.invoices["ромашка", "RUB"]
    assert (invoice.number, invoice.amount, invoice.paid_before) == (1, 800_000, 300_000)
    return books([client()], payments, WORK).received(invoice)


def test_an_opening_balance_counted_late_is_no_receipt(office):
    """Found: an opening of 3,000 made the letter ask 4,000 of 7,000."""
    assert towards_it(office, [*FIRST, (TODAY, 0, 300_000, "opening", "")]) == 0


def test_a_payment_typed_a_day_late_counts(office):
    """Found: a payment of 52,000 that was dated before the invoice never counted."""
    assert towards_it(office, [*FIRST, (TODAY - 1, 0, 520_000)]) == 520_000


def test_a_bonus_and_a_correction_are_no_receipts_and_a_refund_is_taken_off(office):
    more = [
        (TODAY, 0, 50_000, "bonus", ""),
        (TODAY, 0, 70_000, "correction", ""),
        (TODAY, 0, 400_000, "payment", ""),
        (TODAY, 0, -150_000, "refund", ""),
    ]
    assert towards_it(office, [*FIRST, *more]) == 250_000


def test_what_was_paid_on_the_day_before_the_invoice_was_made_is_not_received_towards_it(office):
    paid = [*FIRST, (TODAY, 0, 100_000)]
    office.run(books([client()], paid, [*WORK, (TODAY, 0, "Design", 100_000)]))
    invoice = office.outbox.ledger().invoices["ромашка", "RUB"]
    assert books([client()], paid, WORK).received(invoice) == 0


def test_an_invoice_taken_over_from_the_tab_counts_what_is_dated_after_its_day():
    invoice = Invoice(1, "ромашка", "RUB", 800_000, TODAY)
    paid = [*FIRST, (TODAY, 0, 100_000), (TODAY + 1, 0, 30_000), (TODAY + 1, 0, 5, "bonus", "")]
    assert books([client()], paid, day=TODAY + 2).received(invoice) == 30_000


def test_received_equals_what_a_bookkeeper_counts_row_by_row():
    """Random rows, some entered before the invoice was made and some after, on any day."""
    dice = random.Random(16)
    for _ in range(300):
        rows = []
        for _ in range(dice.randrange(8)):
            kind = dice.choice(("payment", "refund", "bonus", "correction", "opening"))
            amount = dice.randrange(1, 10**6) * (-1 if kind == "refund" else 1)
            rows.append((TODAY - dice.randrange(40), dice.randrange(2), amount, kind, ""))
        cut = dice.randrange(len(rows) + 1)
        clients = [client(), client("Acme")]
        paid_before = books(clients, rows[:cut]).paid("ромашка")
        invoice = Invoice(1, "ромашка", "RUB", 1, TODAY, paid_before)
        came = sum(row[2] for row in rows[cut:] if row[1] == 0 and row[3] in ("payment", "refund"))
        assert books(clients, rows).received(invoice) == max(0, came)


def test_never_less_than_nothing():
    assert received(100, 300) == 0
