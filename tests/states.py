"""Fresh state files are copies of one, which the scripts made: they take a hundredth of a second,
for each of some thousand agencies.

What the scripts do to files of every version is what ``tests/state`` shows, on the real function; it
is that of every process that is started rather than forked, too, and of those that are killed."""

import sqlite3
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from sheets_sync.state.sqlite import schema

OPENING: Any = import_module("sheets_sync.state.sqlite.opening")


@pytest.fixture(scope="session", autouse=True)
def states() -> None:
    OPENING.migrate = _made_or_migrated


def by_scripts() -> None:
    """From here on this process, a child that was forked, makes its states by the scripts."""
    OPENING.migrate = schema.migrate


def _made_or_migrated(connection: sqlite3.Connection) -> None:
    """As ``schema.migrate``."""
    if schema.version_of(connection) or _tables(connection):
        schema.migrate(connection)
        return
    connection.execute("BEGIN IMMEDIATE")  # whoever may not write is told so as ever
    connection.execute("ROLLBACK")
    _made().backup(connection)


def _tables(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return count


@cache
def _made() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    schema.migrate(made)
    return made
