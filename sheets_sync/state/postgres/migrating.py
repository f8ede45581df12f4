"""Tables made and brought up to date, one numbered script a version (design §21)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from psycopg import errors

from sheets_sync.errors import UsageError
from sheets_sync.state.postgres.connecting import DatabaseConnection

ROOM: Final = "state"
"""Whose scripts are these: other rooms have tables in our schema, too."""

MIGRATE: Final = "sheets-sync state migrate"
_SCRIPTS: Final = Path(__file__).with_name("migrations")
_VERSION: Final = "SELECT max(version) AS top FROM versions WHERE room = %s"
_LOCK: Final = 0x5348_5359_4D49_4752  # "SHSYMIGR"


def scripts() -> list[str]:
    """The scripts that make each version of the state out of the one before."""
    return [file.read_text(encoding="utf-8") for file in sorted(_SCRIPTS.glob("*.sql"))]


def migrate(connection: DatabaseConnection) -> int:
    """Bring the tables of states up to the latest version, and return it. Idempotent; of several
    at once each waits for the one before. Raises ``UsageError`` where a newer program made them.
    """
    return apply(connection, ROOM, scripts())


def apply(connection: DatabaseConnection, room: str, scripts: Sequence[str]) -> int:
    """Bring the tables of ``room`` up to the last of ``scripts``, all or nothing."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if not _is_made(connection):
            connection.execute("CREATE SCHEMA IF NOT EXISTS sheets_sync")
            connection.execute(
                "CREATE TABLE versions (room text NOT NULL, version integer NOT NULL,"
                " applied timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (room, version))"
            )
        known = version_of(connection, room)
        _refuse_newer(room, known, len(scripts))
        for version in range(known + 1, len(scripts) + 1):
            connection.execute(scripts[version - 1].encode())
            connection.execute("INSERT INTO versions VALUES (%s, %s)", (room, version))
    return len(scripts)


def version_of(connection: DatabaseConnection, room: str = ROOM) -> int:
    """The version of the tables of ``room``; 0: there are none."""
    try:
        row = connection.execute(_VERSION, (room,)).fetchone()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        return 0
    return (row and row["top"]) or 0


def check_version(
    version: int, room: str = ROOM, latest: int | None = None, command: str = MIGRATE
) -> None:
    """Raise ``UsageError`` unless the tables of ``room``, of that ``version``, are those that this
    program knows: some worker may still be of before, so that nobody migrates in passing. What
    brings them up to date is ``command``."""
    known = len(scripts()) if latest is None else latest
    _refuse_newer(room, version, known)
    if version < known:
        raise UsageError(
            f"The database is not up to date ({room} {version}, this sheets-sync wants {known}).",
            f"Upgrade and stop every worker, then run `{command}`.",
        )


def _refuse_newer(room: str, version: int, known: int) -> None:
    if version > known:
        raise UsageError(
            f"The database was brought up to date by a newer sheets-sync ({room} {version}, this "
            f"one knows {known}).",
            "Upgrade sheets-sync here, too.",
        )


def _is_made(connection: DatabaseConnection) -> bool:
    sql = "SELECT to_regclass('sheets_sync.versions') IS NOT NULL AS made"
    row = connection.execute(sql).fetchone()
    return bool(row and row["made"])
