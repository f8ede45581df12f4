"""One service to a state: a lock of its own, so that `sync now` still works beside it."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Self

from sheets_sync.state.lock import run_lock


class Claim:
    """The lock of a service; it can move to another state without ever letting go of both."""

    def __init__(self) -> None:
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def move(self, state: Path, now: datetime) -> None:
        """Claim ``state``, then let go of the one before.

        Raises as ``run_lock``, ``LockedError`` naming the service that has it; the one before is
        kept then.
        """
        claimed = ExitStack()
        claimed.enter_context(run_lock(state.with_name(f"{state.name}.service"), "run", now))
        self._held.close()
        self._held = claimed
