import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.state.published import PublishedPage
from sheets_sync.state.sqlite import opening, schema
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite
from sheets_sync.state.sqlite.schema import latest_version
from tests.state.rows import log, rows_of, run

ROOT_CANNOT_BE_REFUSED = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere"
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.sqlite3"


def made(path):
    open_sqlite(path).close()
    return path


def version(path):
    with sqlite3.connect(path) as connection:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found


def test_a_new_state_is_one_file_of_the_latest_schema(path):
    made(path)
    assert version(path) == latest_version() > 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_opening_again_keeps_what_is_there(path):
    with open_sqlite(made(path)) as store:
        store.memories.remember("a", "б")
    with open_sqlite(path) as store:
        assert store.memories.recall("a") == "б"
        assert store.memories.recall("b") is None


def test_a_view_of_an_absent_state_is_empty_and_makes_no_file(path):
    with view_sqlite(path) as store:
        assert store.outbox().ledger() == Ledger()
    assert not path.exists()


def test_a_view_cannot_write(path):
    with view_sqlite(made(path)) as store, pytest.raises(SheetsSyncError):
        store.memories.remember("a", "b")


def test_a_view_of_an_older_schema_is_migrated_in_memory_only(path, monkeypatch):
    everything = schema.migrations()
    monkeypatch.setattr(schema, "migrations", lambda: everything[:1])
    made(path)
    monkeypatch.undo()
    before = path.read_bytes()
    with view_sqlite(path) as store:
        assert store.outbox().ledger() == Ledger()
    assert path.read_bytes() == before
    made(path)
    assert version(path) == latest_version()


def test_a_failing_migration_leaves_the_schema_as_it_was(path, monkeypatch):
    made(path)
    broken = [*schema.migrations(), "CREATE TABLE half (a); CREATE TABLE half (a);"]
    monkeypatch.setattr(schema, "migrations", lambda: broken)
    monkeypatch.setattr(schema, "latest_version", lambda: len(broken))
    with pytest.raises(SheetsSyncError):
        open_sqlite(path)
    monkeypatch.undo()
    with open_sqlite(path) as store:
        assert store._database.rows("SELECT name FROM sqlite_master WHERE name = 'half'") == []


def test_a_newer_schema_is_refused_and_left_alone(path):
    with sqlite3.connect(made(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    for opened in (open_sqlite, view_sqlite):
        with pytest.raises(UsageError, match="newer"):
            opened(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = path.read_bytes()
    for opened in (open_sqlite, view_sqlite):
        with pytest.raises(UsageError, match="another program"):
            opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opened", [open_sqlite, view_sqlite])
def test_a_file_that_is_no_database_is_named(path, opened):
    path.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(SheetsSyncError, match="no state file") as caught:
        opened(path)
    assert caught.value.exit_code == 1
    assert str(path) in caught.value.message
    assert caught.value.cure


@pytest.mark.parametrize("opened", [open_sqlite, view_sqlite])
def test_damage_anywhere_is_found_or_does_no_harm(path, opened):
    whole = made(path).read_bytes()
    found = [
        error
        for start in range(100, len(whole), 1024)
        if (error := damage(whole, start, path, opened))
    ]
    assert found
    assert all(error.cure for error in found)


def damage(whole, start, path, opened):
    path.write_bytes(whole[:start] + b"\xa5" * 512 + whole[start + 512 :])
    try:
        opened(path).close()
    except SheetsSyncError as error:
        return error
    return None


def test_a_truncated_file_is_damaged(path):
    whole = made(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SheetsSyncError):
        open_sqlite(path)


def test_a_missing_folder_is_a_fault_of_usage(tmp_path):
    with pytest.raises(UsageError, match="does not exist") as caught:
        open_sqlite(tmp_path / "nowhere" / "state.sqlite3")
    assert caught.value.exit_code == 2


def test_a_folder_in_its_place_is_told(tmp_path):
    for opened in (open_sqlite, view_sqlite):
        with pytest.raises(SheetsSyncError, match="is a folder"):
            opened(tmp_path)


@ROOT_CANNOT_BE_REFUSED
def test_a_read_only_folder_is_told(path):
    made(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(SheetsSyncError), open_sqlite(path) as store:
            store.memories.remember("a", "b")
        view_sqlite(path).close()
    finally:
        path.parent.chmod(0o700)


def test_a_full_disk_rolls_back_and_is_told(path):
    with open_sqlite(path) as store:
        store.memories.remember("a", "before")
        pages = store._database.row("PRAGMA page_count")
        store._database.execute(f"PRAGMA max_page_count = {pages['page_count']}")
        with pytest.raises(SheetsSyncError, match="disk is full") as caught:
            store.memories.remember("b", "x" * 100_000)
        assert "space" in caught.value.cure
        assert store.memories.recall("a") == "before"
        assert store.memories.recall("b") is None


def test_a_state_in_use_asks_to_try_again(path, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(made(path), isolation_level=None)
    with open_sqlite(path) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TryAgainLater):
            store.memories.remember("a", "b")
    other.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from sheets_sync.state.sqlite.opening import open_sqlite
with open_sqlite(Path(sys.argv[1])) as store:
    with store._database.transaction():
        store._database.execute("PRAGMA cache_size = 1")
        for number in range(300):
            store._database.execute("INSERT INTO facts VALUES (?, ?)", (f"k{number}", "x" * 5000))
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_killed_in_a_transaction_leaves_nothing_of_it(path):
    with open_sqlite(path) as store:
        store.memories.remember("a", "before")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], check=False, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == -signal.SIGKILL
    journal = path.with_name(path.name + "-journal")
    assert journal.exists()
    copy = path.parent / "copy"
    copy.mkdir()
    for each in (path, journal):
        shutil.copy(each, copy)
    with view_sqlite(path) as store:
        assert store.memories.recall("a") == "before"
        assert store.memories.recall("k1") is None
    with open_sqlite(copy / path.name) as store:
        assert store.memories.recall("k1") is None


def test_a_rerun_does_not_write_the_rows_again(path):
    with open_sqlite(path) as store:
        run(store, rows_of(log()))
        before = store._database.rows("SELECT rowid, * FROM columns")
        run(store, rows_of(log()))
        assert store._database.rows("SELECT rowid, * FROM columns") == before


def test_a_crash_while_finishing_keeps_the_last_good_run(path, monkeypatch):
    with open_sqlite(path) as store:
        run(store, rows_of(log()))
        monkeypatch.setattr("sheets_sync.state.sqlite.seen.write_changes", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(store, rows_of(log()[:1]))
        assert len(store.runs.memory().rows) == 3
        assert [each.status for each in store.runs.recent()] == ["running", "good"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("client", "nord"), ("token", "B" * 22), ("token", ".."), ("seal", "")],
)
def test_a_page_that_is_not_as_it_was_left_is_told_and_shows_nobody_anything(path, column, value):
    page = PublishedPage("acme", "A" * 22)
    with open_sqlite(path) as store:
        store.pages().put([page])
        store._database.execute(f"UPDATE pages SET {column} = ?", (value,))  # noqa: S608 - ours
        with pytest.raises(DamagedLettersError, match="published pages") as caught:
            store.pages().all()
        assert page.token not in caught.value.message
        assert ["published pages" in each for each in store.faults()] == [True]
