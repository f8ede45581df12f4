"""Amounts as CSV writes them, and what shows that they are not those that the config says: with the
other mark before their decimals, or in another currency (design §20)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sheets_sync.bank.notation import minor
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.bank.wordings import alternatives, wordings, words_everywhere
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.currency_signs import signs_of
from sheets_sync.billing.names import fold
from sheets_sync.words import typed_everywhere

_GROUPED: Final = r"[0-9]{{1,3}}(?:[{groups}][0-9]{{3}})+|[0-9]+"
_GROUPS: Final = {",": " \u00a0\u202f'\u2019.", ".": " \u00a0\u202f'\u2019,"}
_OTHER: Final = {",": ".", ".": ","}
_THREE: Final = 3
_OF_SUMS: Final = ("amount", "credit", "debit", "balance")
"""Columns of sums in the account's currency."""
_DASHES: Final = frozenset("-\u2212\u2013\u2014") | {"--"}
"""What banks write where there is nothing, be it in place of decimals."""
_MINUS: Final = str.maketrans("\u2212\u2013", "--")
_BRACKETED: Final = re.compile(r"\(\s*([^-()]+?)\s*\)")
"""A negative amount, as bookkeepers write it."""


@dataclass(frozen=True, slots=True)
class SumsWritten:
    """How amounts are written: in which ``currency``, with which mark before their decimals, and
    how many these are; 0: as many as the currency has, or fewer."""

    decimal: str
    currency: str
    decimals: int = 0


def amount_in(text: str, written: SumsWritten, line: int = 0) -> int:
    """Minor units of an amount, 0 of a dash. Raises ``StatementFault`` where it is none, or may be
    a thousand times as much."""
    decimal, currency = written.decimal, written.currency
    if not text:
        raise StatementFault("blank_amount", line)
    if is_nothing(text, currency):
        return 0
    bare = _without_currency(text.translate(_MINUS), currency)
    bare, is_whole = _no_decimals(decimal).subn("", bare)
    if bracketed := _BRACKETED.fullmatch(bare):
        bare = f"-{bracketed[1]}"
    sign, bare = _side_of(bare)
    number = _without_currency(bare.strip(" +"), currency)
    told = {"text": text, "mark": decimal, "other": _OTHER[decimal], "currency": currency}
    if doubt := "" if is_whole else _doubt_of(number, written):
        raise StatementFault(doubt, line, **told)
    whole, mark, fraction = number.partition(decimal)
    if not _is_grouped(whole, decimal) or (mark and not re.fullmatch("[0-9]*", fraction)):
        said = "other_mark" if _has_decimals(number, _OTHER[decimal]) else "no_amount"
        raise StatementFault(said, line, **told)
    _refuse_other_decimals(fraction, written, line, told)
    digits = re.sub("[^0-9]", "", whole)
    return minor(f"{sign}{digits}{'.' if mark else ''}{fraction}", currency, line)


def _side_of(bare: str) -> tuple[str, str]:
    """The sign of an amount, "-" or "", by a minus at either end or by the side that banks write
    there ("10.50 Dr"), and the amount without. A credit with a minus keeps it, and is no amount."""
    if told := _with_a_side().fullmatch(bare):
        went = fold(told["front"] or told["behind"]) in words_everywhere("debited")
        number = told["after"] or told["before"]
        return ("-", number.lstrip("-")) if went else ("", number)
    return ("-", bare.strip("-")) if bare[:1] == "-" or bare[-1:] == "-" else ("", bare)


@cache
def _with_a_side() -> re.Pattern[str]:
    side = rf"(?:{wordings('credited')}|{wordings('debited')})"
    front = rf"(?P<front>{side})\.? ?(?P<after>[-+]?[0-9].*)"
    behind = rf"(?P<before>.*[0-9].*?)(?<![^\W\d_]) ?\(?(?P<behind>{side})\.?\)?"
    return re.compile(f"{front}|{behind}", re.IGNORECASE)


def is_nothing(text: str, currency: str) -> bool:
    """Whether a cell of sums has a lone dash, perhaps beside the currency: there is nothing."""
    return text in _DASHES or _without_currency(text, currency) in _DASHES


