"""One process of `sync fleet work`: it serves the workbooks whose bell rings, one after another.

`python -m sheets_sync.fleet.hand CONFIG NAME QUEUE...`, as ``process`` starts it.
"""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

from sheets_sync import voice
from sheets_sync.config.fleet import FleetConfig, load_fleet
from sheets_sync.errors import SheetsSyncError
from sheets_sync.fleet.bell import ring
from sheets_sync.fleet.connector import connector_of, engine_told
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.fleet_facts import SYNC
from sheets_sync.fleet.quota import Quota
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.serving import BookServer
from sheets_sync.scheduler.outcome import RunOutcome
from sheets_sync.spreadsheet.google import connections_kept
from sheets_sync.use_cases.digest import send_digest
from sheets_sync.voice.lines import LogLines

BEATS: Final = 6
"""Signs of life within the time after which a worker is held for dead."""


def main(config: str, name: str, *queues: str) -> int:
    """Serve until asked to stop, or until whoever started us ends; the exit code.

    1 where the database went away: whoever started us does so again.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    log = lines()
    try:
        with engine_told():
            asyncio.run(_work(load_fleet(Path(config)), name, queues, log))
    except SheetsSyncError as error:
        log.line(datetime.now(UTC), "worker", f"{name}: {error}")
        return error.exit_code
    return 0


def lines() -> LogLines:
    """The log of a process of the fleet: a line for each thing that happens, on stderr. What
    it says the engine would tell once more, with tracebacks."""
    for each in ("procrastinate", "asyncio"):
        logging.getLogger(each).setLevel(logging.CRITICAL)
    log = LogLines(_written, ZoneInfo("UTC"), as_json=False)
    voice.speak("warning", log.line)
    return log


def _written(text: str) -> None:
    os.write(2, f"{text}\n".encode())  # at one stroke: processes share it


async def _work(fleet: FleetConfig, name: str, queues: Sequence[str], log: LogLines) -> None:
    database = open_database(fleet)
    quota = Quota(database, fleet.quota, name)
    server = BookServer(fleet, Roster(database), quota, name, send_digest)
    app = App(connector=connector_of(fleet))
    lost = list[Exception]()

    @app.task(name=SYNC)
    def sync(workbook: str) -> None:
        try:
            _tell(log, workbook, server.serve(workbook))
            ring(database, fleet.fleet, ended=workbook)
        except Exception as error:  # noqa: BLE001 - a connection that broke stays so: begin anew
            lost.append(error)
            worker.stop()  # type: ignore[no-untyped-call] # the engine's own

    worker = worker_of(app, fleet, name, queues)
    async with app.open_async():
        with connections_kept():
            beating = asyncio.create_task(_beat(worker, app.job_manager))
            await worker.run()  # type: ignore[no-untyped-call] # the engine's own
            beating.cancel()
    database.close()
    if lost:
        raise lost[0]


async def _beat(worker: Worker, manager: JobManager) -> None:
    """Signs of life as long as the worker is there: its own end as soon as it is asked to stop,
    though the run in hand goes on, and that would be held for dead."""
    while True:
        await asyncio.sleep(worker.update_heartbeat_interval)
        if worker.worker_id is not None:
            with suppress(ConnectorException):  # it is looked for soon again
                await manager.update_heartbeat(worker.worker_id)


def worker_of(app: App, fleet: FleetConfig, name: str, queues: Sequence[str]) -> Worker:
    """The engine's worker: one job at a time, which it deletes when it is over."""
    takeover = fleet.fleet.takeover
    return Worker(
        app=app,
        queues=list(queues),
        name=name,
        concurrency=1,
        delete_jobs="always",
        fetch_job_polling_interval=fleet.fleet.look_every,
        update_heartbeat_interval=takeover / BEATS,
        stalled_worker_timeout=takeover,
    )


def _tell(log: LogLines, workbook: str, outcome: RunOutcome | None) -> None:
    if outcome is not None:
        text = f"{workbook}: {outcome.text}"
        log.line(datetime.now(UTC), "run", text, workbook=workbook, **outcome.facts())


def _end_with_parent() -> None:
    """Nothing ever comes through stdin, but its end."""
    with suppress(OSError):
        os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
