"""What sheets-sync tells beside its results: requests, retries, phases, bugs (design §12).

``say`` is called wherever something happens; ``speak`` is the one place that decides how much of
it is heard, and where. Python's own ``logging`` carries it, by loggers named
``sheets_sync.EVENT``; what other libraries log is left alone.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final, Protocol

from sheets_sync.voice.masking import hide
from sheets_sync.voice.traces import bug, keep_traces_in

__all__ = ["DETAIL", "bug", "heard", "hide", "phases", "say", "speak"]

DETAIL: Final = logging.DEBUG
"""Told only to who asks for everything."""

_ROOT: Final = logging.getLogger("sheets_sync")


class WriteLine(Protocol):
    """Where a line goes: the moment, the event, the text for people, facts for machines."""

    def __call__(self, moment: datetime, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - any JSON value
        """Write it."""


def say(event: str, text: str, level: int = logging.INFO, **facts: Any) -> None:  # noqa: ANN401 - any JSON value
    """Something happened: ``text`` for people, ``facts`` for machines. No secret stands in it."""
    logger = _ROOT.getChild(event)
    if logger.isEnabledFor(level):
        logger.log(level, "%s", text, extra={"event": event, "facts": facts})


def speak(level: str, line: WriteLine, traces: Path | None = None) -> None:
    """From now on what is at least as grave as ``level`` goes to ``line``, and the trace of a bug
    into the file ``traces`` (None: to ``line``, too)."""
    for handler in [*_ROOT.handlers]:
        _ROOT.removeHandler(handler)
    _ROOT.addHandler(_Voice(line))
    _ROOT.setLevel(level.upper())
    keep_traces_in(traces)


def heard() -> bool:
    """Whether anybody has said yet where lines go."""
    return bool(_ROOT.handlers)


@contextmanager
def phases(tell: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """``tell`` as it is, and what each thing told of took, once the next one begins."""
    begun: list[tuple[str, float]] = []

    def over() -> None:
        if begun:
            text, since = begun.pop()
            seconds = monotonic() - since
            say("phase", f"{text}: {seconds:.2f} s", phase=text, seconds=round(seconds, 3))

    def step(text: str) -> None:
        over()
        tell(text)
        begun.append((text, monotonic()))

    try:
        yield step
    finally:
        over()


class _Voice(logging.Handler):
    """Records of ours as lines."""

    def __init__(self, line: WriteLine) -> None:
        super().__init__()
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        moment = datetime.fromtimestamp(record.created, UTC)
        event = getattr(record, "event", record.levelname.lower())
        with suppress(OSError):  # a full disk, a closed pipe: nobody is left to tell it to
            self._line(moment, event, record.getMessage(), **getattr(record, "facts", {}))
