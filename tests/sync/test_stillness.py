"""Nothing changed, nothing done: a run ends after its read; whatever changed, it does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sheets_sync.state.opening import open_state, view_state
from sheets_sync.use_cases.run import Run
from tests.sync.agency import NOW, QUIET, Agency

LATER = NOW + timedelta(minutes=1)


def still(run: Run) -> bool:
    return run.reckoning is None


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """One whose last run changed nothing."""
    agency = Agency(tmp_path)
    assert not still(agency.run())
    assert not still(agency.run())
    return agency


def test_the_third_run_of_three_takes_nothing_apart_and_tells_the_same(agency: Agency):
    found = agency.run(NOW, dry_run=True)
    run = agency.run(LATER)
    assert still(run)
    assert agency.as_json(run) == agency.as_json(found)
    assert (run.cells_written, run.notices, run.calls.read, run.calls.write) == (0, [], 1, 0)
    assert still(agency.run(LATER + timedelta(minutes=1)))


def test_a_run_that_found_nothing_new_is_a_good_run(agency: Agency):
    before = agency.path.read_bytes()
    agency.run(LATER)
    with view_state(agency.config) as store:
        last = store.runs.last_good()
    assert last is not None
    assert last.started == LATER
    assert last.counts.log == 8
    assert last.counts.rows_by_role["log"] == 8
    assert (last.counts.cells_written, last.counts.changed) == (0, 0)
    assert agency.path.read_bytes() == before


def settle_longer(agency: Agency) -> None:
    config = agency.folder / "config.toml"
    config.write_text(config.read_text().replace("'0m'", "'1m'"))


def spend(agency: Agency) -> None:
    agency.edit("Log", "F2", 26)


def unrelated(agency: Agency) -> None:
    agency.edit("Log", "I3", "a note")


@pytest.mark.parametrize("change", [spend, unrelated, settle_longer])
def test_whatever_changed_is_looked_at(agency: Agency, change: Callable[[Agency], None]):
    assert still(agency.run(LATER))
    change(agency)
    assert not still(agency.run(LATER))


def test_another_day_is_looked_at(agency: Agency):
    assert still(agency.run(NOW + timedelta(hours=14)))
    assert not still(agency.run(NOW + timedelta(hours=15)))


def test_another_program_is_another_run(agency: Agency, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sheets_sync.use_cases.running.stillness.__version__", "99.0")
    assert not still(agency.run(LATER))


def test_a_dry_run_always_shows_its_cells(agency: Agency):
    assert not still(agency.run(LATER, dry_run=True))


def test_a_run_that_failed_in_between_does_not_hide_what_changed(agency: Agency):
    good = agency.path.read_bytes()
    agency.path.write_bytes(b"no workbook")
    with pytest.raises(Exception, match="no Excel workbook"):
        agency.run(LATER)
    agency.path.write_bytes(good)
    assert still(agency.run(LATER))
    spend(agency)
    assert agency.run(LATER).cells_written > 0


def test_a_letter_that_settles_goes_though_nothing_changed(tmp_path: Path):
    agency = Agency(tmp_path, config_text=QUIET.replace("'0m'", "'15m'"))
    agency.run()
    assert not still(agency.run(NOW + timedelta(minutes=5)))
    assert agency.letters() == []
    assert not still(agency.run(NOW + timedelta(minutes=16)))
    assert len(agency.letters()) == 1


def test_a_letter_that_somebody_approved_goes_though_nothing_changed(tmp_path: Path):
    agency = Agency(tmp_path, config_text=QUIET.replace("[workbook]", "approve = true\n[workbook]"))
    for _ in range(3):
        run = agency.run()
    assert still(run)
    assert agency.letters() == []
    with open_state(agency.config) as store:
        outbox = store.outbox()
        outbox.record(replace(outbox.ledger().notices[0], approved=True))
    assert not still(agency.run(LATER))
    assert len(agency.letters()) == 1


def test_a_missing_column_of_ours_is_told_every_time(tmp_path: Path):
    agency = Agency(tmp_path, furnished=False)
    for _ in range(3):
        assert agency.run().warnings
