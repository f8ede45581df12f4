"""What a header of labour says that a 1 below it means (design §15)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.billing.names import alike, fold
from sheets_sync.columns.whole import coded
from sheets_sync.reading.layout import HOUR, HOURS, LOG, SPAN
from sheets_sync.reading.meaning.units import unit_within
from sheets_sync.reading.meaning.vocabulary import words_by, words_for
from sheets_sync.reading.sources.header_hints import LABOUR, hint, labour_in, unit_alone
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.spreadsheet.protocol import Tab

MINUTES: Final = "minutes"

_DECIMAL: Final = "Duration (decimal)"
_WORDS: Final = re.compile(r"[^\W\d_]+")
_BEHIND: Final = re.compile(r"[(\[,;].*")
"""A remark, which says the unit of whatever stands before it."""
_NUMBER_OF: Final = re.compile(r"\d[ -]*([^\W\d_]+)")
_PART: Final = re.compile(r"\b(?:0[.,]|1/)\d|[¼½¾⅓⅔⅕⅙]")
_CLOCK: Final = re.compile(r"h{1,2}:mm?(?::ss?)?")


def in_hours(header: str) -> bool:
    """Whether a header of labour says hours: by the unit behind it ("Time (h)"), else by the first
    that it names ("Hours & minutes"), by a clock's ("HH:MM"), or as the exports of trackers do."""
    text = alike(header)
    if text in map(alike, HOURS.names) or text in _decimal() or _CLOCK.search(text):
        return True
    behind = _BEHIND.search(text)
    units = [*_units(behind[0] if behind else ""), *_units(text)]
    return next(iter(units), 0) == HOUR


def says_decimals(header: str) -> bool:
    """Whether a header says that its hours are decimals: "Hours (decimal)", "Stunden dezimal"."""
    return not _decimals().isdisjoint(_WORDS.findall(alike(header)))


def labour_minutes(header: str) -> int:
    """The minutes in the unit of labour that a header names anywhere; 0 where none."""
    return next((minutes for minutes in _units(alike(header)) if minutes in LABOUR), 0)


def is_in_one_unit(header: str) -> bool:
    """Whether a header names a unit of labour, and no part or number of it, nor what is counted:
    "Quarter hours", "Units (6 min)", "Lessons of 45 minutes" are neither hours nor minutes. Another
    number may be a month's, a week's or a team's: "Hours 11/2026", "Stunden KW 46"."""
    text = alike(header)
    counted = _PART.search(text) or any(map(unit_within, _NUMBER_OF.findall(text)))
    unlike = not _unlike().isdisjoint(_WORDS.findall(text))
    return not counted and not unlike and labour_minutes(header) > 0


@cache
def _unlike() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.unlike)))


def labour_elsewhere(tab: Tab, row: int, taken: set[int]) -> Iterator[int]:
    """The columns, not ``taken``, whose header in ``row`` may be one of labour and below which
    durations stand, or numbers, and no times of day: "Hrs", "Time spent", "Duration (h)"; not one
    that is called as the begin or the end of work, "End time"."""
    for index, text in texts_in(tab, row):
        if index not in taken and may_be_labour(text) and not _is_of_span(text):
            cells = coded(tab.columns[index], row).cells
            if len(cells) and labour_in(cells) is not None:
                yield index


@cache
def may_be_labour(header: str) -> bool:
    """Whether a folded header may be one of labour, with its unit or without."""
    [minutes] = (column for column in LOG.columns if column.key == MINUTES)
    names = {*map(fold, (*minutes.names, *HOURS.names)), *other_headers(LOG.key)[MINUTES]}
    named = any(hint(header, {name}) is not None for name in names)
    return named or unit_alone(header) is not None


@cache
def _is_of_span(header: str) -> bool:
    """Whether a folded header is one of the begin or the end of work, a short remark besides: "End
    time (UTC)"; not with a unit: "Hours in"."""
    names = {fold(name) for column in SPAN for name in other_headers(LOG.key)[column.key]}
    said = hint(header, names)
    return said is not None and not said.minutes


def _units(text: str) -> list[int]:
    return [minutes for word in _WORDS.findall(text) if (minutes := unit_within(word))]


@cache
def _decimals() -> frozenset[str]:
    """The words in brackets behind the headers of durations in decimals."""
    behind = (_BEHIND.search(header) for header in _decimal())
    return frozenset(word for found in behind if found for word in _WORDS.findall(found[0]))


@cache
def _decimal() -> frozenset[str]:
    names = words_by(lambda typed: typed.exports).get(_DECIMAL, ())
    return frozenset(map(fold, (_DECIMAL, *names)))
