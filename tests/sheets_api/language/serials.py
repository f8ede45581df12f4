"""Dates as Google Sheets counts them: days since 1899-12-30, the time of day as a fraction.

Measured [R]: 2020-01-01 is 43831. There is no 1900 leap-year fault as in Excel."""

import datetime as dt

EPOCH = dt.date(1899, 12, 30).toordinal()
DAY_MS = 86_400_000
FIRST, LAST = dt.date(1, 1, 1).toordinal() - EPOCH, dt.date.max.toordinal() - EPOCH


def serial_of(year: int, month: int, day: int) -> int | None:
    """The serial of a day; None where there is no such day."""
    try:
        return dt.date(year, month, day).toordinal() - EPOCH
    except ValueError:
        return None


def rolled(year: int, month: int, day: int) -> int:
    """The serial of a day whose month and day may be out of bounds: month 13 is next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, 1).toordinal() - EPOCH + day - 1


def now_serial(now: dt.datetime) -> float:
    """A moment, in the clock of the spreadsheet, as a serial."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now.date().toordinal() - EPOCH + (now - midnight) / dt.timedelta(days=1)


def date_of(serial: float) -> dt.date:
    """The day of a serial. Raises ValueError where the calendar has none."""
    return dt.date.fromordinal(moment_of(serial)[0] + EPOCH)


def moment_of(serial: float) -> tuple[int, int]:
    """A serial's whole day and its milliseconds since midnight, rounded to the millisecond."""
    return divmod(round(serial * DAY_MS), DAY_MS)
