"""When a workbook of a fleet is due (design §21)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sheets_sync.config import loads
from sheets_sync.fleet.cadence import (
    PATIENT,
    apart,
    next_digest,
    next_due,
    period_of,
    soon,
)
from sheets_sync.fleet.choosing import lateness

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def config(schedule=""):
    text = f'[workbook]\ntimezone = "UTC"\n[schedule]\n{schedule}'
    return loads(text, Path("config.toml"))


def test_a_still_workbook_slows_down_step_by_step():
    steps = [period_of(QUARTER, still) for still in range(3 * PATIENT)]
    assert steps == [QUARTER] * PATIENT + [HOUR] * PATIENT + [4 * HOUR] * PATIENT
    assert period_of(QUARTER, 10_000) == 4 * HOUR


def test_what_asks_for_less_than_that_by_itself_is_never_asked_more_often():
    assert period_of(timedelta(days=1), 100) == timedelta(days=1)
    assert period_of(2 * HOUR, PATIENT) == 4 * HOUR


def test_many_that_are_due_at_nine_are_spread_over_their_period():
    names = [f"workbook-{number}" for number in range(300)]
    moments = sorted(next_due(config(), name, 0, MONDAY)[0] for name in names)
    assert moments[0] > MONDAY
    assert moments[-1] <= MONDAY + QUARTER
    span = timedelta(minutes=5)
    for third in range(3):  # about 100 in each
        begun = sum(third * span < each - MONDAY <= (third + 1) * span for each in moments)
        assert 70 < begun < 130


def test_it_is_always_as_far_apart_from_the_round_moments():
    first, _ = next_due(config(), "nord", 0, MONDAY)
    second, _ = next_due(config(), "nord", 0, first)
    assert second - first == QUARTER
    assert (first - apart("nord", QUARTER)).minute % 15 == 0


def test_the_first_run_of_a_day_comes_at_its_beginning_however_long_it_was_still():
    evening = datetime(2026, 11, 30, 19, 55, tzinfo=UTC)
    due, period = next_due(config(), "nord", 100, evening)
    assert period == 4 * HOUR
    tomorrow = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    assert timedelta(0) <= due - tomorrow < QUARTER


def test_no_run_is_due_outside_the_hours():
    names = [f"workbook-{number}" for number in range(40)]
    for hour in range(24):
        now = datetime(2026, 11, 30, hour, 50, tzinfo=UTC)
        for name in names:
            due, _ = next_due(config(), name, 0, now)
            assert due > now
            assert 8 <= due.hour < 20 or (due.hour, due.minute) == (20, 0)


def test_hours_shorter_than_the_offset_are_kept():
    short = config('every = "4h"\nbetween = "09:00-09:30"')
    due, _ = next_due(short, "workbook-1", 0, MONDAY + timedelta(hours=3))
    assert due.date() == datetime(2026, 12, 1, tzinfo=UTC).date()
    assert timedelta(0) <= due - due.replace(hour=9, minute=0) <= timedelta(minutes=30)


def test_a_digest_is_due_where_anybody_gets_one():
    assert next_digest(config(), MONDAY) is None
    to_one = config('digest = "mon 09:00"\ndigest_to = ["boss@firm.example"]')
    assert next_digest(to_one, MONDAY) == datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


def test_lateness_is_counted_in_own_periods():
    assert lateness(MONDAY, QUARTER, MONDAY + timedelta(minutes=30)) == 2.0
    assert lateness(MONDAY, 4 * HOUR, MONDAY + timedelta(minutes=30)) == 0.125


def test_what_the_database_cut_off_is_tried_again_soon_and_less_and_less_so():
    quarter = timedelta(minutes=15)
    waits = [soon(failing, quarter).total_seconds() for failing in (0, 1, 2, 6, 7, 9, 10_000)]
    assert waits == [10, 20, 40, 640, 900, 900, 900]
