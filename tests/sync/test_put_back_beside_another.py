"""Two services on one workbook, each with a state of its own, and an older copy of the workbook that
a person puts back, or a program saves that knows no locks: what went goes no second time (§17)."""

import resource
import shutil
from datetime import timedelta

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.spreadsheet.xlsx.last_badge import beside_of, exchanging, last_badge
from sheets_sync.state.backup import back_up
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.use_cases.furnishing import furnish
from tests.sync.agency import NOW, Agency, write_sheets
from tests.sync.test_installation import Service, forget_lines, low, subjects

MINUTE = timedelta(minutes=1)


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path / "office")
    made.run()
    made.run()
    low(made)
    return made


def silent(service, moment):
    """It lets no letter go, and says so."""
    run = service.run(moment)
    return run.mail_blocked and not run.notices and "another installation" in run.warnings[-1]


def test_the_copy_is_silent_though_the_workbook_tells_nothing_any_more(agency, tmp_path):
    """Saved over it before the copy looked in: the badge is one that both know."""
    other = Service(agency, tmp_path / "other", with_state=True)
    old = agency.path.read_bytes()
    agency.run(NOW + MINUTE)
    agency.path.write_bytes(old)
    assert silent(other, NOW + 2 * MINUTE)
    assert not agency.run(NOW + 3 * MINUTE).mail_blocked
    assert max(subjects(agency, other).values()) == 1


@pytest.mark.parametrize("with_state", [True, False])
def test_a_workbook_that_never_bore_a_badge_is_put_back(tmp_path, with_state):
    """The very first letter went since; the other state is a copy, or a new one."""
    first = Agency(tmp_path / "office")
    first.run(no_mail=True)
    other = Service(first, tmp_path / "other", with_state=with_state)
    old = first.path.read_bytes()
    assert first.run(NOW + MINUTE).notices
    first.path.write_bytes(old)
    assert silent(other, NOW + 2 * MINUTE)
    assert max(subjects(first, other).values()) == 1


def test_an_older_copy_saved_while_both_are_at_it(agency, tmp_path, monkeypatch):
    """Both have planned the letter. One claims the workbook and mails; a person saves; the other
    finds the workbook moved, reads it anew, and would claim it, too."""
    other = Service(agency, tmp_path / "other", with_state=True)
    old = agency.path.read_bytes()
    deliver = NoticeDesk.deliver
    done: list[bool] = []

    def meanwhile(self, *args):
        if not done:
            done.append(True)
            agency.run(NOW + MINUTE)
            agency.path.write_bytes(old)
        return deliver(self, *args)

    monkeypatch.setattr(NoticeDesk, "deliver", meanwhile)
    assert silent(other, NOW + MINUTE)
    assert max(subjects(agency, other).values()) == 1


def test_who_has_met_the_other_one_goes_by_that_wherever_the_badge_is_kept(agency, tmp_path):
    """As at Google, where nothing lies beside the spreadsheet: the history of versions has badge and
    tab as they were."""
    other = Service(agency, tmp_path / "other", with_state=True)
    old = agency.path.read_bytes()
    agency.run(NOW + MINUTE)
    forget_lines(agency, 2)  # else the tab tells, and that stays
    assert silent(other, NOW + 2 * MINUTE)
    agency.path.write_bytes(old)
    beside_of(agency.path).unlink()
    assert silent(other, NOW + 3 * MINUTE)
    agency.run(NOW + 3 * MINUTE)  # the tab is as it was
    assert max(subjects(agency, other).values()) == 1
    adopt(other.config, NOW + 4 * MINUTE, lambda _: None)
    assert not other.run(NOW + 5 * MINUTE).mail_blocked
    assert silent(agency, NOW + 6 * MINUTE)
    assert max(subjects(agency, other).values()) == 1


def test_a_workbook_that_init_made_in_the_place_of_another_is_a_new_one(tmp_path):
    """Someone began anew: with a state of its own, and no workbook there."""
    first = Agency(tmp_path / "office")
    assert first.run().notices
    made = first.path.read_bytes()
    for name in ("agency.xlsx", "state.sqlite3"):
        (first.folder / name).unlink()
    furnish(first.config, None, lambda _: None)
    assert not beside_of(first.path).exists()
    assert made != first.path.read_bytes()
    assert not first.run().mail_blocked


def test_a_workbook_of_ones_own_is_a_new_one_to_init_where_another_had_that_name(tmp_path):
    """Someone tried the program, and put their own workbook there, which bears nothing of ours."""
    first = Agency(tmp_path / "office")
    assert first.run().notices
    (first.folder / "state.sqlite3").unlink()
    write_sheets(first.path, first.sheets)
    furnish(first.config, None, lambda _: None)
    assert not first.run(NOW + MINUTE).mail_blocked


def test_init_takes_no_older_copy_for_a_new_one(agency, tmp_path):
    other = Service(agency, tmp_path / "other", with_state=True)
    old = agency.path.read_bytes()
    agency.run(NOW + MINUTE)
    agency.path.write_bytes(old)
    agency.delete_tab("Summary")
    furnish(agency.config, None, lambda _: None)
    assert silent(other, NOW + 2 * MINUTE)


def test_where_what_lay_beside_it_is_gone_the_workbook_tells_by_itself(agency, tmp_path):
    other = Service(agency, tmp_path / "other", with_state=True)
    agency.run(NOW + MINUTE)
    beside_of(agency.path).unlink()
    forget_lines(agency, 2)
    assert silent(other, NOW + 2 * MINUTE)
    assert not agency.run(NOW + 3 * MINUTE).mail_blocked


def test_a_full_disk_is_called_one(tmp_path):
    workbook = tmp_path / "agency.xlsx"
    workbook.touch()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with (
            pytest.raises(SheetsSyncError, match="no room on the disk") as caught,
            exchanging(workbook, "", "0123456789abcdef"),
        ):
            pytest.fail("it mails without its badge")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.cure == "Free some space and run again."
    with exchanging(workbook, "", "0123456789abcdef"):
        pass
    assert last_badge(workbook) == "0123456789abcdef"


def test_adopt_names_what_may_go_once_more(agency, tmp_path):
    """A run died once the letter had gone, before it wrote Notices; then a state of before came
    back. Nobody can tell from inside that it went, so who adopts is told which one goes."""
    backup = tmp_path / "backup.sqlite3"
    back_up(agency.config.state.path, backup)
    agency.run(NOW + MINUTE)
    forget_lines(agency, 2)
    shutil.copy(backup, agency.config.state.path)
    assert silent(agency, NOW + 2 * MINUTE)
    told = adopt(agency.config, NOW + 3 * MINUTE, lambda _: None)
    assert "The next runs mail by themselves: Acme (Low). What of these went already" in told[-1]
    assert [each.name for each in agency.run(NOW + 4 * MINUTE).notices] == ["Acme"]


def test_adopt_names_nothing_where_nothing_goes(agency, tmp_path):
    other = Service(agency, tmp_path / "other", with_state=True)
    agency.run(NOW + MINUTE)
    assert other.run(NOW + 2 * MINUTE).mail_blocked
    told = adopt(other.config, NOW + 3 * MINUTE, lambda _: None)
    assert not any("by themselves" in each for each in told)
    assert not other.run(NOW + 4 * MINUTE).notices
