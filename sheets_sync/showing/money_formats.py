"""How an amount of a currency looks in a cell: its decimals and its sign (design §9)."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.spreadsheet.a1 import a1

_SIGNS: Final = {"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£", "UAH": "₴", "KZT": "₸"}
"""Signs that need no explanation beside the code in the Currency column."""

_USUAL_DIGITS: Final = 2
_IN_FRONT: Final = frozenset({"USD", "GBP"})


@cache
def money_format(currency: str) -> str:
    """The number format of a currency's amounts, negative ones red and with their minus."""
    digits = MINOR_DIGITS[currency]
    number = "#,##0" + (f".{'0' * digits}" if digits else "")
    sign = _SIGNS.get(currency, "")
    if not sign:
        return f"{number};[Red]-{number}"
    if currency in _IN_FRONT:
        return f'"{sign}"{number};[Red]-"{sign}"{number}'
    return f'{number} "{sign}";[Red]-{number} "{sign}"'


def formats_by_row(column: int, row: int) -> tuple[tuple[str, str], ...]:
    """The number formats of a table whose ``column`` names the currency of each row: formulas,
    written for ``row``, and the format where one holds. All others look as numbers do."""
    named = f"${a1(column, row)}"
    signed = [(f'{named}="{currency}"', money_format(currency)) for currency in _SIGNS]
    return (*signed, *_unusual(named))


def _unusual(named: str) -> Iterator[tuple[str, str]]:
    """Currencies without the usual two decimals, one formula for all that have as many."""
    by_digits: dict[int, list[str]] = {}
    for code, digits in MINOR_DIGITS.items():
        by_digits.setdefault(digits, []).append(code)
    for digits, codes in sorted(by_digits.items()):
        if digits != _USUAL_DIGITS:
            among = f'AND({named}<>"",ISNUMBER(SEARCH({named},"{" ".join(codes)}")))'
            yield among, money_format(codes[0])
