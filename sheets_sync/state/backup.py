"""Backups of the state file, and what must hold in it (design §12; F58)."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.state.faults import RESTORE, told
from sheets_sync.state.store import Store, view_store


def backup_name(path: Path, now: datetime) -> Path:
    """A name for a backup of ``path``, beside it: its time, in UTC, is part of it."""
    return path.with_name(f"{path.stem}-{now:%Y%m%d-%H%M%S}{path.suffix}")


def back_up(path: Path, target: Path) -> None:
    """Copy the state ``path`` into the new file ``target``, whole and checked; runs may go on.

    Raises ``UsageError`` where there is no state, or ``target`` is there already;
    ``SheetsSyncError`` where the copy fails or is not sound.
    """
    _there(path)
    if target.exists():
        raise UsageError(f"{target} is there already.", "Name another file.")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"The folder {target.absolute().parent} does not exist.", "Make it first.")
    draft = target.with_name(f".{target.name}.new")
    try:
        with told(target), view_store(path) as store:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            store.copy_into(draft)
        verify(draft)
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def verify(path: Path) -> str:
    """Say in a sentence that the state ``path`` is sound, and what it holds.

    Raises ``UsageError`` where it is missing, ``SheetsSyncError`` naming every fault.
    """
    _there(path)
    with view_store(path) as store:
        faults = list(_faults(store))
        if faults:
            raise SheetsSyncError(f"{path} is not sound: {'; '.join(faults)}.", RESTORE)
        return _holds(store)


def _there(path: Path) -> None:
    if not path.is_file():
        raise UsageError(f"There is no state file {path}.", "The first run makes it: `sync now`.")


def _faults(store: Store) -> Iterator[str]:
    yield from (
        row["integrity_check"]
        for row in store.rows("PRAGMA integrity_check(5)")
        if row["integrity_check"] != "ok"
    )
    for row in store.rows("PRAGMA foreign_key_check"):
        yield f"a row of {row['table']} points to one of {row['parent']} that is gone"
    for row in store.rows("SELECT notice, data, sha256 FROM letters"):
        if hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
            yield f"the letter of notice {row['notice']} is not the one that was frozen"
    unfrozen = store.rows(
        "SELECT id FROM notices WHERE state IN ('rendered', 'attempting')"
        " AND id NOT IN (SELECT notice FROM letters)"
    )
    yield from (f"notice {row['id']} has no letter" for row in unfrozen)
    yield from _gaps(store)


def _gaps(store: Store) -> Iterator[str]:
    """Invoice numbers skipped by the program; those before an adoption came from the tab."""
    base = store.row("SELECT CAST(value AS INTEGER) AS top FROM facts WHERE key = 'invoices.base'")
    first = base["top"] if base else 0
    row = store.row(
        "SELECT COUNT(*) AS n, MAX(number) AS top FROM invoices WHERE number > ?", (first,)
    )
    if row and row["top"] is not None and row["n"] != row["top"] - first:
        yield "invoice numbers have a gap"


def _holds(store: Store) -> str:
    counts = {
        table: (store.row(f"SELECT COUNT(*) AS n FROM {table}") or {"n": 0})["n"]  # noqa: S608 - our names
        for table in ("runs", "notices", "letters", "invoices")
    }
    return "sound; " + ", ".join(f"{count} {table}" for table, count in counts.items()) + "."
