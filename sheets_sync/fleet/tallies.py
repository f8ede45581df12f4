"""What is counted since the fleet was made: runs by result, calls by account, fences lost."""

from collections.abc import Mapping

from sheets_sync.fleet.database import Database

_ONE_MORE = """
INSERT INTO fleet_tallies VALUES (%s, %s, 1)
ON CONFLICT (what, whose) DO UPDATE SET count = fleet_tallies.count + 1
"""


def tally(connection: Database, what: str, whose: str = "") -> None:
    """Count one more, in a transaction of the caller's if there is one."""
    connection.execute(_ONE_MORE, (what, whose))


def tallies(connection: Database) -> Mapping[tuple[str, str], int]:
    """All that was counted, by what it is and whose."""
    rows = connection.execute("SELECT what, whose, count FROM fleet_tallies ORDER BY what, whose")
    return {(row["what"], row["whose"]): row["count"] for row in rows}
