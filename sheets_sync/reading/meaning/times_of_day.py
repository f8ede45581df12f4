"""When work began and ended: times of day, and moments of a day (design §15)."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from sheets_sync.billing.days import EPOCH
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.dates import day_in
from sheets_sync.reading.meaning.measures import is_moment
from sheets_sync.reading.meaning.numbers import plain_text
from sheets_sync.spreadsheet.number_patterns import in_hours_of_a_day

_CLOCK: Final = re.compile(
    r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?: ?([ap])\.?m\.?)?", re.ASCII
)
_HOUR: Final = re.compile(r"(0?[1-9]|1[0-2])()() ?([ap])\.?m\.?", re.ASCII)
_HALF_DAY: Final = re.compile(r"[ap]\.?m\.?$", re.ASCII)
_BEHIND_A_DAY: Final = re.compile(r"(?<=\S) (\S+(?: ?[ap]\.?m\.?)?)$", re.ASCII)
_ZONE: Final = re.compile(r".*:.*(?:z|[+-]\d\d:?\d\d)", re.ASCII)
_FIRST: Final = datetime(1, 1, 1)  # noqa: DTZ001 - moments of a sheet have no zone
_EPOCH: Final = EPOCH - _FIRST.date()
DAYLONG: Final = timedelta(days=1)


def moment_in(cell: Cell) -> timedelta | None:
    """A time of day since midnight, 24:00 the latest; a moment of a day since the first of all
    days, of one with a zone that in Greenwich. None of anything else, a bare number that is surely
    neither among it, and a day as text."""
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        return moment.replace(tzinfo=None) - _FIRST
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, timedelta):
        return cell if timedelta() <= cell <= DAYLONG else None
    if isinstance(cell, (int, float)) and is_moment(cell):
        return timedelta(seconds=round(cell * 86_400)) + (_EPOCH if cell >= 1 else timedelta())
    if cell == in_hours_of_a_day(1):
        return DAYLONG
    return _moment_of(plain_text(cell).casefold()) if isinstance(cell, str) else None


def has_zone(cell: Cell) -> bool:
    """Whether a moment says its zone: one that does and one that does not are no span."""
    return isinstance(cell, str) and _ZONE.fullmatch(plain_text(cell).casefold()) is not None


def may_be_afternoon(begin: Cell, end: Cell) -> bool:
    """Whether an end that is before its begin may be hours after it, by a clock of twelve hours:
    9:00 and 5:00. Neither says AM or PM, and neither is on a clock of 24 hours alone."""
    return all(_of_twelve(each) for each in (begin, end))


def _of_twelve(cell: Cell) -> bool:
    """Whether a time of day may stand on a clock of twelve hours that does not say which half."""
    if isinstance(cell, str) and _HALF_DAY.search(plain_text(cell).casefold()):
        return False
    moment = moment_in(cell)
    return moment is not None and timedelta(hours=1) <= moment < timedelta(hours=13)


def _moment_of(text: str) -> timedelta | None:
    readings = (read(text) for read in (_of_day, _in_iso, _of_a_day))
    return next((each for each in readings if each is not None), None)  # midnight is 0


def _of_day(text: str) -> timedelta | None:
    found = _CLOCK.fullmatch(text) or _HOUR.fullmatch(text)
    if found is None:
        return None
    hours = int(found[1]) % 12 + (12 if found[4] == "p" else 0) if found[4] else int(found[1])
    since = timedelta(hours=hours, minutes=int(found[2] or 0), seconds=int(found[3] or 0))
    return since if since <= DAYLONG else None


def _in_iso(text: str) -> timedelta | None:
    try:
        moment = datetime.fromisoformat(text.upper()) if ":" in text else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=None) - _FIRST - (moment.utcoffset() or timedelta())


def _of_a_day(text: str) -> timedelta | None:
    """A day in any other spelling, and a time behind it: "2.11.2026 9:00"."""
    found = _BEHIND_A_DAY.search(text)
    day = day_in(text[: found.start()].rstrip(",")) if found else None
    clock = _of_day(found[1]) if found else None
    if day is None or clock is None:
        return None
    return datetime.combine(day, time()) - _FIRST + clock
