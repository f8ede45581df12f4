"""Money and days as Unicode CLDR writes them, by Babel: for letters, not for every run (F73)."""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

from sheets_sync.billing.currency import MINOR_DIGITS, to_major

_MINUS: Final = "\u2212"


def money(minor: int, currency: str, locale: str) -> str:
    """An amount of minor units: "$1,234.50", "RUB 1,234.50", "1 234,50 ₽" (no-break spaces);
    the minus is a true one."""
    before, after = _around(currency, locale, negative=minor < 0)
    digits = MINOR_DIGITS[currency]
    whole, rest = divmod(abs(minor), 10**digits)
    decimal, group = _marks(locale)
    grouped = f"{whole:,}".replace(",", group)
    return (
        f"{before}{grouped}{decimal}{rest:0{digits}d}{after}"
        if digits
        else f"{before}{grouped}{after}"
    )


def by_babel(minor: int, currency: str, locale: str) -> str:
    """The same as Babel makes it, which takes fifty times as long: it is asked once a currency."""
    symbol = get_currency_symbol(currency, locale)
    text: str = _pattern(locale, MINOR_DIGITS[currency]).apply(
        Decimal(to_major(minor, currency)), locale, currency=currency, currency_digits=False
    )
    # CLDR sets a space between a code and the digits after it; Babel leaves it out.
    text = text.replace("-", _MINUS)
    return text.replace(symbol, f"{symbol}\u00a0") if _code_before(text, symbol) else text


@lru_cache(4096)
def day(value: date, pattern: str, locale: str) -> str:
    """A day by a pattern of CLDR: "3 Nov 2026" by ``d MMM y``."""
    return format_date(value, pattern, locale=locale)


def _code_before(text: str, symbol: str) -> bool:
    _, found, after = text.partition(symbol)
    return bool(found) and symbol[-1:].isalpha() and after[:1].isdigit()


@cache
def _around(currency: str, locale: str, *, negative: bool) -> tuple[str, str]:
    """What stands before and behind the digits of an amount."""
    one = 10 ** MINOR_DIGITS[currency]
    text = by_babel(-one if negative else one, currency, locale)
    digits = [at for at, each in enumerate(text) if each.isdecimal()]
    return text[: digits[0]], text[digits[-1] + 1 :]


@cache
def _marks(locale: str) -> tuple[str, str]:
    """The mark before decimals, and that between thousands."""
    symbols = Locale.parse(locale).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


@cache
def _pattern(locale: str, digits: int) -> NumberPattern:
    standard = Locale.parse(locale).currency_formats["standard"]
    pattern = parse_pattern(standard.pattern)
    pattern.frac_prec = (digits, digits)
    return pattern
