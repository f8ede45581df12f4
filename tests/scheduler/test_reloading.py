"""SIGHUP in the middle of a simulated day: a new config, a broken one, another state."""

import signal

import pytest

from sheets_sync.errors import LockedError
from sheets_sync.scheduler.claim import Claim
from tests.scheduler.simulation import DAY, HOUR, HUP, Simulation, at, hours, moments
from tests.sync.agency import NOW


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
