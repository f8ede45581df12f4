"""Amounts as CSV writes them, and what shows that they are not those that the config says: with the
other mark before their decimals, or in another currency (design §20)."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Final

from sheets_sync.bank.notation import minor
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.words import typed_everywhere

_GROUPED: Final = r"[0-9]{{1,3}}(?:[{groups}][0-9]{{3}})+|[0-9]+"
_GROUPS: Final = {",": " \u00a0\u202f'\u2019.", ".": " \u00a0\u202f'\u2019,"}
_OTHER: Final = {",": ".", ".": ","}
_MINUS: Final = str.maketrans("\u2212\u2013", "--")
_BRACKETED: Final = re.compile(r"\(\s*([^-()]+?)\s*\)")
"""A negative amount, as bookkeepers write it."""


def amount_in(text: str, decimal: str, currency: str, line: int = 0) -> int:
    """Minor units of an amount with ``decimal`` before its decimals. Raises ``StatementFault``
    where it is none, or may be a thousand times as much."""
    bare = text.translate(_MINUS)
    bare = bare.removeprefix(currency).removesuffix(currency).strip()
    if bracketed := _BRACKETED.fullmatch(bare):
        bare = f"-{bracketed[1]}"
    sign, bare = ("-", bare.strip("-")) if bare[:1] == "-" or bare[-1:] == "-" else ("", bare)
    number = bare.strip(" +")
    told = {"text": text, "mark": decimal, "other": _OTHER[decimal]}
    if _may_be_thousands(number, decimal, currency):
        raise StatementFault("thousands", line, **told)
    whole, mark, fraction = number.partition(decimal)
    if not _is_grouped(whole, decimal) or (mark and not re.fullmatch("[0-9]*", fraction)):
        said = "other_mark" if _has_decimals(number, _OTHER[decimal]) else "no_amount"
        raise StatementFault(said, line, **told)
    digits = re.sub("[^0-9]", "", whole)
    return minor(f"{sign}{digits}{'.' if mark else ''}{fraction}", currency, line)


def _may_be_thousands(number: str, decimal: str, currency: str) -> bool:
    """Whether a mark before three digits may part thousands as well as decimals: all sums of a file
    are the same multiple then, and its balances add up."""
    has_three = MINOR_DIGITS.get(currency) == 3  # so three decimals are its own
    mark = _OTHER[decimal] if has_three else decimal
    return re.fullmatch(rf"[1-9][0-9]{{0,2}}[{mark}][0-9]{{3}}", number) is not None


def _has_decimals(number: str, decimal: str) -> bool:
    whole, _, fraction = number.partition(decimal)
    return _is_grouped(whole, decimal) and re.fullmatch("[0-9]+", fraction) is not None


def _is_grouped(whole: str, decimal: str) -> bool:
    return re.fullmatch(_GROUPED.format(groups=_GROUPS[decimal]), whole) is not None


def refuse_other_currency(
    rows: Sequence[tuple[int, list[str]]],
    booked: Collection[int],
    declared: Iterable[str],
    currency: str,
) -> None:
    """Raise ``StatementFault`` where a column that is not ``declared`` says that entries (lines
    ``booked`` of ``rows``, their header first) are in another currency: banks write the accounts of
    all currencies alike."""
    words = _words_for_currency() - {*map(fold, declared)}
    places = [at for at, header in enumerate(rows[0][1]) if fold(header) in words]
    for line, cells in rows:
        said = {cells[at].upper() for at in places if line in booked and at < len(cells)}
        if others := (said & MINOR_DIGITS.keys()) - {currency}:
            raise StatementFault("currency_beside", line, other=min(others), currency=currency)


@cache
def _words_for_currency() -> frozenset[str]:
    words = (typed.purposes.get("currency", "") for typed in typed_everywhere())
    return frozenset(fold(word) for each in words for word in each.split("|")) - {""}
