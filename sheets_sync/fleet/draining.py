"""`sync fleet drain`: no run begins any more, and those under way are waited for."""

import time
from typing import Final

from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.database import Database
from sheets_sync.fleet.fleet_facts import SYNC, set_draining

_LOOK: Final = 0.2
_UNDER_WAY: Final = """
SELECT lock FROM procrastinate_jobs WHERE task_name = %s AND status = 'doing' ORDER BY lock
"""
_WAITING: Final = "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'"


def drain_and_wait(database: Database, seconds: float) -> None:
    """Drain, and wait at most so long. Raises ``TryAgainLater`` naming what is still under way."""
    set_draining(database, draining=True)
    database.execute(_WAITING, (SYNC,))
    until = time.monotonic() + seconds
    while names := [row["lock"] for row in database.execute(_UNDER_WAY, (SYNC,))]:
        if time.monotonic() >= until:
            raise TryAgainLater(
                f"No run begins any more, but some are under way: {', '.join(names)}.",
                "Say `sheets-sync fleet drain --wait 600` to wait for them.",
            )
        time.sleep(_LOOK)
