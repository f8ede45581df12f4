"""Letters that nobody had: thanks that came back, and invoices that never arrived (design §8)."""

from datetime import timedelta

import pytest

from sheets_sync.notices.delivery import bounced
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.register import register
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Verdict
from tests.notices.cases import MORNING, TODAY, Mailbox, Office, books, client
from tests.notices.test_open_invoices import FIRST, WORK

DAY = timedelta(days=1)
BOSS, NEW = "boss@romashka.example", "new@romashka.example"
PAID = [*FIRST, (TODAY + 1, 0, 5_000_000)]


class Fickle(Mailbox):
    """A server that answers as it is told."""

    answer = Answer(Verdict.ACCEPTED, "250 ok")

    def send(self, letter, to, before_end, copies=()):
        return dict.fromkeys(super().send(letter, to, before_end, copies), self.answer)


class Post(Office):
    def on(self, day, payments=FIRST, to=BOSS, **more):
        self.run(
            books([client(emails=(to,))], payments, WORK, TODAY + day), MORNING + day * DAY, **more
        )

    @property
    def sent(self):
        return [(str(each.kind), *each.to) for each in self.outbox.ledger().gone]

    @property
    def last(self):
        return self.outbox.ledger().notices[-1]


@pytest.fixture
def office(tmp_path):
    office = Post(tmp_path, Policy(settle=timedelta(0), receipt=True), Fickle())
    yield office
    office.close()


def comes_back(office):
    notice = office.last
    office.outbox.record(bounced(notice, BOSS, "5.1.1", Blame.ADDRESS, notice.moment))


LOW, THANKS = ("LOW", BOSS), ("RECEIPT", NEW)


def test_thanks_that_came_back_go_to_the_mended_address_by_themselves(office):
    """Found: the line said to mend the Email, and nothing went."""
    office.on(0)
    office.on(1, PAID)
    comes_back(office)
    office.on(2, PAID)
    assert office.sent == [LOW]
    office.on(3, PAID, NEW)
    office.on(4, PAID, NEW)
    assert office.sent == [LOW, THANKS]


def test_a_tick_and_the_mended_address_are_one_word(office):
    office.on(0)
    office.on(1, PAID)
    comes_back(office)
    office.on(3, PAID, NEW, ask=Ask(approvals={office.last.number: None}))
    assert office.sent == [LOW, THANKS]


def test_an_address_that_changed_without_a_failure_waits_for_send(office):
    office.on(0)
    office.on(1, PAID, NEW)
    assert (office.sent, office.last.why_held) == ([LOW], "address")


def test_a_letter_refused_for_what_is_in_it_tells_nothing_of_the_address(office):
    office.on(0)
    office.transport.answer = Answer(Verdict.REFUSED, "554 5.7.1 spam", Blame.LETTER)
    office.on(1, PAID)
    office.transport.answer = Fickle.answer
    office.on(2, PAID, NEW)
    assert (office.sent, office.last.why_held) == ([LOW], "address")


def test_thanks_for_money_that_is_gone_again_go_nowhere(office):
    office.on(0)
    office.on(1, PAID)
    comes_back(office)
    office.on(3, [*PAID, (TODAY + 2, 0, -5_000_000, "refund", "")], NEW)
    assert "RECEIPT" not in [kind for kind, _ in office.sent]


def withdraw(office):
    invoice = office.outbox.ledger().issued[1]
    who, moment = invoice.client, MORNING + DAY
    office.outbox.ask(Errand(1, Kind.CREDIT, who, "RUB", invoice.amount, moment, 1))


NOT_YET = Answer(Verdict.DEFERRED, "451 4.7.1 greylisted")
LOST = Answer(Verdict.UNCERTAIN, "the connection was lost")
NOBODY = Answer(Verdict.REFUSED, "550 5.1.1 no such user")


@pytest.mark.parametrize("answer", [NOT_YET, NOBODY])
def test_no_credit_note_goes_on_an_invoice_that_nobody_ever_had(office, answer):
    """Found: "We have withdrawn our invoice No. 1", which the client had never seen."""
    office.transport.answer = answer
    office.on(0)
    withdraw(office)
    office.transport.answer = Fickle.answer
    for day in (1, 2, 3):
        office.on(day, PAID)
    assert office.sent == []
    what = books([client()], PAID, WORK, TODAY + 3)
    [line] = register(office.outbox.ledger(), what.money)
    assert str(line.fate) == "credited"
    assert office.desk().at_rest


@pytest.mark.parametrize("answer", [Fickle.answer, LOST])
def test_on_one_that_may_have_arrived_it_does(office, answer):
    office.transport.answer = answer
    office.on(0)
    withdraw(office)
    office.transport.answer = Fickle.answer
    office.on(1, PAID)
    assert ("CREDIT", BOSS) in office.sent


def test_and_on_one_that_somebody_may_have_handed_on(tmp_path):
    office = Post(tmp_path)
    office.on(0)
    office.transport = Fickle()
    withdraw(office)
    office.on(1, PAID)
    assert ("CREDIT", BOSS) in office.sent
    office.close()
