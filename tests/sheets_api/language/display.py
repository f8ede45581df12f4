"""What a cell shows: FORMATTED_VALUE and CellData.formattedValue.

Measured [R]: en_US numbers without a format, "#,##0.00", "yyyy-mm-dd", text. Assumed: booleans in
the language of the locale, errors in English everywhere, a date that no calendar has (and a format
whose sections do not fit) showing as a plain number."""

from typing import Any

from ..cells import Cell, CellError, Formula
from .general import general
from .locales import Locale, locale_of
from .pattern_dates import shown_moment
from .pattern_numbers import shown_number
from .patterns import Pattern, pattern_of


def shown(value: Cell, number_format: dict[str, Any] | None, locale: str) -> str:
    """The text that a person sees in the cell; "" in an empty one."""
    if isinstance(value, Formula):
        value = value.result
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.text
    place = locale_of(locale)
    if isinstance(value, bool):
        return place.true if value else place.false
    text = _pattern_text(number_format, place) if number_format else "General"
    if text == "General":
        return value if isinstance(value, str) else general(value, place)
    return by_pattern(value, text, place)


def is_moment(number_format: dict[str, Any] | None) -> bool:
    """Whether the format makes a number a date or time (dateTimeRenderOption=FORMATTED_STRING)."""
    return bool(number_format) and number_format.get("type") in {"DATE", "TIME", "DATE_TIME"}


def by_pattern(value: str | float, text: str, locale: Locale) -> str:
    """The text or number as this pattern shows it; the function TEXT uses it too."""
    pattern = pattern_of(text)
    if isinstance(value, str):
        return _shown_text(value, pattern)
    return _shown_number(value, pattern, locale)


def _pattern_text(number_format: dict[str, Any], locale: Locale) -> str:
    return number_format.get("pattern") or locale.default_pattern(number_format.get("type", ""))


def _shown_text(value: str, pattern: Pattern) -> str:
    if pattern.text is None:
        return value
    tokens = pattern.text.tokens
    return "".join(value if token.kind == "text" else token.text for token in tokens)


def _shown_number(number: float, pattern: Pattern, locale: Locale) -> str:
    section, minus = pattern.section_for(number)
    if section is None:
        return general(number, locale)
    if section.is_date:
        return shown_moment(number, section, locale) or general(number, locale)
    text = shown_number(number, section, locale)
    # A number that rounds to nothing keeps no sign: -0.001 under 0.00 shows 0.00.
    return f"-{text}" if minus and any(character in "123456789" for character in text) else text
