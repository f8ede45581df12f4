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

MOST_DIGITS: Final = max(MINOR_DIGITS.values())
"""An amount whose currency is not known is exact in so many decimals."""

LIMIT: Final = 10**12
"""No amount may exceed this many minor units: TOO_LARGE (design §4)."""


def to_major(minor: int, currency: str) -> str:
    """An amount in major units with the currency's decimals: "-1234.50"."""
    return pointed(minor, MINOR_DIGITS[currency])


def pointed(value: int, digits: int) -> str:
    """``value`` with a point before its last ``digits``: "-1234.50"."""
    whole, rest = divmod(abs(value), 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
