"""Which spreadsheet or file a workbook is, however its config names it (design §21).

A fleet serves each under one name: under two, two runs would rewrite each other's cells, and mail
the same clients.
"""

import os
from collections.abc import Iterator
from typing import Final

from sheets_sync.config import Config, loads
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import ConfigError
from sheets_sync.fleet.database import Database, told
from sheets_sync.spreadsheet.google.keys import spreadsheet_key

_UNKNOWN: Final = "SELECT name, config FROM fleet_workbooks WHERE target = '' ORDER BY name"
_KNOWN: Final = "UPDATE fleet_workbooks SET target = %s WHERE name = %s"
_WHOSE: Final = "SELECT name FROM fleet_workbooks WHERE target = %s"


def target_of(fleet: FleetConfig, name: str, text: str) -> str:
    """The key of the spreadsheet at Google, whether the config ``text`` has it or its URL, or where
    the file lies on the disk that all machines share, links followed. Raises as ``loads``."""
    config = loads(text, fleet.folder_of(name) / "config.toml")
    if config.workbook.kind.remote:
        return f"{_server(config)} {spreadsheet_key(config.workbook.spreadsheet)}"
    return os.path.realpath(config.workbook.path)


def _server(config: Config) -> str:
    return config.google.api_root.rstrip("/").lower()


def find_targets(fleet: FleetConfig, database: Database) -> Iterator[tuple[str, str]]:
    """Note the targets of workbooks that were added by a program of before. Two names for one: the
    second, and the first, which alone is noted."""
    with told():
        rows = database.execute(_UNKNOWN).fetchall()
    for row in rows:
        try:
            target = target_of(fleet, row["name"], row["config"])
        except ConfigError:  # its next run says what is wrong with it
            continue
        with told():
            first = database.execute(_WHOSE, (target,)).fetchone()
            if first is None:
                database.execute(_KNOWN, (target, row["name"]))
        if first is not None:
            yield row["name"], first["name"]
