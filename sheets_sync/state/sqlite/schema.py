"""The tables of a state file: made and brought up to date, one script a version (design §10)."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

APPLICATION_ID: Final = 0x53485359
"""Marks an SQLite file as ours ("SHSY"), so that no other database is ever migrated."""

MOVED_ID: Final = 0x53484D56
"""Marks one whose state was moved elsewhere ("SHMV"): no program goes on with it."""

MOVED: Final = "moved"
"""The fact that says where to."""

_SCRIPTS: Final = Path(__file__).with_name("migrations")


def latest_version() -> int:
    """The version of the schema that this program knows."""
    return len(_files())


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the schema of a file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrations() -> list[str]:
    """The scripts that make each version out of the one before."""
    return [file.read_text(encoding="utf-8") for file in _files()]


def _files() -> list[Path]:
    return sorted(_SCRIPTS.glob("*.sql"))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file up to the latest version; one that fails leaves that before it."""
    if version_of(connection) == latest_version():
        return
    for version, script in enumerate(migrations(), 1):
        if version > version_of(connection):
            run_script(connection, script, version)


def run_script(connection: sqlite3.Connection, script: str, version: int) -> None:
    """Run one script and mark the file as of its version, all or nothing."""
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {script}; {marks} COMMIT;")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def pristine() -> Mapping[tuple[str, str], str]:
    """What makes each table, index and trigger of the latest version, by its table and name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        found = fresh.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE sql <> ''")
        return {(table, name): sql for table, name, sql in found}
