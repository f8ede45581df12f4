"""The fleet's database, its errors told as ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.state.postgres import connecting

Database: TypeAlias = connecting.DatabaseConnection

IDLE: Final = "10s"
"""What a process that was stopped, or cut off, in the middle of a transaction of the fleet's holds
is free again after that: all the others need those rows. A run's own state has its own time."""

_SHORT: Final = "SELECT set_config('idle_in_transaction_session_timeout', %s, false)"


def open_database(fleet: FleetConfig) -> Database:
    """A connection to it; each statement is a transaction of its own. Raises as ``connect``."""
    connection = connecting.connect(fleet.state(""))
    with told():
        connection.execute(_SHORT, (IDLE,))
    return connection


@contextmanager
def told() -> Iterator[None]:
    """Within, errors of the database are ours: ``TryAgainLater`` where it went away."""
    with connecting.told("the database of the fleet", "fleet"):
        yield
