"""Tables of the fleet, of states and of the engine (design §21)."""

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


def test_a_script_of_the_engines_that_a_database_lacks_is_run(base, tmp_path, monkeypatch):
    (tmp_path / "99.00.00_01_pre_new.sql").write_text("CREATE TABLE new_of_the_engine (id bigint);")
    known = {row["script"] for row in base.execute("SELECT script FROM fleet_engine")}
    assert len(known) == len([*__import__("pathlib").Path(migrations_path).glob("*.sql")])
    monkeypatch.setattr("procrastinate.schema.migrations_path", tmp_path)
    migrate(base)
    migrate(base)
    assert base.execute("SELECT count(*) AS n FROM new_of_the_engine").fetchone()["n"] == 0


def test_a_database_that_was_never_made_is_told_with_the_cure(fleet, postgres):
    name = postgres.copy("template0")
    empty = fleet.source.with_name("empty.toml")
    empty.write_text(f'[fleet]\ndatabase = "{postgres.url(name)}"\n')
    with open_database(load_fleet(empty)) as database, pytest.raises(UsageError) as told:
        check_tables(database)
    postgres.drop(name)
    assert "sheets-sync fleet migrate" in told.value.cure


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
