"""One run at a time (design §10, invariant 6): an OS lock that dies with its holder.

The lock lies beside the state file, and beside it a note that says who holds it. The note is
only told to people: it never decides who may run, so one left by a dead run locks nobody out.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sheets_sync import system
from sheets_sync.deferred import dataclass
from sheets_sync.errors import LockedError, SheetsSyncError, UsageError
from sheets_sync.files import in_the_way, json_in, replace_file
from sheets_sync.state.moments import utc


@dataclass(frozen=True)
class Holder:
    """Who holds the lock: process, host, command, and since when (ISO 8601, UTC)."""

    pid: int
    host: str
    command: str
    since: str

    def __str__(self) -> str:
        since = f"{self.since[:16].replace('T', ' ')} UTC"
        return f"process {self.pid} on {self.host}, `{self.command}`, since {since}"


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
        os.close(held)
        with suppress(OSError):  # it is only told to people, and the run is over
            note_path(state).unlink()


def lock_path(state: Path) -> Path:
    """The lock file of a state file."""
    return state.with_name(f"{state.name}.lock")


def note_path(state: Path) -> Path:
    """The note about the holder of the lock."""
    return state.with_name(f"{state.name}.holder")


def read_holder(state: Path) -> Holder | None:
    """What the note says; None where there is none or it cannot be read."""
    try:
        return Holder(**json_in(note_path(state)))
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
        raise _not_made(f"The lock {lock_path(state)}", lock_path(state), error) from error
    if held is None:
        who = read_holder(state) or "another process"
        raise LockedError(
            f"Another run is under way: {who}.", "Wait for it to end; nothing was changed."
        )
    return held


def _note(holder: Holder, path: Path) -> None:
    draft = path.with_name(f"{path.name}.new")
    try:
        replace_file(path, json.dumps(asdict(holder)).encode())
    except OSError as error:
        raise _not_made(f"The note {path}", draft if in_the_way(draft) else path, error) from error


def _not_made(what: str, path: Path, error: OSError) -> SheetsSyncError:
    """``path`` is the one of ours that was to be made, or that stands where it should."""
    if what_it_is := in_the_way(path):
        return SheetsSyncError(
            f"{what} could not be made: {path}: {what_it_is}.", f"Move {path} away."
        )
    folder = "Give this user the right to write the folder of the state file."
    theirs = "Another user made it: run as that one, or let this user write the state and its lock."
    forbidden = theirs if os.access(path, os.F_OK) else folder
    return SheetsSyncError(
        f"{what} could not be made: {error.strerror or error}.",
        forbidden if isinstance(error, PermissionError) else f"Free some space. {folder}",
    )
