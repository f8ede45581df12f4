"""Amounts in words, as invoices end with (F73)."""

from decimal import Decimal

from num2words import num2words

from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.words.speaking import Words


def in_words(minor: int, currency: str, words: Words) -> str:
    """An amount of 0 or more, whole units in words, the rest in digits: "Двадцать один рубль 05
    копеек", "Twelve dollars, 50 cents", "Twelve CHF 50/100"; "" in a language that has none."""
    language, major = words.language, Decimal(to_major(minor, currency))
    if not language.currencies:
        return ""
    if currency in language.currencies:
        text: str = num2words(
            major, lang=language.cldr, to="currency", currency=currency, cents=False,
            separator=language.before_cents,
        )  # fmt: skip
    else:
        text = f"{num2words(int(major), lang=language.cldr)} {currency}"
        digits = MINOR_DIGITS[currency]
        rest = minor % 10**digits
        text += f" {rest:0{digits}d}/{10**digits}" if digits else ""
    return text[:1].upper() + text[1:]
