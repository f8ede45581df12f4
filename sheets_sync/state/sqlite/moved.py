"""A state file taken over from another store, or moved to one (design §21)."""

from typing import Final

from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.everything import BASE, TABLES, Everything, content_hash, ordered
from sheets_sync.state.row import Row
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.schema import MOVED, MOVED_ID
from sheets_sync.state.sqlite.tables import SqliteTables

_ORDER: Final = {"columns": "rowid"}


def everything(database: Database) -> Everything:
    """See ``Movable``."""
    return ordered({table: _rows(database, table) for table in TABLES})


def take_everything(database: Database, rows: Everything) -> None:
    """See ``Movable``."""
    tables = SqliteTables(database)
    with database.transaction():
        for table, each in rows.items():
            for row in each if table != "facts" else ():
                if table == "invoices":
                    tables.set_fact(BASE, str(row["number"] - 1))  # wherever there were gaps
                tables.put(table, row)
        for row in rows["facts"]:
            tables.set_fact(row["key"], row["value"])
        if content_hash(everything(database)) != content_hash(rows):
            raise SheetsSyncError("What was copied is not the same. Nothing was moved.")


def mark_moved(database: Database, to: str) -> None:
    """See ``Movable``. Programs of before take such a file for another program's."""
    with database.transaction():
        SqliteTables(database).set_fact(MOVED, to)
        database.execute(f"PRAGMA application_id = {MOVED_ID}")


def _rows(database: Database, table: str) -> list[Row]:
    # Names of tables and columns are the program's own, never data.
    return database.rows(f"SELECT * FROM {table} ORDER BY {_ORDER.get(table, '1')}")  # noqa: S608
