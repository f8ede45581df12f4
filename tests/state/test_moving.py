"""`sync state move`: from a file into the database and back, all of it or nothing."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.config import loads
from sheets_sync.errors import LockedError, SheetsSyncError, UsageError
from sheets_sync.notices.ledger.errands import AskCell, Asks, Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.outbox import Adopted
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state import everything, moving
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.lock import run_lock
from sheets_sync.state.opening import hold_state, open_state
from sheets_sync.state.postgres import opening as in_postgres
from sheets_sync.state.published import PublishedPage
from sheets_sync.state.quiet import Quiet
from tests.state.conformance.examples import (
    FULL,
    HOLDER,
    NOW,
    digest,
    episode,
    invoice,
    letter,
    notice,
    planned,
)
from tests.state.rows import DAY, log, rows_of, run

DATABASE = moving.DATABASE
HELD = replace(FULL, state=State.HELD)


@pytest.fixture
def office(postgres, database, tmp_path):
    """A config whose state is in a file, and one whose state is in a database."""
    text = "[state]\npath = 'state.sqlite3'\n"
    more = f"database = '{postgres.url(database)}'\nworkbook = 'норд'\n"
    path = tmp_path / "config.toml"
    return loads(text, path), loads(text + more, path), str(tmp_path / "state.sqlite3")


def fill(store):
    """Something of everything."""
    outbox = store.outbox()
    outbox.adopt(Adopted((), (), (invoice(5), invoice(8))))
    planned(outbox, HELD, notice(2, ordinal=1), episodes=(episode(), episode("acme", id_=2)))
    outbox.commit(Plan(closed=(episode("acme", id_=2),)), NOW)
    outbox.freeze(notice(2, ordinal=1, state=State.RENDERED, invoice=9), letter(2), invoice(9))
    outbox.record(notice(2, ordinal=1, state=State.SENT, invoice=9))
    outbox.freeze_digests({digest(3): letter(3)}, "said")
    outbox.ask(Errand(1, Kind.INVOICE, "ромашка", "RUB", 500, NOW, typed=True))
    outbox.commit(Plan(asks=Asks("Clients!ask", {"acme": AskCell("acme", 500, errand=1)})), NOW)
    store.pages().put([PublishedPage("acme", "A" * 22), PublishedPage("b", "B" * 22, "", True)])
    run(store, rows_of(log()))
    run(store, rows_of(log()[:2]))
    store.runs.keep_quiet(Quiet("cells", "circumstances", '{"a": "б"}'))
    store.memories.remember("mail.badges", "badge \x1a1")


def opened(config) -> Any:
    return open_state(config)


def move(config, ways):
    source, target = ways
    return moving.move(config, source, target, NOW)


def held_by(config):
    with opened(config) as store:
        return store.everything()


def test_a_state_goes_into_the_database_and_back_with_every_fact(office, tmp_path):
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
    before = held_by(in_file)
    assert all(before.values()), "something of everything"
    said = moving.move(in_database, file, DATABASE, NOW)
    assert "2 runs, 2 notices, 2 letters, 3 invoices, 1 pages" in said[0]
    assert held_by(in_database) == before
    with pytest.raises(UsageError, match="was moved: to the database"):
        open_state(in_file)
    other = tmp_path / "other.sqlite3"
    moving.move(in_database, DATABASE, str(other), NOW)
    with pytest.raises(UsageError, match="was moved"):
        open_state(in_database)
    assert held_by(replace(in_file, state=replace(in_file.state, path=other))) == before
    moving.move(in_database, str(other), DATABASE, NOW)
    assert held_by(in_database) == before


def test_a_state_comes_back_to_where_it_was_and_what_was_left_there_lies_aside(office, tmp_path):
    """Found: the manual's two commands, one after the other, were refused."""
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
    before = held_by(in_file)
    moving.move(in_database, file, DATABASE, NOW)
    left = Path(file).read_bytes()
    said = moving.move(in_database, DATABASE, file, NOW)
    assert held_by(in_file) == before
    [aside] = tmp_path.glob("state.sqlite3.left-*")
    assert aside.read_bytes() == left
    assert aside.name in said[-1]
    with pytest.raises(UsageError, match="was moved"):
        open_state(in_database)
    later = NOW + timedelta(hours=1)
    moving.move(in_database, file, DATABASE, later)
    moving.move(in_database, DATABASE, file, later)
    assert held_by(in_file) == before
    assert len([*tmp_path.glob("state.sqlite3.left-*")]) == 2


def test_what_a_move_left_stays_where_nothing_is_moved_to_it(office, tmp_path):
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
    moving.move(in_database, file, DATABASE, NOW)
    other = str(tmp_path / "other.sqlite3")
    moving.move(in_database, DATABASE, other, NOW)
    left = Path(file).read_bytes()
    with pytest.raises(UsageError, match="holds nothing"):
        moving.move(in_database, DATABASE, file, NOW)
    assert Path(file).read_bytes() == left
    assert not [*tmp_path.glob("*.left-*")]


