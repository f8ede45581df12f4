"""A run out of order lets no letter go, and says so everywhere; nothing is lost by it (§17)."""

import json
from datetime import timedelta

import pytest

from sheets_sync.scheduler.outcome import outcome_of
from sheets_sync.use_cases.casework import say_go_on
from sheets_sync.use_cases.doctor import examine
from sheets_sync.use_cases.letters.blocked import blocked_mail
from sheets_sync.views.state_view import status
from tests.sync.agency import NOW, Agency

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LOUD = "Nothing is mailed"


def said_in_summary(agency):
    return [cell for row in agency.grid()["Summary"] for cell in row if LOUD in str(cell)]


@pytest.fixture
def agency(tmp_path):
    """Two runs, so that a third one would find nothing to do; a letter went with the first: to
    Bell, whom a row of that very day made low."""
    made = Agency(tmp_path)
    made.edit("Payments", "C3", 3_101)
    made.edit("Clients", "D3", 75)
    made.run()
    made.run()
    assert len(made.letters()) == 1
    return made


def test_a_clock_put_back_a_day_mails_nobody_and_closes_no_episode(agency):
    """On the day before Bell was not low yet: their letter would go again the day after."""
    for minutes in (0, 15, 30):
        back = agency.run(NOW - DAY + minutes * MINUTE)
        assert (back.letters_in_trouble, list(back.notices)) == (True, [])
        assert LOUD in back.warnings[-1]
    assert said_in_summary(agency)
    after = agency.run(NOW + 10 * MINUTE)
    assert (after.letters_in_trouble, list(after.notices), after.warnings) == (False, [], [])
    assert said_in_summary(agency) == []
    assert len(agency.letters()) == 1


def test_a_clock_set_right_by_a_few_minutes_is_in_order(agency):
    assert not agency.run(NOW - 5 * MINUTE).letters_in_trouble
    assert agency.run(NOW - 6 * MINUTE - 5 * MINUTE).letters_in_trouble


def test_what_was_due_in_between_goes_with_the_next_run_in_order(agency):
    agency.edit("Clients", "D2", 1_000_000)
    agency.run(NOW - 10 * MINUTE)
    (letter,) = agency.run(NOW + MINUTE).notices
    assert (letter.name, str(letter.state)) == ("Acme", "written")


def test_after_a_long_pause_a_person_says_go_on(agency):
    assert not agency.run(NOW + 35 * DAY).letters_in_trouble
    for later in (71 * DAY, 71 * DAY + MINUTE, 72 * DAY):
        assert agency.run(NOW + later).letters_in_trouble
    (check,) = blocked_mail(agency.config, NOW + 72 * DAY)
    assert (check.verdict, check.exit_code, "go-on" in check.found) == ("bad", 4, True)
    letters = len(agency.letters())
    assert "go again" in say_go_on(agency.config, NOW + 72 * DAY)
    on = agency.run(NOW + 72 * DAY + MINUTE)
    assert not on.mail_blocked
    assert len(agency.letters()) > letters
    assert list(blocked_mail(agency.config, NOW + 72 * DAY)) == []
    assert "Nothing was held up" in say_go_on(agency.config, NOW + 72 * DAY)


def test_a_clock_far_ahead_and_put_right_needs_nobody(agency):
    assert agency.run(NOW + 400 * DAY).letters_in_trouble
    assert not agency.run(NOW + MINUTE).letters_in_trouble


def test_a_person_may_say_that_the_clock_is_right_at_last(agency):
    agency.run(NOW + 20 * DAY)  # a clock that was wrong
    assert agency.run(NOW + DAY).letters_in_trouble
    say_go_on(agency.config, NOW + DAY)
    assert not agency.run(NOW + DAY + MINUTE).letters_in_trouble


def test_it_is_loud(agency):
    code = outcome_of(lambda: agency.run(NOW - DAY)).exit_code
    assert code == 4
    assert LOUD in status(agency.config, as_json=False)
    assert json.loads(status(agency.config, as_json=True))["mail_blocked"] == "clock_back"
    agency.run(NOW + MINUTE)
    assert LOUD not in status(agency.config, as_json=False)


def test_a_dry_run_tells_it_too_and_remembers_nothing(agency):
    assert agency.run(NOW - DAY, dry_run=True).letters_in_trouble
    assert not agency.run(NOW + 20 * DAY, dry_run=True).letters_in_trouble
    assert not agency.run(NOW + MINUTE).letters_in_trouble


def test_a_blocked_run_writes_its_cells_once(agency):
    agency.run(NOW - DAY)
    assert agency.run(NOW - DAY).cells_written == 0


def test_doctor_looks_at_the_clock_before_a_run_meets_it(agency):
    """Found: on an .xlsx it said that all was well, and the next run mailed nobody."""
    for moment, way in ((NOW - DAY, "behind the last run"), (NOW + 36 * DAY, "no run since")):
        (check,) = [each for each in examine(agency.config, moment) if each.verdict == "bad"]
        assert (check.name, check.exit_code, way in check.found) == ("mail", 4, True)
    for moment in (NOW - 5 * MINUTE, NOW, NOW + 35 * DAY):
        assert all(each.verdict != "bad" for each in examine(agency.config, moment))
    assert "go again" in say_go_on(agency.config, NOW + 36 * DAY), "its cure works at once"
    assert all(each.verdict != "bad" for each in examine(agency.config, NOW + 36 * DAY))


def test_doctor_looks_at_no_clock_before_the_first_run(tmp_path):
    new = Agency(tmp_path)
    assert all(each.name != "mail" for each in examine(new.config, NOW))


def test_what_is_set_right_is_told_by_nobody_before_the_next_run(agency):
    """Found: after `go-on`, and after NTP, doctor and status said that the clock is behind."""
    agency.run(NOW - DAY)
    assert list(blocked_mail(agency.config, NOW + MINUTE)) == [], "the clock is right again"
    assert len(list(blocked_mail(agency.config, NOW - DAY))) == 1
    say_go_on(agency.config, NOW - DAY)
    assert list(blocked_mail(agency.config, NOW - DAY)) == []
    assert LOUD not in status(agency.config, as_json=False)
    assert said_in_summary(agency), "a run takes it out of the tab"
    agency.run(NOW - DAY + MINUTE)
    assert said_in_summary(agency) == []
