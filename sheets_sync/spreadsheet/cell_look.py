"""What numbers look like by the formats of their cells, as all back ends have it."""

from typing import Literal, TypeAlias

from sheets_sync import deferred

CellPlace: TypeAlias = tuple[str, int, int]
"""A cell: its tab's ref, its column (from 0) and sheet row (from 1)."""

CellKind: TypeAlias = Literal[
    "number", "time", "day", "clock", "percent", "hours", "minutes", "alone"
]
"""What a number is: itself, parts of a day, the number of a day, a time of day (9:00 PM),
hundredths of something, or parts of a day that are shown as hours up to 24, as minutes up to 60, or
as one of these alone, a number like any other."""


@deferred.dataclass(frozen=True)
class CellLook:
    """What a number is by its cell's format, and what this shows beside it ("€"), or ""; of one
    that is shown "alone" the pattern."""

    kind: CellKind
    unit: str = ""
