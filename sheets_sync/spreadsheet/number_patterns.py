"""What a number's format shows beside it, by its pattern, as all spreadsheets spell it (§15)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.spreadsheet.odd_patterns import SECTION, is_about, is_conditional, is_odd
from sheets_sync.words import typed_everywhere

_BRACKETS: Final = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_IN_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_NOT_SHOWN: Final = re.compile(r"_.|\*.")
"""As wide as a sign, or filled with it: "_€" shows no euro."""
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|([\'′″‰°№])|.')
"""A text in quotes, a mark behind a backslash, or a sign that needs neither."""
_THOUSANDS: Final = re.compile(r"""(?<=[0#?])(?:\\?['’]|"['’]")(?=[0#?])""")
"""What sets thousands apart is no sign of minutes."""
_HIDDEN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
"""Behind the digits a comma, which shows thousands: 5000 is shown as 5."""
_CURRENCY: Final = "Sc"
MONEY: Final = "¤"
"""Before a text that a format says is a currency and that has no sign of one: "[$Kč]" is "¤Kč"."""
SIGNS: Final = "%'′″‰°№#"
"""What says a unit, or what a number is, without a letter."""
UNSURE: Final = "→\u2009"
"""Before a pattern by which cells may show another number than they hold; nobody types its narrow
space."""
_OF_A_DAY: Final = "h:mm"
"""The pattern of what shows hours up to 24: 25:30 as 1:30, and 90, most likely minutes, as 0:00."""
_OF_AN_HOUR: Final = "mm:ss"
"""That of what shows minutes up to 60: 1:30:00 as 30:00."""
HOUR: Final = 1 / 24
_SECONDS: Final = {"h": 3600, "m": 60, "s": 1}
_ONE_UNIT: Final = re.compile(r"\[(h+|m+|s+)\]|(h+|s+)")
_NOT_A_TIME: Final = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]|\"[^\"]*\"|\\.|_.|\*.|[^a-z\[\]]")
_SECONDS_A_DAY: Final = 86_400
_NEAR_SECOND: Final = 0.01
_DAYS: Final = frozenset("dmyhs")
_NO_DAYS: Final = re.compile(r"general", re.IGNORECASE)
_WHOSE: Final = re.compile(r"[A-Za-z]{0,3}$")


def unit_of(pattern: str) -> str:
    """What a format shows beside a number: "€", "¤Kč", "руб.", "%", "min", any other text of its;
    money stands last, "тыс. ₽"; "" for none. ``UNSURE`` and the pattern of one whose cells may show
    another number than they hold, or one thing beside a number and another beside the next.
    """
    if not pattern:
        return ""
    sections = [found[1] for found in SECTION.finditer(pattern)]
    conditional = is_conditional(pattern)
    shown = [each for each in sections if each] if conditional else sections[:1]
    units = {_unit(each, conditional=conditional) for each in shown}
    unit = units.pop() if len(units) == 1 else None
    return UNSURE + pattern if unit is None else unit


def in_hours_of_a_day(number: float) -> str:
    """A day or more where hours up to 24 are shown: a text, which nobody takes for a duration."""
    return f"{number:.10g} {UNSURE}{_OF_A_DAY}"


def in_minutes_of_an_hour(number: float) -> str:
    """An hour or more, in days, where minutes up to 60 are shown: the same."""
    return f"{number:.10g} {UNSURE}{_OF_AN_HOUR}"


def shows_one_unit(pattern: str) -> bool:
    """Whether a pattern shows whole hours, minutes or seconds alone: "h", "[h]", "[mm]"."""
    return _one_unit(pattern) is not None


