"""Jobs of workers that died: failed and deferred anew, never retried (design §21)."""

import asyncio
import inspect

import pytest
from procrastinate import App

from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.bell import defer
from sheets_sync.fleet.connector import connector_of
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.recovering import recover
from sheets_sync.fleet.roster import Roster
from tests.fleet.members import enrol, jobs, machine
from tests.fleet.test_bell import rung


@pytest.fixture
def dead(base):
    """A workbook whose worker fetched its job, took it, and was never heard of again."""
    machine(base)
    enrol(base, "nord")
    rung(base)
    base.execute(
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    )
    taken = Roster(base).take("nord", "alpha/1")
    base.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    return taken


def recovered(fleet, base):
    async def all_of_it():
        app = App(connector=connector_of(fleet))
        async with app.open_async():
            return await recover(app.job_manager, base, fleet.fleet)

    return asyncio.run(all_of_it())


def test_its_workbook_is_free_at_once_and_says_why(fleet, base, dead):
    assert rung(base) == 0, "it is under way, as far as anybody knows"
    assert recovered(fleet, base) == 1
    row = Roster(base).row("nord")
    assert (row["result"], row["taken_by"]) == ("died", "")
    assert "alpha/1 died in the middle of the run" in row["said"]
    assert row["fence"] == dead.fence + 1
    assert rung(base) == 1
    assert jobs(base) == [("nord", "google")]


def test_one_that_waits_already_is_no_obstacle(fleet, base, dead):
    """To retry the dead one would violate the engine's unique index here."""
    defer(base, "nord", "google")
    assert recovered(fleet, base) == 1
    assert jobs(base) == [("nord", "google")]
    fetched = base.execute(
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    ).fetchone()
    assert fetched["lock"] == "nord"


def test_whoever_gives_signs_of_life_is_left_in_peace(fleet, base, dead):
    base.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
    assert recovered(fleet, base) == 0
    assert Roster(base).row("nord")["taken_by"] == "alpha/1"


def test_no_run_takes_longer_than_any_may_whatever_its_worker_says(fleet, base, dead):
    base.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
    base.execute("UPDATE procrastinate_events SET at = at - interval '62 minutes'")
    assert recovered(fleet, base) == 1
    assert Roster(base).row("nord")["result"] == "died"


def test_the_worker_of_a_job_that_was_taken_is_found_out_though_its_row_is_gone(fleet, base, dead):
    base.execute("DELETE FROM procrastinate_workers")
    assert recovered(fleet, base) == 1


def test_a_machine_that_died_while_it_looked_keeps_nobody_from_looking(fleet, base, dead):
    """Its look holds no lock, and is cleared away with the rest."""
    from sheets_sync.fleet import crew  # noqa: PLC0415 - for its text alone

    base.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
        " SELECT 'fleet-look', 'fleet.look', '{}', 'doing', max(id) FROM procrastinate_workers"
    )
    assert recovered(fleet, base) == 2
    left = base.execute("SELECT task_name FROM procrastinate_jobs").fetchall()
    assert left == []
    assert "lock=LOOK, " not in inspect.getsource(crew)


def test_a_run_by_hand_that_died_before_it_began_blocks_its_workbook_no_longer(fleet, base):
    machine(base)
    enrol(base, "nord")
    defer(base, "nord", "hand-0123")
    recovered(fleet, base)
    assert rung(base) == 0, "it may be about to begin"
    base.execute("UPDATE procrastinate_events SET at = at - interval '1 minute'")
    recovered(fleet, base)
    assert rung(base) == 1
    assert jobs(base) == [("nord", "google")]


def test_one_that_was_stopped_in_the_middle_of_a_transaction_holds_nobody_up(fleet, base, dead):
    """A process that sleeps holds the rows that it changed, those that all others need among them."""
    assert base.execute("SHOW idle_in_transaction_session_timeout").fetchone() == {
        "idle_in_transaction_session_timeout": "10s"
    }

    async def of_the_engine():
        app = App(connector=connector_of(fleet))
        async with app.open_async():
            rows = await app.connector.execute_query_all_async(
                "SELECT current_setting('idle_in_transaction_session_timeout') AS idle"
            )
            return rows[0]["idle"]

    assert asyncio.run(of_the_engine()) == "10s"


def test_what_could_not_be_taken_whole_is_tried_again(fleet, base, dead):
    """Found by reading: its job was gone, its run still had the workbook, and nobody came back to it."""
    with open_database(fleet) as other:
        with other.transaction():
            other.execute("UPDATE fleet_workbooks SET place = place")
            base.execute("SET lock_timeout = '100ms'")
            with pytest.raises(TryAgainLater):
                recovered(fleet, base)
        assert Roster(base).row("nord")["taken_by"] == "alpha/1"
    assert recovered(fleet, base) == 1
    assert Roster(base).row("nord")["taken_by"] == ""


def test_one_that_cannot_be_taken_keeps_no_other(fleet, base, dead):
    enrol(base, "south")
    machine(base, "beta")
    rung(base)
    base.execute(
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    )
    Roster(base).take("south", "beta/1")
    base.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with open_database(fleet) as other, other.transaction():
        other.execute("UPDATE fleet_workbooks SET place = place WHERE name = 'nord'")
        base.execute("SET lock_timeout = '100ms'")
        with pytest.raises(TryAgainLater):
            recovered(fleet, base)
    assert Roster(base).row("south")["taken_by"] == ""


def test_another_machine_that_does_so_now_is_left_to_it(fleet, base, dead):
    base.execute("DELETE FROM procrastinate_workers")
    with open_database(fleet) as other, other.transaction():
        other.execute("SELECT * FROM procrastinate_jobs FOR UPDATE")
        assert recovered(fleet, base) == 0
    assert recovered(fleet, base) == 1
