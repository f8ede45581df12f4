"""Being asked to stop: the step in hand is finished, the next one is not begun (F65)."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any, ClassVar, Self

from sheets_sync.errors import SheetsSyncError


class Stopped(SheetsSyncError):
    """The run was asked to stop, and did so between two steps."""

    exit_code: ClassVar[int] = 130


class Stopping:
    """While entered, SIGTERM and Ctrl-C only take note; ``step`` raises where they came.

    A second Ctrl-C interrupts at once, as ever: a letter on its way is then in doubt.
    """

    def __init__(self, tell: Callable[[str], None] = lambda _: None) -> None:
        self._tell = tell
        self._before: dict[int, Any] = {}
        self.asked = False

    def __enter__(self) -> Self:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def step(self, text: str) -> None:
        """A step begins: tell of it, or raise ``Stopped`` where somebody asked to stop."""
        if self.asked:
            raise Stopped(
                "Stopped between two steps, as asked.", "The next run goes on from there."
            )
        self._tell(text)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self.asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.asked = True
