"""The day by which an invoice is to be paid: one everywhere, never past in a first letter (§17)."""

import email
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from sheets_sync.notices.delivery import bounced
from sheets_sync.notices.desk import Ask, NoticeDesk
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Verdict
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, SELLER, TODAY, Mailbox, Office, books, client
from tests.notices.test_open_invoices import FIRST, WORK

DAY = timedelta(days=1)
FIVE = Policy(settle=timedelta(0), due_days=5)
NO = Answer(Verdict.REFUSED, "550 5.1.1 no such user", Blame.ADDRESS)


class DueInFive(Office):
    """Invoices are to be paid within five days; each run is of a day, counted from today."""

    def desk(self):
        writer = LetterWriter(SELLER, words_of("en"), Issuer("Nord", "", {}, due_days=5))
        return NoticeDesk(self.outbox, writer, self.transport, self.policy)

    def on(self, *days, to="boss@romashka.example", paid=0, **more):
        for day in days:
            who = client(language="en", emails=(to,))
            rows = [*FIRST, (TODAY + 1, 0, paid)] if paid else FIRST
            self.run(books([who], rows, WORK, TODAY + day), MORNING + day * DAY, **more)

    def page(self, day):
        """The day from which the client's page counts."""
        what = books([client()], FIRST, WORK, TODAY + day)
        asked = self.desk().unpaid(what, MORNING + day * DAY)
        return asked["ромашка"].due_from - TODAY


class Moody(Mailbox):
    """A server that refuses some addresses, and is shut at times."""

    def __init__(self, *refused):
        super().__init__()
        self.refused, self.shut, self.lost = refused, False, False

    def send(self, letter, to, before_end, copies=()):
        if self.shut:
            raise MailTrouble("connection refused")
        if set(to) & set(self.refused):
            return dict.fromkeys(to, NO)
        if self.lost:
            super().send(letter, to, before_end, copies)
            return dict.fromkeys(to, Answer(Verdict.UNCERTAIN, "lost"))
        return super().send(letter, to, before_end, copies)


def due(mail):
    """What a letter says of the due day: by when, and since when it is overdue."""
    message = email.message_from_string(mail, policy=email.policy.default)
    text = " ".join(message.get_body(("plain",)).get_content().split())
    by = re.search(r"Please pay by:? (\d+ \w+) 2026", text)
    late = re.search(r"was to be paid by (\d+ \w+) 2026 and is (\d+) days? overdue", text)
    return by and by[1], late and late.groups()


@pytest.fixture
def office(tmp_path):
    office = DueInFive(tmp_path, FIVE)
    yield office
    office.close()


def test_after_a_week_of_the_folder_the_days_count_from_the_first_mail(office):
    """Found: the first mail of 1 December asked to pay by 29 November."""
    office.on(0, 7)
    assert office.page(7) == 0
    office.transport = box = Moody()
    office.on(8)
    assert office.page(9) == 8
    office.on(15)
    assert [due(each) for each in box.got] == [("6 Dec", None), ("6 Dec", ("6 Dec", "2"))]


def test_a_mended_address_gets_its_days_too(office):
    office.transport = box = Moody("boss@romashka.example")
    office.on(0, 6)
    assert office.page(6) == 6
    office.on(7, 14, to="new@romashka.example")
    assert [due(each) for each in box.got] == [("5 Dec", None), ("5 Dec", ("5 Dec", "2"))]


@pytest.mark.parametrize(("opens", "by"), [(1, "28 Nov"), (5, "28 Nov"), (6, "4 Dec")])
def test_what_a_shut_server_held_back_for_too_long_is_made_anew(office, opens, by):
    """Up to its due day the very letter goes, as it was frozen."""
    office.transport = box = Moody()
    box.shut = True
    office.on(0)
    box.shut = False
    office.on(opens)
    assert [due(each) for each in box.got] == [(by, None)]
    numbers = {each.invoice for each in office.outbox.ledger().notices if each.invoice}
    assert numbers == {1}


@pytest.mark.parametrize("opens", [9, 10, 13, 14])
@pytest.mark.parametrize("way", ["after the folder", "at a mended address"])
def test_a_shut_server_over_midnight_leaves_one_day_everywhere(office, opens, way):
    """Found: the first letter with an older invoice named the day by when it was made, its page and
    reminder one by when it went."""
    new = {}
    if way == "at a mended address":
        office.transport, new = Moody("boss@romashka.example"), {"to": "new@romashka.example"}
    office.on(0)
    office.transport = box = Moody()
    box.shut = True
    office.on(*range(8, opens), **new)
    box.shut = False
    office.on(opens, opens + 7, **new)
    day = f"{(MORNING + (opens + 5) * DAY):%-d %b}"
    assert [due(each) for each in box.got] == [(day, None), (day, (day, "2"))]
    assert office.page(opens + 7) == opens


