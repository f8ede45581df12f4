"""When a run is due. Pure: days are those of a time zone, moments UTC (design §13; F62).

Within a day runs lie on a grid of elapsed time from the start of the window: a clock put forward
or back in the night neither skips nor doubles one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_A_DAY: Final = timedelta(days=1)
_WEEK: Final = 8


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
        """The first moment after ``after`` at which a run is due.

        Where ``every`` is a day or longer: at the start of the window, so many days later.
        """
        whole_days = self.every // _A_DAY
        day = after.astimezone(self.zone).date() + timedelta(days=whole_days)
        for each in self._open_days(day):
            first, last = self._window(each)
            due = first if whole_days or after < first else self._on_grid(first, after)
            if due <= last and due > after:
                return due
        raise AssertionError("a week has an allowed day")  # days is never empty

    def next_digest(self, after: datetime) -> datetime | None:
        """The first moment after ``after`` at which the digest is due; None: never."""
        if self.digest is None:
            return None
        weekday, clock = self.digest
        day = after.astimezone(self.zone).date()
        days = (day + timedelta(days=step) for step in range(_WEEK + 1))
        dues = (self._moment(each, clock) for each in days if each.weekday() == weekday)
        return next(due for due in dues if due > after)

    def _on_grid(self, first: datetime, after: datetime) -> datetime:
        return first + ((after - first) // self.every + 1) * self.every

    def _open_days(self, first: date) -> Iterator[date]:
        days = (first + timedelta(days=step) for step in range(_WEEK + 1))
        return (day for day in days if day.weekday() in self.days)

    def _window(self, day: date) -> tuple[datetime, datetime]:
        first, last = self.between
        return self._moment(day, first), self._moment(day, last)

    def _moment(self, day: date, clock: time) -> datetime:
        """A time of a day. One that the clocks skip is as late as if they had not; one that
        comes twice is the first."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
