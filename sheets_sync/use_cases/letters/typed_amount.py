"""An amount that a person typed behind a command, and what is wrong with one that is none (§17)."""

from typing import Final

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS, to_major
from sheets_sync.billing.findings import Code
from sheets_sync.errors import UsageError
from sheets_sync.reading.meaning.numbers import (
    Number,
    own_currency,
    read_number,
    read_text,
    two_fold,
)
from sheets_sync.reading.meaning.rules import OTHER, Locale
from sheets_sync.words import language_of

_FINEST: Final = 12
"""Decimals of a number that is read only to tell what is wrong with it."""


def typed_amount(text: str, currency: str, locale: Locale, house: str) -> int:
    """An amount that an invoice in ``currency`` can ask for, typed as in a workbook of ``locale``;
    minor units, above 0. ``house`` is ``billing.currency``. Raises ``UsageError`` with what is
    wrong with any other."""
    number = read_number(text, locale, MINOR_DIGITS[currency])
    if isinstance(number, Number) and not _wrong(number, currency, house):
        return number.value
    why = (
        _wrong(number, currency, house)
        if isinstance(number, Number)
        else _unread(text, locale, currency)
    )
    as_there = f"Type it as in the workbook: {_example(currency, locale)}."
    raise UsageError(
        f'"{text}" is no amount in {currency} that an invoice can ask for{why}.', as_there
    )


def _wrong(number: Number, currency: str, house: str) -> str:
    """What keeps a number from being asked for; "" where nothing does."""
    if not own_currency(number.currency, currency, house):
        return f": the account is in {currency}"
    if number.value <= 0:
        return (
            ": it is not above 0 (an invoice is withdrawn by `sheets-sync invoice cancel NUMBER`)"
        )
    return ": it is too large" if number.value > LIMIT else ""


def _unread(text: str, locale: Locale, currency: str) -> str:
    """What is wrong with a text that is no number; "" where that is plain."""
    if two_fold(text):
        return ", or two of them: with a mark before its decimals, or between its thousands"
    finer = read_text(text, locale, _FINEST)
    if isinstance(finer, Code):
        return ""
    return f": {currency} has {MINOR_DIGITS[currency] or 'no'} decimals"


def _example(currency: str, locale: Locale) -> str:
    """Two amounts as people type them there: "12000 or 1500.50"."""
    decimal = "." if locale == OTHER else language_of(locale).decimal
    digits = MINOR_DIGITS[currency]
    small = to_major(150_050 * 10**digits // 100, currency).replace(".", decimal)
    return f"12000 or {small}" if digits else "12000"
