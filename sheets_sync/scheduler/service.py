"""The loop of `sync run`: it runs when a run is due, and never ends by itself (design §12)."""

import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Final

import schedule

from sheets_sync.config import Config
from sheets_sync.config.values import between, days, digest
from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.scheduler.notify import notify, reloading
from sheets_sync.scheduler.ping import Event, ping
from sheets_sync.scheduler.runlog import RunLog, in_words
from sheets_sync.scheduler.timetable import Timetable
from sheets_sync.state import due as kept
from sheets_sync.state.due import Due
from sheets_sync.state.lock import run_lock
from sheets_sync.stopping import Stopped, Stopping
from sheets_sync.sync import Options, Run, sync_now

_TICK: Final = 1.0
_CUT_SHORT: Final = Stopped.exit_code
_BUG: Final = 1

RunNow = Callable[[Config, Options, datetime, Callable[[str], None]], Run]
Digest = Callable[[Config, datetime, datetime], str]


@dataclass(frozen=True, slots=True)
class World:
    """What the loop does and sees: a run, a digest (config, due, now → what became of it), the
    clock, a pause of so many seconds, and where its log goes."""

    digest: Digest
    write: Callable[[str], None]
    run: RunNow = sync_now
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    pause: Callable[[float], None] = time.sleep
    tick: float = _TICK


def serve(load: Callable[[], Config], world: World) -> int:
    """Run as the config says until SIGTERM or Ctrl-C; the exit code.

    SIGHUP reads the config again. Raises as ``load``, and ``LockedError`` naming the holder
    where another service works on this state.
    """
    config = load()
    service_path = config.state.path.with_name(f"{config.state.path.name}.service")
    with run_lock(service_path, "run", world.clock()), Stopping() as stopping:
        service = Service(load, config, world, stopping)
        before = signal.signal(signal.SIGHUP, service.ask_to_reload)
        try:
            return service.loop()
        finally:
            signal.signal(signal.SIGHUP, before)


