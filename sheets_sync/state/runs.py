"""Runs: begun, ended, remembered; the guard against a workbook that shrank (design §10)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Final, Literal, TypeAlias

from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.state.lock import Holder
from sheets_sync.state.store import Row, Store, moment, utc

Status: TypeAlias = Literal["running", "good", "failed", "aborted"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Run:
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


_COUNTED: Final = tuple(each.name for each in fields(Counts) if each.name != "rows_by_role")


def begin_run(store: Store, holder: Holder, as_of: int, now: datetime) -> int:
    """Record that a run began and return its id; runs left by dead processes become aborted.

    Only the holder of the lock calls this, so whatever is still "running" is dead.
    """
    with store.transaction():
        store.execute(
            "UPDATE runs SET status = 'aborted', ended = ?, message = ? WHERE status = 'running'",
            (utc(now), "The process died."),
        )
        return store.execute(
            "INSERT INTO runs (command, pid, host, started, as_of, status)"
            " VALUES (?, ?, ?, ?, ?, 'running')",
            (holder.command, holder.pid, holder.host, utc(now), as_of),
        )


def hold_the_fence(store: Store, run: int) -> None:
    """Make sure, in a transaction of the caller's, that ``run`` is still the run under way.

    Raises ``LockedError`` where another one took over: its lock was taken away from it.
    """
    row = store.row("SELECT status FROM runs WHERE id = ?", (run,))
    if row is None or row["status"] != "running":
        raise LockedError(
            "Another run took over: the lock of this one was taken away from it.",
            "Leave the lock file beside the state alone. What this run had begun, that one ends.",
        )


def fail_run(store: Store, run: int, message: str, now: datetime) -> None:
    """Record that a run failed, and why."""
    with store.transaction():
        store.execute(
            "UPDATE runs SET status = 'failed', ended = ?, message = ?"
            " WHERE id = ? AND status = 'running'",
            (utc(now), message, run),
        )


def write_good(store: Store, run: int, counts: Counts, now: datetime, message: str = "") -> None:
    """Record, inside a transaction of the caller's, that a run did all it had to.

    Raises ``LockedError`` as ``hold_the_fence``.
    """
    hold_the_fence(store, run)
    columns = ", ".join(f"{name} = ?" for name in _COUNTED)
    values = [getattr(counts, name) for name in _COUNTED]
    roles = json.dumps(dict(counts.rows_by_role), ensure_ascii=False)
    sql = (  # the columns are the fields of Counts, never data
        f"UPDATE runs SET status = 'good', ended = ?, message = ?, rows_by_role = ?, {columns}"  # noqa: S608
        " WHERE id = ?"
    )
    store.execute(sql, (utc(now), message, roles, *values, run))


def record_still(store: Store, run: int, before: Counts, now: datetime) -> None:
    """Record that a run found all as it was at the last good one, which ``before`` is of."""
    still = replace(before, cells_written=0, notices=0, added=0, gone=0, changed=0)
    with store.transaction():
        write_good(store, run, still, now)


def last_good_run(store: Store) -> Run | None:
    """The latest run that did all it had to."""
    row = store.row("SELECT * FROM runs WHERE status = 'good' ORDER BY id DESC LIMIT 1")
    return _run(row) if row else None


def recent_runs(store: Store, limit: int = 50) -> list[Run]:
    """The latest runs of whatever end, newest first."""
    return [
        _run(row) for row in store.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))
    ]


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


def _run(row: Row) -> Run:
    counted = {name: row[name] for name in _COUNTED}
    return Run(
        id=row["id"],
        command=row["command"],
        pid=row["pid"],
        host=row["host"],
        started=moment(row["started"]),
        ended=moment(row["ended"]) if row["ended"] else None,
        as_of=row["as_of"],
        status=row["status"],
        message=row["message"],
        counts=Counts(rows_by_role=json.loads(row["rows_by_role"]), **counted),
    )
