"""Numbers and dates as people read them in a terminal and in a statement."""

from fractions import Fraction

from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.tables import SCALE
from sheets_sync.showing import encode
from sheets_sync.words import Language

NARROW_SPACE = "\u202f"


def money(minor: int | None, currency: str, language: Language = "en") -> str:
    """An amount like "-1,234.50", in Russian "-1 234,50" with narrow spaces; "" for None."""
    if minor is None:
        return ""
    sign, plain = (
        ("-", to_major(-minor, currency)) if minor < 0 else ("", to_major(minor, currency))
    )
    whole, _, rest = plain.partition(".")
    group, point = (NARROW_SPACE, ",") if language == "ru" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", group)
    return f"{sign}{grouped}{point}{rest}" if MINOR_DIGITS[currency] else f"{sign}{grouped}"


def number(value: Fraction, language: Language = "en", decimals: int = 4) -> str:
    """An exact number with at most ``decimals``, without trailing zeros: "1.5"."""
    rounded = half_up(value.numerator * 10**decimals, value.denominator)
    sign, rounded = ("-", -rounded) if rounded < 0 else ("", rounded)
    whole, rest = divmod(rounded, 10**decimals)
    tail = f"{rest:0{decimals}d}".rstrip("0")
    point = "," if language == "ru" else "."
    return f"{sign}{whole}{point}{tail}" if tail else f"{sign}{whole}"


def price(fixed: int, language: Language = "en") -> str:
    """A price of 4 decimals, with two at least: "25.00"."""
    text = number(Fraction(fixed, SCALE), language)
    point = "," if language == "ru" else "."
    whole, _, rest = text.partition(point)
    return f"{whole}{point}{rest:0<2}"


def day(serial: int | None, language: Language = "en") -> str:
    """A date from its serial: "2026-11-23", in Russian "23.11.2026"; "" for None."""
    return encode.day_text(encode.day(serial), language)
