"""A month that the last run charged and that no run can read now stops it (design §10, §15)."""

import json
from collections.abc import Collection, Iterator
from typing import Final

import numpy as np

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.findings import Code
from sheets_sync.columns.codes import NONE
from sheets_sync.errors import SheetsSyncError
from sheets_sync.reading.layout import LOG
from sheets_sync.reckoning import Reckoning
from sheets_sync.state.port import Memories

_KEY: Final = "log.caught"


def refuse_lost_tabs(reckoned: Reckoning, changes: Changes, memory: Memories) -> None:
    """Raises ``SheetsSyncError`` where more than half of the rows that the last good run saw in one
    tab are gone, and a pattern of Log caught a tab with other headers that is as long as it was,
    and was not caught by that run already."""
    known = _caught_before(memory)
    caught = sorted(each for each in _caught(reckoned) if each[1] not in known)
    gone = next((rows for rows in _gone(changes) if caught and rows[1] <= caught[-1][0]), None)
    if gone:
        count, last = gone
        names = ", ".join(f'"{ref}"' for height, ref in caught if last <= height)
        raise SheetsSyncError(
            f"{count} rows of the log that the last run saw are gone with their tab, and headers "
            f"cannot be read in {names}, which may be it. Nothing was written.",
            "Put its headers back. If the rows are meant to be gone, run `sheets-sync now "
            "--accept-shrink` once.",
        )


def remember_caught(reckoned: Reckoning, memory: Memories) -> None:
    """Keep for the next run which tabs a pattern of Log caught in this one."""
    caught = sorted({ref for _, ref in _caught(reckoned)})
    if (caught or memory.recall(_KEY)) and {*caught} != {*_caught_before(memory)}:
        memory.remember(_KEY, json.dumps(caught))


def _caught_before(memory: Memories) -> Collection[str]:
    text = memory.recall(_KEY)
    return json.loads(text) if text else ()


def _caught(reckoned: Reckoning) -> Iterator[tuple[int, str]]:
    """How long each tab is that a pattern of Log caught, and which."""
    for each in reckoned.findings:
        if each.code is Code.UNREAD_TAB and each.role == LOG.key and each.near:
            yield reckoned.snapshot.tabs[each.text].height, each.text


def _gone(changes: Changes) -> Iterator[tuple[int, int]]:
    """Of each tab of the last run that lost more than half: how many rows, and the last of all."""
    before = changes.before
    for source in np.unique(before.source).tolist():
        rows = np.flatnonzero(before.source == source)
        gone = int((changes.partner[rows] == NONE).sum())
        if gone * 2 > len(rows):
            yield gone, int(before.row[rows].max())
