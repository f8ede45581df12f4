"""Runs as remembered, and the guard against a workbook that shrank (design §10)."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from sheets_sync.deferred import dataclass
from sheets_sync.errors import LockedError, SheetsSyncError

if TYPE_CHECKING:  # slow to import: see ``port``
    from sheets_sync.billing.changes import Changes

DETAIL_LIMIT: Final = 1000
"""Changes kept in detail for each run; their numbers are always exact."""

KEPT_RUNS: Final = 200
"""Details of changes are kept for this many good runs."""

Status: TypeAlias = Literal["running", "good", "failed", "aborted"]


@dataclass(frozen=True)
class Counts:
    """What a run did. ``rows_by_role`` counts sheet rows read; ``log`` and the next three are
    the ``rows`` of the JSON; ``added``, ``gone``, ``changed`` count rows against the run before.
    """

    rows_by_role: Mapping[str, int] = field(default_factory=dict)
    log: int = 0
    charged: int = 0
    unpriced: int = 0
    held: int = 0
    cells_written: int = 0
    findings: int = 0
    notices: int = 0
    added: int = 0
    gone: int = 0
    changed: int = 0


@dataclass(frozen=True)
class PastRun:
    """A run as remembered. ``as_of`` is a serial day; moments are aware, in UTC."""

    id: int
    command: str
    pid: int
    host: str
    started: datetime
    ended: datetime | None
    as_of: int
    status: Status
    message: str
    counts: Counts


def still(before: Counts) -> Counts:
    """The counts of a run that found all as it was at the last good one, ``before``."""
    return replace(before, cells_written=0, notices=0, added=0, gone=0, changed=0)


def with_changes(counts: Counts, changes: "Changes") -> Counts:
    """The counts with the numbers of rows that changed against the run before."""
    return replace(
        counts,
        added=len(changes.added),
        gone=len(changes.gone),
        changed=len(changes.changed),
    )


def taken_over() -> LockedError:
    """What a run is told that is no longer the one under way."""
    return LockedError(
        "Another run took over: the lock of this one was taken away from it.",
        "Leave the lock file beside the state alone. What this run had begun, that one ends.",
    )


def check_shrink(before: Mapping[str, int], now: Mapping[str, int]) -> None:
    """Stop a run on a workbook that lost its rows (design §10, invariant 8).

    Both map a role to its rows in all its sources together, at the last good run and now.
    Raises ``SheetsSyncError`` naming every role that lost more than half of its rows.
    """
    shrunk = [
        f"{role}: {now.get(role, 0)} rows, {count} at the last good run"
        for role, count in before.items()
        if now.get(role, 0) * 2 < count
    ]
    if shrunk:
        raise SheetsSyncError(
            f"More than half of the rows are gone ({'; '.join(shrunk)}). Nothing was written.",
            "Look at the workbook; if this is right, run again with --accept-shrink.",
        )
