"""Headers of labour whose numbers are in a unit that no labour is read in (design §15)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.names import alike
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import HOUR, LOG
from sheets_sync.reading.meaning.units import TIME_UNITS
from sheets_sync.reading.meaning.vocabulary import any_of, words_for
from sheets_sync.reading.sources.labour_headers import MINUTES, in_hours, labour_minutes

_WORDS: Final = re.compile(r"[^\W\d_]+")
_BEHIND: Final = re.compile(r"(?:(?<!\w)[(\[]|[,;])\s*([^\W\d_]+)\s*\.?\s*[)\]]?\s*$")
"""What stands alone behind a mark at the end: (s), not the plural of Hour(s)."""
_SECONDS: Final = frozenset(words_for(lambda typed: typed.seconds))
_LONG: Final = 6
_WRITTEN_TOGETHER: Final = tuple(word for word in _SECONDS if len(word) >= _LONG)
"""Words for seconds that a longer one may end with: timeSpentSeconds."""
_MINUTE: Final = any_of(words_for(lambda typed: typed.minutes_behind))
_SECOND: Final = any_of(word for word in _SECONDS if len(word) == 1)
_WITHOUT_HOURS: Final = re.compile(rf"(?<![\w:])(?:{_MINUTE}){{1,2}}:(?:{_SECOND}){{1,2}}(?![\w:])")
"""A clock of minutes and seconds: mm:ss. Below it 47:06 would be hours."""


def refuse_other_labour(ref: str, role: str, headers: Mapping[str, str]) -> None:
    """Raises ``UsageError`` where the header of labour says seconds or days, which nothing reads
    there: 5400 would be as many minutes."""
    header = headers.get(MINUTES)
    if role == LOG.key and header and (word := _other_unit(header)):
        raise UsageError(
            f'The header "{header}" of the tab "{ref}" says of its labour "{word}"; labour is read '
            "in minutes, hours, or as durations like 1:30.",
            'Name a column of these in the config, [columns] log.minutes = "...", or make (export) '
            "one; what is sold by the day has its days in Quantity.",
        )


def _other_unit(header: str) -> str:
    """What a header of labour says that its numbers are in, no hours, no minutes; "" of others."""
    text = alike(header)
    if in_hours(header) or labour_minutes(header) == HOUR:
        return ""
    clock = _WITHOUT_HOURS.search(text)
    in_days = "" if labour_minutes(header) else next(_of_days(text), "")
    return clock[0] if clock else next(_of_seconds(text), in_days)


def _of_seconds(text: str) -> Iterator[str]:
    words = _WORDS.findall(text)
    behind = _behind(text)
    if behind in _SECONDS and (len(behind) > 1 or not labour_minutes(text)):  # no Minute (s)
        yield behind
    if words and words[-1] in _SECONDS and len(words[-1]) > 1:
        yield words[-1]
    yield from (word for word in set(words) - _SECONDS if word.endswith(_WRITTEN_TOGETHER))


def _of_days(text: str) -> Iterator[str]:
    words = _WORDS.findall(text)
    if TIME_UNITS.get(behind := _behind(text)) == WORKING_DAY:
        yield behind
    if words and TIME_UNITS.get(words[-1]) == WORKING_DAY and len(words) <= text.count("-") + 1:
        yield words[-1]


def _behind(text: str) -> str:
    """The word that stands alone behind a mark at the end of a header, "" for none."""
    found = _BEHIND.search(text)
    return found[1] if found else ""
