"""The workbooks of a database, and the sellers whose numbers they take."""

from typing import Final

from sheets_sync.config.state_table import StateTable
from sheets_sync.errors import UsageError
from sheets_sync.state.postgres.connecting import DatabaseConnection
from sheets_sync.state.postgres.incarnation import INCARNATION
from sheets_sync.state.row import Row

_NEW: Final = """
INSERT INTO workbooks (name, series, seen_in) VALUES (%s, %s, NOW) RETURNING *
""".replace("NOW", INCARNATION)

_MOVED: Final = {
    "state": "Correct [state] in the config.",
    "fleet": "Move it back here (`sheets-sync state move`), or `sheets-sync fleet remove` it.",
}
"""The cure, by the table of the config that names the database."""
_SELLER: Final = {
    "state": "Put state.seller in the config right.",
    "fleet": "Say so as you add it: `sheets-sync fleet add NAME CONFIG --seller SELLER`.",
}

# The episode of what no episode causes: never open.
_NO_EPISODE: Final = """
INSERT INTO episodes (workbook, id, client, opened, closed, level, since, bar, seal)
SELECT id, 0, '', '1970-01-01T00:00:00.000000+00:00', '1970-01-01T00:00:00.000000+00:00', 'OK',
    '1970-01-01T00:00:00.000000+00:00', 0, ''
FROM workbooks WHERE id = %s
"""


def find_workbook(connection: DatabaseConnection, state: StateTable) -> Row | None:
    """The row of the workbook that ``state`` names; None: there is none.

    Raises ``UsageError`` where its state was moved elsewhere.
    """
    row = connection.execute(
        "SELECT workbooks.*, seller FROM workbooks JOIN series ON series.id = series"
        " WHERE name = %s",
        (state.workbook,),
    ).fetchone()
    if row and row["moved_to"]:
        raise UsageError(
            f'The state of "{state.workbook}" was moved from the database: {row["moved_to"]}.',
            _MOVED[state.config_table],
        )
    return row


def find_or_make_workbook(connection: DatabaseConnection, state: StateTable) -> Row:
    """The same, made where there is none.

    Raises ``UsageError`` as above, and where it has invoices of another seller: two series cannot
    be joined.
    """
    row = find_workbook(connection, state)
    if row and (row["seller"] or "") == state.seller:
        return row
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (state.workbook,))
        row = find_workbook(connection, state)
        if row is None:
            return _make(connection, state)
        if (row["seller"] or "") != state.seller:
            _go_over(connection, state, row)
        return row


def make_room(connection: DatabaseConnection, state: StateTable) -> None:
    """A workbook whose state was moved elsewhere stays, under another name."""
    connection.execute(
        "UPDATE workbooks SET name = name || ' (' || id || ', moved to ' || moved_to || ')'"
        " WHERE name = %s AND moved_to <> ''",
        (state.workbook,),
    )


def _make(connection: DatabaseConnection, state: StateTable) -> Row:
    # One that is new here gave no number yet, or is told by its tab.
    new = (state.workbook, _series(connection, state.seller))
    row = connection.execute(_NEW.encode(), new).fetchone() or {}
    connection.execute(_NO_EPISODE, (row["id"],))
    return row


def _go_over(connection: DatabaseConnection, state: StateTable, row: Row) -> None:
    """Give a workbook to another seller, as long as it has no invoice."""
    sql = "SELECT 1 FROM invoices WHERE workbook = %s LIMIT 1"
    if connection.execute(sql, (row["id"],)).fetchone():
        raise UsageError(
            f'"{state.workbook}" has invoices of the seller "{row["seller"] or ""}": numbers of '
            "two series would be given twice.",
            _SELLER[state.config_table],
        )
    sql = "UPDATE workbooks SET series = %s WHERE id = %s"
    connection.execute(sql, (_series(connection, state.seller), row["id"]))


def _series(connection: DatabaseConnection, seller: str) -> int:
    """The series of a seller, or a new one of nobody's."""
    if seller:
        sql = "INSERT INTO series (seller) VALUES (%s) ON CONFLICT DO NOTHING"
        connection.execute(sql, (seller,))
        found = connection.execute("SELECT id FROM series WHERE seller = %s", (seller,))
    else:
        found = connection.execute("INSERT INTO series DEFAULT VALUES RETURNING id")
    return int((found.fetchone() or {})["id"])
