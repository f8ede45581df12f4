"""A process that serves workbooks, as whoever started it sees it."""

import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

_SOONEST: Final = 1.0
_LATEST: Final = 10.0


class Process:
    """``sheets_sync.fleet.hand``, started, and started again when it died, a little later each
    time, under another name: what a dead one had is told from what this one has. Its stdin is a
    pipe from us: it ends when we do. ``limit`` is how long a run of it may take."""

    def __init__(self, config: Path, name: str, queues: Sequence[str], limit: timedelta) -> None:
        self.limit = limit
        self.dead = list[str]()
        """The names of those that ended, whose workbooks nobody took from them yet."""
        self._config, self._queues, self._first = config.absolute(), queues, name
        self._count = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = _SOONEST
        self._again = 0.0

    @property
    def name(self) -> str:
        """Whom the others know it by: alpha/1, and alpha/1.2 is the second one there."""
        return f"{self._first}.{self._count}" if self._count > 1 else self._first

    @property
    def alive(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.poll() is None

    def keep_alive(self, *, start: bool) -> bool:
        """Start it, where ``start``, if it never was, or died a while ago; whether it was seen to
        have died."""
        died = self._process is not None and not self.alive
        if died:
            self._let_go()
            self.dead.append(self.name)
            self._process = None
        if start and self._process is None and time.monotonic() >= self._again:
            self._start()
        return died

    def _start(self) -> None:
        now = time.monotonic()
        self._count += 1
        module = [sys.executable, "-m", "sheets_sync.fleet.hand"]
        command = [*module, str(self._config), self.name, *self._queues]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
        self._pause = min(self._pause * 2, _LATEST) if now < self._again + _LATEST else _SOONEST
        self._again = now + self._pause

    def ask_to_stop(self) -> None:
        """SIGTERM: it ends after the run in hand."""
        if self._process is not None and self.alive:
            self._process.terminate()

    def wait(self) -> None:
        """Until it has ended."""
        if self._process is not None:
            self._process.wait()

    def kill(self) -> None:
        """It takes too long."""
        if self._process is not None and self.alive:
            self._process.kill()
            self._process.wait()

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