class Service:
    """One service at work."""

    def __init__(
        self, load: Callable[[], Config], config: Config, world: World, stopping: Stopping
    ) -> None:
        self._load = load
        self._config = config
        self._world = world
        self._stopping = stopping
        self._reload_asked = False
        self._cut_short = False
        self._digest_after: datetime | None = None
        self._take(config)
        self._due = self._first_due()

    def ask_to_reload(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """SIGHUP: read the config again, between two runs."""
        self._reload_asked = True

    def loop(self) -> int:
        """Tick until asked to stop; 0, or 130 where a run was cut short."""
        ticker = schedule.Scheduler()
        ticker.every(1).seconds.do(self._tick)
        self._say("start", f"next run {self._shown(self._due.run)}", next_due=self._due.run)
        notify("READY=1", f"STATUS=next run {self._shown(self._due.run)}")
        while not self._stopping.asked:
            ticker.run_pending()
            if not self._stopping.asked:
                self._world.pause(self._world.tick)
        notify("STOPPING=1")
        self._say("stop", "as asked" + (", a run was cut short" if self._cut_short else ""))
        return _CUT_SHORT if self._cut_short else 0

    def _tick(self) -> None:
        notify("WATCHDOG=1")
        if self._reload_asked:
            self._reload()
        now = self._world.clock()
        self._due = self._not_too_far(self._due, now)
        if self._due.run is not None and now >= self._due.run:
            self._run(now)
        if self._stopping.asked:
            return
        if self._due.digest is not None and now >= self._due.digest:
            self._send_digest(self._due.digest)

    def _run(self, now: datetime) -> None:
        """One run; whatever becomes of it, the loop goes on, and the next one has its time."""
        began = time.monotonic()
        self._ping("start")
        code, text, facts = self._outcome(now)
        after = self._timetable.next_run(max(now, self._world.clock()))
        self._keep(Due(after, self._due.digest))
        facts = {"exit_code": code, "seconds": round(time.monotonic() - began, 1), **facts}
        result = {0: "good", 11: "locked", 130: "stopped"}.get(code, "failed")
        event: Event | None = {"good": "success", "failed": "fail"}.get(result)  # type: ignore[assignment]  # of two literals
        if event:
            self._ping(event)
        text = f"{result}: {text}, {facts['seconds']} s; next {self._shown(after)}"
        self._say("run", text, result=result, **facts, next_due=after)
        notify(f"STATUS=last run {result}, next {self._shown(after)}")

    def _outcome(self, now: datetime) -> tuple[int, str, dict[str, object]]:
        try:
            done = self._world.run(self._config, Options(), now, self._step)
        except Stopped as stopped:
            self._cut_short = True
            return _CUT_SHORT, str(stopped), {}
        except LockedError as locked:
            return locked.exit_code, locked.message, {}
        except SheetsSyncError as error:
            return error.exit_code, str(error), {"message": error.message}
        except Exception as error:  # noqa: BLE001 - a bug of ours must not end the service
            where = traceback.extract_tb(error.__traceback__)[-1]
            text = f"a bug: {type(error).__name__}: {error} ({where.name}, line {where.lineno})"
            return _BUG, f"{text}; please report it", {"message": text}
        return self._of(done)

    def _of(self, done: Run) -> tuple[int, str, dict[str, object]]:
        letters = dict(Counter(str(notice.state) for notice in done.notices))
        findings = len(done.reckoning.findings)
        facts = {"cells_written": done.cells_written, "findings": findings, "letters": letters}
        text = f"{done.cells_written} cells, {findings} findings, {in_words(letters)}"
        trouble = done.mail_trouble
        for warning in done.warnings:
            self._say("warning", warning)
        if trouble is None:
            return 0, text, facts
        return trouble.exit_code, f"{text}; {trouble}", {**facts, "message": trouble.message}

    def _send_digest(self, due: datetime) -> None:
        """The digest; where it fails it is tried again with the next run, not at every tick."""
        now = self._world.clock()
        if not self._config.schedule.digest_to:
            self._keep(Due(self._due.run, self._timetable.next_digest(now)))
            return
        if self._digest_after is not None and now < self._digest_after:
            return
        try:
            said = self._world.digest(self._config, due, now)
        except Exception as error:  # noqa: BLE001 - as for a run
            self._digest_after = self._timetable.next_run(now)
            self._say("digest", f"failed: {error}; again {self._shown(self._digest_after)}")
            return
        self._digest_after = None
        self._keep(Due(self._due.run, self._timetable.next_digest(now)))
        self._say("digest", said)

    def _step(self, text: str) -> None:
        notify("WATCHDOG=1")
        self._stopping.step(text)

    def _take(self, config: Config) -> None:
        table, zone = config.schedule, config.workbook.zone()
        self._config = config
        self._log = RunLog(self._world.write, zone, as_json=table.log == "json")
        self._timetable = Timetable(
            table.every, between(table.between), days(table.days), digest(table.digest), zone
        )
        self._digest_after = None

    def _reload(self) -> None:
        self._reload_asked = False
        reloading()
        try:
            config = self._load()
        except SheetsSyncError as error:
            self._say("reload", f"failed, the old config stays: {error}")
        else:
            if config.state.path != self._config.state.path:
                self._say("reload", "state.path changed: restart the service for that; not taken")
            else:
                self._take(config)
                self._due = Due()
                self._due = self._not_too_far(self._due, self._world.clock())
                self._say("reload", f"done; next run {self._shown(self._due.run)}")
        notify("READY=1")

    def _first_due(self) -> Due:
        """What the state says, a catch-up included; a service that never ran begins at once."""
        try:
            before = kept.recall(self._config.state.path)
        except SheetsSyncError as error:
            self._say("warning", str(error))
            before = Due()
        now = self._world.clock()
        return self._not_too_far(Due(before.run or now, before.digest), now)

    def _not_too_far(self, due: Due, now: datetime) -> Due:
        """What is due, no later than the timetable has it from now on (the clock was put back,
        the config changed), and no run outside its hours."""
        run = due.run if due.run is not None else self._timetable.next_run(now)
        run = min(run, self._timetable.next_run(now))
        if run <= now and not self._timetable.open_at(now):
            run = self._timetable.next_run(now)
        digest_due = self._timetable.next_digest(now)
        if digest_due is not None and due.digest is not None:
            digest_due = min(due.digest, digest_due)
        return Due(run, digest_due)

    def _keep(self, due: Due) -> None:
        self._due = due
        try:
            kept.remember(self._config.state.path, due)
        except SheetsSyncError as error:
            self._say("warning", f"what is due next could not be kept: {error}")

    def _ping(self, event: Event) -> None:
        url = self._config.schedule.ping
        warning = ping(url, event) if url else ""
        if warning:
            self._say("warning", warning)

    def _say(self, event: str, text: str, **facts: object) -> None:
        self._log.line(self._world.clock(), event, text, **facts)

    def _shown(self, moment: datetime | None) -> str:
        if moment is None:
            return "never"
        local = moment.astimezone(self._config.workbook.zone())
        near = moment - self._world.clock() < timedelta(hours=20)
        return f"{local:%H:%M:%S}" if near else f"{local:%Y-%m-%d %H:%M}"
