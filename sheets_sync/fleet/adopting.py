"""`sync fleet adopt`: the states of workbooks take over what their tabs know of letters, with the
fleet's keys and beside its runs (design §8, §21)."""

from collections.abc import Callable
from datetime import datetime

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.fleet.at_hand import at_hand
from sheets_sync.fleet.carried import carried
from sheets_sync.fleet.database import Database
from sheets_sync.fleet.fleet_facts import by_hand_name
from sheets_sync.fleet.quota import Quota
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.standing import LETTERS_WAIT
from sheets_sync.use_cases.adoption import adopt


def blocked_books(database: Database) -> list[str]:
    """The names of the workbooks whose last run let no letter go."""
    return [row["name"] for row in Roster(database).rows() if row["exit_code"] == LETTERS_WAIT]


def adopt_here(
    fleet: FleetConfig, database: Database, name: str, now: datetime, tell: Callable[[str], None]
) -> list[str]:
    """What was taken over, in sentences; the workbook is due at once.

    Raises ``UsageError`` where there is none, ``LockedError`` while it is run, and as a run does
    where it cannot be read.
    """
    roster = Roster(database)
    row = roster.row(name)
    quota = Quota(database, fleet.quota, by_hand_name())
    config = carried(fleet, name, row["seller"], row["config"])
    with at_hand(fleet, roster, quota, name, config) as book:
        told = adopt(book.config, now, tell)
    roster.hasten(name)
    return told
