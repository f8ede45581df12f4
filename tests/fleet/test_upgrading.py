"""Tables of the fleet, of states and of the engine (design §21)."""

from pathlib import Path

import pytest
from procrastinate.schema import migrations_path

from sheets_sync.config.fleet import load_fleet
from sheets_sync.errors import UsageError
from sheets_sync.fleet import upgrading
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.upgrading import check_tables, migrate


def test_once_made_they_are_left_as_they_are(base):
    check_tables(base)
    before = base.execute("SELECT count(*) AS n FROM pg_class").fetchone()
    assert migrate(base) == migrate(base)
    assert base.execute("SELECT count(*) AS n FROM pg_class").fetchone() == before


def test_a_script_of_the_engines_that_a_database_lacks_is_asked_for_and_run(
    base, tmp_path, monkeypatch
):
    new = tmp_path / "99.00.00_01_pre_new.sql"
    new.write_text("CREATE TABLE new_of_the_engine (id bigint);")
    known = {row["script"] for row in base.execute("SELECT script FROM fleet_engine")}
    scripts = [*Path(migrations_path).glob("*.sql")]
    assert len(known) == len(scripts)
    monkeypatch.setattr(upgrading, "_engine_scripts", lambda: [*scripts, new])
    with pytest.raises(UsageError, match="not up to date") as told:
        check_tables(base)
    assert "sheets-sync fleet migrate" in told.value.cure
    migrate(base)
    migrate(base)
    check_tables(base)
    assert base.execute("SELECT count(*) AS n FROM new_of_the_engine").fetchone()["n"] == 0


def test_a_database_that_was_never_made_is_told_with_the_cure(fleet, postgres):
    name = postgres.copy("template0")
    empty = fleet.source.with_name("empty.toml")
    empty.write_text(f'[fleet]\ndatabase = "{postgres.url(name)}"\n')
    with open_database(load_fleet(empty)) as database, pytest.raises(UsageError) as told:
        check_tables(database)
    postgres.drop(name)
    assert "sheets-sync fleet migrate" in told.value.cure


def test_tables_that_were_half_made_are_asked_for(fleet, postgres, monkeypatch):
    """Found: the engine's failed, and workers asked for them every few seconds, for ever."""
    name = postgres.copy("template0")
    half = fleet.source.with_name("half.toml")
    half.write_text(f'[fleet]\ndatabase = "{postgres.url(name)}"\n')
    with open_database(load_fleet(half)) as database:
        with monkeypatch.context() as patched:
            patched.setattr(upgrading, "_engine", failing)
            with pytest.raises(OSError, match="gone"):
                migrate(database)
        with pytest.raises(UsageError, match="not up to date"):
            check_tables(database)
        migrate(database)
        check_tables(database)
    postgres.drop(name)


def failing(_):
    raise OSError("gone")


def test_one_that_a_newer_engine_made_is_left_alone(base):
    base.execute("INSERT INTO fleet_engine VALUES ('99.00.00_01_pre_new.sql')")
    with pytest.raises(UsageError, match="newer"):
        check_tables(base)


def test_one_that_a_newer_program_made_is_left_alone(base):
    base.execute("INSERT INTO versions (room, version) VALUES ('fleet', 99)")
    with pytest.raises(UsageError, match="newer sheets-sync"):
        check_tables(base)


def test_a_fleet_of_before_keeps_its_workbooks(fleet, postgres, monkeypatch):
    name = postgres.copy("template0")
    config = fleet.source.with_name("before.toml")
    config.write_text(f'[fleet]\ndatabase = "{postgres.url(name)}"\n')
    latest = upgrading._scripts
    with open_database(load_fleet(config)) as database:
        monkeypatch.setattr(upgrading, "_scripts", lambda: latest()[:1])
        migrate(database)
        database.execute(
            "INSERT INTO fleet_workbooks (name, tenant, seller, config, files, place, period)"
            " SELECT name, '', '', '', false, '', '15 min' FROM unnest(ARRAY['nord', 'south']) AS name"
        )
        database.execute("INSERT INTO fleet_machines VALUES ('alpha-1', 2, false, now())")
        monkeypatch.undo()
        with pytest.raises(UsageError, match="not up to date"):
            check_tables(database)
        migrate(database)
        check_tables(database)
        rows = database.execute("SELECT name, target FROM fleet_workbooks ORDER BY name").fetchall()
        assert rows == [{"name": "nord", "target": ""}, {"name": "south", "target": ""}]
        assert database.execute("SELECT host FROM fleet_machines").fetchall() == [{"host": ""}]
    postgres.drop(name)
