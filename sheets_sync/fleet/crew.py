"""`sync fleet work`: a machine of the fleet. It starts processes that serve workbooks, one more for
whales, and itself rings the bell, looks after the dead, and minds how long a run takes."""

import asyncio
import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from procrastinate import App
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

from sheets_sync import voice
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import SheetsSyncError
from sheets_sync.fleet import fleet_facts, upgrading
from sheets_sync.fleet.bell import LOOK, LOOKS, queue_of, ring
from sheets_sync.fleet.carried import swept
from sheets_sync.fleet.connector import connector_of, engine_told
from sheets_sync.fleet.database import Database, open_database, told
from sheets_sync.fleet.hand import BEATS, lines, worker_of
from sheets_sync.fleet.process import Process
from sheets_sync.fleet.quota import give_back
from sheets_sync.fleet.recovering import DEAD, bury, recover

_WATCH: Final = 0.2
_AGAIN: Final = 3.0
_BEAT: Final = """
INSERT INTO fleet_machines (name, processes, files, seen, host)
VALUES (%(name)s, %(processes)s, %(files)s, clock_timestamp(), %(host)s)
ON CONFLICT (name) DO UPDATE SET (processes, files, seen) = (%(processes)s, %(files)s,
                                                             clock_timestamp())
"""
_OVERDUE: Final = """
SELECT name FROM fleet_workbooks WHERE taken_by = %s AND began < clock_timestamp() - %s
"""
_OVERRAN: Final = (
    "The run took longer than {limit} and was stopped. The next one has longer: the workbook "
    "counts as a whale until one takes less. Where that is not enough, raise fleet.whale_limit."
)


