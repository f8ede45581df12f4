"""When a run is due. Pure: days are those of a time zone, moments UTC (design §13; F62).

Within a day runs lie on a grid of elapsed time from the start of the window: a clock put forward
or back in the night neither skips nor doubles one. Where they are further apart than a day, so
are the days, counted from a fixed one; a run that falls on a day off waits for the next day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

_A_DAY: Final = timedelta(days=1)
_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Timetable:
    """``[schedule]`` of the config: ``days`` are weekdays, Monday 0; ``digest`` one and a time."""

    every: timedelta
    between: tuple[time, time]
    days: frozenset[int]
    digest: tuple[int, time] | None
    zone: ZoneInfo

    def open_at(self, moment: datetime) -> bool:
        """Whether runs may begin at ``moment``."""
        day = moment.astimezone(self.zone).date()
        first, last = self._window(day)
        return day.weekday() in self.days and first <= moment <= last

    def next_run(self, after: datetime) -> datetime:
        """The first moment after ``after`` at which a run is due."""
        today = after.astimezone(self.zone).date()
        return next(due for day in self._run_days(today) if (due := self._first_on(day, after)))

    def next_digest(self, after: datetime) -> datetime | None:
        """The first moment after ``after`` at which the digest is due; None: never."""
        if self.digest is None:
            return None
        weekday, clock = self.digest
        day = after.astimezone(self.zone).date()
        days = (day + timedelta(days=step) for step in range(_A_WEEK + 1))
        dues = (self._moment(each, clock) for each in days if each.weekday() == weekday)
        return next(due for due in dues if due > after)

    def _first_on(self, day: date, after: datetime) -> datetime | None:
        """The first moment of a day's grid after ``after``, if there is one."""
        first, last = self._window(day)
        steps = max((after - first) // self.every + 1, 0)
        due = first + steps * self.every
        return due if due <= last else None

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

    def _window(self, day: date) -> tuple[datetime, datetime]:
        """Its ends; where clocks put forward leave nothing of it, its start alone."""
        first, last = (self._moment(day, clock) for clock in self.between)
        return first, max(first, last)

    def _moment(self, day: date, clock: time) -> datetime:
        """A time of a day. One that the clocks skip is as late as if they had not; one that
        comes twice is the first."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
