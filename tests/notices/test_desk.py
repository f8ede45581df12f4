"""The desk on a real state file and a real folder: what goes out, once, whatever dies when."""

import email
import email.policy
from datetime import timedelta
from pathlib import Path

import pytest

from sheets_sync.notices.blocks import Block
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger import listing
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.verdicts import Answer, Verdict
from sheets_sync.notices.listed import TabSays
from sheets_sync.notices.wording import kind_text, state_text
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, TODAY, Mailbox, Office, books, client

DAY = timedelta(days=1)
LOW = [(TODAY - 9, 0, 300_000)]
WORK = [(TODAY - 5, 0, "Design", 100_000)]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def low(**more):
    return books([client(**more)], LOW, WORK)


def invoices(office):
    return [
        row["number"] for row in office.database.rows("SELECT number FROM invoices ORDER BY number")
    ]


def test_a_low_account_gets_one_letter_in_the_folder(office):
    (sent,) = office.run(low())
    assert (sent.kind, sent.state, sent.number, sent.invoice, sent.balance) == (
        "LOW",
        "written",
        1,
        1,
        200_000,
    )
    assert office.letters() == ["000001-low-ромашка.eml"]
    assert office.run(low()) == []
    assert office.run(low(), MORNING + DAY) == []
    assert len(office.letters()) == 1


def test_a_rerun_writes_nothing_to_the_state(office):
    office.run(low())
    before = office.database.row("PRAGMA data_version"), office.database.path.read_bytes()
    office.run(low(), MORNING + timedelta(minutes=5))
    assert (office.database.row("PRAGMA data_version"), office.database.path.read_bytes()) == before


def test_reminders_ask_for_the_unpaid_invoice_again(office):
    sent = [each for at in range(30) for each in office.run(low(), MORNING + at * DAY)]
    assert [(each.kind.value, each.ordinal, each.invoice, each.asked) for each in sent] == [
        ("LOW", 0, 1, 800_000),
        ("REMINDER", 1, 1, 800_000),
        ("REMINDER", 2, 1, 800_000),
        ("REMINDER", 3, 1, 800_000),
    ]
    assert invoices(office) == [1]


def test_a_paid_invoice_is_followed_by_a_new_one(office):
    office.run(low())
    paid = [*LOW, (TODAY, 0, 800_000)]
    assert office.run(books([client()], paid, WORK)) == []
    later = books([client()], paid, [*WORK, (TODAY + 3, 0, "Design", 900_000)], TODAY + 3)
    (sent,) = office.run(later, MORNING + 3 * DAY)
    assert (sent.invoice, sent.asked) == (2, 2_207_700)


def test_a_partly_paid_invoice_is_asked_again_and_the_letter_says_what_came(office):
    office.run(low(language="en"))
    partly = books(
        [client(language="en")], [*LOW, (TODAY, 0, 100_000)], [*WORK, (TODAY, 0, "Design", 100_000)]
    )
    (sent,) = office.run(partly, MORNING + 7 * DAY)
    assert (sent.kind, sent.invoice, sent.asked) == ("REMINDER", 1, 800_000)
    text = (office.folder / office.letters()[1]).read_bytes()
    plain = (
        email.message_from_bytes(text, policy=email.policy.default)
        .get_body(("plain",))
        .get_content()
    )
    assert "Received towards it: RUB\u00a01,000.00" in plain
    assert "Left to pay: RUB\u00a07,000.00" in plain


def test_a_planned_letter_whose_run_did_not_deliver_is_cancelled_by_a_payment(office):
    office.desk().plan(low(), MORNING)
    assert office.run(books([client()], [*LOW, (TODAY, 0, 800_000)], WORK)) == []
    assert [each.state for each in office.outbox.ledger().notices] == [State.CANCELLED]
    assert invoices(office) == []


def test_a_dry_run_plans_and_previews_and_changes_nothing(office):
    before = office.database.path.read_bytes()
    desk = office.desk()
    (planned,) = desk.plan(low(), MORNING, commit=False)
    assert planned.state == State.PLANNED
    assert b"Message-ID" in desk.preview(planned, low(), MORNING).data
    assert office.database.path.read_bytes() == before
    assert office.letters() == []


def test_a_held_letter_is_listed_and_goes_when_ticked(tmp_path):
    office = Office(tmp_path, Policy(settle=timedelta(0), approve=True))
    (held,) = office.run(low())
    assert (held.state, held.reason, held.number) == (State.HELD, "approval", 1)
    assert state_text(held, words_of("ru")) == (
        "ждёт одобрения, как каждое письмо здесь (`notices.approve`): отметьте «Отправить»"
    )
    assert kind_text(held, words_of("en"), office.outbox.ledger()) == "Low"
    notices = office.outbox.ledger().notices
    assert [each.number for each in listing.listed(notices)] == [1]
    assert listing.counts(notices) == {"held": 1}
    assert office.run(low()) == []
    (sent,) = office.run(low(), ask=Ask(approvals={1: None}))
    assert (sent.state, sent.number) == (State.WRITTEN, 1)
    assert listing.counts(office.outbox.ledger().notices) == {"written": 1}
    assert listing.last_notices(office.outbox.ledger().notices)["ромашка"].state == State.WRITTEN
    office.close()


def test_a_desk_says_when_the_tab_must_be_written_again(tmp_path):
    office = Office(tmp_path, Policy(settle=timedelta(0), approve=True))
    seen = []
    for what in (low(), low(), books([client()], LOW, [*WORK, (TODAY, 0, "Call", 500)]), low()):
        desk = office.desk()
        desk.plan(what, MORNING)
        desk.deliver(what, MORNING)
        seen.append(desk.relisted)
    assert seen == [True, False, True, True]
    office.close()


