"""The fleet that a command is about: its config and its database (design §21)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from sheets_sync.errors import UsageError
from sheets_sync.terminal import talk

if TYPE_CHECKING:
    from sheets_sync.config.fleet import FleetConfig
    from sheets_sync.fleet.database import Database

FILE: Final = "sheets_sync.fleet"
"""What the command line keeps the name of the config under."""
_NEEDED: Final = ("psycopg", "procrastinate", "prometheus_client")


def fleet_config() -> "FleetConfig":
    """The fleet's config; the sentence that says what to install where that is missing."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise UsageError(
            f"`sheets-sync fleet` needs {', '.join(missing)}, which not everybody has.",
            'Install it: pip install "sheets-sync[fleet]"',
        )
    from sheets_sync.config.fleet import find_fleet, load_fleet
    from sheets_sync.fleet.exposed import exposed_files

    named = click.get_current_context().meta.get(FILE)
    config = load_fleet(find_fleet(named, os.environ))
    for each in exposed_files(config):
        talk(f"Warning: {each}")
    return config


@contextmanager
def fleet_database(*, checked: bool = True) -> "Iterator[tuple[FleetConfig, Database]]":
    """Within, the config and a connection to the database, whose tables are ``checked``."""
    config = fleet_config()
    from sheets_sync.fleet import upgrading
    from sheets_sync.fleet.database import open_database, told

    with open_database(config) as database, told():
        if checked:
            upgrading.check_tables(database)
        yield config, database