@pytest.mark.parametrize("way", ["into the database", "into a file"])
def test_runs_numbers_and_rules_go_on_where_they_stood(office, way):
    in_file, in_database, file = office
    first, then = (in_file, in_database) if way == "into the database" else (in_database, in_file)
    with opened(first) as store:
        fill(store)
    ways = (file, DATABASE) if first is in_file else (DATABASE, file)
    move(in_database, ways)
    with opened(then) as store:
        assert store.faults() == []
        assert store.runs.begin(HOLDER, DAY, NOW) == 3
        outbox = store.outbox()
        assert (outbox.last_invoice, outbox.last_number) == (9, 7)
        with pytest.raises(BrokenRuleError):
            outbox.record(notice(2, ordinal=1, state=State.RETRY, invoice=9))
        planned(outbox, notice(4, ordinal=3))
        ready = notice(4, ordinal=3, state=State.RENDERED, invoice=11)
        with pytest.raises(BrokenRuleError):
            outbox.freeze(ready, letter(4), invoice(11))
        outbox.freeze(replace(ready, invoice=10), letter(4), invoice(10))
        assert store.faults() == []


def test_nothing_is_moved_over_a_state_and_nothing_out_of_none(office):
    in_file, in_database, file = office
    with pytest.raises(UsageError, match="holds nothing"):
        moving.move(in_database, file, DATABASE, NOW)
    assert not Path(file).exists()
    for config in (in_file, in_database):
        with opened(config) as store:
            planned(store.outbox(), HELD)
    with opened(in_database) as store:
        store.memories.remember("a", "b")
    for ways in ((file, DATABASE), (DATABASE, file)):
        with pytest.raises(UsageError, match="holds a state already"):
            move(in_database, ways)
    for ways in ((file, file), (DATABASE, DATABASE)):
        with pytest.raises(UsageError, match="from a file into the database, or back"):
            move(in_database, ways)
    with pytest.raises(UsageError, match="names no database"):
        moving.move(in_file, file, DATABASE, NOW)


def test_a_move_that_died_before_the_source_was_marked_is_done_by_the_same_command(
    office, monkeypatch
):
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
    monkeypatch.setattr("sheets_sync.state.sqlite.store.SqliteStore.mark_moved", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        moving.move(in_database, file, DATABASE, NOW)
    monkeypatch.undo()
    moving.move(in_database, file, DATABASE, NOW)
    with pytest.raises(UsageError, match="was moved"):
        open_state(in_file)


@pytest.mark.parametrize("way", ["into the database", "into a file"])
def test_a_copy_that_is_not_the_same_is_not_kept(office, monkeypatch, way):
    in_file, in_database, file = office
    first, then = (in_file, in_database) if way == "into the database" else (in_database, in_file)
    with opened(first) as store:
        fill(store)
    ways = (file, DATABASE) if first is in_file else (DATABASE, file)
    where = "postgres" if then is in_database else "sqlite"
    hashes = iter("abcdef")
    monkeypatch.setattr(f"sheets_sync.state.{where}.moved.content_hash", lambda _: next(hashes))
    with pytest.raises(SheetsSyncError, match="not the same"):
        move(in_database, ways)
    monkeypatch.undo()
    assert everything.holds_nothing(held_by(then))
    assert not everything.holds_nothing(held_by(first))


def test_nothing_moves_while_a_run_is_under_way_at_either_place(office, monkeypatch):
    monkeypatch.setattr(in_postgres, "_DYING", 0.05)
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
    with run_lock(Path(file), "now", NOW), pytest.raises(LockedError):
        moving.move(in_database, file, DATABASE, NOW)
    with hold_state(in_database, "now", NOW), pytest.raises(LockedError):
        moving.move(in_database, file, DATABASE, NOW)


def test_a_state_that_a_run_makes_meanwhile_is_not_taken_for_one_of_the_move(office, monkeypatch):
    _, in_database, file = office

    @contextmanager
    def a_run_is_quicker(path, *_):
        path.write_bytes(b"what that run made")
        raise LockedError("Another run is under way.", "Wait.")
        yield

    monkeypatch.setattr(moving, "run_lock", a_run_is_quicker)
    with pytest.raises(LockedError):
        moving.move(in_database, file, DATABASE, NOW)
    assert Path(file).read_bytes() == b"what that run made"


def test_an_unsound_state_is_not_moved(office):
    in_file, in_database, file = office
    with opened(in_file) as store:
        fill(store)
        store._database.execute("UPDATE episodes SET bar = 1 WHERE id = 1")
    with pytest.raises(SheetsSyncError, match=r"not sound.*Nothing was moved"):
        moving.move(in_database, file, DATABASE, NOW)


def test_a_workbook_of_a_seller_with_others_stays_and_one_may_join_them(office, tmp_path):
    in_file, in_database, file = office
    shared = replace(in_database, state=replace(in_database.state, seller="Nord"))
    other = replace(shared, state=replace(shared.state, workbook="other"))
    with opened(other) as store:
        planned(store.outbox(), notice(1))
        store.outbox().freeze(notice(1, state=State.RENDERED, invoice=20), letter(), invoice(20))
    with opened(in_file) as store:
        fill(store)
    moving.move(shared, file, DATABASE, NOW)
    with opened(shared) as store:
        assert (store.outbox().last_invoice, store.faults()) == (20, [])
    with pytest.raises(UsageError, match="other workbooks"):
        moving.move(shared, DATABASE, str(tmp_path / "out.sqlite3"), NOW)
    with opened(shared) as store:
        assert store.outbox().last_invoice == 20
