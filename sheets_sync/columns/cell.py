"""A raw cell, as every back end gives it."""

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TypeAlias


class Fault(Enum):
    """A cell that has no value to take: a formula whose result was never stored."""

    NO_CACHED_VALUE = "NO_CACHED_VALUE"


Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | Fault | None
"""A raw cell. Blank is None or "". Error cells are their text, "#REF!", "Loading…"."""


def time_of_day(since_midnight: timedelta) -> str:
    """A time of day as clocks of twelve hours show it, "9:00 PM": a text, which nobody takes for a
    duration (design §15)."""
    seconds = round(since_midnight.total_seconds()) % 86_400
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    behind = f":{second:02}" if second else ""
    return f"{hour % 12 or 12}:{minute:02}{behind} {'AM' if hour < 12 else 'PM'}"


def in_hundredths(number: float) -> str:
    """A number as a cell of per cent shows it, "90%": a text, which nobody takes for money."""
    return f"{round(number * 100, 4):.15g}%"
