"""A payment that paid an invoice and is gone from Payments without a word holds the letter that
would ask for the same money; what people put right holds nothing (design §17)."""

import json
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.carried_over import accounts_money, carried_over
from sheets_sync.notices.invoices.lost_payments import lost, paid_with
from sheets_sync.notices.invoices.own_money import (
    AccountsMoney,
    money_as_lists,
    money_from_lists,
)
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import Reason
from sheets_sync.notices.plan.youth import Sightings
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, TODAY, Office, books, client

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SETTLE = 15 * MINUTE
TWO = [client(language="en"), client("Other", emails=("o@x.example",))]
BEFORE = [(TODAY - 9, 0, 1_300_000), (TODAY - 9, 1, 1_300_000)]
WORK = [(TODAY - 5, 0, "Design", 1_100_000)]
PAID = [*BEFORE, (TODAY + 1, 0, 3_500_000)]


class Life(Office):
    """Runs that remember what paid invoices, as those of the command do."""

    seen = Sightings()
    before = None
    books = None
    money: AccountsMoney = MappingProxyType({})

    def day(self, number, payments, *, minutes=(0, 20), work=WORK, **more):
        for minute in minutes:
            now = MORNING + number * DAY + minute * MINUTE
            what, ledger = books(TWO, payments, work, TODAY + number), self.outbox.ledger()
            seen = Sightings.from_text(self.seen.as_text())  # a state in between
            carried = carried_over(accounts_money(self.money, what.book, ledger, now), ledger)
            known = paid_with(seen.settled, what.book, -1, ledger, now, carried)
            self.seen = Sightings(settled=known)
            gone = lost(known, what.book, ledger, SETTLE, carried)
            what = replace(what, youth=replace(what.youth, lost=gone, carried=carried))
            self.books = what
            self.run(what, now, ask=Ask(last_run=self.before, **more))
            left = accounts_money(self.money, what.book, self.outbox.ledger(), now)
            self.money = money_from_lists(json.loads(json.dumps(money_as_lists(left))))
            self.before = now

    @property
    def sent(self):
        return [str(each.kind) for each in self.outbox.ledger().gone]

    @property
    def held(self):
        return [each for each in self.outbox.ledger().notices if each.why_held]


@pytest.fixture(params=[False, True], ids=["no thanks", "thanks"])
def office(tmp_path, request):
    """A client was asked by invoice 1, and paid it on the next day."""
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0, receipt=request.param))
    made.day(0, BEFORE)
    made.day(1, PAID)
    assert made.sent == ["LOW", *(["RECEIPT"] if request.param else [])]
    yield made
    made.close()


def test_an_older_copy_of_the_workbook_asks_nobody_for_what_they_paid(office):
    """Found: it was asked for again a quarter of an hour later, and nobody was told."""
    sent = office.sent
    office.day(2, BEFORE)
    [held] = office.held
    assert state_text(held, words_of("en")) == (
        "held: the payment of 2026-11-24, 35,000.00 RUB, which came in for invoice No 1, is gone from "
        "Payments. Put the row back; where all rows before it went, too, as at a year's change, type the "
        "opening that takes their place. What went back to the client is a refund in a row beside it. "
        "Tick Send if they are to be asked all the same"
    )
    office.day(12, BEFORE)
    assert office.sent == sent
    office.day(13, PAID)
    assert (office.sent, office.held) == (sent, [])


def test_a_refund_of_a_row_that_is_gone_lets_nothing_go(office):
    """Found: the cure named it, and whoever followed that was asked for the sum twice over."""
    sent = office.sent
    office.day(2, BEFORE)
    refunded = (TODAY + 3, 0, -3_500_000, "refund", "")
    office.day(3, [*BEFORE, refunded])
    assert (office.sent, [each.why_held for each in office.held]) == (sent, [Reason.PAYMENT_GONE])
    office.day(4, [*PAID, refunded])
    assert office.sent == [*sent, "LOW"]


def test_a_tick_lets_it_go_and_its_reminders(office):
    sent = office.sent
    office.day(2, BEFORE)
    office.day(3, BEFORE, approvals={office.held[0].number: None})
    office.day(11, BEFORE)
    assert office.sent == [*sent, "LOW", "REMINDER"]


@pytest.mark.parametrize(
    "now",
    [
        [*BEFORE, (TODAY + 1, 0, 80_000)],
        [*BEFORE, (TODAY + 4, 0, 70_000)],
        [*BEFORE, (TODAY, 0, 60_000), (TODAY + 1, 0, 100_000)],
        [*BEFORE, (TODAY + 1, 1, 3_500_000)],
        [*PAID, (TODAY + 2, 0, -3_500_000, "refund", "")],
        [(TODAY + 1, 0, 200_000, "opening", "")],
    ],
    ids=[
        "another amount",
        "another day and amount",
        "in two, and less",
        "another client's",
        "a refund",
        "carried over",
    ],
)
def test_what_people_put_right_holds_nothing(office, now):
    sent = office.sent
    work = [] if now[0][3:] else WORK
    office.day(2, now, work=work)
    assert (office.held, office.sent) == ([], [*sent, "LOW"])


@pytest.mark.parametrize(
    "now",
    [
        [*BEFORE, (TODAY + 2, 0, 3_500_000)],
        [*BEFORE, (TODAY + 1, 0, 300_000), (TODAY + 1, 0, 3_200_000)],
        [*PAID, (TODAY + 2, 0, 300_000)],
    ],
    ids=["another day", "in two", "some more"],
)
def test_and_nobody_is_asked_while_the_sum_is_there(office, now):
    sent = office.sent
    office.day(2, now)
    assert (office.held, office.sent) == ([], sent)


def test_a_part_of_an_invoice_that_is_gone_is_asked_for_no_more_than_the_whole(tmp_path):
    """Found: the reminder of who had paid a part asked for the whole, beside five that waited."""
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    office.day(0, BEFORE)
    office.day(1, [*BEFORE, (TODAY + 1, 0, 80_000)])
    office.day(7, BEFORE)
    assert office.sent == ["LOW"]
    assert [each.why_held for each in office.held] == [Reason.PAYMENT_GONE]
    office.day(8, [*BEFORE, (TODAY + 1, 0, 85_000)])
    assert office.sent == ["LOW", "REMINDER"]
    office.close()


def test_what_was_thanked_for_need_not_be_all_of_the_invoice(tmp_path):
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0, receipt=True))
    office.day(0, BEFORE)
    office.day(1, [*BEFORE, (TODAY + 1, 0, 800_000)])
    office.day(2, BEFORE)
    assert office.sent == ["LOW", "RECEIPT"]
    assert [each.why_held for each in office.held] == [Reason.PAYMENT_GONE]
    office.close()


def test_a_month_s_statement_asks_nothing_and_goes(tmp_path):
    """Found: statements of accounts at ease were held, every month."""
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0, receipt=True, statement="monthly"))
    office.day(0, BEFORE)
    office.day(1, PAID)
    office.day(8, BEFORE, work=[])
    assert office.sent == ["LOW", "RECEIPT", "STATEMENT", "STATEMENT"]
    office.close()


def test_a_slip_that_is_taken_out_before_it_stood_holds_nothing(tmp_path):
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0, receipt=True))
    office.day(0, BEFORE)
    office.day(1, PAID, minutes=(0,))
    office.day(1, BEFORE, minutes=(5, 30))
    office.day(7, BEFORE)
    assert office.sent == ["LOW", "REMINDER"]
    assert Reason.PAYMENT_GONE not in [each.why_held for each in office.outbox.ledger().notices]
    office.close()
