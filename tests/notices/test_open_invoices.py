"""What an open invoice still asks for, against sums made another way (design §17)."""

import email
import email.policy
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.open_invoices import received
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.wording import kind_of_line
from sheets_sync.words.speaking import ENGLISH
from tests.notices.cases import AT_ONCE, MORNING, TODAY, Office, books, client

DAY = timedelta(days=1)
FIRST = [(TODAY - 9, 0, 300_000)]
WORK = [(TODAY - 5, 0, "Design", 100_000)]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, scale=0))  # debts here are out of all scale
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


QUARTER = timedelta(minutes=15)
GIVEN = [*FIRST, (TODAY, 0, 5_000_000, "bonus", "")]
PAID = [*FIRST, (TODAY, 0, 900_000)]
EASE = {
    "a slip for one run": (GIVEN, 1, FIRST, WORK, [1]),
    "two runs, settle apart": (GIVEN, 2, FIRST, WORK, [1, 2]),
    "it was paid": (PAID, 1, PAID, [*WORK, (TODAY, 0, "Design", 900_000)], [1, 2]),
}


@pytest.mark.parametrize(("ease", "runs", "after", "work", "asked"), EASE.values(), ids=EASE)
def test_a_recovery_of_one_run_alone_closes_no_unpaid_invoice(
    tmp_path, ease, runs, after, work, asked
):
    """Found: a wrong cell, mended within minutes, closed the invoice, and a second letter went
    with another one."""
    office = Office(tmp_path, replace(AT_ONCE, scale=0, settle=QUARTER))
    steps = [*[(FIRST, WORK)] * 2, *[(ease, WORK)] * runs, *[(after, work)] * 3]
    for at, (money, charges) in enumerate(steps):
        last = MORNING + (at - 1) * QUARTER if at else None
        office.run(
            books([client()], money, charges), MORNING + at * QUARTER, ask=Ask(last_run=last)
        )
    ledger = office.outbox.ledger()
    office.close()
    assert [each.invoice for each in ledger.gone] == asked
    assert [each.episode for each in ledger.gone] == asked


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


def plain(office, name):
    read = email.message_from_bytes(
        (office.folder / name).read_bytes(), policy=email.policy.default
    )
    return read["Subject"], read.get_body(("plain",)).get_content()


def in_debt(day, debt, payments=FIRST):
    """An account that fell by ``debt`` below nothing on ``day``."""
    work = [(TODAY - 5, 0, "Design", 300_000), (TODAY, 0, "Design", debt)]
    return books([client(language="en")], payments, work, day)


def test_what_fell_far_since_replaces_the_open_invoice_and_is_no_reminder(office):
    """Found: an account at -100,000 was asked for 14,000, then came a Reminder of 218,000 with an
    invoice that the client had never seen."""
    office.run(in_debt(TODAY, 10_000))
    (sent,) = office.run(in_debt(TODAY + 7, 10_000_000), MORNING + 7 * DAY)
    ledger = office.outbox.ledger()
    assert (sent.kind, sent.invoice, ledger.replaced) == ("REMINDER", 2, {1: 2})
    subject, text = plain(office, office.letters()[1])
    assert not subject.startswith("Reminder")
    assert "reminder" not in text
    assert "Invoice No. 2 replaces No. 1, which need not be paid any more." in text
    assert kind_of_line(sent, ENGLISH, ledger) == "Over, replaces No 1"
    (again,) = office.run(in_debt(TODAY + 14, 10_000_000), MORNING + 14 * DAY)
    assert kind_of_line(again, ENGLISH, office.outbox.ledger()) == "Reminder 1"
    subject, text = plain(office, office.letters()[2])
    assert subject.startswith("Reminder")
    assert "This is reminder No. 1." in text  # of the invoice that they have: found as No. 2
    assert "replaces No. 1" in text


def test_a_payment_of_the_replaced_invoice_counts_for_the_one_that_replaces_it(office):
    office.run(in_debt(TODAY, 10_000))
    office.run(in_debt(TODAY + 7, 10_000_000), MORNING + 7 * DAY)
    asked = office.outbox.ledger().invoices["ромашка", "RUB"]
    paid = [*FIRST, (TODAY + 1, 0, 800_000, "payment", "invoice 1")]
    assert in_debt(TODAY + 8, 10_000_000, paid).received(asked) == 800_000


def test_a_recovered_account_closes_its_invoice_and_the_next_episode_makes_a_fresh_one(office):
    """By a bonus: nothing was received, and yet nobody is asked for the old invoice again."""
    office.run(books([client()], FIRST, WORK))
    gift = [*FIRST, (TODAY, 0, 700_000, "bonus", "")]
    assert office.run(books([client()], gift, WORK)) == []
    again = books([client()], gift, [*WORK, (TODAY + 3, 0, "Design", 700_000)], TODAY + 3)
    (sent,) = office.run(again, MORNING + 3 * DAY)
    assert (sent.kind, sent.invoice, office.outbox.ledger().replaced) == ("LOW", 2, {})


def recovered_and_low_again(office, back):
    """The letter of the second episode, once ``back`` put the account right after the first: its
    text, and the texts of the paper under its title."""
    asked = [client(language="en")]
    office.run(books(asked, FIRST, WORK))
    paid = [*FIRST, (TODAY, 0, *back)]
    assert office.run(books(asked, paid, WORK)) == []
    low = [*WORK, (TODAY + 3, 0, "Design", 700_000)]
    office.run(books(asked, paid, low, TODAY + 3), MORNING + 3 * DAY)
    return plain(office, office.letters()[-1])[1]


def test_who_has_an_unpaid_invoice_in_hand_is_told_that_the_fresh_one_is_all_there_is_to_pay(
    office,
):
    """Found: a payment booked on the wrong client for a day, and they had two invoices over the same
    money, the second without a word of the first."""
    text = recovered_and_low_again(office, (700_000, "bonus", ""))
    assert "Invoice No. 2 replaces No. 1, which need not be paid any more." in text


def test_so_is_who_paid_a_part_of_it(office):
    text = recovered_and_low_again(office, (650_000, "payment", ""))
    assert "Invoice No. 2 replaces No. 1, which need not be paid any more." in text


def test_of_one_that_was_paid_nothing_is_said(office):
    assert "replaces" not in recovered_and_low_again(office, (800_000, "payment", ""))
