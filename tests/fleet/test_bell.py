"""The bell: who is waked, and never two at once for one workbook (design §21)."""

import pytest
from procrastinate.exceptions import AlreadyEnqueued

from sheets_sync.config.fleet import FleetTable
from sheets_sync.fleet.bell import AHEAD, defer, ring
from sheets_sync.fleet.fleet_facts import set_draining
from sheets_sync.fleet.quota import GoogleAccount, Quota
from sheets_sync.fleet.roster import Roster
from tests.fleet.members import enrol, jobs, late, machine, taken

WHALE = 1_000


TABLE = FleetTable(database="", whale_rows=WHALE)


def rung(base):
    return ring(base, TABLE)


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


def test_a_tenant_has_one_run_at_a_time_as_long_as_others_wait(base):
    machine(base, processes=1)
    for name, tenant in (("one", "nord"), ("other", "nord"), ("third", "nord"), ("south", "")):
        enrol(base, name, tenant=tenant or name)
    late(base, "other", 60)
    late(base, "one", 30)
    assert rung(base) == AHEAD
    assert [name for name, _ in jobs(base)] == ["other", "south"]
    base.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    assert rung(base) == 1
    assert jobs(base) == [("one", "google")]
    assert rung(base) == 0


def test_whose_run_is_over_does_not_wait_for_whoever_rings_next(base):
    """Found: who rings at the end of a run has its job still, so that its own tenant was passed over."""
    machine(base, processes=1)
    for name, tenant in (("one", "nord"), ("other", "nord"), ("south", "south"), ("west", "west")):
        enrol(base, name, tenant=tenant)
        late(base, name, 60 if tenant == "nord" else 5)
    late(base, "one", 70)
    assert rung(base) == AHEAD
    assert fetched(base) == "one"
    taken(base, "one")
    assert ring(base, TABLE, ended="one") == 1
    assert [fetched(base), fetched(base)] == ["other", "south"]


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
        Quota(base, fleet.quota, "alpha/1").of(each)
    base.execute(
        "UPDATE fleet_slots SET free_at = now() + interval '1 minute' WHERE account = 'poor@x'"
    )
    assert rung(base) == 1
    assert jobs(base) == [("rich", "google")]


def test_what_is_free_by_the_next_look_is_given_away_now(base, fleet):
    """Else a quota that all used up at once would lie idle until somebody looks again."""
    machine(base)
    account = GoogleAccount("project", "a@x")
    enrol(base, "one", account=account)
    enrol(base, "other", account=account)
    Quota(base, fleet.quota, "alpha/1").of(account)
    base.execute("UPDATE fleet_slots SET free_at = now() + interval '1 minute'")
    base.execute(
        "UPDATE fleet_slots SET free_at = now() + %s * interval '1 second' WHERE number = 1",
        (TABLE.look_every - 1,),
    )
    assert rung(base) == 1


def fetched(base):
    return base.execute(
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    ).fetchone()["lock"]


def test_a_later_one_overtakes_those_that_wait_for_a_worker(base):
    """Else a tenant with many workbooks, who has one run at a time, would stand behind all others
    for each of them."""
    machine(base)
    for name, minutes in (("small", 5), ("large", 60)):
        enrol(base, name)
        late(base, name, minutes)
        assert rung(base) == 1
    assert fetched(base) == "large"


def test_nobody_stays_behind_those_who_come_later(base):
    """How late those are that wait is told anew: one that was hardly late when its bell rang does
    not see all others pass."""
    machine(base)
    for name in ("first", "second"):
        enrol(base, name)
        late(base, name, 1)
        assert rung(base) == 1
        late(base, "first", 30)
        late(base, "second", 20)
    assert rung(base) == 0
    enrol(base, "third")
    late(base, "third", 25)
    assert rung(base) == 1
    assert [fetched(base) for _ in range(3)] == ["first", "third", "second"]


def test_one_that_was_forgotten_for_a_century_is_as_late_as_the_engine_can_tell(base):
    machine(base)
    enrol(base, "old")
    base.execute("UPDATE fleet_workbooks SET due = '1900-01-01', period = '1 second'")
    assert rung(base) == 1


def died(base, name, rows=0):
    taken(base, name)
    Roster(base).died(name, "The worker a died.", rows)


def test_one_whose_worker_died_overtakes_all_though_nothing_else_is_given_away(base, fleet):
    """Before, it waited for reads of its account: for up to a minute, and where dead workers had taken
    them for up to four."""
    machine(base, processes=1)
    account = GoogleAccount("project", "a@x")
    for number in range(AHEAD):
        enrol(base, f"w{number}", account=account)
        late(base, f"w{number}", 60)
    assert rung(base) == AHEAD
    enrol(base, "dead", account=account)
    died(base, "dead")
    Quota(base, fleet.quota, "alpha/1").of(account)
    base.execute("UPDATE fleet_slots SET free_at = now() + interval '1 minute'")
    assert rung(base) == 1
    assert fetched(base) == "dead"


def rest(base, name):
    row = base.execute(
        "SELECT extract(epoch FROM due - clock_timestamp())::float8 AS rest FROM fleet_workbooks"
        " WHERE name = %s", (name,),
    ).fetchone()  # fmt: skip
    return row["rest"]


def test_one_that_kills_whoever_runs_it_lets_the_others_live(base):
    """It would go before all others, to one process after the other."""
    machine(base)
    enrol(base, "poison")
    for _ in range(3):
        died(base, "poison")
        assert rest(base, "poison") <= 0
    rests = []
    for _ in range(9):
        died(base, "poison")
        rests.append(rest(base, "poison"))
    assert [round(each) for each in rests] == [1, 2, 4, 8, *[15] * 5]
    assert 0.5 < rests[0] <= 1
    assert 14 < rests[-1] <= 15
    assert rung(base) == 0


def test_one_that_takes_longer_than_even_whales_may_waits_its_period(base):
    enrol(base, "endless")
    died(base, "endless", WHALE)
    assert rest(base, "endless") <= 0, "it has longer now"
    died(base, "endless", WHALE)
    assert 14 * 60 < rest(base, "endless") <= 15 * 60


def test_first_runs_of_one_tenant_go_beside_each_other_and_behind_all_others(base):
    """Found: a firm that added a hundred workbooks saw one after the other."""
    machine(base, processes=3)
    for number in range(9):
        enrol(base, f"n{number}", tenant="nord")
        late(base, f"n{number}", 60)
    assert rung(base) == 3, "as many as there are processes"
    assert rung(base) == 0
    enrol(base, "south")
    enrol(base, "west")
    assert rung(base) == 2
    assert [fetched(base) for _ in range(4)] == ["n0", "south", "west", "n1"]
