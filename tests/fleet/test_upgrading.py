"""Tables of the fleet, of states and of the engine (design §21)."""

import pytest
from procrastinate.schema import migrations_path

from sheets_sync.errors import UsageError
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
    from sheets_sync.config.fleet import load_fleet  # noqa: PLC0415 - for this one alone

    with open_database(load_fleet(empty)) as database, pytest.raises(UsageError) as told:
        check_tables(database)
    postgres.drop(name)
    assert "sheets-sync fleet migrate" in told.value.cure


def test_one_that_a_newer_program_made_is_left_alone(base):
    base.execute("INSERT INTO versions (room, version) VALUES ('fleet', 99)")
    with pytest.raises(UsageError, match="newer sheets-sync"):
        check_tables(base)
