"""Whether a text that stands alone in a row of Prices is a heading or a note that changes no price:
no client's name, and no term, "from 1 January", "per hour", "urgent", in EUR (design §15)."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import name_in
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.dates import is_month
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.units import unit_within
from sheets_sync.reading.meaning.vocabulary import folded_words, words_for
from sheets_sync.reading.roles.clients import Clients

_LONGEST: Final = 60
_WORDS: Final = re.compile(r"[^\W\d_]+")
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,2}|[ivx]{1,4})[.)]\s+(?=\D*$)", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\d%‰$€£¥₽₴₸₺₹+×]")


def is_heading(cell: Cell, clients: Clients) -> bool:
    """Whether a cell is a text that names no client, whole or in part, and no term of a price: no
    digit but a number in front ("1. Design"), no currency, unit of time, month, other price."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or error_in(cell):
        return False
    text = _NUMBERED.sub("", cell)
    words = _WORDS.findall(text)
    if not words or _SIGNS.search(text) or any(map(_is_of_terms, words)):
        return False
    return not _names_somebody(name_in(text), clients)


def is_note_of_prices(cell: Cell) -> bool:
    """Whether a text is about prices and their taxes: "All prices without VAT"."""
    words, taxes = set(_folded(_WORDS.findall(str(cell)))), folded_words("purposes", "tax")
    return not (words.isdisjoint(folded_words("other_prices", "prices")) or words.isdisjoint(taxes))


def _is_of_terms(word: str) -> bool:
    folded = fold(word)
    return bool(folded in _terms() or _is_currency(word) or unit_within(folded) or is_month(folded))


def _is_currency(word: str) -> bool:
    """Whether a word names a currency; ALL and TOP by their codes in capitals alone."""
    code = fold(word).upper() in MINOR_DIGITS
    return word.isupper() if code else named_currency(word) is not None


def _names_somebody(text: str, clients: Clients) -> bool:
    words = set(_folded(_WORDS.findall(text)))
    if not words.isdisjoint(_firms()) or clients.nearest(text) or fold(text) in clients.namesakes:
        return True
    named = (set(_folded(_WORDS.findall(name))) for name in (*clients.codes, *clients.namesakes))
    return any(name and (name <= words or words <= name) for name in named)


def _folded(words: Iterable[str]) -> Iterable[str]:
    return map(fold, words)


@cache
def _terms() -> frozenset[str]:
    """The words of prices on other terms, and of such as hold no more."""
    others = folded_words("other_prices", "second") | folded_words("other_prices", "aside")
    until = folded_words("not_kept", "prices.until") | folded_words("not_kept", "prices.discount")
    return (others | until) - folded_words("purposes", "tax")


@cache
def _firms() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.purposes.get("firm", ""))))
