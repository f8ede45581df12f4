"""When the next run and the next digest are due, kept in the state so that no restart forgets."""

from datetime import datetime
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.state.moments import recalled, utc

_RUN: Final = "schedule.next_run"
_DIGEST: Final = "schedule.next_digest"


@dataclass(frozen=True)
class Due:
    """The next run and the next digest, in UTC; None where none is known or due."""

    run: datetime | None = None
    digest: datetime | None = None


def recall_due(memory: Memory) -> Due:
    """What is due by what is remembered; raises as ``memory`` does."""
    return Due(*(recalled(memory, key) for key in (_RUN, _DIGEST)))


def remember_due(memory: Memory, due: Due) -> None:
    """Keep what is due; raises as ``memory`` does."""
    for key, value in ((_RUN, due.run), (_DIGEST, due.digest)):
        text = utc(value) if value else ""
        if (memory.recall(key) or "") != text:
            memory.remember(key, text)