@cache
def _no_decimals(decimal: str) -> re.Pattern[str]:
    """Dashes where decimals would stand: "12,-" is twelve, and no minus."""
    return re.compile(rf"(?<=[0-9]){re.escape(decimal)} ?(?:--?|\u2014)(?![0-9])")


def _without_currency(amount: str, currency: str) -> str:
    """An amount without its currency, at either end."""
    return _currency_at_an_end(currency).sub("", amount).strip()


@cache
def _currency_at_an_end(currency: str) -> re.Pattern[str]:
    named = (typed.currencies.get(currency, "").split("|") for typed in typed_everywhere())
    words = {fold(word) for each in named for word in each} | {currency} | signs_of(currency)
    said = alternatives(words)
    front, behind = rf"^\s*(?:{said})\.?(?![^\W\d_])", rf"(?<![^\W\d_])(?:{said})\.?\s*$"
    return re.compile(f"{front}|{behind}", re.IGNORECASE)


def _names(header: str, currency: str) -> bool:
    """Whether a header says what its sums are in: "Amount (EUR)"."""
    return re.search(rf"(?<!\w){currency}(?!\w)", header) is not None


def _doubt_of(number: str, written: SumsWritten) -> str:
    """Why a mark before three digits may part thousands as well as decimals, "" where it may not:
    all sums of a file are the same multiple then, and its balances add up."""
    has_three = MINOR_DIGITS.get(written.currency) == _THREE  # so three decimals are its own
    mark = _OTHER[written.decimal] if has_three else written.decimal
    may_be = re.fullmatch(rf"[1-9][0-9]{{0,2}}[{mark}][0-9]{{3}}", number) is not None
    if written.decimals or not may_be:
        return ""
    return "thousands_of_three" if has_three else "thousands"


def _refuse_other_decimals(
    fraction: str, written: SumsWritten, line: int, told: Mapping[str, str]
) -> None:
    """Raise ``StatementFault`` where decimals are not so many as the config says, or more than the
    currency has: the column is none of amounts, or they are in another one."""
    if written.decimals and fraction and len(fraction) != written.decimals:
        raise StatementFault("decimals_not_as_set", line, **told, count=str(written.decimals))
    if len(fraction.rstrip("0")) > MINOR_DIGITS.get(written.currency, len(fraction)):
        raise StatementFault("decimals_as_set", line, **told)


def _has_decimals(number: str, decimal: str) -> bool:
    whole, _, fraction = number.partition(decimal)
    return _is_grouped(whole, decimal) and re.fullmatch("[0-9]+", fraction) is not None


def _is_grouped(whole: str, decimal: str) -> bool:
    return re.fullmatch(_GROUPED.format(groups=_GROUPS[decimal]), whole) is not None


def refuse_other_currency(
    rows: Sequence[tuple[int, list[str]]],
    booked: Collection[int],
    declared: Mapping[str, int],
    currency: str,
) -> None:
    """Raise ``StatementFault`` where a column that is not ``declared`` (by what they are for, where
    those are) says that entries (lines ``booked`` of ``rows``, their header first) are in another
    currency: banks write the accounts of all currencies alike. Of several such columns, and where
    the header of a declared sum names the ``currency`` itself, each is of the sum that it stands
    behind, and only sums that are declared are the account's."""
    words = words_everywhere("currency")
    told = [at for at, header in enumerate(rows[0][1]) if fold(header) in words]
    sums = {declared[key] for key in _OF_SUMS if key in declared}
    beside = [at for at in told if at - 1 in sums]
    named = any(_names(rows[0][1][at], currency) for at in sums if at < len(rows[0][1]))
    aside = named or (len(told) > 1 and beside)
    places = {*(beside if aside else told)} - {*declared.values()}
    for line, cells in rows:
        said = {cells[at].upper() for at in places if line in booked and at < len(cells)}
        if others := (said & MINOR_DIGITS.keys()) - {currency}:
            raise StatementFault("currency_beside", line, other=min(others), currency=currency)
