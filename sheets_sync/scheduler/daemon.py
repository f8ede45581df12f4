"""The loop of `sync run`: it runs when a run is due, and never ends by itself (design §12)."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Final

import schedule

from sheets_sync import system, voice
from sheets_sync.config import Config
from sheets_sync.config.schedule import between, days, digest_times
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.scheduler.claim import Claim
from sheets_sync.scheduler.notify import Watchdog, notify, reloading
from sheets_sync.scheduler.outcome import RunOutcome, outcome_of
from sheets_sync.scheduler.ping import Event, ping
from sheets_sync.scheduler.timetable import Timetable
from sheets_sync.state.due import Due, recall_due, remember_due
from sheets_sync.state.opening import open_state, view_state
from sheets_sync.stopping import Stopped, Stopping
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options, Run
from sheets_sync.voice.lines import LogLines
from sheets_sync.workbooks import connections_kept

_TICK: Final = 0.5
_LATE: Final = timedelta(minutes=1)
"""A run begun so long after it was due is one to catch up on, and not outside the hours."""

_PINGS: Final[dict[str, Event]] = {"good": "success", "failed": "fail"}

RunNow = Callable[[Config, Options, datetime, Callable[[str], None]], Run]
SendDigest = Callable[[Config, datetime, datetime], str]


@dataclass(frozen=True)
class World:
    """What the loop does and sees: a run, a digest (config, due, now → what became of it), the
    clock, a pause of so many seconds, and where its log goes."""

    digest: SendDigest
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
    with Claim() as claim, Stopping() as stopping:
        claim.move(config.state.path, world.clock())
        service = Daemon(load, config, world, stopping, claim)
        with system.on_hangup(service.ask_to_reload), connections_kept(config):
            return service.loop()


class Daemon:
    """One service at work."""

    def __init__(
        self,
        load: Callable[[], Config],
        config: Config,
        world: World,
        stopping: Stopping,
        claim: Claim,
    ) -> None:
        self._load = load
        self._config = config
        self._world = world
        self._stopping = stopping
        self._claim = claim
        self._watchdog = Watchdog()
        self._reload_asked = False
        self._cut_short = False
        self._digest_after: datetime | None = None
        self._due = Due()
        self._take(config)
        self._keep(self._first_due())

    def ask_to_reload(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """SIGHUP: read the config again, between two runs."""
        self._reload_asked = True

    def loop(self) -> int:
        """Tick until asked to stop; 0, or 130 where a run was cut short."""
        ticker = schedule.Scheduler()
        ticker.every(1).seconds.do(self._safe_tick)
        self._say("start", f"next run {self._shown(self._due.run)}", next_due=self._due.run)
        notify("READY=1", f"STATUS=next run {self._shown(self._due.run)}")
        ticker.run_all()
        while not self._stopping.asked:
            # The ticker goes by the clock on the wall: put back, it would wait as long (F62).
            if (ticker.idle_seconds or 0) > 2:
                ticker.run_all()
            else:
                ticker.run_pending()
            if not self._stopping.asked:
                self._world.pause(self._world.tick)
        notify("STOPPING=1")
        self._say("stop", "as asked" + (", a run was cut short" if self._cut_short else ""))
        return Stopped.exit_code if self._cut_short else 0

    def _safe_tick(self) -> None:
        """A tick; ``schedule`` would let an exception end the loop, and not go on (F64)."""
        try:
            self._tick()
        except Exception as error:  # noqa: BLE001 - nothing but a person ends the service
            self._say("warning", voice.bug(error))

    def _tick(self) -> None:
        self._watchdog.alive()
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
        """One run; whatever becomes of it, the loop goes on, and the next one has its time.

        That time is kept when the run is over: one killed or cut short is due still.
        """
        began = time.monotonic()
        self._ping("start")
        done = outcome_of(lambda: self._world.run(self._config, Options(), now, self._step))
        seconds = round(time.monotonic() - began, 1)
        if done.result == "stopped":
            self._cut_short = True
        else:
            after = self._timetable.next_run(max(now, self._world.clock()))
            self._keep(Due(after, self._due.digest))
        if done.result in _PINGS:
            self._ping(_PINGS[done.result])
        self._tell_of(done, seconds)

    def _tell_of(self, done: RunOutcome, seconds: float) -> None:
        for warning in done.warnings:
            self._say("warning", warning)
        after = self._shown(self._due.run)
        text = f"{done.text}, {seconds} s; next {after}"
        self._say("run", text, **done.facts(), seconds=seconds, next_due=self._due.run)
        notify(f"STATUS=last run {done.result}, next {after}")

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
            why = str(error) if isinstance(error, SheetsSyncError) else voice.bug(error)
            self._say("digest", f"failed: {why} Again {self._shown(self._digest_after)}.")
            return
        self._digest_after = None
        self._keep(Due(self._due.run, self._timetable.next_digest(now)))
        self._say("digest", said)

    def _step(self, text: str) -> None:
        self._watchdog.alive()
        self._stopping.step(text)

    def _take(self, config: Config) -> None:
        table, zone = config.schedule, config.workbook.zone()
        self._config = config
        self._log = LogLines(self._world.write, zone, as_json=table.log == "json")
        voice.speak(config.log.level, self._log.line, config.log.file)
        self._timetable = Timetable(
            table.every, between(table.between), days(table.days), digest_times(table.digest), zone
        )
        self._digest_after = None

    def _reload(self) -> None:
        self._reload_asked = False
        reloading()
        try:
            config = self._load()
            self._change_to(config)
        except SheetsSyncError as error:
            self._say("reload", f"failed, the old config stays: {error}")
        except Exception as error:  # noqa: BLE001 - as for a run
            self._say("reload", f"failed, the old config stays: {voice.bug(error)}")
        else:
            self._say("reload", f"done; next run {self._shown(self._due.run)}")
        notify("READY=1", f"STATUS=next run {self._shown(self._due.run)}")

    def _change_to(self, config: Config) -> None:
        """Work by ``config``, on its state; what is overdue stays so."""
        now, moved = self._world.clock(), config.state.path != self._config.state.path
        if moved:
            self._claim.move(config.state.path, now)
        self._take(config)
        if moved:
            self._keep(self._first_due())
            return
        overdue = (due if due and due <= now else None for due in (self._due.run, self._due.digest))
        self._keep(self._not_too_far(Due(*overdue), now))

    def _first_due(self) -> Due:
        """What the state says, a catch-up included; a service that never ran begins at once."""
        try:
            with view_state(self._config) as store:
                before = recall_due(store.memories)
        except (SheetsSyncError, ValueError) as error:
            self._say("warning", f"what is due could not be read: {error}")
            before = Due()
        now = self._world.clock()
        return self._not_too_far(Due(before.run or now, before.digest), now)

    def _not_too_far(self, due: Due, now: datetime) -> Due:
        """What is due, no later than the timetable has it from now on (the clock was put back,
        the config changed), and no run outside its hours."""
        after = self._timetable.next_run(now)
        run = min(due.run or after, after)
        if run <= now and not self._in_hours(run, now):
            run = after
        digest_due = self._timetable.next_digest(now)
        if digest_due is not None and due.digest is not None:
            digest_due = min(due.digest, digest_due)
        return Due(run, digest_due)

    def _in_hours(self, run: datetime, now: datetime) -> bool:
        """Whether what was due at ``run`` may begin; due at the very end, it begins a tick late."""
        on_time = now - run <= _LATE and self._timetable.open_at(run)
        return on_time or self._timetable.open_at(now)

    def _keep(self, due: Due) -> None:
        self._due = due
        try:
            with open_state(self._config) as store:
                remember_due(store.memories, due)
        except SheetsSyncError as error:
            self._say("warning", f"what is due next could not be kept: {error}")

    def _ping(self, event: Event) -> None:
        url = self._config.schedule.ping
        warning = ping(url, event) if url else ""
        if warning:
            self._say("warning", warning)

    def _say(self, event: str, text: str, **facts: object) -> None:
        with suppress(OSError):  # a full disk, a closed pipe: nobody is left to tell it to
            self._log.line(self._world.clock(), event, text, **facts)

    def _shown(self, moment: datetime | None) -> str:
        if moment is None:
            return "never"
        local = moment.astimezone(self._config.workbook.zone())
        near = moment - self._world.clock() < timedelta(hours=20)
        exact = "%H:%M:%S" if local.second else "%H:%M"
        return local.strftime(exact if near else f"%Y-%m-%d {exact}")
