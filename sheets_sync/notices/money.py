"""Amounts and days as people of a language write them, by Babel (F73)."""

from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.billing.days import to_date

_DAYS: Final = {"en": "d MMM y", "ru": "dd.MM.y"}


def money(minor: int, currency: str, language: str) -> str:
    """An amount of minor units: "$1,234.50", "RUB 1,234.50", "1 234,50 ₽" (no-break spaces)."""
    locale = Locale.parse(language)
    amount = Decimal(to_major(minor, currency))
    text: str = _pattern(language, MINOR_DIGITS[currency]).apply(
        amount, locale, currency=currency, currency_digits=False
    )
    symbol = get_currency_symbol(currency, locale)
    # CLDR sets a space between a code and the digits after it; Babel leaves it out.
    return text.replace(symbol, f"{symbol}\u00a0") if _code_before(text, symbol) else text


def day_text(day: int, language: str) -> str:
    """A serial day: "3 Nov 2026", "03.11.2026"."""
    return format_date(to_date(day), _DAYS.get(language, "y-MM-dd"), locale=language)


def _code_before(text: str, symbol: str) -> bool:
    _, found, after = text.partition(symbol)
    return bool(found) and symbol[-1:].isalpha() and after[:1].isdigit()


@cache
def _pattern(language: str, digits: int) -> NumberPattern:
    standard = Locale.parse(language).currency_formats["standard"]
    pattern = parse_pattern(standard.pattern)
    pattern.frac_prec = (digits, digits)
    return pattern
