"""When the digest goes, in simulated weeks."""

import pytest

from sheets_sync.errors import SheetsSyncError
from tests.scheduler.simulation import DAY, HOUR, Simulation, at

DIGEST = {"digest": "mon 09:00", "digest_to": '["boss@example.com"]'}


def test_the_digest_goes_once_a_week_after_the_run_of_its_moment(tmp_path, good):
    order = []

    def run(number):
        order.append("run")
        return good(number)

    def digest():
        order.append("digest")
        return "sent"

    service = Simulation(tmp_path, run, digest, tick=300, **DIGEST)
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
