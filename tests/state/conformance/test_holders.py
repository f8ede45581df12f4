"""Who may write: one run at a time, however many have the state open; who looks, changes nothing."""

import pytest

from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.notices.ledger.errands import Asks
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.outbox import Trouble
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.runs import Counts
from tests.state.conformance.examples import (
    DAY,
    HOLDER,
    NOW,
    episode,
    invoice,
    letter,
    notice,
    planned,
)

WRITES = {
    "commit": lambda outbox: outbox.commit(Plan(notices=(notice(2, number=2, ordinal=1),)), NOW),
    "record": lambda outbox: outbox.record(notice(1, state=State.RETRY)),
    "freeze": lambda outbox: outbox.freeze(notice(1, state=State.RENDERED), letter(), invoice()),
    "remember_trouble": lambda outbox: outbox.remember_trouble(Trouble("shut", 1, NOW)),
    "mark_unadopted": lambda outbox: outbox.mark_unadopted(NOW),
    "commit_asks": lambda outbox: outbox.commit(Plan(asks=Asks("Clients!ask")), NOW),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_run_that_another_one_took_over_from_writes_no_letter(place, write):
    with place.open() as mine, place.open() as theirs:
        run = mine.runs.begin(HOLDER, DAY, NOW)
        outbox = mine.outbox(run)
        planned(outbox, notice(1))
        theirs.runs.begin(HOLDER, DAY, NOW)
        before = mine.letters_fingerprint()
        with pytest.raises(LockedError, match="took over"):
            write(outbox)
        assert mine.letters_fingerprint() == before
        assert (outbox.trouble, outbox.frozen(notice(1))) == (None, None)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_run_under_way_writes_and_so_does_a_person_without_one(store, write):
    run = store.runs.begin(HOLDER, DAY, NOW)
    planned(store.outbox(run), notice(1))
    write(store.outbox(run))
    store.runs.fail(run, "", NOW)
    store.outbox().record(notice(1, state=State.HELD))
    with pytest.raises(LockedError):
        store.outbox(run).record(notice(1))


def test_a_run_that_another_one_took_over_from_ends_nothing(place):
    with place.open() as mine, place.open() as theirs:
        run = mine.runs.begin(HOLDER, DAY, NOW)
        other = theirs.runs.begin(HOLDER, DAY, NOW)
        with pytest.raises(LockedError, match="took over"):
            mine.runs.finish_still(run, Counts(), NOW)
        mine.runs.fail(run, "too late", NOW)
        assert [(each.id, each.status) for each in theirs.runs.recent()] == [
            (other, "running"),
            (run, "aborted"),
        ]
        assert theirs.runs.recent()[1].message != "too late"


def test_what_one_writes_the_other_sees_at_once(place):
    with place.open() as mine, place.open() as theirs:
        mine_sees, theirs_sees = mine.outbox(), theirs.outbox()
        assert theirs_sees.ledger() == mine_sees.ledger() == Ledger()
        planned(mine_sees, notice(1))
        assert theirs_sees.ledger().notices == (notice(1),)
        theirs_sees.record(notice(1, state=State.HELD))
        assert mine_sees.ledger().notices[0].state == State.HELD
        theirs.memories.remember("a", "б")
        assert mine.memories.recall("a") == "б"


def test_two_who_take_the_same_invoice_number_get_it_once(place):
    with place.open() as mine, place.open() as theirs:
        planned(mine.outbox(), notice(1), notice(2, ordinal=1))
        number = theirs.outbox().last_invoice + 1
        mine.outbox().freeze(notice(1, state=State.RENDERED), letter(1), invoice(number))
        with pytest.raises(BrokenRuleError):
            theirs.outbox().freeze(
                notice(2, ordinal=1, state=State.RENDERED), letter(2), invoice(number)
            )
        assert theirs.outbox().frozen(notice(2)) is None


def test_a_state_outlives_those_who_had_it_open(place):
    with place.open() as store:
        planned(store.outbox(), notice(1))
        store.memories.remember("a", "b")
    with place.open() as store:
        assert store.outbox().ledger().notices == (notice(1),)
        assert store.outbox().ledger().episodes == {"ромашка": episode()}
        assert store.memories.recall("a") == "b"


def test_a_view_of_an_absent_state_is_empty_and_makes_nothing(place):
    with place.view() as store:
        assert store.outbox().ledger() == Ledger()
        assert (store.runs.recent(), store.runs.memory(), store.runs.quiet()) == ([], None, None)
        assert store.memories.recall("a") is None
    assert not place.exists()


def test_a_view_sees_all_and_changes_nothing(place):
    with place.open() as store:
        planned(store.outbox(), notice(1))
    with place.view() as store:
        assert store.outbox().ledger().notices == (notice(1),)
        for write in (
            lambda: store.memories.remember("a", "b"),
            lambda: store.outbox().record(notice(1, state=State.HELD)),
            lambda: store.runs.begin(HOLDER, DAY, NOW),
        ):
            with pytest.raises(SheetsSyncError):
                write()
    with place.open() as store:
        assert (store.memories.recall("a"), store.runs.recent()) == (None, [])
