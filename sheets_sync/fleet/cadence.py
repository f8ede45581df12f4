"""When a workbook of the fleet is due. Pure (design §21).

A workbook that changes is looked at as often as its own config says; one that stays as it is more
seldom, step by step, and as often as ever from the first change on.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sheets_sync.config import Config
from sheets_sync.config.schedule import between, days, digest_times
from sheets_sync.scheduler.timetable import Timetable

PATIENT: Final = 4
"""Runs in a row that change nothing before the next step."""

_STEPS: Final = (1, 4, 16)
"""How many times its own period each step is: 15 minutes, an hour, four hours."""

_LONGEST: Final = timedelta(hours=4)
_SOON: Final = timedelta(seconds=10)
_DOUBLED: Final = 12
"""How often a wait is doubled: 10 seconds become eleven hours."""


def period_of(every: timedelta, still: int) -> timedelta:
    """The time to the next run of a workbook that asks for one ``every`` so often, and was the
    same ``still`` times in a row."""
    step = _STEPS[min(still // PATIENT, len(_STEPS) - 1)]
    return max(every, min(every * step, _LONGEST))


def soon(failing: int, period: timedelta) -> timedelta:
    """When a run is tried again that only the database cut off, ``failing`` times in a row before:
    at once, as good as, then less and less soon; in its ``period`` at the latest."""
    return min(_SOON * (1 << min(failing, _DOUBLED)), period)


def apart(name: str, every: timedelta) -> timedelta:
    """How far after the round moments of its timetable a workbook is due, always the same for the
    same name: a thousand that are due at nine o'clock are spread over their period."""
    share = int.from_bytes(sha256(name.encode()).digest()[:4]) / 2**32
    return timedelta(seconds=int(every.total_seconds() * share))


def next_due(config: Config, name: str, still: int, now: datetime) -> tuple[datetime, timedelta]:
    """When the workbook is due after ``now``, and the period that leads there. Within its hours;
    the first run of a day comes at its beginning, however long it was still."""
    every = config.schedule.every
    period = period_of(every, still)
    table, offset = timetable(config, period), apart(name, every)
    due = table.next_run(now - offset) + offset
    if table.open_at(due):
        return due, period
    first = table.next_run(due)  # that day is over
    return (first + offset if table.open_at(first + offset) else first), period


def next_digest(config: Config, now: datetime) -> datetime | None:
    """When its next digest is due; None where nobody gets one."""
    if not config.schedule.digest_to:
        return None
    return timetable(config, config.schedule.every).next_digest(now)


def timetable(config: Config, period: timedelta) -> Timetable:
    """``[schedule]`` of a workbook, with another ``period``."""
    table = config.schedule
    return Timetable(
        period,
        between(table.between),
        days(table.days),
        digest_times(table.digest),
        config.workbook.zone(),
    )
