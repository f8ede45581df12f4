"""Jobs whose worker is dead: taken from it, each in a transaction of its own, and deferred anew by
the next ring, before all others (design §21)."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from sheets_sync.config.fleet import FleetTable
from sheets_sync.errors import SheetsSyncError
from sheets_sync.fleet.database import Database, told
from sheets_sync.fleet.fleet_facts import SYNC, forget_dead_machines
from sheets_sync.fleet.roster import Roster
from sheets_sync.state.postgres.evicting import evict

DEAD: Final = (
    "The worker {worker} died in the middle of the run: it was killed, or its machine, or the way "
    "to the database, went away. The next run goes on from there."
)
_GRACE: Final = timedelta(minutes=1)
_TOO_LONG: Final = """
SELECT job.id FROM procrastinate_jobs job
JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'started'
WHERE job.status = 'doing' AND job.task_name = %s
GROUP BY job.id HAVING max(event.at) < now() - %s
"""
_HIS: Final = """
SELECT book.name, job.id AS job
FROM fleet_workbooks book JOIN procrastinate_jobs job ON job.lock = book.name
WHERE book.taken_by = %s AND job.status = 'doing' AND job.task_name = %s
"""
_FAILED: Final = """
DELETE FROM procrastinate_jobs WHERE id = (
    SELECT id FROM procrastinate_jobs WHERE id = %s AND status = 'doing' FOR UPDATE SKIP LOCKED)
"""
"""A job that failed is deleted, as all that are over; but for one that another machine deletes."""
_ORPHANS: Final = """
DELETE FROM procrastinate_jobs job USING procrastinate_events event
WHERE event.job_id = job.id AND event.type = 'deferred' AND job.status = 'todo'
  AND job.queue_name LIKE 'hand-%%' AND event.at < now() - %s * interval '1 second'
"""
"""Of a run by hand that died before it fetched its job: nobody else serves its queue."""


async def recover(manager: JobManager, database: Database, table: FleetTable) -> int:
    """Take their jobs from workers that gave no sign of life for ``takeover`` seconds, and those
    that take longer than any run may; how many. Their workbooks are taken from them, too."""
    dead = [
        *await manager.get_stalled_jobs(seconds_since_heartbeat=table.takeover),
        *await _overdue(manager, database, table),
    ]
    count = await _all_failed(database, {job.id: job for job in dead}.values())
    await manager.prune_stalled_workers(table.takeover)  # after that: it touches their jobs
    await asyncio.to_thread(_cleared, database, table.takeover)
    return count


async def _all_failed(database: Database, dead: Iterable[Job]) -> int:
    """Take all of them away; how many. One that cannot be keeps none of the others: what it raises
    is raised at the end."""
    count, trouble = 0, list[SheetsSyncError]()
    for job in dead:
        try:
            count += await _failed(database, job)
        except SheetsSyncError as error:
            trouble.append(error)
    if trouble:
        raise trouble[0]
    return count


async def bury(
    manager: JobManager, database: Database, worker: str, said: str = DEAD, rows: int = 0
) -> str | None:
    """Take from ``worker``, which its own machine saw die, the workbook that it ran; its name.
    Nobody needs to wait until a sign of life is missed. None where it ran none, or another machine
    was quicker. The workbook has at least so many ``rows``."""
    row = await asyncio.to_thread(_under_way, database, worker)
    if row is None:
        return None
    for job in await manager.list_jobs_async(id=row["job"]):
        if await _failed(database, job, said, rows):
            return str(row["name"])
    return None


async def _failed(database: Database, job: Job, said: str = DEAD, rows: int = 0) -> bool:
    return await asyncio.to_thread(_taken_away, database, job, said, rows)


@told()
def _taken_away(database: Database, job: Job, said: str, rows: int) -> bool:
    """What the dead worker may still do to its workbook, it does in vain; False where another
    machine was quicker. All of it or nothing: half would leave a workbook that nobody runs."""
    with database.transaction():
        if not database.execute(_FAILED, (job.id,)).rowcount:
            return False
        if job.task_name == SYNC:
            workbook = str(job.lock)
            evict(database, workbook)
            found = database.execute(
                "SELECT taken_by FROM fleet_workbooks WHERE name = %s", (workbook,)
            ).fetchone()
            worker = found["taken_by"] if found and found["taken_by"] else "of it"
            Roster(database).died(workbook, said.format(worker=worker), rows)
    return True


@told()
def _under_way(database: Database, worker: str) -> dict[str, Any] | None:
    return database.execute(_HIS, (worker, SYNC)).fetchone()


async def _overdue(manager: JobManager, database: Database, table: FleetTable) -> Iterable[Job]:
    """The backstop: whatever its worker says of itself, no run takes so long."""
    longest = max(table.run_limit, table.whale_limit) + _GRACE
    rows = await asyncio.to_thread(_too_long, database, longest)
    return [job for number in rows for job in await manager.list_jobs_async(id=number)]


@told()
def _cleared(database: Database, seconds: int) -> None:
    """What the dead left that is nobody's workbook."""
    database.execute(_ORPHANS, (seconds,))
    forget_dead_machines(database, seconds)


def _too_long(database: Database, longest: timedelta) -> list[int]:
    with told():
        return [row["id"] for row in database.execute(_TOO_LONG, (SYNC, longest))]
