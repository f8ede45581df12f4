"""Amounts, days and names as statements write them. No float is ever made of an amount."""

import re
from codecs import BOM_UTF8
from datetime import UTC, date, datetime
from typing import Final

from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.days import serial

_FIRST_YEAR: Final = 1990
_MOST: Final = LIMIT * 1000
"""Minor units of a balance; a single entry has ``LIMIT`` at most (design §4)."""

_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def known_currency(code: str, line: int = 0) -> str:
    """``code`` itself where it is a currency of ISO 4217; raises ``StatementFault``."""
    if code not in MINOR_DIGITS:
        raise StatementFault("no_currency", line, text=code)
    return code


def minor(digits: str, currency: str, line: int = 0) -> int:
    """Minor units of an amount with a point: "-1234.5" is -123450 kopecks. Raises
    ``StatementFault`` where it is no such number, or finer than the currency."""
    found = re.fullmatch(r"([+-]?)([0-9]{1,18})(?:\.([0-9]{0,18}))?", digits)
    if not found:
        raise StatementFault("no_amount", line, text=digits)
    places = MINOR_DIGITS[known_currency(currency, line)]
    fraction = (found[3] or "").rstrip("0")
    if len(fraction) > places:
        raise StatementFault("decimals", line, text=digits, currency=currency)
    amount = int(found[2] + fraction.ljust(places, "0"))
    if amount > _MOST:
        raise StatementFault("too_large", line, text=digits)
    return -amount if found[1] == "-" else amount


def entry_amount(digits: str, currency: str, line: int = 0) -> int:
    """As ``minor``, of an entry: never below 0, and no more than an account may hold."""
    amount = minor(digits, currency, line)
    if amount < 0 or amount > LIMIT:
        raise StatementFault("no_entry_amount", line, text=digits)
    return amount


def day_of(year: str, month: str, day: str, line: int = 0) -> int:
    """The serial of a day in digits, a year of two digits being of this century. Raises
    ``StatementFault``."""
    try:
        full = int(year) + 2000 if len(year) == 2 else int(year)
        made = date(full, int(month), int(day))
    except ValueError:
        raise StatementFault("no_day", line, text=f"{day}.{month}.{year}") from None
    if made.year < _FIRST_YEAR:
        raise StatementFault("early_day", line, text=f"{day}.{month}.{year}")
    return serial(made)


def clock_time(text: str, written: str) -> int:
    """A moment ``written`` so, in nanoseconds from 1970 by the clock on the wall that showed it; 0
    where it is none: one is compared with others of its bank alone."""
    try:
        seen = datetime.strptime(text, written).replace(tzinfo=UTC)
    except ValueError:
        return 0
    return int(seen.timestamp()) * 1_000_000_000


def _is_utf_8(data: bytes) -> bool:
    """Whether letters are told in UTF-8, whatever the config says: those of no other encoding make
    it by chance, and read otherwise the same payment would be another one."""
    if data.startswith(BOM_UTF8):
        return True
    if data.isascii() or b"\0" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def text_in(data: bytes, encoding: str, setting: str = "") -> str:
    """The text of a file, without a byte order mark. Raises ``StatementFault`` at the line of the
    first byte that is none of the encoding's, which the ``setting`` of the config says, if any."""
    try:
        told = "utf-8" if setting and _is_utf_8(data) else encoding
        return data.decode(told).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        key = "no_letter_as_set" if setting else "no_letter"
        raise StatementFault(key, line, encoding=encoding, setting=setting) from None


def one_line(text: str) -> str:
    """A text on one line: breaks and what is not seen become single spaces."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def compact(text: str) -> str:
    """An account or a tax number without its spaces, in capitals."""
    return re.sub(r"[\s\u00a0\u200b.-]+", "", text).upper()


def is_iban(text: str) -> bool:
    """Whether a compact text is an IBAN with right check digits (ISO 7064, 97-10)."""
    if not _IBAN.fullmatch(text):
        return False
    turned = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
