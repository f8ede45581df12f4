"""When a run is due. Pure: days are those of a time zone, moments UTC (design §13; F62).

Runs lie on a grid of elapsed time from the start of each window, which may last over midnight:
a clock put forward or back in the night neither skips nor doubles one. Where they are further
apart than a day, so are the days, counted from a fixed one; a run that falls on a day off waits
for the next day.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from sheets_sync.config.schedule import Window
from sheets_sync.deferred import dataclass

_A_DAY: Final = timedelta(days=1)
_A_WEEK: Final = 7


@dataclass(frozen=True)
class Timetable:
    """``[schedule]`` of the config: ``days`` are weekdays, Monday 0, on which a window begins;
    ``digest`` some and a time."""

    every: timedelta
    between: Window
    days: frozenset[int]
    digest: tuple[frozenset[int], time] | None
    zone: ZoneInfo

    def open_at(self, moment: datetime) -> bool:
        """Whether runs may begin at ``moment``."""
        today = moment.astimezone(self.zone).date()
        return any(
            day.weekday() in self.days and self._covers(day, moment)
            for day in (today - _A_DAY, today)
        )

    def next_run(self, after: datetime) -> datetime:
        """The first moment after ``after`` at which a run is due."""
        yesterday = after.astimezone(self.zone).date() - _A_DAY  # its window may last till now
        return next(due for day in self._run_days(yesterday) if (due := self._first_on(day, after)))

    def next_digest(self, after: datetime) -> datetime | None:
        """The first moment after ``after`` at which the digest is due; None: never."""
        if self.digest is None:
            return None
        weekdays, clock = self.digest
        day = after.astimezone(self.zone).date()
        days = (day + timedelta(days=step) for step in range(_A_WEEK + 1))
        dues = (self._moment(each, clock) for each in days if each.weekday() in weekdays)
        return next(due for due in dues if due > after)

    def _first_on(self, day: date, after: datetime) -> datetime | None:
        """The first moment of a day's grid after ``after``, if there is one."""
        first, _ = self._window(day)
        steps = max((after - first) // self.every + 1, 0)
        due = first + steps * self.every
        return due if self._covers(day, due) else None

    def _run_days(self, since: date) -> Iterator[date]:
        """Days with runs, from ``since`` on, without end; one may come repeatedly."""
        apart = -(-self.every // _A_DAY)
        start = (since.toordinal() - _A_WEEK) // apart * apart
        days = (self._allowed(date.fromordinal(number)) for number in count(start, apart))
        return (day for day in days if day >= since)

    def _allowed(self, day: date) -> date:
        """The day, or the first one after it that is no day off."""
        return next(
            each
            for step in range(_A_WEEK)
            if (each := day + timedelta(days=step)).weekday() in self.days
        )

    def _covers(self, day: date, moment: datetime) -> bool:
        """Whether a moment lies in the window that begins on ``day``."""
        first, last = self._window(day)
        if self.between.round_the_clock:
            return first <= moment < last
        return first <= moment <= last

    def _window(self, day: date) -> tuple[datetime, datetime]:
        """Its ends; where clocks put forward leave nothing of it, its start alone."""
        first = self._moment(day, self.between.first)
        ends_on = day + _A_DAY if self.between.overnight else day
        return first, max(first, self._moment(ends_on, self.between.last))

    def _moment(self, day: date, clock: time) -> datetime:
        """A time of a day. One that the clocks skip is as late as if they had not; one that
        comes twice is the first."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
