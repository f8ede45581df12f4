"""A state that was lost, or put back from a backup, and the Notices tab that knows more (F57, F58)."""

import shutil
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.errors import LockedError, UsageError
from sheets_sync.state.backup import back_up, verify
from sheets_sync.state.lock import run_lock
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.use_cases.invoicing import ask_for_invoice, withdraw_invoice
from tests.cli.mailing import smtp
from tests.smtp.server import ScriptedServer
from tests.sync.agency import NOW, QUIET, Agency, day

DAY = timedelta(days=1)


def notices(agency):
    with view_state(agency.config) as store:
        return store.outbox().ledger().notices


def taken_over(agency, moment=NOW):
    return adopt(agency.config, moment, lambda _: None)


def lose(agency):
    (agency.folder / "state.sqlite3").unlink()


def test_adopted_letters_count_as_sent_and_nobody_is_mailed_twice(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    before = agency.grid()["Notices"]
    lose(agency)
    agency.run(NOW + DAY)
    told = taken_over(agency, NOW + DAY)
    assert "0 letters sent, 1 written and not mailed, 0 in doubt, 0 that had not gone" in told[0]
    assert "next letter will be No 2, the next invoice No 2" in told[1]
    run = agency.run(NOW + DAY)
    assert (run.notices, run.warnings) == ([], [])
    assert agency.grid()["Notices"] == before
    assert len(agency.letters()) == 1
    assert "sound" in verify(agency.folder / "state.sqlite3")


def test_after_adoption_reminders_come_and_numbers_go_on(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    lose(agency)
    taken_over(agency)
    agency.run()
    (reminder,) = agency.run(NOW + 7 * DAY).notices
    assert (str(reminder.kind), reminder.ordinal, reminder.number) == ("REMINDER", 1, 2)
    assert reminder.invoice == 1  # the unpaid one, asked again
    agency.edit("Payments", "C2", 500)
    new = [each for each in agency.run(NOW + 8 * DAY).notices if each.name == "Acme"]
    assert [(each.number, each.invoice, str(each.state)) for each in new] == [(3, 2, "written")]


def test_a_recovered_client_starts_anew_after_adoption(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + DAY)
    lose(agency)
    taken_over(agency, NOW + DAY)
    agency.edit("Payments", "C3", 2_000)
    (letter,) = agency.run(NOW + 2 * DAY).notices
    assert (str(letter.kind), letter.number) == ("OVER", 2)


def test_a_state_put_back_from_before_a_letter_went_mails_nobody_until_adopted(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + DAY)
    assert len(agency.letters()) == 1
    before, lines = what_went(agency), agency.grid()["Notices"]
    shutil.rmtree(agency.folder / "outbox")
    shutil.copy(tmp_path / "old.sqlite3", agency.folder / "state.sqlite3")
    run = agency.run(NOW + 2 * DAY)
    assert any("sync state adopt" in warning for warning in run.warnings)
    assert agency.letters() == []
    taken_over(agency, NOW + 2 * DAY)
    assert agency.run(NOW + 2 * DAY).notices == []
    assert agency.letters() == []
    assert what_went(agency) == before  # found: it lost invoice and address, and was asked by two
    assert agency.grid()["Notices"] == lines
    (reminder,) = agency.run(NOW + 8 * DAY).notices
    assert (str(reminder.kind), reminder.invoice) == ("REMINDER", 1)


def what_went(agency):
    return [(n.state, n.invoice, n.to, n.asked, n.balance) for n in notices(agency)]


def back(agency, tmp_path):
    """The state is put back from the backup."""
    for file in agency.folder.glob("state.sqlite3*"):
        file.unlink()
    shutil.copy(tmp_path / "old.sqlite3", agency.folder / "state.sqlite3")


@pytest.fixture
def mailing(tmp_path):
    """A function from a time to settle to an agency that mails, and what arrived."""
    with ScriptedServer(tmp_path) as server:

        def make(settle):
            text = QUIET.replace("0m", settle) + smtp(server)
            return Agency(tmp_path / "office", config_text=text), server.letters

        yield make


def test_a_backup_of_while_the_letter_settled_is_adopted(mailing, tmp_path):
    """Found: a notice without a number stood in the way of the same one that the tab had sent."""
    agency, arrived = mailing("15m")
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    agency.run(NOW + DAY)
    back(agency, tmp_path)
    agency.run(NOW + 2 * DAY)
    assert "1 letter sent" in taken_over(agency, NOW + 2 * DAY)[0]
    agency.run(NOW + 2 * DAY)
    assert len(arrived) == 1
    (reminder,) = agency.run(NOW + 8 * DAY).notices
    assert (str(reminder.kind), reminder.invoice) == ("REMINDER", 1)


def test_a_backup_of_an_episode_before_is_adopted(mailing, tmp_path):
    """Found: the first letter of the next episode was taken for a second one of that before."""
    agency, arrived = mailing("0m")
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + DAY)
    agency.edit("Payments", "C3", 2_000)
    agency.run(NOW + 2 * DAY)
    assert len(arrived) == 2
    back(agency, tmp_path)
    assert "1 letter sent" in taken_over(agency, NOW + 3 * DAY)[0]
    assert agency.run(NOW + 3 * DAY).notices == []
    (reminder,) = agency.run(NOW + 9 * DAY).notices
    assert (str(reminder.kind), reminder.ordinal, reminder.invoice) == ("REMINDER", 1, 2)
    assert "sound" in verify(agency.folder / "state.sqlite3")


def test_what_waits_in_the_backup_and_went_under_another_number_waits_no_more(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    agency.edit("Clients", "J3", "paused")
    agency.run(NOW + DAY)
    agency.edit("Clients", "J3", None)
    agency.run(NOW + 2 * DAY)
    agency.edit("Notices", "K3", "TRUE")
    agency.run(NOW + 2 * DAY)
    back(agency, tmp_path)
    taken_over(agency, NOW + 3 * DAY)
    assert [str(each.state) for each in notices(agency)] == ["cancelled", "written"]
    assert agency.run(NOW + 3 * DAY).notices == []


def test_a_letter_that_went_is_adopted_though_one_like_it_was_cancelled_later(tmp_path):
    """Found: the later line hid the earlier one of its kind."""
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + DAY)
    (agency.folder / "config.toml").write_text(
        QUIET.replace("settle", "approve = true\nsettle"), encoding="utf-8"
    )
    agency.edit("Payments", "C3", 2_000)
    agency.run(NOW + 2 * DAY)
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + 3 * DAY)
    lose(agency)
    taken_over(agency, NOW + 4 * DAY)
    assert [str(each.state) for each in notices(agency)] == ["written", "cancelled"]


