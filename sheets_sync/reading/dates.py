"""Dates in cells: serial or native as typed, text as ISO and, in Russian, dd.mm.yyyy (§4)."""

import re
from datetime import date, datetime
from typing import Final

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.findings import Code
from sheets_sync.columns.cell import Cell
from sheets_sync.words import Language

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", re.ASCII)
_FIRST_SOUND_SERIAL: Final = 61
"""Excel believes in 29 February 1900: below this its serials and Google's differ by a day."""

LAST_YEAR: Final = 2100
_END: Final = (date(LAST_YEAR + 1, 1, 1) - EPOCH).days


def read_day(cell: Cell, locale: Language, first_year: int) -> int | Code:
    """The serial day in a cell that is not blank; a time of day is dropped.

    ``BAD_DATE`` for what is no date, or lies outside ``first_year`` to 2100.
    """
    day = _day(cell, locale)
    if day is None or not first_year <= day.year <= LAST_YEAR:
        return Code.BAD_DATE
    return (day - EPOCH).days


def serial_date(cell: Cell) -> date | None:
    """The date that a number stands for; None for what is no number, or no day up to 2100."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    if not _FIRST_SOUND_SERIAL <= cell < _END:
        return None
    return date.fromordinal(EPOCH.toordinal() + int(cell))


def _day(cell: Cell, locale: Language) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return _from_text(cell.strip(), locale)
    return serial_date(cell)


def _from_text(text: str, locale: Language) -> date | None:
    iso = _ISO.fullmatch(text)
    dotted = _DOTTED.fullmatch(text) if locale == "ru" else None
    if iso:
        year, month, day = iso.groups()
    elif dotted:
        day, month, year = dotted.groups()
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
