"""A state in a database taken over from another store, or moved to one (design §21)."""

from typing import Final

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.state.everything import BASE, TABLES, Everything, content_hash, ordered
from sheets_sync.state.postgres.database import Database
from sheets_sync.state.postgres.quiet_names import quiet_as_kept, quiet_as_known
from sheets_sync.state.postgres.tables import SERIES, PostgresTables
from sheets_sync.state.row import Row

_BESIDE: Final = ("workbook", "series", "position")


def everything(database: Database) -> Everything:
    """See ``Movable``."""
    with database.snapshot():
        return _everything(database)


def take_everything(database: Database, rows: Everything) -> None:
    """See ``Movable``."""
    base = next((int(row["value"]) for row in rows["facts"] if row["key"] == BASE), 0)
    with database.transaction():
        for table, each in rows.items():
            _take(database, table, each)
        _go_on(database, base)
        if content_hash(_everything(database)) != content_hash(rows):
            raise SheetsSyncError("What was copied is not the same. Nothing was moved.")


def mark_moved(database: Database, to: str) -> None:
    """See ``Movable``. Raises ``UsageError`` where the seller has other workbooks here: their
    numbers would be given twice."""
    with database.transaction():
        _refuse_shared(database)
        sql = "UPDATE workbooks SET moved_to = %(to)s WHERE id = %(workbook)s"
        database.execute(sql, to=to)


def _everything(database: Database) -> Everything:
    found = {table: _rows(database, table) for table in TABLES}
    series = database.row(f"SELECT base, last {SERIES}") or {"base": 0, "last": 0}
    if series["last"]:
        found["facts"].append({"key": BASE, "value": str(series["base"])})
    return ordered(found)


def _rows(database: Database, table: str) -> list[Row]:
    order = "what, position" if table == "columns" else "2"
    # Names of tables and columns are the program's own, never data.
    sql = f"SELECT * FROM {table} WHERE workbook = %(workbook)s ORDER BY {order}"  # noqa: S608
    beside = [each for each in _BESIDE if not (table == "changes" and each == "position")]
    rows = [
        {name: value for name, value in row.items() if name not in beside}
        for row in database.rows(sql)
    ]
    return list(map(quiet_as_known, rows)) if table == "quiet" else rows


def _take(database: Database, table: str, rows: list[Row]) -> None:
    if table == "quiet":
        rows = list(map(quiet_as_kept, rows))
    if table == "columns":
        rows = [{**row, "position": at} for at, row in enumerate(rows)]
    if table == "facts":
        rows = [row for row in rows if row["key"] != BASE]
    if table == "invoices":
        PostgresTables(database).take_over(rows)
        return
    database.insert(table, rows)


def _go_on(database: Database, base: int) -> None:
    """Runs go on from the highest there was. So do the numbers of a workbook that has a series of
    its own; of a seller's, only what is given from now on is without gaps."""
    database.execute(
        "UPDATE workbooks SET fence = greatest(fence, (SELECT coalesce(max(id), 0) FROM runs"
        " WHERE workbook = %(workbook)s)) WHERE id = %(workbook)s"
    )
    if not database.row(f"SELECT seller {SERIES} AND seller IS NOT NULL"):
        database.execute(
            "UPDATE series SET base = %(base)s, last = greatest(last, %(base)s)"
            " WHERE id = (SELECT series FROM workbooks WHERE id = %(workbook)s)",
            base=base,
        )


def _refuse_shared(database: Database) -> None:
    """Raise ``UsageError`` where the seller has other workbooks in the database."""
    others = database.row(
        "SELECT count(*) AS n FROM workbooks WHERE id <> %(workbook)s AND moved_to = ''"
        " AND series = (SELECT series FROM workbooks WHERE id = %(workbook)s)"
    )
    if others and others["n"]:
        raise UsageError(
            "The seller has other workbooks in the database: invoice numbers would be given twice.",
            "It stays there as long as they do.",
        )