class Crew:
    """The processes of one machine."""

    def __init__(self, fleet: FleetConfig, processes: int) -> None:
        self._fleet = fleet
        self._count = processes
        self._host = socket.gethostname()
        self._name = f"{self._host}-{os.getpid()}"
        self._log = lines()
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()
        self._reached = False
        """Whether we have the database: a process that is started while it is away ends at once."""
        self._said = dict[str, str]()
        self._alone = asyncio.Lock()
        """Held by whoever uses our connection: two threads must not mix their transactions."""
        self._processes = [*self._made(processes)]

    async def work(self) -> int:
        """Work until asked to stop; every run in hand is finished first. The exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        self._say(f"{self._name}: {self._count} processes, and one for whales")
        watch = asyncio.create_task(self._watch())
        while not self._stopping.is_set():
            await self._look_after_all()
        await watch
        self._say(f"{self._name}: stopped, as asked")
        return 0

    def _stop(self) -> None:
        self._stopping.set()
        self._news.set()

    def _made(self, processes: int) -> list[Process]:
        table = self._fleet.fleet
        kinds = (False, True) if table.shared else (False,)
        small = [queue_of(files=files, whale=False) for files in kinds]
        large = [queue_of(files=files, whale=True) for files in kinds]
        return [
            *(
                Process(self._fleet.source, f"{self._name}/{number + 1}", small, table.run_limit)
                for number in range(processes)
            ),
            Process(self._fleet.source, f"{self._name}/whales", large, table.whale_limit),
        ]

    async def _look_after_all(self) -> None:
        """Ring and recover until asked to stop, or until the database is lost."""
        try:
            database = await asyncio.to_thread(open_database, self._fleet)
            self._reached = True
            with database, engine_told(), told():
                await self._ring(database)
        except SheetsSyncError as error:
            self._say(f"{self._name}: {error}")
        except Exception as error:  # noqa: BLE001 - only a person ends the crew
            self._say(f"{self._name}: {voice.bug(error)}")
        self._reached = False
        # psycopg closes an attempt that it gave up when that is collected; till then a server that
        # is to shut down waits for it, a minute at most.
        gc.collect()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), _AGAIN)

    async def _ring(self, database: Database) -> None:
        app = App(connector=connector_of(self._fleet))
        table = self._fleet.fleet

        @app.periodic(cron=f"* * * * * */{table.look_every}")
        # No lock: a machine that died while it looked would keep all others from looking.
        @app.task(name=LOOK, queue=LOOKS, queueing_lock=LOOK)
        async def look(timestamp: int) -> None:
            del timestamp
            async with self._alone:
                await recover(app.job_manager, database, table)
                await asyncio.to_thread(ring, database, table)

        async with app.open_async():
            worker = worker_of(app, self._fleet, self._name, [LOOKS])
            worker.install_signal_handlers = False
            done = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call] # the engine's own
            await self._beat_until(done, database, worker, app.job_manager)

    async def _beat_until(
        self, done: "asyncio.Task[None]", database: Database, worker: Worker, manager: JobManager
    ) -> None:
        """Say that this machine is there until its worker ends, or is asked to; take from those of
        its processes that died what they had."""
        table = self._fleet.fleet
        try:
            while not (self._stopping.is_set() or done.done()):
                self._news.clear()
                async with self._alone:
                    await asyncio.to_thread(self._beat, database)
                    await asyncio.to_thread(self._mind, database)
                    await self._bury_all(manager, database)
                with suppress(TimeoutError):
                    await asyncio.wait_for(
                        self._news.wait(), min(table.look_every, table.takeover / BEATS)
                    )
            if self._stopping.is_set():
                await asyncio.to_thread(self._gone, database)
        finally:
            worker.stop()  # type: ignore[no-untyped-call] # the engine's own
            await done

    async def _watch(self) -> None:
        """Keep the processes alive while the database is there; at the end wait for their runs in
        hand."""
        while not self._stopping.is_set():
            for each in self._processes:
                if each.keep_alive(start=self._reached):
                    self._news.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _WATCH)
        for each in self._processes:
            each.ask_to_stop()
        await asyncio.to_thread(self._wait_for_all)

    def _wait_for_all(self) -> None:
        for each in self._processes:
            each.wait()

    def _mind(self, database: Database) -> None:
        """Stop what takes too long."""
        for each in self._processes:
            with told():
                overdue = database.execute(_OVERDUE, (each.name, each.limit)).fetchone()
            if overdue is not None:
                self._said[each.name] = _OVERRAN.format(limit=each.limit)
                each.kill()

    async def _bury_all(self, manager: JobManager, database: Database) -> None:
        """Take from each process that died the workbook that it had, and ring for that one."""
        table = self._fleet.fleet
        for each in self._processes:
            while each.dead:
                minute = self._fleet.quota.minute
                await asyncio.to_thread(give_back, database, each.dead[0], minute)
                said = self._said.get(each.dead[0])
                rows = table.whale_rows if said else 0
                name = await bury(manager, database, each.dead[0], said or DEAD, rows)
                if name is not None:
                    swept(self._fleet.folder_of(name))
                    self._say(f"{name}: {said or DEAD.format(worker=each.dead[0])}")
                    await asyncio.to_thread(ring, database, table)
                del each.dead[0]

    def _beat(self, database: Database) -> None:
        values = {
            "name": self._name, "host": self._host, "processes": self._count,
            "files": self._fleet.fleet.shared,
        }  # fmt: skip
        with told():
            database.execute(_BEAT, values)

    def _gone(self, database: Database) -> None:
        with told():
            database.execute("DELETE FROM fleet_machines WHERE name = %s", (self._name,))

    def _say(self, text: str) -> None:
        self._log.line(datetime.now(UTC), "fleet", text)


def be_a_machine(
    fleet: FleetConfig, processes: int, started: Callable[[], None] = lambda: None
) -> int:
    """Be a machine of the fleet until asked to stop; the exit code. ``started`` is called once the
    database was reached.

    Raises ``UsageError`` where its tables are of another version, or the folder is not the one that
    the others share; ``TryAgainLater`` where the database is away.
    """
    with open_database(fleet) as database, told():
        upgrading.check_tables(database)
        if fleet.fleet.shared:
            fleet_facts.prove_shared(database, fleet.fleet.folder)
    for folder in fleet.fleet.folder.glob("*"):
        swept(folder)
    started()
    return asyncio.run(_crew(fleet, processes))


async def _crew(fleet: FleetConfig, processes: int) -> int:
    return await Crew(fleet, processes).work()
