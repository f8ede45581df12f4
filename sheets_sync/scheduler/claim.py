"""One service to a state: a lock of its own, so that `sync now` still works beside it."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Self

from sheets_sync.errors import LockedError
from sheets_sync.state.lock import read_holder, run_lock


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
        service = state.with_name(f"{state.name}.service")
        try:
            claimed.enter_context(run_lock(service, "run", now))
        except LockedError as error:
            who = read_holder(service) or "another process"
            raise LockedError(
                f"A service is at work here already: {who}.",
                "One is enough. To start it anew, stop that one first.",
            ) from error
        self._held.close()
        self._held = claimed
