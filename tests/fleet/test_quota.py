"""One quota for all workers: never more in a minute than Google grants (design §21)."""

import threading
import time
from datetime import timedelta

import pytest

from sheets_sync.config.fleet import QuotaTable
from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.quota import GoogleAccount, Quota, buckets, give_back

A, B = GoogleAccount("project", "a@x"), GoogleAccount("project", "b@x")
MINUTE = 0.4


def quota(base, worker="alpha/1", **more):
    return Quota(base, QuotaTable(minute=timedelta(seconds=MINUTE), **more), worker)


def most_within(moments, span):
    """The most of ``moments`` in any window that long."""
    ordered = sorted(moments)
    return max(sum(first <= each < first + span for each in ordered) for first in ordered)


def test_workers_together_never_exceed_it_however_long_a_request_is_on_its_way(fleet, base):
    """The server counts a request anywhere between its leaving and its answer."""
    counted = list[float]()

    def work(number):
        with open_database(fleet) as connection:
            admit = quota(connection, reads=8).of(A)
            for turn in range(8):
                with admit("read"):
                    time.sleep(0.011 * ((number + turn) % 4))
                    counted.append(time.monotonic())
                    time.sleep(0.007 * ((number + 2 * turn) % 3))

    threads = [threading.Thread(target=work, args=[number]) for number in range(3)]
    began = time.monotonic()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(counted) == 24
    assert most_within(counted, MINUTE) <= 8
    assert time.monotonic() - began < 24 / 8 * MINUTE * 1.8, "and uses what there is"


def test_reads_and_writes_and_accounts_have_buckets_of_their_own(base):
    shared = quota(base, reads=2, writes=1)
    began = time.monotonic()
    for account, kind in ((A, "read"), (A, "read"), (A, "write"), (B, "read"), (B, "write")):
        with shared.of(account)(kind):
            pass
    assert time.monotonic() - began < MINUTE
    free = {(each.account.email, each.kind): each.free for each in buckets(base)}
    assert free[A.email, "read"] == free[A.email, "write"] == 0
    assert free[B.email, "read"] == 1


def test_the_accounts_of_a_project_share_what_it_is_granted(base):
    shared = quota(base, reads=5, project_reads=6)
    began = time.monotonic()
    for turn in range(7):
        with shared.of(A if turn % 2 else B)("read"):
            pass
    assert time.monotonic() - began >= MINUTE


def test_what_a_dead_worker_took_is_free_again_in_the_end(fleet, base):
    with open_database(fleet) as connection:
        dying = quota(connection, reads=1)
        dying.of(A)
        dying._taken(A, "read")
    began = time.monotonic()
    with (
        pytest.raises(TryAgainLater, match="used up for 3 minutes"),
        quota(base, reads=1).of(A)("read"),
    ):
        pass
    with quota(base, reads=1).of(A)("read"):
        pass
    assert 3 * MINUTE <= time.monotonic() - began < 5 * MINUTE


def test_what_a_process_took_that_its_machine_saw_die_is_free_in_a_minute(fleet, base):
    """Found: a fleet whose processes were killed one a second soon had no quota left, for minutes."""
    with open_database(fleet) as connection:
        dying = quota(connection, "alpha/2", reads=2)
        dying.of(A)
        dying._taken(A, "read")
    mine = quota(base, reads=2)
    mine.of(A)
    mine._taken(A, "read")
    began = time.monotonic()
    give_back(base, "alpha/2", timedelta(seconds=MINUTE))
    give_back(base, "alpha/2", timedelta(seconds=MINUTE))
    with quota(base, "beta/1", reads=2).of(A)("read"):
        pass
    assert MINUTE <= time.monotonic() - began < 1.5 * MINUTE
    free = [
        each.free for each in buckets(base) if (each.account.email, each.kind) == (A.email, "read")
    ]
    assert free == [0], "what others took stays theirs"


def test_one_that_missed_a_slot_which_was_never_taken_looks_again_at_once(base):
    """Found: two that reach for the same slot may both come away empty, and the time since forever
    was an error of the database's, with which the run failed."""
    mine = quota(base, reads=2)
    mine.of(A)
    asked = {"project": A.project, "account": A.email, "kind": "read"}
    assert 0 < mine._until_free(asked) < MINUTE / 60


def test_the_buckets_grow_and_shrink_with_the_config(base):
    for reads in (3, 7, 2):
        quota(base, reads=reads).of(A)
        granted = {(each.account.email, each.kind): each.granted for each in buckets(base)}
        assert granted[A.email, "read"] == reads


def test_one_that_waits_wakes_when_the_next_is_free(base):
    """Not at the next of so many looks a minute: between them a quota would lie idle."""
    pauses = list[float]()

    def pause(seconds):
        pauses.append(seconds)
        time.sleep(seconds)

    minute = timedelta(seconds=240)
    shared = Quota(base, QuotaTable(minute=minute, reads=1), "alpha/1", pause).of(A)
    with shared("read"):
        pass
    base.execute("UPDATE fleet_slots SET free_at = clock_timestamp() + interval '1 second'")
    began = time.monotonic()
    with shared("read"):
        pass
    assert time.monotonic() - began < 3 < minute.total_seconds() / 60
    assert 0 < pauses[0] <= 1
