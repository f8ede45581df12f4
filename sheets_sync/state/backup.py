"""Backups of the state, and what must hold in it (design §12; F58)."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import in_the_way
from sheets_sync.state.damage import FROM_A_DUMP, RESTORE
from sheets_sync.state.opening import view_file, view_state
from sheets_sync.state.port import Store


def backup_name(path: Path, now: datetime) -> Path:
    """A name for a backup of ``path``, beside it: its time, in UTC, is part of it."""
    return path.with_name(f"{path.stem}-{now:%Y%m%d-%H%M%S}{path.suffix}")


def back_up(path: Path, target: Path) -> None:
    """Copy the state ``path`` into the new file ``target``, whole and checked; runs may go on.

    Raises ``UsageError`` where there is no state, or ``target`` is there already;
    ``SheetsSyncError`` where the copy fails or is not sound.
    """
    _there(path)
    if os.path.lexists(target):
        raise UsageError(f"{target} is there already.", "Name another file.")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"The folder {target.absolute().parent} does not exist.", "Make it first.")
    draft = target.with_name(f".{target.name}.new")
    if what := in_the_way(draft):
        raise UsageError(f"{target} cannot be made: {draft}: {what}.", "Name another file.")
    try:
        draft.unlink(missing_ok=True)  # of a backup that was killed
        with view_file(path) as store:
            store.copy_into(draft)
        verify(draft)
        draft.replace(target)
    except OSError as error:
        raise SheetsSyncError(
            f"{target} cannot be made: {error.strerror or error}.",
            "Name another file, where this user may write.",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def refuse_database(config: Config) -> None:
    """Raise ``UsageError`` where the state is in a database: PostgreSQL's own tools copy it."""
    if config.state.database:
        raise UsageError(
            "This state is in a database, with those of other workbooks.",
            "`pg_dump --format=custom --schema=sheets_sync NAME > FILE` copies them all "
            "(docs/running.md); `sheets-sync state move database FILE` takes this one out.",
        )


def verify_in_database(config: Config) -> str:
    """As ``verify``, of the state in the database that the config names."""
    name = f'"{config.state.workbook}" in the database'
    with view_state(config) as store:
        return f"{name}: {_sound(store, name, FROM_A_DUMP)}"


def verify(path: Path) -> str:
    """Say in a sentence that the state ``path`` is sound, and what it holds.

    Raises ``UsageError`` where it is missing, ``SheetsSyncError`` naming every fault.
    """
    _there(path)
    with view_file(path) as store:
        return _sound(store, str(path), RESTORE)


def _sound(store: Store, name: str, cure: str) -> str:
    if faults := store.faults():
        raise SheetsSyncError(f"{name} is not sound: {'; '.join(faults)}.", cure)
    held = (f"{count} {what}" for what, count in store.holdings().items())
    return f"sound; {', '.join(held)}."


def _there(path: Path) -> None:
    if not os.path.lexists(path):
        raise UsageError(
            f"There is no state file {path}.",
            "Name one that is there. The first run makes that of the config: `sheets-sync now`.",
        )
    if path.is_file() and path.stat().st_size == 0:
        raise SheetsSyncError(f"{path} is not sound: it is empty.", RESTORE)
