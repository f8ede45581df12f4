"""Words of ``[schedule]``: the hours of a day, days of the week, when a digest is due (§13)."""

import re
from datetime import time
from typing import Annotated, Any, Final, TypeAlias

from sheets_sync.config.checks import After
from sheets_sync.deferred import dataclass

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SPAN: Final = re.compile(r"\s*([^\s,-]+)\s*(?:-\s*([^\s,-]+)\s*)?")
_MIDNIGHT: Final = "24:00"


@dataclass(frozen=True)
class Window:
    """Hours of a day, from ``first`` to ``last``, both in it; ``overnight``: ``last`` is a time
    of the next day. From a time to the same one overnight is round the clock: then the end is
    the beginning of the next day's window, and in that one."""

    first: time
    last: time
    overnight: bool = False

    @property
    def round_the_clock(self) -> bool:
        """Whether it has no end before the next one begins."""
        return self.overnight and self.first == self.last


def between(value: str) -> Window:
    """``"08:00-20:00"``; ``"22:00-06:00"`` is over midnight, ``""`` and ``"00:00-24:00"`` are
    round the clock."""
    parts = [part.strip() for part in _dashed(value.strip() or "00:00-24:00").split("-")]
    ends_at_midnight = parts[-1] == _MIDNIGHT
    if ends_at_midnight:
        parts[-1] = "00:00"
    if len(parts) != 2 or not all(map(_TIME.fullmatch, parts)):
        raise ValueError(
            f'"{value}" must be two times of day, like "08:00-20:00" or "22:00-06:00", or "" for '
            "round the clock"
        )
    first, last = map(time.fromisoformat, parts)
    if first == last and not ends_at_midnight:
        raise ValueError(f'"{value}" ends where it begins: write "" for round the clock')
    return Window(first, last, overnight=last <= first)


def days(value: str) -> frozenset[int]:
    """``"mon-fri"`` or ``"mon, wed, sat-sun"`` as weekdays, Monday 0."""
    spans = [_SPAN.fullmatch(part) for part in _dashed(value.lower()).split(",")]
    if not all(spans):
        raise ValueError(
            f'"{value}" must be days of the week with commas between, like "mon-fri" or "mon, wed"'
        )
    chosen: set[int] = set()
    for span in filter(None, spans):
        start, end = _weekday(span[1]), _weekday(span[2] or span[1])
        chosen |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return frozenset(chosen)


def digest_times(value: str) -> tuple[frozenset[int], time] | None:
    """``"mon 09:00"``, ``"mon-fri 09:00"`` or ``"mon, thu 09:00"`` as weekdays (Monday 0) and a
    time of day; ``""``: none."""
    if not value.strip():
        return None
    weekdays, _, clock = " ".join(value.split()).rpartition(" ")
    if not weekdays or not _TIME.fullmatch(clock):
        raise ValueError(
            f'"{value}" must be days and a time, like "mon 09:00" or "mon-fri 09:00", or ""'
        )
    return days(weekdays), time.fromisoformat(clock)


def _dashed(value: str) -> str:
    """Word processors write a longer dash."""
    return value.replace("\u2013", "-").replace("\u2014", "-")


def _weekday(word: str) -> int:
    if word not in WEEKDAYS:
        raise ValueError(f'"{word}" is no day of the week: mon, tue, wed, thu, fri, sat or sun')
    return WEEKDAYS.index(word)


def _form(check: Any) -> Any:  # noqa: ANN401 - any parser of text
    """Text that ``check`` can parse; it stays text."""

    def checked(value: str) -> str:
        check(value)
        return value

    return After(checked)


Between: TypeAlias = Annotated[str, _form(between)]
Days: TypeAlias = Annotated[str, _form(days)]
DigestTime: TypeAlias = Annotated[str, _form(digest_times)]
