"""What systemd is told: that the service is ready, alive, reading its config, stopping (sd_notify).

Silent where nobody listens; a manager that went away stops nothing.
"""

import os
import time
from typing import ClassVar

from sheets_sync import system


def notify(*lines: str) -> None:
    """Send lines such as "READY=1" to the socket that ``NOTIFY_SOCKET`` names."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    system.tell_manager(address, "\n".join(lines).encode())


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
    notify("RELOADING=1", f"MONOTONIC_USEC={system.monotonic_microseconds()}")
