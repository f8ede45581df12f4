"""When the next run and the next digest are due, kept in the state so that no restart forgets."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sheets_sync.state.remembered import Remembered
from sheets_sync.state.store import moment as read_moment
from sheets_sync.state.store import open_store, utc, view_store

_RUN: Final = "schedule.next_run"
_DIGEST: Final = "schedule.next_digest"


@dataclass(frozen=True, slots=True)
class Due:
    """The next run and the next digest, in UTC; None where none is known or due."""

    run: datetime | None = None
    digest: datetime | None = None


def recall(state: Path) -> Due:
    """What is due by the state file; raises as ``view_store``."""
    with view_store(state) as store:
        memory = Remembered(store)
        return Due(*(_moment(memory.recall(key)) for key in (_RUN, _DIGEST)))


def remember(state: Path, due: Due) -> None:
    """Keep what is due; raises as ``open_store``."""
    with open_store(state) as store:
        memory = Remembered(store)
        for key, value in ((_RUN, due.run), (_DIGEST, due.digest)):
            text = utc(value) if value else ""
            if (memory.recall(key) or "") != text:
                memory.remember(key, text)


def _moment(text: str | None) -> datetime | None:
    return read_moment(text) if text else None
