"""Facts of a fleet as a whole: whether it drains, and which folder its workers share."""

import os
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import file_bytes

if TYPE_CHECKING:
    from sheets_sync.fleet.database import Database

SYNC: Final = "fleet.sync"
"""What the engine calls a run of a workbook."""

_DRAINING: Final = "draining"
_FOLDER: Final = "folder"
_MARK: Final = ".sheets-sync-fleet"
_DEAD_AND_KNOWN: Final = """
DELETE FROM fleet_machines dead WHERE seen < clock_timestamp() - interval '1 day'
    OR seen < clock_timestamp() - %s * interval '1 second' AND EXISTS (
        SELECT FROM fleet_machines other WHERE other.host = dead.host AND other.since > dead.seen)
"""


def by_hand_name() -> str:
    """Whom the others know a command by that a person typed here."""
    return f"{socket.gethostname()}-{os.getpid()}/hand"


def is_draining(database: "Database") -> bool:
    """Whether no run is to begin."""
    return _fact(database, _DRAINING) is not None


def set_draining(database: "Database", *, draining: bool) -> None:
    """From now on no run begins; or runs begin again."""
    if draining:
        _keep(database, _DRAINING, "yes")
    else:
        database.execute("DELETE FROM fleet_facts WHERE key = %s", (_DRAINING,))


def forget_dead_machines(database: "Database", takeover: float) -> None:
    """Machines that died, once another one took their place on that host; a day later at most."""
    database.execute(_DEAD_AND_KNOWN, (takeover,))


def prove_shared(database: "Database", folder: Path) -> None:
    """Make sure that ``folder`` is the one that the other machines share: a mark lies in it that
    the database knows.

    Raises ``UsageError`` where it is another folder, ``SheetsSyncError`` where it cannot be read.
    """
    mark = folder / _MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _fact(database, _FOLDER)
        if known is None:
            known = _first_mark(database, mark)
        found = file_bytes(mark).decode("ascii", "replace").strip() if mark.exists() else ""
    except OSError as error:
        raise SheetsSyncError(
            f"The shared folder {folder} cannot be used ({error.strerror}).",
            "Mount it, and give this user the right to write there.",
        ) from error
    if found != known:
        raise UsageError(
            f"{folder} is not the folder that the other machines of the fleet share.",
            "Mount theirs here, under the same path; or set fleet.shared = false.",
        )


def _first_mark(database: "Database", mark: Path) -> str:
    """What the folder is marked with: by us, where no other machine was first. One that cannot be
    written is not known either."""
    with database.transaction():
        database.execute("LOCK TABLE fleet_facts IN EXCLUSIVE MODE")
        if (known := _fact(database, _FOLDER)) is None:
            known = secrets.token_hex(16)
            _keep(database, _FOLDER, known)
            mark.write_text(f"{known}\n", encoding="ascii")
    return known


def _fact(database: "Database", key: str) -> str | None:
    row = database.execute("SELECT value FROM fleet_facts WHERE key = %s", (key,)).fetchone()
    return row["value"] if row else None


def _keep(database: "Database", key: str, value: str) -> None:
    database.execute(
        "INSERT INTO fleet_facts VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = %s",
        (key, value, value),
    )
