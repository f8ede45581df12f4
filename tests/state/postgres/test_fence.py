"""One run at a time in a workbook, on whatever machine; who was held for dead commits nothing."""

import threading
from contextlib import closing
from datetime import timedelta

import pytest

from sheets_sync.errors import LockedError, TryAgainLater
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.postgres import opening
from sheets_sync.state.postgres.connecting import connect
from sheets_sync.state.postgres.evicting import evict
from sheets_sync.state.postgres.opening import hold_postgres, holder_of_postgres, open_postgres
from sheets_sync.state.quiet import Quiet
from tests.state.conformance.examples import DAY, HOLDER, NOW, letter, notice, planned

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def state(postgres, database):
    return postgres.state(database)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(opening, "_DYING", 0.05)


def test_a_second_run_is_told_who_holds_the_workbook_and_a_third_one_has_it_then(state):
    with hold_postgres(state, "now", NOW) as (holder, _):
        assert holder_of_postgres(state) == holder
        told = pytest.raises(LockedError, match=rf"process {holder.pid} on {holder.host}, `now`")
        with told, hold_postgres(state, "digest", LATER):
            pass
    assert holder_of_postgres(state) is None
    with hold_postgres(state, "digest", LATER) as (holder, _):
        assert holder.command == "digest"


def test_workbooks_of_one_database_are_held_each_by_itself(postgres, database):
    one, other = (postgres.state(database, name) for name in "ab")
    with hold_postgres(one, "now", NOW) as (mine, _), hold_postgres(other, "now", NOW):
        assert holder_of_postgres(one) == holder_of_postgres(other) == mine


WRITES = {
    "fact": lambda store, _: store.memories.remember("mail.badges", "stale"),
    "forgotten": lambda store, _: store.memories.forget_workbooks(),
    "quiet": lambda store, _: store.runs.keep_quiet(Quiet("a", "b", "c")),
    "letter": lambda store, run: store.outbox(run).freeze(
        notice(1, state=State.RENDERED), letter(), None
    ),
    "a person's word": lambda store, _: store.outbox().record(notice(1, state=State.HELD)),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_who_wakes_from_the_dead_commits_nothing_even_where_its_session_lives_on(state, write):
    with open_postgres(state) as zombie, open_postgres(state) as living:
        run = zombie.runs.begin(HOLDER, DAY, NOW)
        planned(zombie.outbox(run), notice(1))
        next_ = living.runs.begin(HOLDER, DAY, LATER)
        living.memories.remember("mail.badges", "fresh")
        with pytest.raises(LockedError, match="took over"):
            write(zombie, run)
        zombie.runs.fail(run, "woken", LATER)
        assert (living.memories.recall("mail.badges"), living.runs.quiet()) == ("fresh", None)
        assert living.outbox().ledger().notices == (notice(1),)
        assert [each.message for each in living.runs.recent()] == ["", "The process died."]
        assert next_ == run + 1


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_who_is_evicted_loses_session_lock_and_fence_and_another_one_begins_at_once(state, write):
    with hold_postgres(state, "now", NOW) as (_, opened), opened() as zombie:
        run = zombie.runs.begin(HOLDER, DAY, NOW)
        planned(zombie.outbox(run), notice(1))
        with closing(connect(state)) as operator:
            evict(operator, state.workbook)
        with hold_postgres(state, "now", LATER) as (_, again), again() as living:
            with pytest.raises(TryAgainLater, match="connection"):
                write(zombie, run)
            assert living.runs.begin(HOLDER, DAY, LATER) == run + 2
            assert living.outbox().ledger().notices == (notice(1),)


def stop_halfway(zombie, state):
    with zombie._database.transaction():
        zombie._database.insert("facts", [{"key": "a", "value": "half"}])
        with closing(connect(state)) as operator:
            evict(operator, state.workbook)


def test_one_that_stops_in_the_middle_of_a_transaction_is_evicted_all_the_same(state):
    with hold_postgres(state, "now", NOW) as (_, opened), opened() as zombie:
        run = zombie.runs.begin(HOLDER, DAY, NOW)
        with pytest.raises(TryAgainLater):
            stop_halfway(zombie, state)
        with open_postgres(state) as living:
            assert living.memories.recall("a") is None
            assert living.runs.begin(HOLDER, DAY, LATER) == run + 2


def test_nothing_is_evicted_where_there_is_nothing(state):
    open_postgres(state).close()
    with closing(connect(state)) as operator:
        evict(operator, "nobody")
        evict(operator, state.workbook)
    with hold_postgres(state, "now", NOW):
        pass


def test_of_many_that_begin_at_once_one_may_write(state):
    stores = [open_postgres(state) for _ in range(5)]
    runs = {}

    def begin(at):
        runs[at] = stores[at].runs.begin(HOLDER, DAY, NOW)

    threads = [threading.Thread(target=begin, args=(at,)) for at in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(runs.values()) == [1, 2, 3, 4, 5]
    wrote = []
    for at, store in enumerate(stores):
        try:
            store.memories.remember("a", str(at))
            wrote.append(runs[at])
        except LockedError:
            pass
        store.close()
    assert wrote == [5]
