"""`sync fleet run NAME`: one run here and now, by the same bell as all, so that it never meets a
worker's."""

import asyncio
import uuid

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import LockedError
from sheets_sync.fleet.bell import defer
from sheets_sync.fleet.connector import connector_of, engine_told
from sheets_sync.fleet.database import Database
from sheets_sync.fleet.fleet_facts import SYNC, by_hand_name
from sheets_sync.fleet.hand import worker_of
from sheets_sync.fleet.quota import Quota
from sheets_sync.fleet.recovering import recover
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.serving import BookServer
from sheets_sync.scheduler.outcome import RunOutcome
from sheets_sync.use_cases.digest import send_digest

_ATTEMPTS = 5


def run_by_hand(fleet: FleetConfig, database: Database, workbook: str) -> RunOutcome:
    """One run of a workbook, paused or not, due or not; what became of it.

    Raises ``UsageError`` where there is none, ``LockedError`` where a worker runs it now.
    """
    row = Roster(database).row(workbook)
    with engine_told():
        done = asyncio.run(_run(fleet, database, workbook))
    if done is None:
        by = row["taken_by"] or "A worker"
        raise LockedError(f"{by} runs {workbook} now.", "Wait for it to end; nothing was changed.")
    return done


async def _run(fleet: FleetConfig, database: Database, workbook: str) -> RunOutcome | None:
    name = by_hand_name()
    quota = Quota(database, fleet.quota, name)
    server = BookServer(fleet, Roster(database), quota, name, send_digest)
    app, done = App(connector=connector_of(fleet)), list[RunOutcome | None]()

    @app.task(name=SYNC)
    def sync(workbook: str) -> None:
        done.append(server.serve(workbook))

    queue = f"hand-{uuid.uuid4().hex[:16]}"
    worker = worker_of(app, fleet, name, [queue])
    worker.wait = False
    async with app.open_async():
        await recover(app.job_manager, database, fleet.fleet)
        job = await _queued(app, database, workbook, queue)
        await worker.run()  # type: ignore[no-untyped-call] # the engine's own
        if not done:
            await app.job_manager.cancel_job_by_id_async(job, delete_job=True)
    return done[0] if done else None


async def _queued(app: App, database: Database, workbook: str, queue: str) -> int:
    """Our job, in place of one that waits for a worker."""
    for _ in range(_ATTEMPTS):
        try:
            return await asyncio.to_thread(defer, database, workbook, queue)
        except AlreadyEnqueued:
            for job in await app.job_manager.list_jobs_async(
                lock=workbook, status=Status.TODO.value
            ):
                if job.id is not None:
                    await app.job_manager.cancel_job_by_id_async(job.id, delete_job=True)
    raise LockedError(f"{workbook} is about to be run by a worker.", "Look again in a minute.")
