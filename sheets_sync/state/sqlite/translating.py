"""SQLite's errors, told to a person: what happened to the state file, and the cure."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sheets_sync.errors import SheetsSyncError, TryAgainLater
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.damage import RESTORE, DamagedError

_CAUSES: Final[tuple[tuple[str, type[SheetsSyncError], str, str], ...]] = (
    (
        "SQLITE_NOTADB",
        SheetsSyncError,
        "is no state file (not an SQLite database).",
        "Put a backup in its place, point state.path at another file, or move this one away.",
    ),
    ("SQLITE_CORRUPT", DamagedError, "is damaged.", RESTORE),
    (
        "SQLITE_FULL",
        SheetsSyncError,
        "could not be written: the disk is full.",
        "Free some space and run again; nothing was lost.",
    ),
    (
        "SQLITE_READONLY",
        SheetsSyncError,
        "may not be written.",
        "Give this user the right to write the file and its folder.",
    ),
    (
        "SQLITE_PERM",
        SheetsSyncError,
        "may not be opened.",
        "Give this user the right to read and write the file and its folder.",
    ),
    (
        "SQLITE_CANTOPEN",
        SheetsSyncError,
        "could not be opened.",
        "Give this user the right to read and write the file and its folder.",
    ),
    ("SQLITE_BUSY", TryAgainLater, "is in use by another program.", "Try again in a while."),
    (
        "SQLITE_IOERR",
        SheetsSyncError,
        "could not be read or written.",
        "Check the disk: its space, its health, and that it is still there.",
    ),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the disk about the state file ``path`` into ours."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise BrokenRuleError(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error
    except UnicodeDecodeError as error:  # SQLite names what is damaged, byte for byte
        raise DamagedError(f"The state file {path} is damaged.", RESTORE) from error
    except OSError as error:
        raise SheetsSyncError(
            f"The state file {path} could not be used: {error.strerror or error}.",
            "Check the disk, and this user's right to write the file and its folder.",
        ) from error


def _translated(error: sqlite3.DatabaseError, path: Path) -> SheetsSyncError:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, kind, what, cure in _CAUSES:
        if name.startswith(prefix):
            return kind(f"The state file {path} {what}", cure)
    return DamagedError(f"The state file {path} could not be used: {error}.", RESTORE)
