"""Weeks of a service in a moment: failing runs, sleeping machines, clocks that jump (F62-F64)."""

import json
import signal
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from sheets_sync.errors import (
    ConfigError,
    CredentialsError,
    LockedError,
    SheetsSyncError,
    TryAgainLater,
    UsageError,
)
from sheets_sync.notices.transport import MailTrouble
from sheets_sync.scheduler.claim import Claim
from tests.scheduler.simulation import HUP, Simulation
from tests.sync.agency import NOW, Agency

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """What a real run comes to."""
    done = Agency(tmp_path_factory.mktemp("agency")).run(NOW)
    return lambda _number: done


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def moments(service):
    return [f"{each:%a %H:%M}" for each in service.runs]


def hours(day, first=8, last=20):
    return [f"{day} {hour:02}:00" for hour in range(first, last + 1)]


WEEK = [each for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for each in hours(day)]


def test_a_week_of_runs_is_the_grid_and_nothing_else(tmp_path, good):
    service = Simulation(tmp_path, good)
    assert service.play(at("2026-11-23T07:30"), 7 * DAY) == 0
    assert moments(service) == WEEK
    assert service.due.run == at("2026-11-30T08:00")


@pytest.mark.parametrize("clocks", ["2026-03-23T07:30", "2026-10-19T07:30"])
def test_in_a_week_with_a_change_of_the_clocks_too(tmp_path, good, clocks):
    service = Simulation(tmp_path, good, days="mon-sun")
    service.play(at(clocks), 8 * DAY)
    assert moments(service)[: 13 * 7] == [*WEEK, *hours("Sat"), *hours("Sun")]


ERRORS = [
    SheetsSyncError("broken"), UsageError("no tab"), ConfigError("bad"), CredentialsError("refused"),
    TryAgainLater("busy"), LockedError("held"), MailTrouble("down"), ValueError("bug"),
    MemoryError(), RecursionError(), OSError(28, "full"), AssertionError(), UnicodeDecodeError("utf-8", b"x", 0, 1, "y"),
]  # fmt: skip


def test_no_exception_of_a_run_stops_the_service(tmp_path, good):
    def run(number):
        raise ERRORS[number % len(ERRORS)]

    service = Simulation(tmp_path, run, log="json")
    assert service.play(at("2026-11-23T07:30"), 7 * DAY) == 0
    assert moments(service) == WEEK
    told = [line for line in map(json.loads, service.lines) if line["event"] == "run"]
    assert len(told) == len(WEEK)
    for error, line in zip(ERRORS, told, strict=False):
        assert line["exit_code"] == getattr(error, "exit_code", 1)
        assert line["result"] == ("locked" if isinstance(error, LockedError) else "failed")
    assert "ValueError: bug (test_simulated.py, line" in told[7]["message"]


def test_a_machine_that_slept_two_days_catches_up_once(tmp_path, good):
    service = Simulation(tmp_path, good)
    service.play(
        at("2026-11-23T10:30"), DAY, [(HOUR, lambda clock: clock.shift(2 * DAY + HOUR / 2))]
    )
    assert moments(service)[:5] == ["Mon 10:30", "Mon 11:00", "Wed 12:00", "Wed 13:00", "Wed 14:00"]


def test_a_machine_that_wakes_outside_the_hours_waits_for_the_next_ones(tmp_path, good):
    service = Simulation(tmp_path, good)
    service.play(at("2026-11-27T19:30"), 3 * DAY, [(HOUR / 4, lambda clock: clock.shift(9 * HOUR))])
    assert moments(service)[:3] == ["Fri 19:30", "Mon 08:00", "Mon 09:00"]


def test_a_machine_that_was_off_catches_up_once_when_it_is_on_again(tmp_path, good):
    first = Simulation(tmp_path, good)
    first.play(at("2026-11-23T10:30"), 2 * HOUR)
    second = Simulation(tmp_path, good)
    second.play(at("2026-11-25T14:20"), 2 * HOUR)
    assert moments(second) == ["Wed 14:20", "Wed 15:00", "Wed 16:00"]


def test_one_started_again_between_two_runs_waits_for_the_next(tmp_path, good):
    Simulation(tmp_path, good).play(at("2026-11-23T10:30"), HOUR)
    again = Simulation(tmp_path, good)
    again.play(at("2026-11-23T11:40"), HOUR)
    assert moments(again) == ["Mon 12:00"]