def shown_alone(number: float, pattern: str) -> str:
    """A time, in days, as one that ``shows_one_unit`` shows it: a text, which nobody takes for a
    duration, of what people take for another number: 1 for 1:30, 8 for 8:00. "" where it is a whole
    number of units, and a text beside it says so, or they are minutes."""
    unit = _one_unit(pattern)
    if unit is None or number == 0:
        return ""
    seconds = number * _SECONDS_A_DAY
    whole = abs(seconds / unit - round(seconds / unit)) * unit < _NEAR_SECOND
    says_it = any(sign.isalpha() for sign in _literals(pattern)) or unit == _SECONDS["m"]
    return "" if whole and says_it else f"{seconds / unit:.4g} {UNSURE}{pattern}"


def _one_unit(pattern: str) -> int | None:
    """The seconds of the only unit of time that a pattern shows; None of any other."""
    shown = _ONE_UNIT.fullmatch(_NOT_A_TIME.sub("", pattern.casefold().partition(";")[0]))
    return _SECONDS[(shown[1] or shown[2])[0]] if shown else None


def shows_no_hours(pattern: str) -> bool:
    """Whether a pattern of a time shows minutes or seconds alone: mm:ss. A time without a pattern
    is shown as its spreadsheet's language has it, with hours."""
    shown = set(_HIDDEN.sub("", pattern.casefold()))
    return "h" not in shown and not shown.isdisjoint("ms")


def _unit(section: str, *, conditional: bool) -> str | None:
    """What one section shows beside a number; None where it may show another number. Thousands may
    be shown as such, ``0," тыс."``: that is the number."""
    digits = _HIDDEN.sub("", section)
    if not _DAYS.isdisjoint(_NO_DAYS.sub("", digits).casefold()):
        return _beside(section)
    if is_odd(section, conditional=conditional) or is_about(section):
        return None
    if "%" in digits:
        return "%"
    shown = _beside(section)
    if "%" in shown:
        return None  # of its own: 25 shows 25 %
    scaled = _SCALED.search(digits)
    return _without_thousands(shown, scaled[0].count(",")) if scaled else shown


def _without_thousands(shown: str, commas: int) -> str | None:
    """What is shown beside a number of which ``commas`` leave thousands out, without the word that
    tells of them; None where none does."""
    words = shown.split()
    left = [word for word in words if _multiples().get(word.casefold().strip(".")) != commas]
    return " ".join(left) if len(left) < len(words) else None


def _beside(section: str) -> str:
    plain = _THOUSANDS.sub(" ", _NOT_SHOWN.sub("", _IN_BRACKETS.sub("", section)))
    found = _BRACKETS.search(section)
    money = _currency(found[1].strip()) if found else next(_signs(plain), "")
    return f"{_literals(plain.replace(money, ' ', 1))} {money}".strip()


@cache
def _multiples() -> dict[str, int]:
    """Words of thousands and more, by how many thousands one on the other; not those that are
    roubles besides, "т.р."."""
    everywhere = typed_everywhere()
    roubles = {word for typed in everywhere for word in typed.currencies.get("RUB", "").split("|")}
    return {
        word: times
        for typed in everywhere
        for times, words in enumerate((typed.thousands, typed.millions, typed.billions), 1)
        for word in words.split("|")
        if word and not word.endswith(tuple(filter(None, roubles)))
    }


def _currency(text: str) -> str:
    """What stands in the brackets of money; nothing is no currency."""
    return text if not text or any(_signs(text)) else MONEY + text


def _signs(text: str) -> Iterator[str]:
    """Signs of currencies, with the letters that tell whose: "R$"."""
    for at, sign in enumerate(text):
        if unicodedata.category(sign) == _CURRENCY:
            yield _WHOSE.search(text[:at])[0] + sign  # type: ignore[index]  # it may be empty


def _literals(plain: str) -> str:
    """The text of a format, of marks in quotes and behind backslashes; no other
    punctuation than signs of units."""
    words = "".join(
        each[1] or each[2] or each[3] or " " for each in _LITERAL.finditer(plain)
    ).split()
    return " ".join(words) if any(s.isalpha() or s in SIGNS for s in "".join(words)) else ""
