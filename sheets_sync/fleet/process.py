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
    time. Its stdin is a pipe from us: it ends when we do. ``limit`` is how long a run of it may
    take."""

    def __init__(self, config: Path, name: str, queues: Sequence[str], limit: timedelta) -> None:
        self.name = name
        self.limit = limit
        module = "sheets_sync.fleet.hand"
        self._command = [sys.executable, "-m", module, str(config.absolute()), name, *queues]
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = _SOONEST
        self._again = 0.0

    @property
    def alive(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.poll() is None

    def keep_alive(self) -> None:
        """Start it where it never was, or died a while ago."""
        now = time.monotonic()
        if self.alive or now < self._again:
            return
        self._let_go()
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
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