def test_letters_that_only_settle_are_not_listed(tmp_path):
    office = Office(tmp_path, Policy(settle=timedelta(minutes=15)))
    assert office.run(low()) == []
    assert listing.listed(office.outbox.ledger().notices) == []
    assert listing.counts(office.outbox.ledger().notices) == {"settling": 1}
    office.close()


def test_a_state_younger_than_the_notices_tab_mails_nothing_in_this_run_or_any_later(office):
    desk = office.desk()
    assert desk.plan(low(), MORNING, Ask(tab=TabSays(3))) == []
    assert desk.blocked == Block.BEHIND
    assert desk.deliver(low(), MORNING) == []
    again = office.desk()
    assert again.plan(low(), MORNING + DAY) == []
    assert again.blocked == Block.BEHIND
    assert office.letters() == []


def test_a_tab_that_knows_what_the_state_knows_is_no_loss(office):
    office.run(low())
    desk = office.desk()
    desk.plan(low(), MORNING, Ask(tab=TabSays(1, frozenset({1}))))
    assert desk.blocked is None


class FullFolder(FolderTransport):
    """A folder on a full disk."""

    def __init__(self):
        super().__init__(Path("nowhere"))

    def send(self, letter, to, before_end, *_):
        before_end()
        full = Answer(Verdict.DEFERRED, f"{letter.file} could not be written: no space")
        return dict.fromkeys(to, full)


def test_a_letter_that_fails_is_tried_again_the_same_bytes_and_stops_no_other(tmp_path):
    two = books([client(), client("Acme")], [*LOW, (TODAY - 9, 1, 300_000)], WORK)
    office = Office(tmp_path, transport=FullFolder())
    moved = office.run(two)
    assert [(each.state, each.number) for each in moved] == [(State.RETRY, 1), (State.RETRY, 2)]
    assert "no space" in state_text(moved[0], words_of("en"))
    assert office.run(two) == []
    frozen = [
        bytes(row["data"])
        for row in office.database.rows("SELECT data FROM letters ORDER BY mailing")
    ]
    office.close()
    mended = Office(tmp_path)
    assert [each.state for each in mended.run(two, MORNING + DAY)] == [State.WRITTEN] * 2
    assert [(mended.folder / name).read_bytes() for name in mended.letters()] == frozen
    assert invoices(mended) == [1, 2]
    mended.close()


def test_a_frozen_letter_whose_cause_is_gone_is_cancelled_and_its_invoice_closed(
    tmp_path,
):
    office = Office(tmp_path, transport=FullFolder())
    office.run(low())
    assert (
        office.run(books([client()], [*LOW, (TODAY, 0, 700_000)], WORK))[0].state == State.CANCELLED
    )
    office.close()
    office = Office(tmp_path)
    spent = [*WORK, (TODAY + 1, 0, "Design", 900_000)]
    (sent,) = office.run(
        books([client()], [*LOW, (TODAY, 0, 700_000)], spent, TODAY + 1), MORNING + DAY
    )
    assert (sent.number, sent.invoice) == (2, 2)
    assert invoices(office) == [1, 2]
    office.close()


def test_a_letter_is_never_written_over_another(office):
    office.folder.mkdir()
    (office.folder / "000001-low-ромашка.eml").write_bytes(b"older")
    (moved,) = office.run(low())
    assert moved.state == State.RETRY
    assert (office.folder / "000001-low-ромашка.eml").read_bytes() == b"older"


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "outbox").write_text("a file")
    office = Office(tmp_path)
    (moved,) = office.run(low())
    assert moved.state == State.RETRY
    assert str(tmp_path / "outbox") in moved.reason
    office.close()


def test_the_state_itself_refuses_gaps_double_letters_and_changed_letters(tmp_path):
    office = Office(tmp_path, transport=Mailbox())
    office.run(low())
    attempts = (
        "INSERT INTO invoices (number, client, currency, amount, day) VALUES (3, 'a', 'RUB', 1, 1)",
        "DELETE FROM invoices",
        "UPDATE letters SET data = x'00'",
        "DELETE FROM letters",
        "UPDATE mailings SET asked = 1",
        "DELETE FROM mailings",
        "INSERT INTO mailings (id, number, kind, recipients, copies, created, moment, state, client, name, episode, ordinal, level, currency, balance, asked) SELECT 99, 99, kind, recipients, copies, created, moment, 'planned', client, name, episode, ordinal, level, currency, balance, asked FROM mailings",
    )
    for attempt in attempts:
        with pytest.raises(BrokenRuleError):
            office.database.execute(attempt)


def test_a_receipt_in_another_currency_than_its_invoice_is_no_longer_wanted(tmp_path):
    office = Office(tmp_path, Policy(settle=timedelta(0), receipt=True))
    paid, charged = [(TODAY - 20, 0, 1_000_000)], [(TODAY - 10, 0, "Design", 1_100_000)]
    office.run(books([client()], paid, charged))
    paid.append((TODAY + 1, 0, 5_000_000))
    a_day = timedelta(days=1)
    office.run(books([client(emails=())], paid, charged, TODAY + 1), MORNING + a_day)
    waiting = office.outbox.ledger().notices[-1]
    assert (waiting.kind, waiting.state) == ("RECEIPT", "held")
    office.run(books([client(currency="EUR")], paid, charged, TODAY + 2), MORNING + 2 * a_day)
    assert office.outbox.ledger().notices[-1].state == "cancelled"
