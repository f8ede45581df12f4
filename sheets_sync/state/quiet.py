"""What the last good run found, if it changed nothing: a run that finds the same has no more to
do (design §10, invariant 3)."""

import hashlib
import zlib
from dataclasses import dataclass

from sheets_sync.state.store import Store


@dataclass(frozen=True, slots=True)
class Quiet:
    """``workbook`` is what the back end tells its cells by, ``circumstances`` a digest of all
    else that a run goes by, ``report`` the JSON text of what it came to."""

    workbook: str
    circumstances: str
    report: str


def digest(*parts: object) -> str:
    """A digest of things by their ``repr``."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def last_quiet(store: Store) -> Quiet | None:
    """What the last run left that changed nothing; None after one that did."""
    row = store.row("SELECT * FROM quiet")
    if row is None:
        return None
    return Quiet(row["workbook"], row["circumstances"], zlib.decompress(row["report"]).decode())


def remember_quiet(store: Store, quiet: Quiet | None) -> None:
    """Keep that, or nothing, for the next run."""
    with store.transaction():
        store.execute("DELETE FROM quiet")
        if quiet is not None:
            report = zlib.compress(quiet.report.encode())
            store.execute(
                "INSERT INTO quiet VALUES (?, ?, ?)",
                (quiet.workbook, quiet.circumstances, report),
            )
