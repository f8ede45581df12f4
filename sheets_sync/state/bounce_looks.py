"""When the mailbox of bounces was last looked into, and which bounces no run has told yet.

Light to import: a run that finds all as it was asks no more than this.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sheets_sync.config.mail import BouncesTable
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.state.moments import moment, utc
from sheets_sync.state.quiet import fingerprint

_LOOKED: Final = "mail.bounces.looked"
_UNTOLD: Final = "mail.bounces.untold"
_JITTER: Final = timedelta(seconds=5)
"""Scheduled runs are a tick more or less apart."""


def look_is_due(memory: Memory, box: BouncesTable, now: datetime) -> bool:
    """Whether ``box.every`` has passed since the last look, whatever came of it. Another box, or
    one whose login was mended in the config, is looked into at once."""
    before, _, text = (memory.recall(_LOOKED) or "").partition(" ")
    try:
        last = moment(text)
    except ValueError:
        return True
    pause = box.every - min(_JITTER, box.every / 10)
    return before != fingerprint(box) or not last <= now < last + pause


def remember_look(memory: Memory, box: BouncesTable, now: datetime) -> None:
    """Keep that ``box`` was looked into ``now``."""
    memory.remember(_LOOKED, f"{fingerprint(box)} {utc(now)}")


def untold_bounces(memory: Memory) -> frozenset[int]:
    """The ids of the notices that came back, or may have, and that no run has told yet."""
    return frozenset(map(int, filter(str.isdecimal, (memory.recall(_UNTOLD) or "").split())))


def remember_untold(memory: Memory, notices: Collection[int]) -> None:
    """Keep them; a run that told them keeps none."""
    text = " ".join(map(str, sorted(notices)))
    if (memory.recall(_UNTOLD) or "") != text:
        memory.remember(_UNTOLD, text)