def test_a_clock_put_back_moves_what_is_due_back_with_it(tmp_path, good):
    service = Simulation(tmp_path, good)
    service.play(at("2026-11-25T10:30"), DAY, [(2 * HOUR, lambda clock: clock.shift(-DAY))])
    assert moments(service)[:5] == ["Wed 10:30", "Wed 11:00", "Wed 12:00", "Tue 13:00", "Tue 14:00"]


def test_a_clock_put_forth_and_back_ends_on_the_grid_again(tmp_path, good):
    events = [
        (HOUR, lambda clock: clock.shift(400 * DAY)),
        (2 * HOUR, lambda clock: clock.shift(-400 * DAY)),
    ]
    service = Simulation(tmp_path, good)
    service.play(at("2026-11-23T10:30"), 6 * HOUR, events)
    assert moments(service)[-4:] == ["Mon 13:00", "Mon 14:00", "Mon 15:00", "Mon 16:00"]


def test_a_run_that_lasts_over_the_next_moments_is_followed_by_the_one_after(tmp_path, good):
    def slow(number):
        clock.shift(150 * 60 if number == 0 else 1)
        return good(number)

    service = Simulation(tmp_path, slow)
    with time_machine.travel(0, tick=False) as clock:
        clock.move_to(at("2026-11-23T08:00"))
        service.play(at("2026-11-23T08:00"), HOUR)
    assert moments(service)[0] == "Mon 08:00"


def reload_with(service, **settings):
    def then(_clock):
        service.write(**settings)
        signal.raise_signal(HUP)

    return then


def test_a_new_schedule_takes_effect_at_sighup(tmp_path, good):
    service = Simulation(tmp_path, good)
    change = reload_with(service, every="30m", between="09:00-11:00")
    service.play(at("2026-11-23T08:30"), DAY, [(HOUR / 4, change)])
    assert moments(service) == [
        "Mon 08:30",
        "Mon 09:00",
        "Mon 09:30",
        "Mon 10:00",
        "Mon 10:30",
        "Mon 11:00",
    ]
    assert "done; next run 09:00" in service.told("reload")[0]


@pytest.mark.parametrize("reading", ["invalid", "not TOML", "gone"])
def test_a_broken_config_is_told_of_whole_and_the_old_one_stays(tmp_path, good, reading):
    service = Simulation(tmp_path, good)

    def spoil(_clock):
        path = tmp_path / "config.toml"
        if reading == "gone":
            path.unlink()
        else:
            path.write_text(
                "["
                if reading == "not TOML"
                else "[schedule]\nevery = '0s'\ndays = 'never'\nlog = 'loud'\n"
            )
        signal.raise_signal(HUP)

    service.play(at("2026-11-23T08:30"), 4 * HOUR, [(HOUR, spoil)])
    assert moments(service) == ["Mon 08:30", *hours("Mon", 9, 12)]
    (line,) = service.told("reload")
    assert "the old config stays" in line
    if reading == "invalid":
        assert "schedule.every" in line
        assert "schedule.days" in line
        assert "schedule.log" in line


def test_a_new_state_path_takes_effect_and_its_lock_moves_along(tmp_path, good):
    service = Simulation(tmp_path, good)
    seen = []

    def look(_clock):
        for name in ("state.sqlite3", "other.sqlite3"):
            with Claim() as claim:
                try:
                    claim.move(tmp_path / name, NOW)
                    seen.append((name, "free"))
                except LockedError:
                    seen.append((name, "held"))

    events = [(HOUR, reload_with(service, state="other.sqlite3")), (HOUR + HOUR / 4, look)]
    service.play(at("2026-11-23T08:30"), 2 * HOUR, events)
    assert seen == [("state.sqlite3", "free"), ("other.sqlite3", "held")]
    assert service.states[0] == "state.sqlite3"
    assert service.states[-1] == "other.sqlite3"


