"""Days as serial numbers, and the calendar months they belong to (design §4)."""

from datetime import date, timedelta
from typing import Final

WORKING_DAY: Final = 480
"""The minutes of a day in prices and quantities (design §4)."""

EPOCH: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""


def to_date(day: int) -> date:
    """The calendar date of a serial day."""
    return EPOCH + timedelta(days=day)


def serial(value: date) -> int:
    """The serial number of a day."""
    return (value - EPOCH).days


def month_of(day: int) -> str:
    """The month of a serial day as ``yyyy-mm``."""
    return to_date(day).isoformat()[:7]


def month_start(day: int, back: int = 0) -> int:
    """The first day of the month of ``day``, or of the month ``back`` months before it."""
    on = to_date(day)
    year, month = divmod(on.year * 12 + on.month - 1 - back, 12)
    return (date(year, month + 1, 1) - EPOCH).days


def months_since_1900(year: int, month: int) -> int:
    """A month as a number: that of January 1900 is 0."""
    return (year - 1900) * 12 + month - 1


def month_number_of(day: int) -> int:
    """The number of the month of a serial day."""
    on = to_date(day)
    return months_since_1900(on.year, on.month)


def month_numbered(number: int) -> int:
    """The first day of the month that ``months_since_1900`` numbers so."""
    years, months = divmod(number, 12)
    return serial(date(1900 + years, months + 1, 1))
