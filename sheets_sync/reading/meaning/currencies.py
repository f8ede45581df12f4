"""Which currency a text names: by code, sign, or a word of any language (design §4, §15)."""

from functools import cache
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.currency_signs import SHARED, SIGNS
from sheets_sync.billing.names import fold
from sheets_sync.reading.meaning.vocabulary import words_by

ROUBLES: Final = "roubles"
"""What a number was called behind which roubles stand by a word: whose, the house decides."""
_OWN_ROUBLES: Final = frozenset({"BYN"})
"""Currencies that are called roubles where they are the house's."""


def named_currency(text: str) -> str | None:
    """The code that ``text`` names by code, sign or word, in any case; a sign of ``SHARED`` where
    several share it; None where it names none."""
    word = fold(text)
    code = word.upper()
    return code if code in MINOR_DIGITS else SIGNS.get(word) or _words().get(word)


def currency_code(text: str, usual: str) -> str | None:
    """The code that ``text`` names; what several currencies share is ``usual`` where that is one
    of them, and so is a rouble. None where it names none, or leaves it open."""
    named = named_currency(text)
    if named and named in SHARED:
        return usual if usual in SHARED[named] else None
    return roubles_of(usual) if written_currency(text) == ROUBLES else named


def written_currency(text: str) -> str | None:
    """As ``named_currency``; ``ROUBLES`` where a word names roubles, no code or sign."""
    named, word = named_currency(text), fold(text)
    return ROUBLES if named == "RUB" and word in _words() and word not in SIGNS else named


def roubles_of(house: str) -> str:
    """Whose roubles a word means in a house of that currency."""
    return house if house in _OWN_ROUBLES else "RUB"


@cache
def _words() -> dict[str, str]:
    """The currency, or the sign of several, that a word means."""
    named = words_by(lambda typed: typed.currencies)
    return {word: code for code, words in named.items() for word in words}
