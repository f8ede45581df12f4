"""How an amount of a currency looks in a cell: its decimals and its sign (design §9)."""

from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS

SIGNS: Final = {"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£", "UAH": "₴", "KZT": "₸"}
"""Signs that need no explanation beside the code in the Currency column."""

_IN_FRONT: Final = frozenset({"USD", "GBP"})


def money_format(currency: str) -> str:
    """The number format of a currency's amounts, negative ones red and with their minus."""
    digits = MINOR_DIGITS[currency]
    number = "#,##0" + (f".{'0' * digits}" if digits else "")
    sign = SIGNS.get(currency, "")
    if not sign:
        return f"{number};[Red]-{number}"
    if currency in _IN_FRONT:
        return f'"{sign}"{number};[Red]-"{sign}"{number}'
    return f'{number} "{sign}";[Red]-{number} "{sign}"'
