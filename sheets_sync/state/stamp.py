"""When a run last wrote the workbook, and with it its time stamp (design §9)."""

from datetime import datetime
from typing import Final

from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.state.moments import recalled, utc

_STAMP: Final = "workbook.stamp"


def last_stamp(memory: Memory) -> datetime | None:
    """The moment of the last stamp, in UTC; None: there was none."""
    return recalled(memory, _STAMP)


def remember_stamp(memory: Memory, now: datetime) -> None:
    """The workbook was written at ``now``."""
    memory.remember(_STAMP, utc(now))
