"""Currencies: the active codes of ISO 4217, how many decimals each has, and amounts in them.

Funds codes are in, precious metals, testing codes and "no currency" are not: nobody keeps an
account in them.
"""

from typing import Final

_TWO = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"

MINOR_DIGITS: Final = {
    code: digits
    for digits, codes in ((2, _TWO), (0, _NONE), (3, _THREE), (4, _FOUR))
    for code in codes.split()
}
"""Decimals of an amount, by currency code: 2 for RUB, 0 for JPY, 3 for KWD."""

LIMIT: Final = 10**12
"""No amount may exceed this many minor units: TOO_LARGE (design §4)."""

_WORDS: Final = {
    "RUB": "₽ р руб рубль рубля рублей рубли rur rouble roubles ruble rubles",
    "EUR": "€ евро euro euros",
    "GBP": "£",
    "KZT": "₸ тг тенге tenge",
    "UAH": "₴ грн гривна гривны гривен гривня гривні гривень",
    "GEL": "₾ лари",
    "ILS": "₪",
    "INR": "₹",
    "KRW": "₩",
    "PLN": "zł zl злотый злотых",
    "TRY": "₺",
    "VND": "₫",
}
WORDS: Final = {word: code for code, words in _WORDS.items() for word in words.split()}
"""Signs and words that mean one currency only, folded, without a dot at the end."""

_DOLLARS: Final = """
AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD USD XCD
"""
SHARED: Final = {
    "$": frozenset(_DOLLARS.split()),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "som": frozenset({"KGS", "UZS"}),
}
"""Signs that several currencies share, and these."""

_SIGNS: Final = {
    **dict.fromkeys(["$", "доллар", "доллара", "долларов", "долл", "dollar", "dollars"], "$"),
    **dict.fromkeys(["¥", "￥"], "¥"),
    **dict.fromkeys(["kr", "кр", "крона", "кроны", "крон", "kronor", "kroner"], "kr"),
    **dict.fromkeys(["som", "сом"], "som"),
}


def named_currency(text: str) -> str | None:
    """The code that ``text`` names by code, sign or word, in any case; a sign of ``SHARED`` where
    several share it; None where it names none."""
    word = text.strip().casefold().rstrip(".").replace("ё", "е")
    code = WORDS.get(word, word.upper())
    return code if code in MINOR_DIGITS else _SIGNS.get(word)


def currency_code(text: str, usual: str) -> str | None:
    """The code that ``text`` names; what several currencies share is ``usual`` where that is one
    of them. None where it names none, or leaves it open."""
    named = named_currency(text)
    if named in SHARED:
        return usual if usual in SHARED[named] else None
    return named


def to_major(minor: int, currency: str) -> str:
    """An amount in major units with the currency's decimals: "-1234.50"."""
    return pointed(minor, MINOR_DIGITS[currency])


def pointed(value: int, digits: int) -> str:
    """``value`` with a point before its last ``digits``: "-1234.50"."""
    whole, rest = divmod(abs(value), 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