@pytest.mark.parametrize(("zone", "hours"), [(3, (0, 2, 4)), (-5, (20, 22, 23))])
def test_a_day_is_one_of_the_offices_zone(office, zone, hours):
    """Found: while it was another day by UTC each run made the letter anew, one line each; in the
    west one that had lain over midnight went as it was."""
    office.on(0)
    office.transport = box = Moody()
    box.shut = True
    midnight = datetime(2026, 12, 2, tzinfo=timezone(timedelta(hours=zone)))
    what = books([client(language="en")], FIRST, WORK, TODAY + 9)
    for hour in hours:
        office.run(what, midnight + timedelta(hours=hour))
    made = len(office.outbox.ledger().notices)
    box.shut = False
    after = replace(what, day=TODAY + 10)
    office.run(after, midnight + timedelta(hours=33))
    assert (made, [due(each) for each in box.got]) == (2, [("8 Dec", None)])


@pytest.mark.parametrize("days", [[6], [2, 6], [6, 7, 8]])
def test_a_letter_that_was_let_go_needs_no_second_word_for_another_day(tmp_path, days):
    """Found: it waited for approval again, over the same sum."""
    office = DueInFive(tmp_path, replace(FIVE, approve=True))
    office.transport = box = Moody()
    box.shut = True
    office.on(0)
    office.on(0, *days[:-1], ask=Ask(approvals={1: None}))
    box.shut = False
    office.on(days[-1], ask=Ask(approvals={1: None}))
    day = f"{(MORNING + (days[-1] + 5) * DAY):%-d %b}"
    assert [due(each) for each in box.got] == [(day, None)]
    office.close()


def test_another_address_needs_another_word(tmp_path):
    office = DueInFive(tmp_path, replace(FIVE, approve=True))
    office.transport = box = Moody()
    box.shut = True
    office.on(0)
    office.on(0, 1, ask=Ask(approvals={1: None}))
    box.shut = False
    office.on(6, to="new@romashka.example", ask=Ask(approvals={1: None}))
    assert box.got == []
    office.close()


def test_send_beside_a_refused_letter_of_last_week_names_a_day_to_come(office):
    office.transport = box = Moody("boss@romashka.example")
    office.on(0)
    box.refused = ()
    office.on(7, ask=Ask(approvals={1: None}))
    assert [due(each) for each in box.got] == [("5 Dec", None)]


def test_what_a_letter_named_stays_whatever_becomes_of_it(office):
    """The ordinary way: one day in all letters and on the page; a first letter that bounces after
    its reminder went, and an uncertain one that is mailed once more, have named theirs."""
    office.transport = box = Mailbox()
    office.on(0, 7)
    first = office.outbox.ledger().notices[0]
    [outcome] = first.outcomes
    late = bounced(first, outcome.address, "5.1.1", Blame.ADDRESS, MORNING + 8 * DAY)
    office.outbox.record(late)
    assert late.state == State.REFUSED
    office.on(14)
    assert [due(each) for each in box.got] == [
        ("28 Nov", None), ("28 Nov", ("28 Nov", "2")), ("28 Nov", ("28 Nov", "9")),
    ]  # fmt: skip
    assert ["reminder No. 1" in each for each in box.got] == [False, True, False]
    assert ["reminder No. 2" in each for each in box.got] == [False, False, True]
    assert office.page(14) == 0


@pytest.mark.parametrize(
    ("day", "paid", "by"), [(2, 0, "28 Nov"), (2, 5_000, "30 Nov"), (6, 0, "4 Dec")]
)
def test_an_uncertain_letter_that_is_to_go_again(office, day, paid, by):
    """As it was, or, as things stand by now, another in its place. Found: where a payment had come
    in meanwhile the tick ended each run."""
    office.transport = box = Moody()
    box.lost = True
    office.on(0)
    box.lost = False
    office.on(day, paid=paid, ask=Ask(approvals={1: None}))
    office.on(day + 1, paid=paid, ask=Ask(approvals={1: None}))
    assert len(box.got) == 2
    assert due(box.got[1]) == (by, None)
