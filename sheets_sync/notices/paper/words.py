"""Amounts in words, as invoices end with (F73)."""

from decimal import Decimal
from typing import Final

from num2words import num2words

from sheets_sync.billing.currency import MINOR_DIGITS, to_major

_KNOWN: Final = {"en": ("RUB", "EUR", "USD", "GBP"), "ru": ("RUB", "EUR", "USD", "BYN", "KZT")}
"""Currencies whose names num2words bends rightly; of others it gets some wrong ("одна миллион
гривен"), so they keep their code."""


def amount_in_words(minor: int, currency: str, language: str) -> str:
    """An amount of 0 or more, whole units in words, the rest in digits: "Двадцать один рубль 05
    копеек", "Twelve dollars, 50 cents", "Twelve CHF 50/100"."""
    major = Decimal(to_major(minor, currency))
    if currency in _KNOWN[language]:
        separator = "" if language == "ru" else ","
        text: str = num2words(
            major, lang=language, to="currency", currency=currency, cents=False, separator=separator
        )
    else:
        text = f"{num2words(int(major), lang=language)} {currency}"
        digits = MINOR_DIGITS[currency]
        rest = minor % 10**digits
        text += f" {rest:0{digits}d}/{10**digits}" if digits else ""
    return text[:1].upper() + text[1:]