def test_a_new_state_that_another_service_has_is_not_taken(tmp_path, good):
    service = Simulation(tmp_path, good)
    with Claim() as other:
        other.move(tmp_path / "other.sqlite3", NOW)
        service.play(
            at("2026-11-23T08:30"), 3 * HOUR, [(HOUR, reload_with(service, state="other.sqlite3"))]
        )
    assert set(service.states) == {"state.sqlite3"}
    assert "the old config stays" in service.told("reload")[0]


DIGEST = {"digest": "mon 09:00", "digest_to": '["boss@example.com"]'}


def test_the_digest_goes_once_a_week_after_the_run_of_its_moment(tmp_path, good):
    order = []
    service = Simulation(
        tmp_path,
        lambda n: order.append("run") or good(n),
        lambda: order.append("digest") or "",
        **DIGEST,
    )
    service.play(at("2026-11-23T07:30"), 8 * DAY)
    assert [f"{each:%d %a %H:%M}" for each in service.digests] == ["23 Mon 09:00", "30 Mon 09:00"]
    assert order[:4] == ["run", "run", "digest", "run"]


def test_a_digest_missed_goes_when_the_machine_is_on_again(tmp_path, good):
    Simulation(tmp_path, good, **DIGEST).play(at("2026-11-20T10:30"), HOUR)
    again = Simulation(tmp_path, good, **DIGEST)
    again.play(at("2026-11-25T10:30"), 8 * HOUR)
    assert [f"{each:%a %H:%M}" for each in again.digests] == ["Wed 10:30"]


def test_a_digest_for_nobody_is_not_made(tmp_path, good):
    service = Simulation(tmp_path, good, digest="mon 09:00")
    service.play(at("2026-11-23T07:30"), 2 * DAY)
    assert service.digests == []


@pytest.mark.parametrize("error", [SheetsSyncError("mail is down."), ValueError("bug")])
def test_a_digest_that_fails_is_tried_with_the_next_runs(tmp_path, good, error):
    tries = iter([error, error])

    def digest():
        if problem := next(tries, None):
            raise problem
        return "sent to 1"

    service = Simulation(tmp_path, good, digest, **DIGEST)
    service.play(at("2026-11-23T07:30"), DAY)
    assert [f"{each:%a %H:%M}" for each in service.digests] == [
        "Mon 09:00",
        "Mon 10:00",
        "Mon 11:00",
    ]
    assert str(error) in service.told("digest")[0]


def test_a_run_cut_short_is_due_still_when_the_service_starts_again(tmp_path, good):
    def asked_to_stop(number):
        if number == 1:
            signal.raise_signal(signal.SIGTERM)
        return good(number)

    service = Simulation(tmp_path, asked_to_stop)

    def run(config, options, moment, tell):
        Simulation._run(service, config, options, moment, tell)
        tell("Writing")

    service._run = run
    assert service.play(at("2026-11-23T08:30"), 4 * HOUR) == 130
    assert service.due.run == at("2026-11-23T09:00")
    again = Simulation(tmp_path, good)
    again.play(at("2026-11-23T09:20"), HOUR)
    assert moments(again) == ["Mon 09:20", "Mon 10:00"]


def test_a_run_that_ends_well_after_it_was_asked_to_stop_is_no_run_cut_short(tmp_path, good):
    service = Simulation(tmp_path, lambda n: signal.raise_signal(signal.SIGTERM) or good(n))
    assert service.play(at("2026-11-23T08:30"), 4 * HOUR) == 0
    assert len(service.runs) == 1
    assert service.due.run == at("2026-11-23T09:00")


def test_a_log_that_nobody_can_write_stops_no_run(tmp_path, good):
    service = Simulation(tmp_path, good)

    class Full(list):
        def append(self, _line):
            raise OSError(28, "No space left on device")

    service.lines = Full()
    assert service.play(at("2026-11-23T08:30"), 3 * HOUR) == 0
    assert moments(service) == ["Mon 08:30", *hours("Mon", 9, 11)]


def test_what_a_run_did_is_told_in_a_line(tmp_path, good):
    service = Simulation(tmp_path, good)
    service.play(at("2026-11-23T08:30"), HOUR / 2)
    done = good(0)
    (line,) = service.told("run good")
    assert line.startswith("2026-11-23 08:30:00 CET run good: ")
    assert f"{done.cells_written} cells, {len(done.reckoning.findings)} findings" in line
    assert line.endswith("; next 09:00")
