"""Runs: begun, ended, remembered, and what the last good one leaves to the next."""

from datetime import timedelta

import numpy as np

from sheets_sync.billing.amendments import amend
from sheets_sync.billing.changes import compare
from sheets_sync.state.quiet import Quiet
from sheets_sync.state.runs import DETAIL_LIMIT, Counts
from tests.state.conformance.examples import HOLDER, NOW
from tests.state.rows import DAY, log, rows_of, run


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


def test_rows_that_are_the_same_and_rows_that_are_not_are_those_of_the_last_good_run(store):
    run(store, rows_of(log()))
    run(store, rows_of(log()))
    assert len(store.runs.memory().rows) == 3
    run(store, rows_of(log()[:1]))
    assert len(store.runs.memory().rows) == 1
    failed = store.runs.begin(HOLDER, DAY, NOW)
    store.runs.fail(failed, "no", NOW)
    assert len(store.runs.memory().rows) == 1


def test_a_run_that_found_all_as_it_was_is_good_and_did_nothing(store):
    run(store, rows_of(log()), log=3, charged=2, findings=4, cells_written=9, notices=1)
    number = store.runs.begin(HOLDER, DAY, NOW + timedelta(hours=1))
    store.runs.finish_still(number, store.runs.last_good().counts, NOW + timedelta(hours=1))
    good = store.runs.last_good()
    assert (good.id, good.status, good.started) == (number, "good", NOW + timedelta(hours=1))
    assert good.counts == Counts(log=3, charged=2, findings=4)
    assert store.runs.changes(number) == []
    assert len(store.runs.memory().rows) == 3


def test_what_a_quiet_run_left_is_there_until_one_changes_something(store):
    assert store.runs.quiet() is None
    for report in ("{}", '{"rows": "много"}' * 1000, '{"half a sign": "\ud800"}'):
        store.runs.keep_quiet(Quiet("cells", "circumstances", report))
        assert store.runs.quiet() == Quiet("cells", "circumstances", report)
    store.runs.keep_quiet(None)
    assert store.runs.quiet() is None


def test_recent_runs_are_the_newest_first_and_as_many_as_asked_for(store):
    numbers = [store.runs.begin(HOLDER, DAY, NOW) for _ in range(4)]
    assert [each.id for each in store.runs.recent()] == numbers[::-1]
    assert [each.id for each in store.runs.recent(2)] == numbers[:1:-1]
