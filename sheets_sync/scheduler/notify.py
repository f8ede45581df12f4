"""What systemd is told: that the service is ready, alive, reading its config, stopping (sd_notify).

Silent where nobody listens; a manager that went away stops nothing.
"""

import os
import socket
import time
from contextlib import suppress
from typing import ClassVar


def notify(*lines: str) -> None:
    """Send lines such as "READY=1" to the socket that ``NOTIFY_SOCKET`` names."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.settimeout(0)  # a manager that reads nothing must not hold us up
        out.sendto("\n".join(lines).encode(), address)


class Watchdog:
    """Signs of life, however often there is cause for one: at most one in EVERY seconds."""

    EVERY: ClassVar[float] = 3.0

    def __init__(self) -> None:
        self._next = 0.0

    def alive(self) -> None:
        """All is well at this moment."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self.EVERY
            notify("WATCHDOG=1")


def reloading() -> None:
    """The config is being read again; say "READY=1" afterwards."""
    notify("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")
