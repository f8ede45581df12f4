"""Procrastinate, as a bell only: it wakes a worker for a workbook, and never two at once for the
same (design §21). Which workbooks, our own rows say.

A job has ``queueing_lock = lock =`` the workbook: a late one has one job, not ninety. Jobs that
are over are deleted. One whose worker is dead is failed and deferred anew, never retried: while the
next one waits, a retry would violate the engine's unique index, and block the workbook for good.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from sheets_sync.config.fleet import FleetTable
from sheets_sync.fleet.choosing import Candidate, QueueRoom, chosen
from sheets_sync.fleet.database import Database, told
from sheets_sync.fleet.fleet_facts import SYNC, is_draining
from sheets_sync.fleet.quota import buckets

LOOK: Final = "fleet.look"
LOOKS: Final = "fleet-look"
AHEAD: Final = 2
"""Jobs that wait for each process: enough that none idles, few enough that the order is fresh."""

_SENDER: Final = App(connector=SyncPsycopgConnector())
"""The engine for who only defers, over a connection that is open already."""

_ONE_RINGS: Final = "SELECT pg_try_advisory_xact_lock(hashtext('sheets_sync.fleet.ring')) AS mine"
_MACHINES: Final = """
SELECT coalesce(sum(processes), 0) AS processes,
       coalesce(sum(processes) FILTER (WHERE files), 0) AS with_files,
       count(*) AS machines, count(*) FILTER (WHERE files) AS machines_with_files
FROM fleet_machines WHERE seen > clock_timestamp() - %s * interval '1 second'
"""
_JOBS: Final = """
SELECT job.queue_name, job.status::text AS status, job.lock, book.tenant, book.project, book.account
FROM procrastinate_jobs job LEFT JOIN fleet_workbooks book ON book.name = job.lock
WHERE job.status IN ('todo', 'doing') AND job.task_name = %s
"""
_DUE: Final = """
SELECT name, tenant, project, account, files, rows >= %(whale)s AS whale, due, period,
       result = 'died' AS rescued, clock_timestamp() AS now
FROM fleet_workbooks
WHERE due <= clock_timestamp() AND NOT paused AND (%(room)s OR result = 'died')
"""
_LATEST_FIRST: Final = """
WITH late AS (
    SELECT job.id, book.tenant, job.status = 'doing' AS begun, book.result = 'died' AS rescued,
        1000 * extract(epoch FROM clock_timestamp() - book.due) / extract(epoch FROM book.period)
        AS share
    FROM procrastinate_jobs job JOIN fleet_workbooks book ON book.name = job.lock
    WHERE job.task_name = %(sync)s
        AND (job.status = 'todo' OR job.status = 'doing' AND job.lock <> %(ended)s)),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY tenant ORDER BY begun DESC, share DESC) AS place
    FROM late)
UPDATE procrastinate_jobs job SET priority = CASE
    WHEN rescued THEN 2147483647
    WHEN place = 1 THEN greatest(least(share, 2147483646), -1000000000)
    ELSE -2000000000 + greatest(least(share, 900000000), 0) END::integer
FROM placed WHERE placed.id = job.id AND job.status = 'todo'
"""
"""Those that wait for a worker are as late as they are now, by their periods: a tenant with many
workbooks stands behind nobody for each of them, nor does anybody stay behind those who came later.
Before all are those whose worker died, behind all the second of a tenant, and further ones."""


def queue_of(*, files: bool, whale: bool) -> str:
    """The queue of a workbook: whales stand in one of their own, and so does what needs the shared
    folder."""
    return f"{'files' if files else 'google'}{'-whales' if whale else ''}"


QUEUES: Final = tuple(
    queue_of(files=files, whale=whale) for files in (False, True) for whale in (False, True)
)


def ring(database: Database, table: FleetTable, ended: str = "") -> int:
    """Defer a job for each workbook that goes next; how many. A machine that gave no sign of life
    for ``takeover`` seconds takes none. The run of ``ended`` is over, though its job is not: its
    tenant need not wait for whoever rings next."""
    with told(), database.transaction():
        first = database.execute(_ONE_RINGS).fetchone()
        if not (first and first["mine"]) or is_draining(database):
            return 0
        jobs = database.execute(_JOBS, (SYNC,)).fetchall()
        room = _room(database, jobs, table.takeover)
        if not room:
            return 0
        waiting = {job["lock"] for job in jobs}
        asked = {"whale": table.whale_rows, "room": any(each.jobs for each in room.values())}
        due = database.execute(_DUE, asked).fetchall()
        now = due[0]["now"] if due else None
        candidates = [_candidate(row) for row in due if row["name"] not in waiting]
        if now is None or not candidates:
            return 0
        granted = _granted(database, jobs, table.look_every)
        go = chosen(candidates, now, _busy(jobs, ended), room, granted)
        count = _deferred(database, go)
        if count:  # it wakes who found nothing while this transaction held what waits
            database.execute(_LATEST_FIRST, {"sync": SYNC, "ended": ended})
        return count


def _busy(jobs: Iterable[Mapping[str, Any]], ended: str) -> set[str]:
    """Tenants with a run under way or waiting, but for the run that is over."""
    of_tenants = (job for job in jobs if job["tenant"] is not None)
    return {job["tenant"] for job in of_tenants if (job["status"], job["lock"]) != ("doing", ended)}


def defer(database: Database, workbook: str, queue: str) -> int:
    """Defer one job; its id. Raises the engine's ``AlreadyEnqueued`` where one waits already."""
    job = _SENDER.configure_task(
        SYNC, lock=workbook, queueing_lock=workbook, queue=queue, connection=database
    )
    with database.transaction():
        return job.defer(workbook=workbook)


def _deferred(database: Database, go: Iterable[Candidate]) -> int:
    count = 0
    for each in go:
        try:
            defer(database, each.name, each.queue)
        except AlreadyEnqueued:  # by hand, this very moment
            continue
        count += 1
    return count


def _room(
    database: Database, jobs: Iterable[Mapping[str, Any]], alive: float
) -> dict[str, QueueRoom]:
    """How many more jobs each queue that is served takes: some for each process."""
    at_work = database.execute(_MACHINES, (alive,)).fetchone() or {}
    served = {
        "google": at_work["processes"], "google-whales": at_work["machines"],
        "files": at_work["with_files"], "files-whales": at_work["machines_with_files"],
    }  # fmt: skip
    wait = Counter(job["queue_name"] for job in jobs if job["status"] == "todo")
    return {
        queue: QueueRoom(max(AHEAD * count - wait[queue], 0), max(count - wait[queue], 0))
        for queue, count in served.items()
        if count
    }


def _granted(
    database: Database, jobs: Iterable[Mapping[str, Any]], seconds: float
) -> dict[tuple[str, str], int]:
    """Reads that each account has free within so many seconds, when the bell is rung again at the
    latest; less one for each job that waits for one. A quota of which only what is free by now
    were given away would lie idle until then."""
    free = {
        (each.account.project, each.account.email): each.free
        for each in buckets(database, timedelta(seconds=seconds))
        if each.kind == "read" and each.account.email
    }
    for job in jobs:
        key = (job["project"], job["account"])
        if job["status"] == "todo" and key in free:
            free[key] -= 1
    return free


def _candidate(row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        name=row["name"],
        tenant=row["tenant"],
        account=(row["project"], row["account"]),
        queue=queue_of(files=row["files"], whale=row["whale"]),
        due=row["due"],
        period=row["period"],
        rescued=row["rescued"],
    )
