"""Letters written into the folder are mailed to nobody; once letters are mailed, they count for
nothing (design §17)."""

from datetime import timedelta

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger.line_codes import code_of, read_code
from sheets_sync.notices.ledger.notice import FOLDER, State
from sheets_sync.notices.listed import TabSays
from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import words_of
from tests.notices.cases import AT_ONCE, MORNING, TODAY, Mailbox, Office, books, client
from tests.notices.test_open_invoices import FIRST, WORK, plain

DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def what(day=TODAY):
    return books([client(language="en")], FIRST, WORK, day)


def a_week_of_the_folder(office):
    office.run(what())
    office.run(what(TODAY + 7), MORNING + 7 * DAY)


def listed(office):
    return [
        (f"{each.kind}{each.ordinal or ''}", each.state.value, each.invoice)
        for each in office.outbox.ledger().notices
    ]


def test_what_lies_in_the_folder_is_called_written_and_not_mailed(office):
    a_week_of_the_folder(office)
    assert listed(office) == [("LOW", "written", 1), ("REMINDER1", "written", 1)]
    notice = office.outbox.ledger().notices[0]
    assert state_text(notice, words_of("en")) == "written to outbox, not mailed"
    assert state_text(notice, words_of("ru")) == "записано в папку, не отправлено"
    assert read_code(str(code_of(notice))) == code_of(notice)


def test_the_first_mail_after_a_week_of_the_folder_is_a_first_letter(office):
    """Found: clients' first mail was a reminder of an invoice that they had never seen."""
    a_week_of_the_folder(office)
    office.transport = mailbox = Mailbox()
    office.run(what(TODAY + 8), MORNING + 8 * DAY)
    assert listed(office)[2:] == [("LOW", "sent", 1)]
    (letter,) = mailbox.got
    assert "Reminder" not in letter
    assert "reminder" not in letter
    office.run(what(TODAY + 9), MORNING + 9 * DAY)
    office.run(what(TODAY + 15), MORNING + 15 * DAY)
    assert listed(office)[3:] == [("REMINDER1", "sent", 1)]
    assert "Subject: Reminder" in mailbox.got[1]


def test_while_letters_are_only_written_they_count_as_gone(office):
    a_week_of_the_folder(office)
    office.run(what(TODAY + 8), MORNING + 8 * DAY)
    assert len(listed(office)) == 2
    assert plain(office, office.letters()[1])[0].startswith("Reminder")


def test_an_episode_that_was_over_by_then_mails_nobody(office):
    a_week_of_the_folder(office)
    office.transport = mailbox = Mailbox()
    paid = [*FIRST, (TODAY + 8, 0, 800_000)]
    office.run(books([client()], paid, WORK, TODAY + 8), MORNING + 8 * DAY)
    assert mailbox.got == []


def test_many_that_would_go_at_once_wait_as_on_a_first_run(tmp_path):
    office = Office(tmp_path, AT_ONCE)
    many = [client(f"Client {n}", emails=(f"c{n}@x.example",)) for n in range(22)]
    paid = [(TODAY - 9, n, 300_000) for n in range(22)]
    worked = [(TODAY - 5, n, "Design", 100_000) for n in range(22)]
    office.run(books(many, paid, worked))
    office.transport = mailbox = Mailbox()
    office.run(books(many, paid, worked, TODAY + 1), MORNING + DAY)
    assert mailbox.got == []
    held = [each.reason for each in office.outbox.ledger().notices if each.state == State.HELD]
    assert held == ["first_run"] * 22
    office.close()


@pytest.mark.parametrize("state", [State.SENT, State.WRITTEN])
def test_the_tab_and_the_state_agree_on_what_was_written(office, state):
    """A tab of a program before says "sent" of it: nobody is behind."""
    office.run(what())
    (notice,) = office.outbox.ledger().notices
    assert notice.via == FOLDER
    said = TabSays(last=1, sent=frozenset({1}))
    assert not office.desk().behind(said)
    assert str(code_of(notice)._replace(state=state)) in ("LOW sent", "LOW written")
    office.run(what(TODAY + 1), MORNING + DAY, ask=Ask(tab=said))
    assert len(listed(office)) == 1
