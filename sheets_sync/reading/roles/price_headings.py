"""Whether a text that stands alone in a row of Prices is a heading or a note that changes no price:
no client's name, and no term, "from 1 January", "per hour", "urgent", in EUR (design §15)."""

import re
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import name_in
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.dates import is_month
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.units import unit_within
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.roles.clients_named import ClientsNamed, folded_words_of
from sheets_sync.reading.roles.section_terms import denies, says_terms, speaks_of_prices

_LONGEST: Final = 60
_WORDS: Final = re.compile(r"[^\W\d_]+")
_NUMBERED: Final = re.compile(r"\A\s*(?:\d{1,2}|[ivx]{1,4})[.)]\s+(?=\D*$)", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\d%‰$€£¥₽₴₸₺₹+×]")


def is_heading(cell: Cell, clients: ClientsNamed) -> bool:
    """Whether a cell is a text that names no client, whole or in part, and no term of a price: no
    digit but a number in front ("1. Design"), no currency, unit of time, month, other price."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or error_in(cell):
        return False
    text = _NUMBERED.sub("", cell)
    words = _WORDS.findall(text)
    return not (
        not words or _SIGNS.search(text) or any(map(_is_of_terms, words)) or _says_terms(text)
        or clients.names_somebody(name_in(text))
    )  # fmt: skip


def is_note_of_prices(cell: Cell) -> bool:
    """Whether a text is about prices and their taxes: "All prices without VAT"."""
    words = [*folded_words_of(str(cell))]
    return speaks_of_prices(words) and not folded_words("purposes", "tax").isdisjoint(words)


def _says_terms(text: str) -> bool:
    """Whether a text says whose or which prices follow; what they do not have in them, no taxes, is
    no term of them."""
    words = [*folded_words_of(text)]
    return says_terms(words) or (denies(words) and not is_note_of_prices(text))


def _is_of_terms(word: str) -> bool:
    folded = fold(word)
    return bool(_is_currency(word) or unit_within(folded) or is_month(folded))


def _is_currency(word: str) -> bool:
    """Whether a word names a currency; ALL and TOP by their codes in capitals alone."""
    code = fold(word).upper() in MINOR_DIGITS
    return word.isupper() if code else named_currency(word) is not None
