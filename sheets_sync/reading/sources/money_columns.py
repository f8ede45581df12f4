"""Which columns of a tab may be the money of payments, or of prices: for guesses alone (§15)."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import is_blank
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import PAYMENTS, PRICES, Role
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.units import unit_said
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.sources.header_hints import Hint
from sheets_sync.spreadsheet.protocol import Tab

MONEY: Final = {PAYMENTS.key: "amount", PRICES.key: "price"}
"""The column of money by role."""
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s.,;:/()\[\]*%+-]")
_YEAR: Final = re.compile(r"(?:19|20)?\d\d")


@dataclass(frozen=True)
class LikelyMoney:
    """The columns, one of which is the money, and where ``beside`` it stands one that would not be
    read, that one; what the header ``said`` of its unit and currency."""

    columns: tuple[int, ...]
    beside: int | None = None
    said: Hint = Hint()


def money_of(tab: Tab, row: int, role: Role, texts: Mapping[int, str]) -> LikelyMoney | None:
    """The money of a tab with headers in ``row``: what came of In and Out; one price of those by
    the hour and by the day; else all the columns that it may be, as Net and Gross. None where no
    header of numbers says money."""
    numbers = {at: text for at, text in texts.items() if _are_numbers(tab.columns[at][row:])}
    if role is PAYMENTS and (sides := _sides(numbers)):
        return sides
    found = {at: said for at, text in numbers.items() if (said := _said(text, role))}
    several = tuple(found)
    if len({said.minutes for said in found.values()} - {0}) == len(found) > 1:
        return LikelyMoney(several[:1], several[1], found[several[0]])
    return LikelyMoney(several, said=_common(list(found.values()))) if found else None


def _sides(numbers: Mapping[int, str]) -> LikelyMoney | None:
    """What came in, beside what went out; either of Debit and Credit, where nobody knows which."""
    came, side, went = (
        next((at for at, text in numbers.items() if text in folded_words("kinds", way)), None)
        for way in ("in", "side", "out")
    )
    if went is None:
        return None if came is None else LikelyMoney((came,))
    if came is not None:
        return LikelyMoney((came,), went)
    return None if side is None else LikelyMoney(tuple(sorted((side, went))))


def _said(text: str, role: Role) -> Hint | None:
    """What a header says that has but words of money, and of what tells it from other money; None
    of any other: "Net amount", "Price 2026", "EUR", and not "VAT amount"."""
    words, sums = _WORDS.findall(text), likely_words(f"money.{role.key}")
    kept = [word for word in words if word in likely_words("kept")]
    currency = next(filter(None, map(named_currency, words)), "")
    known = all(
        word in sums | likely_words("taxed") | likely_words("kept")
        or named_currency(word) or unit_said(word) or _YEAR.fullmatch(word)
        or (kept and word in folded_words("purposes", "tax"))
        for word in words
    )  # fmt: skip
    money = currency or not (sums | likely_words("taxed")).isdisjoint(words)
    return Hint(next(filter(None, map(unit_said, words)), 0), currency) if known and money else None


def _common(said: Sequence[Hint]) -> Hint:
    """What all of those headers say alike."""
    minutes, currencies = ({each.minutes for each in said}, {each.currency for each in said})
    return Hint(
        *minutes if len(minutes) == 1 else (0,), *currencies if len(currencies) == 1 else ("",)
    )


def _are_numbers(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    return bool(filled) and 2 * sum(map(_is_number, filled)) > len(filled)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[^\w]*\d[\d\s.,]*\W*\w{0,4}\.?", cell.strip()))
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def likely_words(key: str) -> frozenset[str]:
    """Words of headers and names of tabs that guesses alone go by, folded."""
    return folded_words("likely", key)
