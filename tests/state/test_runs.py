from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from sheets_sync.billing.amendments import amend
from sheets_sync.billing.changes import compare
from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.lock import Holder
from sheets_sync.state.runs import (
    DETAIL_LIMIT,
    Counts,
    check_shrink,
)
from sheets_sync.state.sqlite.opening import open_sqlite
from tests.state.rows import DAY, log, rows_of

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HOLDER = Holder(4711, "desk", "sync now", "2026-11-23T06:00:00")


@pytest.fixture
def store(tmp_path):
    with open_sqlite(tmp_path / "state.sqlite3") as store:
        yield store


def run(store, rows, day=DAY, now=NOW, **counts):
    """One good run over ``rows``; its id."""
    number = store.runs.begin(HOLDER, day, now)
    memory = store.runs.memory()
    changes = compare(memory.rows if memory else None, rows)
    store.runs.finish(number, Counts(**counts), now, amend(memory, changes, day, 35), changes)
    return number


def test_a_run_is_remembered_whole(store):
    number = store.runs.begin(HOLDER, DAY, NOW)
    assert store.runs.recent()[0].status == "running"
    assert store.runs.last_good() is None
    rows = rows_of(log())
    changes = compare(None, rows)
    counts = Counts(
        rows_by_role={"log": 3, "прайс": 2},
        log=3,
        charged=2,
        unpriced=1,
        cells_written=9,
        findings=4,
        notices=1,
    )
    store.runs.finish(
        number,
        counts,
        NOW + timedelta(seconds=2),
        amend(None, changes, DAY, 35),
        changes,
    )
    good = store.runs.last_good()
    assert (good.id, good.pid, good.host, good.command, good.as_of) == (
        number,
        4711,
        "desk",
        "sync now",
        DAY,
    )
    assert (good.started, good.ended, good.message) == (NOW, NOW + timedelta(seconds=2), "")
    assert good.counts == counts


def test_a_run_left_by_a_dead_process_is_aborted_by_the_next(store):
    dead = store.runs.begin(HOLDER, DAY, NOW)
    store.runs.begin(HOLDER, DAY, NOW + timedelta(hours=1))
    assert {each.id: each.status for each in store.runs.recent()} == {
        dead: "aborted",
        dead + 1: "running",
    }


def test_a_failed_run_tells_why_and_is_not_the_last_good_one(store):
    good = run(store, rows_of(log()))
    failed = store.runs.begin(HOLDER, DAY, NOW)
    store.runs.fail(failed, "The workbook was locked.", NOW)
    assert store.runs.last_good().id == good
    assert (store.runs.recent()[0].status, store.runs.recent()[0].message) == (
        "failed",
        "The workbook was locked.",
    )


def test_rows_seen_come_back_as_they_were(store):
    rows = rows_of(log())
    run(store, rows)
    back = store.runs.memory().rows
    for name in (
        "source",
        "row",
        "day",
        "client",
        "service",
        "minutes",
        "charge",
        "first_seen",
        "rest",
    ):
        kept, given = getattr(back, name), getattr(rows, name)
        assert kept.dtype == given.dtype
        assert np.array_equal(kept, given)
    assert (back.clients, back.services) == (rows.clients, rows.services)


def test_an_empty_log_comes_back_empty(store):
    run(store, rows_of([]))
    assert len(store.runs.memory().rows) == 0


def test_history_tells_old_and_new(store):
    run(store, rows_of(log()))
    edited = log()
    edited[1]["charge"] = 999
    number = run(store, rows_of(edited[:2]), DAY + 1)
    found = store.runs.changes(number)
    assert [
        (each.kind, each.row, each.old.charge, each.new and each.new.charge) for each in found
    ] == [("changed", 3, 200, 999), ("gone", 4, None, None)]
    assert found[0].old.client == "Ромашка"
    assert found[1].old.minutes == 900_000
    counts = store.runs.last_good().counts
    assert (counts.added, counts.gone, counts.changed) == (0, 1, 1)


def test_details_are_capped_and_counts_are_exact(store):
    run(store, rows_of([]))
    many = [{**log()[0], "row": at, "rest": at} for at in range(2, DETAIL_LIMIT + 502)]
    number = run(store, rows_of(many))
    assert store.runs.last_good().counts.added == DETAIL_LIMIT + 500
    assert len(store.runs.changes(number)) == DETAIL_LIMIT


def test_a_rerun_does_not_write_the_rows_again(store):
    run(store, rows_of(log()))
    before = store._database.rows("SELECT rowid, * FROM columns")
    run(store, rows_of(log()))
    assert store._database.rows("SELECT rowid, * FROM columns") == before


def test_a_crash_while_finishing_keeps_the_last_good_run(store, monkeypatch):
    run(store, rows_of(log()))
    monkeypatch.setattr("sheets_sync.state.sqlite.seen.write_changes", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(store, rows_of(log()[:1]))
    assert len(store.runs.memory().rows) == 3
    assert [each.status for each in store.runs.recent()] == ["running", "good"]


@pytest.mark.parametrize(
    ("before", "now", "names"),
    [
        ({"log": 100}, {"log": 49}, ["log: 49 rows, 100"]),
        ({"log": 100, "clients": 4}, {"log": 0, "clients": 1}, ["log: 0", "clients: 1"]),
        ({"log": 3}, {}, ["log: 0"]),
        ({"prices": 1}, {"prices": 0}, ["prices: 0"]),
    ],
)
def test_a_role_that_lost_more_than_half_stops_the_run(before, now, names):
    with pytest.raises(SheetsSyncError, match="--accept-shrink") as caught:
        check_shrink(before, now)
    assert caught.value.exit_code == 1
    assert all(name in str(caught.value) for name in names)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"log": 100}, {"log": 50}),
        ({}, {"log": 0}),
        ({"log": 0}, {"log": 0}),
        ({"log": 1}, {"log": 9}),
        ({"log": 2}, {"log": 1}),
    ],
)
def test_half_or_more_is_enough(before, now):
    check_shrink(before, now)
