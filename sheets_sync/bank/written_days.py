"""Days as CSV writes them: in digits or with the month's name, a time behind or before them, or the
day of the week before (design §20). Pure."""

import re
from functools import cache
from typing import Final

from sheets_sync.bank.month_words import months_by_word
from sheets_sync.bank.notation import day_of
from sheets_sync.billing.days import to_date
from sheets_sync.billing.names import fold
from sheets_sync.words.weekdays import apart_from_weekday

DAY: Final = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})[./-]([0-9]{1,4})(?:[ T].*)?")
"""A day in digits, a time behind it."""

_BEHIND: Final = r"(?:[ T.,_(-].*)?"
"""A time, or a point."""

_BEFORE: Final = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?,? )?"
"""A time."""

_MARK: Final = "[./-] ?"
_IN_DIGITS: Final = re.compile(
    rf"{_BEFORE}([0-9]{{1,4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{1,4}}){_BEHIND}"
)
_IN_EIGHT: Final = re.compile(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:T?[0-9]{{4,6}}|{_BEHIND})")
_WORD: Final = r"([^\W\d_]{3,})"
_DAY_FIRST: Final = re.compile(
    rf"{_BEFORE}([0-9]{{1,4}})[./ -]*{_WORD}\.?[./, -]*([0-9]{{2,4}}){_BEHIND}"
)
_MONTH_FIRST: Final = re.compile(rf"{_BEFORE}{_WORD}\.? ?([0-9]{{1,2}}),? ([0-9]{{4}}){_BEHIND}")


def day_written(text: str, order: str, line: int) -> int | None:
    """The serial of a day; None where it is not written in that ``order`` at all, or is another day
    of the week than stands before it. Raises ``StatementFault`` where there is no such day."""
    day = _day_written(text, order, line)
    if day is not None:
        return day
    rest, weekdays = apart_from_weekday(text.lower())
    day = _day_written(text[-len(rest) :], order, line) if text.lower().endswith(rest) else None
    return day if day is not None and to_date(day).weekday() in weekdays else None


def _day_written(text: str, order: str, line: int) -> int | None:
    parts = _named(text, order) or _in_digits(text, order)
    if parts is None:
        return None
    year, month, day = parts
    if len(year) not in {2, 4} or len(day) > 2 or len(month) > 2:
        return None
    if int(month) > 12 and order != "y-m-d" and int(day) <= 12:
        return None  # the other order's
    return day_of(year, month, day, line)


def _in_digits(text: str, order: str) -> tuple[str, str, str] | None:
    """Year, month and day as a text has them in an order."""
    found = _IN_DIGITS.fullmatch(text) or (_IN_EIGHT.fullmatch(text) if order == "y-m-d" else None)
    if found is None:
        return None
    parts = dict(zip(re.findall("[dmy]", order), found.groups(), strict=True))
    return parts["y"], parts["m"], parts["d"]


def _named(text: str, order: str) -> tuple[str, str, str] | None:
    """The same where the month is a word, which stands where it likes: of both other parts the
    order says which comes first."""
    if found := _MONTH_FIRST.fullmatch(text):
        word, day, year = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        first, word, last = found.groups()
        day, year = (last, first) if order == "y-m-d" else (first, last)
    else:
        return None
    month = month_of_word(fold(word))
    return (year, str(month), day) if month else None


@cache
def month_of_word(word: str) -> int:
    """The month that a word says, whole or as its beginning; 0 where it says none, or several."""
    named = months_by_word()
    if exact := named.get(word, 0):
        return exact
    found = {number for each, number in named.items() if each.startswith(word)}
    return found.pop() if len(found) == 1 else 0
