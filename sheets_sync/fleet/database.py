"""The fleet's database, its errors told as ours."""

from contextlib import AbstractContextManager
from typing import TypeAlias

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.state.postgres import connecting

Database: TypeAlias = connecting.DatabaseConnection


def open_database(fleet: FleetConfig) -> Database:
    """A connection to it; each statement is a transaction of its own. Raises as ``connect``."""
    return connecting.connect(fleet.state(""))


def told() -> AbstractContextManager[None]:
    """Within, errors of the database are ours: ``TryAgainLater`` where it went away."""
    return connecting.told("the database of the fleet")
