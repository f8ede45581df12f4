"""Where states are opened, and nowhere else: the store that the config names. What keeps states in
PostgreSQL is imported only where one is named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.files import is_there
from sheets_sync.state.lock import Holder, read_holder, run_lock
from sheets_sync.state.port import Store
from sheets_sync.state.sqlite.opening import open_sqlite, view_sqlite, was_moved

if TYPE_CHECKING:
    from types import ModuleType

    from sheets_sync.state.everything import Movable

__all__ = [
    "Hold",
    "examine_database",
    "hold_movable",
    "hold_state",
    "holder_of",
    "is_made",
    "migrate_database",
    "open_movable_file",
    "open_state",
    "view_file",
    "view_state",
    "was_moved",
]


@dataclass(frozen=True)
class Hold:
    """The right to write a state, as long as it lasts: who has it, and how the state is opened."""

    holder: Holder
    open: Callable[[], Store]


@contextmanager
def hold_state(config: Config, command: str, now: datetime) -> Iterator[Hold]:
    """Hold the state that the config names: until the end nobody else does, on any machine.

    Raises ``LockedError`` naming the holder, and as ``open_state``.
    """
    if config.state.database:
        with _postgres().hold_postgres(config.state, command, now) as (holder, opened):
            yield Hold(holder, opened)
        return
    with run_lock(config.state.path, command, now) as holder:
        yield Hold(holder, lambda: open_state(config))


def open_state(config: Config) -> Store:
    """Open the state for writing, making or migrating it. A database is never migrated in passing.

    Raises ``UsageError`` where its folder is missing or a newer program wrote it,
    ``SheetsSyncError`` where it is damaged, foreign, or may not be written, ``TryAgainLater``
    where the database is away.
    """
    if config.state.database:
        opened: Store = _postgres().open_postgres(config.state)
        return opened
    return open_sqlite(config.state.path)


def view_state(config: Config) -> Store:
    """Open the state for looking only; never makes or migrates it.

    Absent, the view is empty. An older file is migrated in memory, in a copy. Raises as
    ``open_state``.
    """
    if config.state.database:
        viewed: Store = _postgres().view_postgres(config.state)
        return viewed
    return view_file(config.state.path)


def view_file(path: Path) -> Store:
    """As ``view_state``, of a state in a file of its own: a backup."""
    return view_sqlite(path)


@contextmanager
def hold_movable(config: Config, command: str, now: datetime) -> Iterator["Movable"]:
    """The state in the database that the config names, held, to be moved or moved into. Raises
    ``UsageError`` where the config names none, and as ``hold_state``."""
    if not config.state.database:
        raise UsageError(
            "The config names no database.", "Name one as state.database, and state.workbook."
        )
    with (
        _postgres().hold_postgres(config.state, command, now, again=True) as (_, opened),
        opened() as store,
    ):
        yield store


def open_movable_file(path: Path) -> "Movable":
    """The state in a file, to be moved or moved into; made where there is none."""
    return open_sqlite(path)


def migrate_database(config: Config) -> str:
    """Bring the tables of the database that the config names up to date; a sentence on that."""
    if not config.state.database:
        return f"{config.state.path} is a file: the next run brings it up to date."
    version: int = _postgres().migrate_postgres(config.state)
    return f"The tables of states are of version {version}, which this program knows."


def examine_database(config: Config) -> Iterator[tuple[str, str]]:
    """What of the database that the config names is not as it should be, each with its cure."""
    yield from _postgres().examine_postgres(config.state)


def is_made(config: Config) -> bool:
    """Whether there is a state to open. One in a database is made as soon as it is held."""
    return bool(config.state.database) or is_there(config.state.path)


def holder_of(config: Config) -> Holder | None:
    """Who holds the state now; None where nobody says so."""
    if config.state.database:
        held: Holder | None = _postgres().holder_of_postgres(config.state)
        return held
    return read_holder(config.state.path)


def _postgres() -> "ModuleType":
    """What opens states in a database; raises ``UsageError`` where it is not installed."""
    try:
        from sheets_sync.state.postgres import opening  # noqa: PLC0415 - psycopg is an extra, and slow
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise UsageError(
            "state.database needs a package that is not installed here.",
            'pip install "sheets-sync[fleet]"',
        ) from error
    return opening
