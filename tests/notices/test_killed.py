"""kill -9 at every step between the plan and the record, against a real mail server.

The server is a process of its own, which keeps what it accepted before it says so. A child is
forked for each step and kills itself at that one (``killing``). Then the office is opened again,
as after a crash.
"""

import shutil
from bisect import bisect_left
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.smtp import Server, SmtpTransport
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import words_of
from tests.notices import killing
from tests.notices.cases import MORNING, NOW, TODAY, Office, books, client

AT_ONCE = Policy(settle=timedelta(0), receipt=True)
MONTHLY = replace(AT_ONCE, statement="monthly")
WEEK = timedelta(days=7)
TWO = client(emails=("boss@romashka.example", "books@romashka.example"), threshold=500_000)
KINDS = {
    # what the books say in the morning, and for how long before a letter was there already
    "LOW": ([(TODAY - 9, 0, 300_000)], [(TODAY - 5, 0, "Design", 100_000)], None),
    "EMPTY": ([(TODAY - 9, 0, 100_000)], [(TODAY - 5, 0, "Design", 100_000)], None),
    "OVER": ([(TODAY - 9, 0, 100_000)], [(TODAY - 5, 0, "Design", 150_000)], None),
    "REMINDER": ([(TODAY - 20, 0, 300_000)], [(TODAY - 19, 0, "Design", 100_000)], "LOW"),
    "RECEIPT": (
        [(TODAY - 20, 0, 300_000), (TODAY, 0, 2_000_000)], [(TODAY - 19, 0, "Design", 100_000)], "LOW",
    ),
    "INVOICE": ([(TODAY - 9, 0, 2_000_000)], [], None),
    "CREDIT": ([(TODAY - 20, 0, 300_000)], [(TODAY - 19, 0, "Design", 100_000)], "LOW"),
    "STATEMENT": ([(TODAY - 40, 0, 2_000_000)], [], None),
    "ASK": ([(TODAY - 9, 0, 2_000_000)], [], None),
}  # fmt: skip
TYPED = 2_500_000
"""In Ask since this morning, of ASK; a run of the evening before saw the cell blank."""
ERRANDS = {
    # what a person asked for on the evening before
    "INVOICE": Errand(1, Kind.INVOICE, "ромашка", "RUB", 2_500_000, NOW - timedelta(hours=9)),
    "CREDIT": Errand(1, Kind.CREDIT, "ромашка", "RUB", 800_000, NOW - timedelta(hours=9), 1),
}
pytestmark = killing.MARKS


@pytest.fixture(scope="module")
def mail(tmp_path_factory):
    journal = tmp_path_factory.mktemp("mail") / "journal"
    journal.touch()
    with killing.server(journal) as port:
        # What is imported and cached at first would make the first child take more steps.
        warm = tmp_path_factory.mktemp("warm")
        what = prepared(warm, "REMINDER", port)
        opened = office(warm, port)
        opened.run(what, MORNING)
        opened.close()
        yield port, journal


def office(place, port, kind=""):
    server = Server("127.0.0.1", port, "none", "billing@nord.example", timeout=10, end_timeout=10)
    policy = MONTHLY if kind == "STATEMENT" else AT_ONCE
    return Office(place, policy, SmtpTransport(server))


def prepared(place, kind, port):
    """An office as it stands on the morning; the letter that came before, if one did, has gone."""
    payments, charges, before = KINDS[kind]
    opened = office(place, port)
    if before:
        earlier = books([TWO], payments[:1], charges, TODAY - 7)
        (sent,) = opened.run(earlier, MORNING - WEEK)
        assert (sent.kind, sent.state) == (before, State.SENT)
    if kind in ERRANDS:
        opened.outbox.ask(ERRANDS[kind])
    if kind == "ASK":
        opened.run(replace(books([TWO], payments), ask_column="Clients!ask"), MORNING - WEEK)
    opened.close()
    if kind == "ASK":
        return replace(books([replace(TWO, ask=TYPED)], payments), ask_column="Clients!ask")
    # Nobody who is paused is reminded: of all that could go, the credit note does.
    return books(
        [replace(TWO, state="paused" if kind == "CREDIT" else "active")], payments, charges
    )


def run_to(place, what, port, last, kind=""):
    """As ``killing.run_to``, one run of an office."""
    opened = []
    return killing.run_to(
        lambda: opened.append(office(place, port, kind)), lambda: opened[0].run(what, MORNING), last
    )


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_step_no_letter_goes_twice_and_none_is_lost_in_silence(tmp_path, mail, kind):
    port, journal = mail
    (tmp_path / "base").mkdir()
    what = prepared(tmp_path / "base", kind, port)
    shutil.copytree(tmp_path / "base", tmp_path / "whole")
    total = run_to(tmp_path / "whole", what, port, 0, kind)
    assert total is not None
    assert total > 100
    ends = {State.SENT: 0, State.UNCERTAIN: 0}
    for step in killing.chosen(total, list(KINDS).index(kind), len(KINDS)):
        place = tmp_path / f"at{step}"
        shutil.copytree(tmp_path / "base", place)
        if run_to(place, what, port, step, kind) is not None:
            assert step > total * 0.95  # it lived: on a busy machine some runs take fewer reads
            continue
        again = office(place, port, kind)
        for hours in range(3):
            again.run(what, MORNING + timedelta(hours=hours))
        ledger = again.outbox.ledger()
        notice = ledger.notices[-1]
        assert list(ledger.issued) == [*range(1, len(ledger.issued) + 1)], step
        assert again.store.faults() == [], step
        copies = killing.accepted(journal, again.outbox.letter(notice).message_id)
        again.close()
        told = "INVOICE" if kind == "ASK" else kind
        assert (str(notice.kind), notice.state in ends, copies <= 1) == (told, True, True), step
        assert len(ledger.errands) == (told in ERRANDS), step
        assert copies == 1 or notice.state == State.UNCERTAIN, step
        if notice.state == State.UNCERTAIN:
            assert "ask the client" in state_text(notice, words_of("en"))
        ends[notice.state] += 1
        shutil.rmtree(place)
    assert ends[State.SENT] > 0
    with (tmp_path.parent / "kills.txt").open("a", encoding="utf-8") as file:
        file.write(f"{kind}: {sum(ends.values())} kills, {ends}\n")


def test_the_profiler_sees_the_steps_around_the_dot(tmp_path, mail):
    """Some step dies between the record and the answer: else the test above would prove nothing."""
    port, _ = mail
    (tmp_path / "base").mkdir()
    what = prepared(tmp_path / "base", "LOW", port)
    shutil.copytree(tmp_path / "base", tmp_path / "whole")
    total = run_to(tmp_path / "whole", what, port, 0)

    def left(step):
        """The state that the letter is left in by a kill at that step; None: not planned yet."""
        place = tmp_path / f"at{step}"
        shutil.copytree(tmp_path / "base", place)
        run_to(place, what, port, step)
        again = office(place, port)
        notices = again.outbox.ledger().notices
        again.close()
        return notices[-1].state if notices else None

    under_way = (State.ATTEMPTING, State.SENT)
    first = bisect_left(range(1, total), 1, key=lambda step: left(step) in under_way) + 1
    shutil.rmtree(tmp_path / f"at{first}", ignore_errors=True)
    assert left(first) == State.ATTEMPTING


def test_who_was_stopped_by_something_else_did_not_die():
    """Else a run that was refused would count as one that was killed."""

    def refused():
        raise OSError("the disk is full")

    with pytest.raises(AssertionError, match="the disk is full"):
        killing.run_to(lambda: None, refused, 10**9)
