"""Days whose month is a word, as payers write them in any language (design §20)."""

from functools import cache

from sheets_sync.bank.names_alike import spellings
from sheets_sync.bank.wordings import wordings
from sheets_sync.billing.names import fold
from sheets_sync.words import typed_everywhere


@cache
def months_by_word() -> dict[str, int]:
    """Words for months by their number from 1; in languages that we speak shortened ones, too."""
    named = (
        (fold(word), number)
        for typed in typed_everywhere()
        for number, words in enumerate(typed.months, 1)
        for word in words.split("|")
    )
    spoken = {word[:end]: number for word, number in named for end in (3, 4, len(word))}
    elsewhere = (typed.purposes.get("months", "") for typed in typed_everywhere())
    whole = ((fold(word), n) for each in elsewhere for n, word in enumerate(each.split("|"), 1))
    spelt = ((each, number) for word, number in whole if word for each in spellings(word))
    return dict(spelt) | spoken


def leading_to_day() -> str:
    """What may lead to a day: vom, z dn., "of the"."""
    return rf"(?:(?:{wordings('dated')})(?:\.\s*|\s+))?"


def days_written() -> tuple[str, str]:
    """A day with its month in words: «1» ноября 2026, 1st of November 2026; November 1, 2026."""
    ordinal = r"(?:-?[^\W\d]{1,3}|[\u00b0\u00ba])?"
    of = leading_to_day()
    between = rf"[\"'»”]?(?:\.?\s+|\.|-){of}"
    day, word, year = "[0-9]{1,2}", month(), "20[0-9]{2}"
    before = rf"[\"'«“„]?(?P<word_d>{day}){ordinal}{between}(?P<word_m>{word})\.?(?:\s+|-){of}"
    behind = rf"(?P<behind_m>{word})\.?\s+(?P<behind_d>{day}){ordinal},?\s+"
    return rf"{before}(?P<word_y>{year})", rf"{behind}(?P<behind_y>{year})"


def month() -> str:
    """A word for a month, as a pattern takes it."""
    return rf"(?:{'|'.join(sorted(months_by_word(), key=len, reverse=True))})(?!\w)"
