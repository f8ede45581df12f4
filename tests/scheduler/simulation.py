"""A service whose days pass in a moment: the clock is set forth by each of its pauses.

Everything is real but the clock and, mostly, the run: config file, state file, locks, signals.
"""

import signal
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

from sheets_sync.config import load
from sheets_sync.scheduler import World, serve
from sheets_sync.state.due import recall_due
from sheets_sync.state.opening import view_file

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HUP, TERM = signal.SIGHUP, signal.SIGTERM

CONFIG = """
[workbook]
timezone = "{timezone}"
[schedule]
every = "{every}"
between = "{between}"
days = "{days}"
digest = "{digest}"
digest_to = {digest_to}
log = "{log}"
ping = "{ping}"
[state]
path = "{state}"
"""
SETTINGS = {
    "timezone": "Europe/Berlin", "every": "1h", "between": "08:00-20:00", "days": "mon-fri",
    "digest": "", "digest_to": "[]", "log": "text", "state": "state.sqlite3", "ping": "",
}  # fmt: skip


class Simulation:
    """``run(number of the run)`` returns or raises what a run shall; ``runs`` are their times."""

    def __init__(self, folder, run, digest_shall=lambda: "sent", tick=60, **settings):
        self.folder: Path = folder
        self.write(**settings)
        self.run_shall, self.digest_shall, self.tick = run, digest_shall, tick
        self.runs: list[datetime] = []
        self.digests: list[datetime] = []
        self.lines: list[str] = []
        self.states: list[str] = []

    def write(self, **settings):
        text = CONFIG.format(**(SETTINGS | settings))
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    @property
    def due(self):
        with view_file(self.folder / "state.sqlite3") as store:
            return recall_due(store.memories)

    def play(self, start, length, events=()):
        """Serve from ``start`` on for ``length`` of elapsed time, then SIGTERM; the exit code.

        ``events`` are (elapsed time, what then happens: a callable that takes the clock).
        """
        awaited = sorted(
            [*events, (length, lambda _: signal.raise_signal(TERM))], key=lambda e: e[0]
        )
        elapsed = timedelta(0)
        with time_machine.travel(start, tick=False) as clock:
            self.clock = clock

            def pause(_seconds):
                nonlocal elapsed
                elapsed += timedelta(seconds=self.tick)
                clock.shift(self.tick)
                while awaited and awaited[0][0] <= elapsed:
                    awaited.pop(0)[1](clock)

            world = World(self._digest, self.lines.append, self._run, pause=pause)
            return serve(lambda: load(self.folder / "config.toml"), world)

    def _run(self, config, _options, moment, tell):
        self.runs.append(moment.astimezone(config.workbook.zone()))
        self.states.append(config.state.path.name)
        tell("Reading")
        self.tell = tell
        return self.run_shall(len(self.runs) - 1)

    def _digest(self, config, _due, now):
        self.digests.append(now.astimezone(config.workbook.zone()))
        return self.digest_shall()

    def told(self, event):
        return [line for line in self.lines if f" {event}" in line]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def moments(service):
    return [f"{each:%a %H:%M}" for each in service.runs]


def hours(day, first=8, last=20):
    return [f"{day} {hour:02}:00" for hour in range(first, last + 1)]
