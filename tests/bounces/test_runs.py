"""Whole runs and letters that came back: who hears, and what goes again (§17)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.delivery import bounced
from sheets_sync.notices.invoices.register import Fate
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.verdicts import Blame
from sheets_sync.state.backup import verify
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.use_cases.casework import open_cases
from sheets_sync.use_cases.invoicing import registered
from sheets_sync.use_cases.shared.office import open_office
from sheets_sync.views import state_view
from tests.bounces import reports
from tests.bounces.imap_server import ImapServer
from tests.smtp.server import PASSWORD, USER, ScriptedServer
from tests.sync.agency import NOW, Agency

pytest.importorskip("imap_tools")
MINUTE = timedelta(minutes=1)
CONFIG = """
[notices]
settle = "0m"
[workbook]
timezone = "UTC"
[mail]
transport = "smtp"
host = "127.0.0.1"
port = {smtp}
security = "none"
from = "billing@nord.example"
"""
BOUNCES = """
[mail.bounces]
host = "localhost"
port = {imap}
security = "none"
username = "{user}"
password_file = "password"
"""
NOBODY = "550 5.1.1 no such user"


class Mailing:
    """An agency that mails, the server that takes its letters, and the box they come back to."""

    def __init__(self, folder, smtp, box, config=CONFIG + BOUNCES):
        self.smtp, self.box = smtp, box
        folder.mkdir()
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        text = config.format(smtp=smtp.port, imap=box.port, user=USER)
        self.agency = Agency(folder, config_text=text)
        self.moment = NOW

    def run(self):
        done = self.agency.run(self.moment)
        self.moment += 15 * MINUTE
        return done

    def comes_back(self, shape=reports.postfix, who="b@example.com", letter=-1, **more):
        sent = self.smtp.letters[letter]
        message = f"Message-ID: {sent['message_id']}\r\nTo: {who}\r\n\r\nhello\r\n"
        self.box.put(shape(message=message, who=who, **more), NOW.date())

    def states(self):
        return [row[9] for row in self.agency.grid()["Notices"][1:]]


@pytest.fixture
def mailing(tmp_path):
    with ScriptedServer(tmp_path) as smtp, ImapServer(tmp_path) as box:
        made = Mailing(tmp_path / "agency", smtp, box)
        (sent,) = made.run().notices
        assert (sent.name, str(sent.state)) == ("Bell", "sent")
        yield made


@pytest.mark.parametrize(
    "shape", [reports.postfix, reports.gmail, reports.exchange, reports.yandex]
)
def test_a_letter_that_came_back_is_told_everywhere_and_goes_nowhere_by_itself(mailing, shape):
    mailing.run()
    mailing.comes_back(shape)
    back = mailing.run()
    (notice,) = back.notices
    assert (str(notice.state), back.letters_in_trouble) == ("refused", True)
    (said,) = mailing.states()
    assert said.startswith("bounced: b@example.com: 55")
    cure = "the server does not want the letter" if shape == reports.yandex else "mend the client's"
    assert cure in said
    summary = [str(cell) for row in mailing.agency.grid()["Summary"] for cell in row]
    assert any("bounced: b@example.com" in cell for cell in summary)
    for _ in range(3):
        after = mailing.run()
        assert (list(after.notices), after.letters_in_trouble, after.warnings) == ([], False, [])
    assert len(mailing.smtp.letters) == 1


def test_a_mended_address_gets_a_new_letter(mailing):
    mailing.comes_back()
    mailing.run()
    mailing.agency.edit("Clients", "B3", "new@example.com")
    mailing.run()
    assert [each["to"] for each in mailing.smtp.letters] == [["b@example.com"], ["new@example.com"]]
    with open_office(mailing.agency.config, "test", mailing.moment, lambda _: None) as (office, _):
        (line,) = registered(office)
    assert (line.invoice.number, line.fate, line.left) == (1, Fate.OPEN, line.amount)
    for each in mailing.smtp.letters:
        assert "invoice-000001.pdf" in each["data"]


def test_the_same_report_twice_is_told_once_and_does_not_undo_a_persons_word(mailing):
    mailing.comes_back()
    mailing.run()
    mailing.comes_back()
    assert list(mailing.run().notices) == []
    with open_cases(mailing.agency.config, mailing.moment) as cases:
        cases.retry([1])
    assert [str(each.state) for each in mailing.run().notices] == ["sent"]
    mailing.comes_back()  # arrived, it says, before the letter went again
    assert list(mailing.run().notices) == []
    assert mailing.states() == ["sent"]
    assert len(mailing.smtp.letters) == 2


def test_a_tick_of_before_lets_nothing_go_again_and_a_fresh_one_does(mailing):
    mailing.agency.edit("Notices", "K2", "TRUE")
    mailing.comes_back()
    mailing.run()
    mailing.run()
    assert len(mailing.smtp.letters) == 1
    assert "untick Send" in mailing.states()[0]
    mailing.agency.edit("Notices", "K2", None)
    mailing.run()
    mailing.agency.edit("Notices", "K2", "TRUE")
    mailing.run()
    assert len(mailing.smtp.letters) == 2


def test_what_is_not_ours_or_may_still_arrive_changes_nothing(mailing):
    mailing.run()
    mailing.box.put(reports.postfix(message="Message-ID: <somebody@else.example>\r\n\r\n"))
    mailing.box.put(reports.vacation())
    mailing.comes_back(action="delayed", status="4.4.1")
    done = mailing.run()
    assert (list(done.notices), done.warnings, done.reckoning) == ([], [], None)
    assert mailing.states() == ["sent"]


@pytest.mark.parametrize("mood", ["down", "hang", "garbage", "refuse"])
def test_a_box_that_cannot_be_looked_into_holds_nothing_back(mailing, mood):
    mailing.run()
    mailing.box.mood = mood
    path = mailing.agency.folder / "config.toml"
    path.write_text(path.read_text().replace("[mail]", '[mail]\ntimeout = "1s"'))
    mailing.agency.edit("Payments", "C2", 500)
    done = mailing.run()
    assert [(each.name, str(each.state)) for each in done.notices] == [("Acme", "sent")]
    (warning,) = done.warnings
    assert warning.startswith("Letters that came back were not looked for:")
    mailing.comes_back(letter=0)
    mailing.box.mood = ""
    assert [each.name for each in mailing.run().notices] == ["Bell"]


def test_of_two_addresses_one_may_bounce(mailing):
    mailing.agency.edit("Clients", "B2", "a@example.com; aa@example.com")
    mailing.agency.edit("Payments", "C2", 500)
    mailing.run()
    mailing.comes_back(who="aa@example.com")
    (notice,) = mailing.run().notices
    assert (notice.name, str(notice.state)) == ("Acme", "sent")
    assert any(
        each.startswith("sent, but bounced: aa@example.com: 550 5.1.1") for each in mailing.states()
    )
    mailing.comes_back(who="a@example.com")
    (notice,) = mailing.run().notices
    assert str(notice.state) == "refused"


def test_the_state_is_sound_and_status_says_it(mailing):
    mailing.comes_back()
    mailing.run()
    assert "sound" in verify(mailing.agency.config.state.path)
    assert "bounced: b@example.com" in state_view.status(mailing.agency.config, as_json=False)


def test_what_was_sent_is_changed_by_nothing_else(mailing):
    with open_office(mailing.agency.config, "test", mailing.moment) as (office, _):
        (notice,) = office.outbox.ledger().notices
        for changed in (
            replace(notice, state=State.RETRY), replace(notice, to=("x@x.example",)), replace(notice, reason="x"),
        ):  # fmt: skip
            with pytest.raises(BrokenRuleError, match="never changed"):
                office.outbox.record(changed)
        back = bounced(notice, "b@example.com", NOBODY, Blame.ADDRESS, mailing.moment)
        for changed in (
            replace(back, state=State.RETRY), replace(back, to=("x@x.example",)),
            replace(back, asked=1), replace(back, invoice=None),
        ):  # fmt: skip
            with pytest.raises(BrokenRuleError, match="never changed"):
                office.outbox.record(changed)
        office.outbox.record(back)


def test_without_the_table_no_box_is_looked_into(tmp_path):
    with ScriptedServer(tmp_path) as smtp, ImapServer(tmp_path) as box:
        made = Mailing(tmp_path / "agency", smtp, box, CONFIG)
        made.run()
        made.comes_back()
        made.run()
        assert box.log == []
        assert made.states() == ["sent"]


def logins(mailing):
    return mailing.box.commands().count("AUTHENTICATE")


def test_runs_of_each_minute_log_in_once_in_fifteen(mailing):
    mailing.run()
    before = logins(mailing)
    assert before > 0
    for minute in range(14):
        mailing.agency.run(mailing.moment - 15 * MINUTE + minute * MINUTE)
    assert logins(mailing) == before
    mailing.comes_back()
    assert [str(each.state) for each in mailing.run().notices] == ["refused"]
    assert logins(mailing) == before + 1


@pytest.mark.parametrize("mood", ["down", "refuse"])
def test_a_box_that_is_down_is_not_tried_by_each_run_and_a_mended_login_at_once(mailing, mood):
    mailing.box.mood = mood
    assert len(mailing.run().warnings) == 1
    again = mailing.agency.run(mailing.moment - 14 * MINUTE)
    assert again.warnings == []
    mailing.box.mood = ""
    mailing.comes_back()
    path = mailing.agency.folder / "config.toml"
    path.write_text(path.read_text().replace("localhost", "127.0.0.1"))
    assert [str(each.state) for each in mailing.agency.run(mailing.moment).notices] == ["refused"]


def test_a_run_that_dies_after_the_look_leaves_it_to_the_next_one_to_tell(mailing, monkeypatch):
    """Found: the letter was recorded as bounced, the run died, and the next one exited with 0."""
    mailing.run()
    mailing.comes_back()
    with monkeypatch.context() as broken:
        broken.setattr("sheets_sync.use_cases.now._done", dies)
        with pytest.raises(KeyboardInterrupt):
            mailing.run()
    told = mailing.agency.run(mailing.moment + MINUTE)
    assert [str(each.state) for each in told.notices] == ["refused"]
    assert told.letters_in_trouble
    assert mailing.states()[0].startswith("bounced")
    assert list(mailing.agency.run(mailing.moment + 2 * MINUTE).notices) == []


def dies(*_):
    raise KeyboardInterrupt
