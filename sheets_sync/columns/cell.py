"""A raw cell, as every back end gives it."""

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TypeAlias


class Fault(Enum):
    """A cell that has no value to take: a formula whose result was never stored."""

    NO_CACHED_VALUE = "NO_CACHED_VALUE"


Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | Fault | None
"""A raw cell. Blank is None or "". Error cells are their text, "#REF!", "Loading…"."""
