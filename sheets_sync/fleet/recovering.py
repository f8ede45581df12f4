"""Jobs whose worker is dead: failed, each in a transaction of its own, and deferred anew by the
next ring (design §21)."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from sheets_sync.config.fleet import FleetTable
from sheets_sync.fleet.bell import SYNC
from sheets_sync.fleet.database import Database, told
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
_ORPHANS: Final = """
DELETE FROM procrastinate_jobs job USING procrastinate_events event
WHERE event.job_id = job.id AND event.type = 'deferred' AND job.status = 'todo'
  AND job.queue_name LIKE 'hand-%%' AND event.at < now() - %s * interval '1 second'
"""
"""Of a run by hand that died before it fetched its job: nobody else serves its queue."""


async def recover(manager: JobManager, database: Database, table: FleetTable) -> int:
    """Fail the jobs of workers that gave no sign of life for ``takeover`` seconds, and those that
    take longer than any run may; how many. Their workbooks are taken from them."""
    dead = [
        *await manager.get_stalled_jobs(seconds_since_heartbeat=table.takeover),
        *await _overdue(manager, database, table),
    ]
    await manager.prune_stalled_workers(table.takeover)
    await asyncio.to_thread(_orphans_gone, database, table.takeover)
    gone = {job.id: job for job in dead}
    return sum([await _failed(manager, database, job) for job in gone.values()])


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
        if await _failed(manager, database, job, said, rows):
            return str(row["name"])
    return None


async def _failed(
    manager: JobManager, database: Database, job: Job, said: str = DEAD, rows: int = 0
) -> bool:
    assert job.id is not None  # noqa: S101 - it came out of the database
    try:
        await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
    except ConnectorException:  # another machine was quicker
        return False
    if job.task_name == SYNC:
        await asyncio.to_thread(_taken_away, database, str(job.lock), said, rows)
    return True


@told()
def _taken_away(database: Database, workbook: str, said: str, rows: int) -> None:
    """What the dead worker may still do to its workbook, it does in vain."""
    evict(database, workbook)
    found = database.execute(
        "SELECT taken_by FROM fleet_workbooks WHERE name = %s", (workbook,)
    ).fetchone()
    if found is not None:
        worker = found["taken_by"] or "of it"
        Roster(database).died(workbook, said.format(worker=worker), rows)


@told()
def _under_way(database: Database, worker: str) -> dict[str, Any] | None:
    return database.execute(_HIS, (worker, SYNC)).fetchone()


async def _overdue(manager: JobManager, database: Database, table: FleetTable) -> Iterable[Job]:
    """The backstop: whatever its worker says of itself, no run takes so long."""
    longest = max(table.run_limit, table.whale_limit) + _GRACE
    rows = await asyncio.to_thread(_too_long, database, longest)
    return [job for number in rows for job in await manager.list_jobs_async(id=number)]


def _orphans_gone(database: Database, seconds: int) -> None:
    with told():
        database.execute(_ORPHANS, (seconds,))


def _too_long(database: Database, longest: timedelta) -> list[int]:
    with told():
        return [row["id"] for row in database.execute(_TOO_LONG, (SYNC, longest))]
