"""A letter that goes to another address than the last one waits for a person; but not where staff
mended, or left out, an address that the last one failed at (design §8)."""

from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import Reason, State
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Verdict
from tests.notices.cases import MORNING, TODAY, Mailbox, Office, books, client

DAY = timedelta(days=1)
WEEKLY = Policy(settle=timedelta(0), remind_every=7, remind_times=3)


class Picky(Mailbox):
    """A mail server that knows no dead@x.example, and thinks that full@x.example is to blame for
    nothing."""

    def send(self, letter, to, before_end, copies=()):
        answers = super().send(letter, to, before_end, copies)
        if "dead@x.example" in answers:
            answers["dead@x.example"] = Answer(Verdict.REFUSED, "550 5.1.1 no such user")
        if "policy@x.example" in answers:
            policy = Answer(Verdict.REFUSED, "550 5.7.1 refused", Blame.LETTER)
            answers["policy@x.example"] = policy
        return answers


@pytest.fixture
def reminded(tmp_path):
    """What becomes of the letter a week after one to other addresses: a reminder, or that one."""

    def remind(first, then, managers=()):
        office = Office(tmp_path, WEEKLY, transport=Picky())
        for day, to in ((0, first), (7, then)):
            people = [client("Acme", emails=tuple(to), managers=tuple(managers))]
            what = books(people, [(TODAY - 9, 0, 300_000)], (), TODAY + day)
            office.run(what, MORNING + day * DAY)
        notice = office.desk().notices()[-1]
        assert notice.number == 2
        office.close()
        return notice

    return remind


A, B, DEAD, POLICY = "a@x.example", "b@x.example", "dead@x.example", "policy@x.example"


@pytest.mark.parametrize(
    ("first", "then"),
    [([A], [A]), ([A, DEAD], [A, B]), ([A, DEAD], [A]), ([A, DEAD], ["A@X.example", B]), ([DEAD], [B])],
)  # fmt: skip
def test_an_address_that_failed_is_mended_without_a_question(reminded, first, then):
    assert reminded(first, then).state == State.SENT


@pytest.mark.parametrize(
    ("first", "then"),
    [([A], [B]), ([A], [A, B]), ([A, B], [A]), ([A, DEAD], [B]), ([A, DEAD], [A, DEAD, B]),
     ([A, DEAD], [A, B, "c@x.example"]), ([A, POLICY], [A, B])],
)  # fmt: skip
def test_any_other_change_is_asked_about(reminded, first, then):
    assert reminded(first, then).why_held == Reason.ADDRESS


def test_a_manager_whose_copy_failed_makes_no_room_for_another_address(reminded):
    assert reminded([A], [A, B], managers=[DEAD]).why_held == Reason.ADDRESS
