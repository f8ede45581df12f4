"""A state file spoilt in many ways: a run says so and goes on, or says so and stops; never a
traceback, never a letter twice (F58)."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from copy import copy

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.backup import back_up, verify
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.state.opening import view_file
from sheets_sync.use_cases.adoption import adopt
from tests.sync.agency import NOW, Agency, differences, read_grid

SEEDS = int(os.environ.get("SHEETS_SYNC_DAMAGES", "25"))
MEMORY = ("columns", "column_sets", "quiet", "changes", "runs")
LETTERS = ("episodes", "mailings", "invoices", "letters")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """After three runs, the last of which found nothing to do: letters went."""
    agency = Agency(tmp_path_factory.mktemp("pattern") / "office")
    agency.run()
    agency.edit("Log", "F2", 26)
    agency.run()
    agency.run()
    assert agency.letters()
    return agency


@pytest.fixture
def agency(pattern, tmp_path):
    """A copy of it, to spoil."""
    shutil.copytree(pattern.folder, tmp_path / "office")
    copied = copy(pattern)
    copied.folder = tmp_path / "office"
    return copied


def state(agency):
    return agency.config.state.path


def spoil(agency, *statements):
    with closing(sqlite3.connect(state(agency), isolation_level=None)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        tables = {
            row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        for _, sql in triggers:
            if sql.split(" ON ")[1].split()[0] in tables:
                file.execute(sql)


def test_what_is_as_runs_left_it_is_sound(agency):
    assert verify(state(agency)).startswith("sound; 3 runs")


@pytest.mark.parametrize("table", MEMORY)
def test_a_run_drops_a_lost_table_of_its_memory_and_says_so(agency, table):
    spoil(agency, f"DROP TABLE {table}")
    with pytest.raises(SheetsSyncError, match=table):
        verify(state(agency))
    agency.edit("Log", "F2", 27)
    letters = agency.letters()
    done = agency.run()
    assert any("damaged" in each and "Dropped" in each for each in done.warnings)
    assert not done.letters_in_trouble
    assert agency.letters() == letters
    assert agency.run().warnings == []
    assert verify(state(agency)).startswith("sound; ")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE columns SET data = x'00112233'", "the log as last seen"),
        ("UPDATE columns SET data = x'' WHERE name = 'day'", "the log as last seen"),
        ("UPDATE columns SET dtype = 'int7'", "the log as last seen"),
        ("UPDATE column_sets SET names = '[]'", "the log as last seen"),
        ("UPDATE column_sets SET names = replace(names, 'Acme', 'Acne')", "the log as last seen"),
        ("UPDATE quiet SET report = x'00'", "what the last run found"),
        ("UPDATE runs SET rows_by_role = '[1'", "runs"),
        ("UPDATE runs SET log = 'many'", "runs"),
        ("UPDATE runs SET started = CAST(x'ff' AS TEXT)", "runs"),
    ],
)
def test_a_run_drops_spoilt_memory_and_ends_where_a_sound_one_does(
    agency, pattern, statement, what
):
    spoil(agency, statement)
    with pytest.raises(SheetsSyncError, match="is not sound"):
        verify(state(agency))
    with pytest.raises(SheetsSyncError, match="is not sound"):
        back_up(state(agency), state(agency).with_name("copy"))
    assert not state(agency).with_name("copy").exists()
    before = read_grid(agency.path)
    done = agency.run()
    (said,) = [each for each in done.warnings if "Dropped" in each]
    assert what in said
    assert differences(before, agency.grid()) <= {("Summary", "A1")}
    assert agency.letters() == pattern.letters()
    assert verify(state(agency)).startswith("sound; ")


@pytest.mark.parametrize("table", LETTERS)
def test_a_lost_table_of_letters_stops_letters_and_not_the_run(agency, table):
    spoil(agency, f"DROP TABLE {table}")
    stopped(agency)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mailings SET state = 'sunt'",
        "UPDATE mailings SET asked = 'much'",
        "UPDATE mailings SET episode = 9",
        "UPDATE mailings SET recipients = '[7'",
        "UPDATE mailings SET moment = CAST(x'ff' AS TEXT)",
        "UPDATE episodes SET level = 'HIGH'",
        "UPDATE episodes SET bar = 1",
        "UPDATE invoices SET amount = 1",
        "INSERT OR REPLACE INTO facts VALUES ('mail.trouble', 'rain')",
        "INSERT OR REPLACE INTO facts VALUES ('invoices.base', 'many')",
        "INSERT OR REPLACE INTO facts VALUES ('unadopted', x'ff')",
    ],
)
def test_spoilt_letters_stop_letters_and_not_the_run(agency, statement):
    spoil(agency, statement)
    stopped(agency)


def stopped(agency):
    """The run goes on and writes what staff typed; no letter goes; it is said, and exit 4."""
    with pytest.raises(SheetsSyncError, match="is not sound"):
        verify(state(agency))
    notices, letters = agency.grid()["Notices"], agency.letters()
    agency.edit("Payments", "C2", 1)
    done = agency.run()
    assert done.cells_written
    assert done.letters_in_trouble
    assert any(each.startswith("Nothing is mailed: ") for each in done.warnings)
    assert agency.letters() == letters
    assert agency.grid()["Notices"] == notices
    again = agency.run()
    assert again.letters_in_trouble
    assert agency.letters() == letters


def test_a_letter_that_waits_and_is_not_the_frozen_one_never_goes(tmp_path):
    agency = Agency(tmp_path / "office")
    (agency.folder / "outbox").write_text("in the way of the folder")
    agency.run()
    spoil(agency, "UPDATE letters SET data = x'00'")
    (agency.folder / "outbox").unlink()
    assert agency.run().letters_in_trouble
    assert agency.letters() == []


def test_lost_facts_stop_letters_until_they_are_adopted(agency):
    spoil(agency, "DROP TABLE facts")
    letters = agency.letters()
    first, second = agency.run(), agency.run()
    assert first.mail_blocked
    assert second.mail_blocked
    adopt(agency.config, NOW, lambda _: None)
    assert not agency.run().mail_blocked
    assert agency.letters() == letters
    assert verify(state(agency)).startswith("sound; ")


def test_an_empty_state_is_not_sound_and_a_run_makes_it_anew(agency):
    state(agency).write_bytes(b"")
    for look in (verify, lambda path: back_up(path, path.with_name("copy"))):
        with pytest.raises(SheetsSyncError, match="it is empty"):
            look(state(agency))
    letters = agency.letters()
    assert agency.run().mail_blocked
    assert agency.letters() == letters


def test_commands_on_letters_say_what_is_wrong(agency):
    spoil(agency, "UPDATE mailings SET state = 'sunt'")
    with (
        view_file(state(agency)) as store,
        pytest.raises(DamagedLettersError, match="notices") as caught,
    ):
        store.outbox().ledger()
    assert "state adopt" in caught.value.cure


def test_what_was_read_as_sound_is_looked_at_again_once_it_changed(agency):
    with view_file(state(agency)) as store:
        outbox = store.outbox()
        assert outbox.ledger().notices
        spoil(agency, "UPDATE mailings SET client = client || '!'")
        with pytest.raises(DamagedLettersError, match="notices"):
            outbox.ledger()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damage_of_any_kind_brings_no_traceback_and_no_letter_twice(agency, seed):
    chances = random.Random(seed)
    kind = damage(agency, chances)
    agency.edit("Log", "F2", 25 + chances.randrange(5))
    letters = agency.letters()
    ends = [how_it_ended(agency.run) for _ in range(2)]
    assert agency.letters() == letters, kind
    sound = how_it_ended(lambda: verify(state(agency)))
    assert not (sound == "well" and ends[1] != "well"), (kind, ends)


def how_it_ended(work):
    """What it came to; anything but an error of ours is a bug."""
    try:
        work()
    except SheetsSyncError as error:
        return f"{error.message} {error.cure}" if error.cure else "no cure"
    return "well"


def damage(agency, chances):
    path = state(agency)
    whole = bytearray(path.read_bytes())
    kind = chances.choice(
        ["flip", "flip", "flips", "zero", "truncate", "noise", "drop", "spoil", "spoil"]
    )
    match kind:
        case "flip" | "flips":
            for _ in range(1 if kind == "flip" else 50):
                whole[chances.randrange(len(whole))] ^= 1 << chances.randrange(8)
        case "zero" | "noise":
            start = chances.randrange(len(whole) // 4096) * 4096
            page = bytes(4096) if kind == "zero" else chances.randbytes(4096)
            whole[start : start + 4096] = page
        case "truncate":
            del whole[chances.randrange(len(whole)) :]
        case "drop":
            spoil(agency, f"DROP TABLE {chances.choice([*MEMORY, *LETTERS, 'facts'])}")
            return kind
        case "spoil":
            return spoil_a_column(agency, chances)
    path.write_bytes(whole)
    return kind


def spoil_a_column(agency, chances):
    table = chances.choice([*MEMORY, *LETTERS, "facts"])
    with closing(sqlite3.connect(state(agency))) as file:
        names = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    column = chances.choice(names)
    value = chances.choice(
        ["NULL", "x'ff00'", "'?'", "-1", "1e300", "CAST(x'fffe' AS TEXT)", "''", "'{}'"]
    )
    try:
        spoil(agency, f"UPDATE OR IGNORE {table} SET {column} = {value}")  # noqa: S608 - our own names
    except sqlite3.Error as error:
        pytest.skip(f"SQLite refuses that: {error}")
    return f"{table}.{column} = {value}"
