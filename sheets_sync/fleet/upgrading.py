"""The fleet's tables, the state's and the engine's, made and brought up to date (design §21)."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sheets_sync.fleet.database import Database, told
from sheets_sync.state.postgres import migrating

ROOM: Final = "fleet"
_MIGRATE: Final = "sheets-sync fleet migrate"
_ENGINE: Final = "CREATE TABLE IF NOT EXISTS fleet_engine (script text PRIMARY KEY)"
_THERE: Final = "SELECT to_regclass('procrastinate_jobs') IS NOT NULL AS there"


def migrate(database: Database) -> int:
    """All three, each script in a transaction of its own; the version of ours. Idempotent."""
    migrating.migrate(database)
    version = migrating.apply(database, ROOM, _scripts())
    with told():
        _engine(database)
    return version


def check_tables(database: Database) -> None:
    """Raise ``UsageError`` with the cure where the tables, the engine's among them, are older or
    newer than the program, or were half made."""
    for room, latest in ((ROOM, len(_scripts())), (migrating.ROOM, len(migrating.scripts()))):
        migrating.check_version(migrating.version_of(database, room), room, latest, _MIGRATE)
    migrating.check_version(len(_done(database)), "engine", len(_engine_scripts()), _MIGRATE)


def _scripts() -> list[str]:
    folder = Path(__file__).with_name("migrations")
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.sql"))]


def _engine_scripts() -> list[Path]:
    """Where they lie, without an import of the engine: that is slow, and who looks needs none."""
    found = find_spec("procrastinate")
    folders = (found and found.submodule_search_locations) or []
    return sorted(each for at in folders for each in Path(at, "sql", "migrations").glob("*.sql"))


def _done(database: Database) -> set[str]:
    """Those of the engine's scripts that the database has."""
    there = database.execute("SELECT to_regclass('fleet_engine') IS NOT NULL AS there").fetchone()
    if not (there and there["there"]):
        return set()
    return {row["script"] for row in database.execute("SELECT script FROM fleet_engine")}


def _engine(database: Database) -> None:
    """The engine's own scripts: all at once in a new database, else those that it lacks."""
    from procrastinate import schema  # noqa: PLC0415 - slow to import; who looks needs none of it

    scripts = _engine_scripts()
    with database.transaction():
        database.execute(_ENGINE)
        found: dict[str, Any] = database.execute(_THERE).fetchone() or {}
        if not found["there"]:
            database.execute(schema.SchemaManager.get_schema())
            for script in scripts:
                database.execute("INSERT INTO fleet_engine VALUES (%s)", (script.name,))
    done = _done(database)
    for script in (each for each in scripts if each.name not in done):
        with database.transaction():
            database.execute(script.read_text(encoding="utf-8"))
            database.execute("INSERT INTO fleet_engine VALUES (%s)", (script.name,))
