"""The bell: who is waked, and never two at once for one workbook (design §21)."""

import pytest
from procrastinate.exceptions import AlreadyEnqueued

from sheets_sync.fleet.bell import AHEAD, defer, ring
from sheets_sync.fleet.fleet_facts import set_draining
from sheets_sync.fleet.quota import GoogleAccount, Quota
from sheets_sync.fleet.roster import Roster
from tests.fleet.members import enrol, jobs, late, machine

WHALE = 1_000


def rung(base):
    return ring(base, WHALE, alive=30)


def test_what_is_due_has_one_job_however_late_it_is(base):
    machine(base)
    enrol(base, "nord")
    late(base, "nord", 24 * 60)
    assert [rung(base), rung(base), rung(base)] == [1, 0, 0]
    assert jobs(base) == [("nord", "google")]
    with pytest.raises(AlreadyEnqueued):
        defer(base, "nord", "google")


def test_no_more_wait_than_workers_soon_take_and_the_latest_first(base):
    machine(base, processes=1)
    for number in range(5):
        enrol(base, f"w{number}")
        late(base, f"w{number}", number)
    assert rung(base) == AHEAD
    assert [name for name, _ in jobs(base)] == ["w4", "w3"]


def test_nobody_is_waked_where_no_machine_is_at_work(base):
    enrol(base, "nord")
    assert rung(base) == 0
    machine(base)
    base.execute("UPDATE fleet_machines SET seen = now() - interval '31 seconds'")
    assert rung(base) == 0


def test_nothing_begins_while_it_drains_and_what_is_paused_never_does(base):
    machine(base)
    enrol(base, "nord")
    enrol(base, "paused")
    Roster(base).pause("paused", paused=True)
    set_draining(base, draining=True)
    assert rung(base) == 0
    set_draining(base, draining=False)
    assert rung(base) == 1
    assert jobs(base) == [("nord", "google")]


def test_a_tenant_has_one_run_at_a_time(base):
    machine(base)
    enrol(base, "one", tenant="nord")
    enrol(base, "other", tenant="nord")
    assert rung(base) == 1
    base.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    assert rung(base) == 0
    base.execute("DELETE FROM procrastinate_jobs")
    assert rung(base) == 1


def test_whales_and_files_stand_in_queues_of_their_own(base):
    machine(base)
    enrol(base, "whale")
    base.execute("UPDATE fleet_workbooks SET rows = %s", (WHALE,))
    enrol(base, "small")
    enrol(base, "file", files=True)
    assert rung(base) == 2
    assert sorted(jobs(base)) == [("small", "google"), ("whale", "google-whales")]
    machine(base, "beta", files=True)
    assert rung(base) == 1
    assert ("file", "files") in jobs(base)


def test_whose_account_has_no_reads_left_waits_without_a_worker(base, fleet):
    machine(base)
    poor, rich = GoogleAccount("project", "poor@x"), GoogleAccount("project", "rich@x")
    enrol(base, "poor", account=poor)
    enrol(base, "rich", account=rich)
    for each in (poor, rich):
        Quota(base, fleet.quota).of(each)
    base.execute(
        "UPDATE fleet_slots SET free_at = now() + interval '1 minute' WHERE account = 'poor@x'"
    )
    assert rung(base) == 1
    assert jobs(base) == [("rich", "google")]
