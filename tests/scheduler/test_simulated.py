"""Weeks of a service in a moment: failing runs, sleeping machines, clocks that jump (F62-F64)."""

import json
import signal

import pytest

from sheets_sync.errors import (
    ConfigError,
    CredentialsError,
    LockedError,
    SheetsSyncError,
    TryAgainLater,
    UsageError,
)
from sheets_sync.notices.post import MailTrouble
from tests.scheduler.monitors import monitor, status
from tests.scheduler.simulation import DAY, HOUR, Simulation, at, hours, moments

WEEK = [each for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for each in hours(day)]


def test_a_week_of_runs_is_the_grid_and_nothing_else(tmp_path, good):
    service = Simulation(tmp_path, good, tick=300)
    assert service.play(at("2026-11-23T07:30"), 7 * DAY) == 0
    assert moments(service) == WEEK
    assert service.due.run == at("2026-11-30T08:00")


@pytest.mark.parametrize("clocks", ["2026-03-23T07:30", "2026-10-19T07:30"])
def test_in_a_week_with_a_change_of_the_clocks_too(tmp_path, good, clocks):
    service = Simulation(tmp_path, good, tick=300, days="mon-sun")
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

    service = Simulation(tmp_path, run, tick=300, log="json")
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
        service.clock.shift(150 * 60 if number == 1 else 1)
        return good(number)

    service = Simulation(tmp_path, slow)
    service.play(at("2026-11-23T07:59:30"), 3 * HOUR)
    assert moments(service) == ["Mon 08:00", "Mon 09:00", "Mon 12:00", "Mon 13:00"]


def test_a_run_at_the_end_of_the_hours_is_not_lost_by_a_tick(tmp_path, good):
    service = Simulation(tmp_path, good, tick=11)
    service.play(at("2026-11-23T18:30:03"), 3 * HOUR)
    assert moments(service) == ["Mon 18:30", "Mon 19:00", "Mon 20:00"]


def test_a_run_cut_short_is_due_still_when_the_service_starts_again(tmp_path, good):
    def asked_to_stop(number):
        if number == 1:
            signal.raise_signal(signal.SIGTERM)
        service.tell("Writing")
        return good(number)

    service = Simulation(tmp_path, asked_to_stop)
    assert service.play(at("2026-11-23T08:30"), 4 * HOUR) == 130
    assert service.due.run == at("2026-11-23T09:00")
    again = Simulation(tmp_path, good)
    again.play(at("2026-11-23T09:20"), HOUR)
    assert moments(again) == ["Mon 09:20", "Mon 10:00"]


def test_a_run_that_ends_well_after_it_was_asked_to_stop_is_no_run_cut_short(tmp_path, good):
    def asked_to_stop(number):
        signal.raise_signal(signal.SIGTERM)
        return good(number)

    service = Simulation(tmp_path, asked_to_stop)
    assert service.play(at("2026-11-23T08:30"), 4 * HOUR) == 0
    assert len(service.runs) == 1
    assert service.due.run == at("2026-11-23T09:00")


def test_a_monitor_hears_of_every_run(tmp_path, good):
    def run(number):
        if number == 1:
            raise TryAgainLater("busy")
        return good(number)

    with monitor(status(200)) as (port, asked):
        service = Simulation(tmp_path, run, ping=f"http://127.0.0.1:{port}/key")
        service.play(at("2026-11-23T08:30"), HOUR)
    paths = [line.split()[1] for line in asked]
    assert paths == ["/key/start", "/key", "/key/start", "/key/fail"]


def test_a_monitor_that_is_down_costs_a_warning_and_no_run(tmp_path, good):
    service = Simulation(tmp_path, good, ping="http://127.0.0.1:1/s3cret")
    service.play(at("2026-11-23T08:30"), HOUR)
    assert moments(service) == ["Mon 08:30", "Mon 09:00"]
    assert len(service.told("warning")) == 4
    assert "s3cret" not in "".join(service.lines)


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
