"""The signs that people and banks write beside amounts, and the currencies that they mean: CLDR
tells one a language, and Babel is loaded for letters alone (design §4, §15, §20)."""

from collections.abc import Mapping
from functools import cache
from typing import Final

_DOLLARS: Final = """
AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD USD XCD
"""
SHARED: Final[Mapping[str, frozenset[str]]] = {
    "$": frozenset(_DOLLARS.split()),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "som": frozenset({"KGS", "UZS"}),
    "lei": frozenset({"MDL", "RON"}),
    "rs": frozenset({"INR", "LKR", "PKR"}),
}
"""Signs that several currencies share, and these."""

SIGNS: Final[Mapping[str, str]] = {
    "₽": "RUB", "€": "EUR", "£": "GBP", "₸": "KZT", "₴": "UAH", "₾": "GEL", "₪": "ILS", "₹": "INR",
    "₩": "KRW", "rur": "RUB", "֏": "AMD", "₼": "AZN", "฿": "THB",
    "₺": "TRY", "₫": "VND", **{sign: sign for sign in SHARED},
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "mex$": "MXN",
    "cn¥": "CNY", "jp¥": "JPY",
}  # fmt: skip
"""Signs, folded, with the code of what each means; what several share means itself."""


@cache
def signs_of(currency: str) -> frozenset[str]:
    """All signs that may mean a currency."""
    return frozenset(
        sign
        for sign, meant in SIGNS.items()
        if meant == currency or currency in SHARED.get(sign, ())
    )
