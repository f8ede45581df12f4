"""One run at a time (design §10, invariant 6): an OS lock that dies with its holder.

The lock lies beside the state file, and beside it a note that says who holds it. The note is
only told to people: it never decides who may run, so one left by a dead run locks nobody out.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sheets_sync import system
from sheets_sync.deferred import dataclass
from sheets_sync.errors import LockedError, SheetsSyncError, UsageError
from sheets_sync.files import file_bytes
from sheets_sync.state.moments import utc


@dataclass(frozen=True)
class Holder:
    """Who holds the lock: process, host, command, and since when (ISO 8601, UTC)."""

    pid: int
    host: str
    command: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, `{self.command}`, since {self.since}"


@contextmanager
def run_lock(state: Path, command: str, now: datetime) -> Iterator[Holder]:
    """Hold the lock beside the state file ``state`` for the length of a run.

    Raises ``LockedError`` naming the holder, ``UsageError`` where the folder is missing,
    ``SheetsSyncError`` where the lock may not be made.
    """
    holder = Holder(os.getpid(), socket.gethostname(), command, utc(now))
    held = _acquire(state)
    try:
        _note(holder, note_path(state))
        yield holder
    finally:
        note_path(state).unlink(missing_ok=True)
        os.close(held)


def lock_path(state: Path) -> Path:
    """The lock file of a state file."""
    return state.with_name(f"{state.name}.lock")


def note_path(state: Path) -> Path:
    """The note about the holder of the lock."""
    return state.with_name(f"{state.name}.holder")


def read_holder(state: Path) -> Holder | None:
    """What the note says; None where there is none or it cannot be read."""
    try:
        return Holder(**json.loads(file_bytes(note_path(state))))
    except (OSError, ValueError, TypeError):
        return None


def _acquire(state: Path) -> int:
    """The descriptor of the lock."""
    if not state.parent.is_dir():
        raise UsageError(
            f"The folder {state.parent} of the state file does not exist.",
            "Make it, or correct state.path in the config.",
        )
    try:
        held = system.lock_file(lock_path(state))
    except OSError as error:
        raise SheetsSyncError(
            f"The lock {lock_path(state)} could not be made: {error.strerror or error}.",
            "Give this user the right to write the folder of the state file.",
        ) from error
    if held is None:
        who = read_holder(state) or "another process"
        raise LockedError(
            f"Another run is under way: {who}.", "Wait for it to end; nothing was changed."
        )
    return held


def _note(holder: Holder, path: Path) -> None:
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise SheetsSyncError(
            f"The note {path} could not be written: {error.strerror or error}.",
            "Free some space, and check this user's right to write the folder.",
        ) from error
