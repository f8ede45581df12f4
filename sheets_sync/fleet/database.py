"""The fleet's database, its errors told as ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.state.postgres import connecting

Database: TypeAlias = connecting.DatabaseConnection


def open_database(fleet: FleetConfig) -> Database:
    """A connection to it; each statement is a transaction of its own. Raises as ``connect``."""
    return connecting.connect(fleet.state(""))


@contextmanager
def told() -> Iterator[None]:
    """Within, errors of the database are ours: ``TryAgainLater`` where it went away."""
    with connecting.told("the database of the fleet"):
        yield