def test_what_was_held_when_the_state_was_lost_is_planned_afresh_once(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.run()
    lose(agency)
    taken_over(agency)
    agency.run()
    states = [str(each.state) for each in notices(agency)]
    assert states == ["cancelled", "held"]
    assert [row[0] for row in agency.grid()["Notices"][1:]] == [1, 2]
    agency.edit("Notices", "K3", "TRUE")
    agency.run(NOW + DAY)
    assert len(agency.letters()) == 1


def test_a_doubtful_letter_stays_doubtful_and_goes_by_no_means_of_itself(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Notices", "L2", "OVER uncertain")
    lose(agency)
    taken_over(agency)
    assert [str(each.state) for each in notices(agency)] == ["uncertain"]
    agency.run()
    assert len(agency.letters()) == 1


def test_there_is_nothing_to_adopt_where_nothing_was_lost(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    assert "Nothing to adopt" in taken_over(agency)[0]
    assert len(notices(agency)) == 1


def test_a_lost_state_with_an_empty_tab_is_a_first_run(tmp_path):
    agency = Agency(tmp_path)
    assert "Nothing to adopt" in taken_over(agency)[0]
    agency.run()
    assert len(agency.letters()) == 1


def test_nobody_adopts_while_a_run_is_under_way(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    lose(agency)
    with run_lock(agency.config.state.path, "now", NOW), pytest.raises(LockedError):
        taken_over(agency)


def test_several_clients_and_episodes_are_taken_over_apart(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    agency.edit("Payments", "C3", 9_000)
    agency.run(NOW + DAY)
    agency.edit("Payments", "C3", 2_000)
    agency.run(NOW + 2 * DAY)
    agency.edit("Payments", "A6", day(0))
    agency.edit("Payments", "B6", "Acme")
    agency.edit("Payments", "C6", -7_500)
    agency.edit("Payments", "D6", "correction")
    agency.run(NOW + 3 * DAY)
    before = [(each.name, str(each.kind), each.number) for each in notices(agency)]
    assert [each[:2] for each in before] == [("Bell", "OVER"), ("Bell", "OVER"), ("Acme", "LOW")]
    lose(agency)
    taken_over(agency, NOW + 3 * DAY)
    assert [(each.name, str(each.kind), each.number) for each in notices(agency)] == before
    assert agency.run(NOW + 3 * DAY).notices == []
    assert "sound" in verify(agency.folder / "state.sqlite3")


def test_numbers_with_a_prefix_are_taken_over_and_go_on(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET + '[invoice]\nprefix = "2026-"\nfirst = 341\n')
    agency.run()
    lose(agency)
    assert "next invoice No 342" in taken_over(agency)[1]
    agency.run()
    (reminder,) = agency.run(NOW + 7 * DAY).notices
    assert reminder.invoice_label == "2026-341"
    agency.edit("Payments", "C2", 500)
    new = [each for each in agency.run(NOW + 8 * DAY).notices if each.name == "Acme"]
    assert [each.invoice_label for each in new] == ["2026-342"]


def errands(agency, *asked, moment=NOW):
    """An invoice by hand, or, of a number, one withdrawn; and the run that does it."""
    for each in asked:
        if isinstance(each, str):
            ask_for_invoice(agency.config, "Acme", each, moment, lambda _: None)
        else:
            withdraw_invoice(agency.config, str(each), moment, lambda _: None)
    return [(str(each.kind), each.invoice, str(each.state)) for each in agency.run(moment).notices]


def issued(agency):
    """All but their tax, which Notices does not tell: papers of those taken over have today's."""
    with view_state(agency.config) as store:
        assert store.faults() == []
        made = store.outbox().ledger().issued
    return {
        number: replace(each, vat_rate=None, vat=None, due_days=None)
        for number, each in made.items()
    }


def test_invoices_by_hand_and_credit_notes_are_taken_over_and_numbers_go_on(tmp_path):
    """Found: the credit note's number was given a second time, and the next invoice by hand never
    went, since a former one bore its number."""
    agency = Agency(tmp_path)
    agency.run()
    assert errands(agency, "2500", moment=NOW + DAY) == [("INVOICE", 2, "written")]
    assert errands(agency, 2, moment=NOW + 2 * DAY) == [("CREDIT", 3, "written")]
    before = issued(agency)
    lose(agency)
    taken_over(agency, NOW + 3 * DAY)
    assert agency.run(NOW + 3 * DAY).notices == []
    assert issued(agency) == before
    assert (before[3].amount, before[3].credits) == (250_000, 2)
    assert errands(agency, "1000", moment=NOW + 4 * DAY) == [("INVOICE", 4, "written")]
    assert len(agency.letters()) == 4


def test_what_was_replaced_and_what_was_paid_before_is_taken_over_as_it_was(tmp_path):
    """A payment dated before the invoice and typed after it counts, as it does without a loss."""
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "scale = 0\nsettle"))
    (first,) = agency.run().notices
    agency.edit("Log", "E3", 9)  # Bell falls far, and is asked for more in place of that
    agency.edit("Clients", "D3", 90_000)
    (second,) = agency.run(NOW + 7 * DAY).notices
    agency.edit("Payments", "C2", 100)
    agency.run(NOW + 8 * DAY)
    before = issued(agency)
    assert (before[second.invoice].replaces, before[first.invoice].paid_before) == (
        first.invoice,
        0,
    )
    lose(agency)
    taken_over(agency, NOW + 8 * DAY)
    assert agency.run(NOW + 8 * DAY).notices == []
    assert issued(agency) == before


def test_a_statement_that_went_is_taken_over_and_goes_no_more(tmp_path):
    monthly = QUIET.replace("settle", "statement = 'monthly'\nsettle")
    agency = Agency(tmp_path, config_text=monthly)
    agency.run()
    before = agency.letters()
    assert any("statement" in each for each in before)
    lose(agency)
    taken_over(agency, NOW + DAY)
    assert agency.run(NOW + DAY).notices == []
    assert agency.letters() == before


def renamed(agency, old, new):
    book = openpyxl.load_workbook(agency.path)
    for tab in ("Clients", "Payments", "Log"):
        for row in book[tab].iter_rows(min_row=2):
            for cell in row[:3]:
                cell.value = new if cell.value == old else cell.value
    book.save(agency.path)


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_renamed_client_is_asked_about_after_adoption_too(tmp_path, confirmed):
    """Found: adoption closed the old name's episode, and the new one was billed anew."""
    agency = Agency(tmp_path)
    agency.run()
    renamed(agency, "Bell", "Bell Ltd")
    agency.run(NOW + DAY)
    if confirmed:
        agency.edit("Notices", "K3", "TRUE")
        agency.run(NOW + 2 * DAY)
        (reminder,) = agency.run(NOW + 7 * DAY).notices
        assert (reminder.name, reminder.invoice) == ("Bell Ltd", 1)
    lose(agency)
    taken_over(agency, NOW + 8 * DAY)
    went = [(each.name, str(each.state)) for each in agency.run(NOW + 8 * DAY).notices]
    assert ("Bell Ltd", "written") not in went
    later = agency.run(NOW + 14 * DAY).notices
    assert [each.invoice for each in later if str(each.state) == "written"] == [1] * confirmed
    assert issued(agency).keys() == {1}


@pytest.mark.parametrize(
    ("asked", "went"),
    [(True, True), (False, True), (False, False)],
    ids=["of while it was asked", "of before", "no letter went since"],
)
def test_a_backup_of_before_a_rename_was_answered_hears_it_of_a_letter_that_went(
    tmp_path, asked, went
):
    """Found: whose invoice a letter under the new name had asked for was asked once more. An answer
    alone is in no letter: it is to be said again."""
    agency = Agency(tmp_path / "office")
    agency.run()
    if not asked:
        back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    renamed(agency, "Bell", "Bell Ltd")
    agency.run(NOW + DAY)
    if asked:
        back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    let_go(agency, 2)
    agency.run(NOW + 2 * DAY)
    if went:
        (reminder,) = agency.run(NOW + 7 * DAY).notices
        assert (reminder.name, reminder.invoice) == ("Bell Ltd", 1)
    before, made = agency.letters(), issued(agency)
    back(agency, tmp_path)
    taken_over(agency, NOW + 8 * DAY)
    told = [each.reason for each in agency.run(NOW + 8 * DAY).notices if each.live]
    assert told == ([] if went else ["renamed: Bell"])
    assert (agency.letters(), issued(agency)) == (before, made)
    later = [(str(e.kind), e.ordinal, e.invoice) for e in agency.run(NOW + 14 * DAY).notices]
    assert later == ([("REMINDER", 2, 1)] if went else [])


def test_who_took_in_another_one_with_the_same_address_is_asked_about(tmp_path):
    """Two clients' rows under one name: the one that vanished has an invoice with them already."""
    agency = Agency(tmp_path)
    agency.edit("Clients", "B2", "b@example.com")
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    book["Clients"].delete_rows(3)
    book.save(agency.path)
    renamed(agency, "Bell", "Acme")
    agency.edit("Payments", "C2", 500)
    (held,) = agency.run(NOW + DAY).notices
    assert (held.name, held.reason) == ("Acme", "renamed: Bell")
    assert len(agency.letters()) == 1


def let_go(agency, *numbers, word="yes"):
    for number in numbers:
        agency.edit("Notices", f"K{1 + number}", word)


def without_address(agency):
    """Bell has no Email yet, and a person asks them for something, too."""
    agency.edit("Clients", "B3", None)
    ask_for_invoice(agency.config, "Bell", "777", NOW, lambda _: None)


def with_address(agency):
    agency.edit("Clients", "B3", "bell@example.com")


HELD = {
    "approve": ("[notices]\napprove = true\n", lambda _: None, lambda each: let_go(each, 1, 2)),
    "cap": ("[mail]\ndaily_cap = 1\n[notices]\n", lambda _: None, lambda _: None),
    "address": ("[notices]\n", without_address, with_address),
}


@pytest.mark.parametrize(("settings", "first", "then"), HELD.values(), ids=HELD)
def test_a_letter_held_in_the_backup_that_went_since_is_taken_over_whole(
    tmp_path, settings, first, then
):
    """Found: its invoice was forgotten, and the same money asked for by a second one."""
    text = QUIET.replace("[notices]\n", settings)
    agency = Agency(tmp_path / "office", config_text=text)
    agency.edit("Payments", "C2", 500)
    first(agency)
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    then(agency)
    agency.run(NOW + DAY)
    agency.run(NOW + DAY)
    made, shown, letters = issued(agency), agency.grid()["Notices"], agency.letters()
    assert len(made) == 2
    back(agency, tmp_path)
    assert agency.run(NOW + DAY).mail_blocked
    taken_over(agency, NOW + DAY)
    agency.run(NOW + DAY)
    assert (issued(agency), agency.grid()["Notices"]) == (made, shown)
    assert agency.letters() == letters
    later = agency.run(NOW + 9 * DAY).notices
    assert later
    assert {each.invoice for each in later} <= {*made, None}
    assert issued(agency) == made


def test_a_backup_of_while_it_was_held_two_episodes_ago_is_adopted(mailing, tmp_path):
    """Found: the first letter of the next episode was a second one of the former: a traceback."""
    agency, arrived = mailing("0m")
    agency.edit("Clients", "B3", None)
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    with_address(agency)
    for days, money in enumerate((2_000, 9_000, 2_000), start=1):
        agency.edit("Payments", "C3", money)
        agency.run(NOW + days * DAY)
    assert len(arrived) == 2
    made = issued(agency)
    back(agency, tmp_path)
    taken_over(agency, NOW + 4 * DAY)
    assert agency.run(NOW + 4 * DAY).notices == []
    assert issued(agency) == made
    assert [(each.number, each.invoice) for each in notices(agency)] == [(1, 1), (2, 2)]


def test_what_stood_in_send_before_adoption_lets_nothing_go_and_answers_nothing(tmp_path):
    """Found: a tick for another amount, held since, mailed the letter after adoption."""
    agency = Agency(tmp_path, config_text=QUIET.replace("settle", "approve = true\nsettle"))
    agency.edit("Payments", "C2", 500)
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    let_go(agency, 1, 2)
    agency.edit("Clients", "D2", 5_000)  # Acme: what was approved is far off by now
    (gone,) = [each for each in agency.run(NOW + DAY).notices if each.invoice]
    assert gone.name == "Bell"
    back(agency, tmp_path)
    taken_over(agency, NOW + 2 * DAY)
    for hour in range(3):
        agency.run(NOW + 2 * DAY + timedelta(hours=hour))
    assert len(agency.letters()) == 1
    let_go(agency, 1, word=None)
    agency.run(NOW + 2 * DAY + timedelta(hours=4))
    let_go(agency, 1)
    (went,) = agency.run(NOW + 2 * DAY + timedelta(hours=5)).notices
    assert (went.number, went.invoice, len(agency.letters())) == (1, 2, 2)


@pytest.mark.parametrize("lost", [False, True])
def test_what_is_asked_of_a_state_that_is_behind_is_refused(tmp_path, lost):
    """Found: an errand got the number of one that was done, and never went; a credit note went
    twice."""
    agency = Agency(tmp_path)
    agency.run()
    back_up(agency.folder / "state.sqlite3", tmp_path / "old.sqlite3")
    assert errands(agency, 1, moment=NOW + DAY) == [("CREDIT", 2, "written")]
    lose(agency) if lost else back(agency, tmp_path)
    for asked in ("2500", 1):
        with pytest.raises(UsageError, match="state adopt"):
            errands(agency, asked, moment=NOW + DAY)
    taken_over(agency, NOW + DAY)
    with pytest.raises(UsageError, match="withdrawn already"):
        errands(agency, 1, moment=NOW + DAY)
    went = errands(agency, "2500", moment=NOW + DAY)
    assert ("INVOICE", 3, "written") in went
    assert [kind for kind, *_ in went].count("CREDIT") == 0
