"""What a number's format shows beside it, by its pattern, as all spreadsheets spell it (§15)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_BRACKETS: Final = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_IN_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_NOT_SHOWN: Final = re.compile(r"_.|\*.")
"""As wide as a sign, or filled with it: "_€" shows no euro."""
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|.')
_HIDDEN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
"""Behind the digits a comma, which shows thousands: 5000 is shown as 5."""
_CURRENCY: Final = "Sc"
MONEY: Final = "¤"
"""Before a text that a format says is a currency and that has no sign of one: "[$Kč]" is "¤Kč"."""
_SIGNS: Final = "%'′"
_WHOSE: Final = re.compile(r"[A-Za-z]{0,3}$")


def unit_of(pattern: str) -> str:
    """What a format shows beside a number: "€", "¤Kč", "руб.", "%", "min", any other text of its;
    money stands last, "тыс. ₽"; "" for none. A format that scales its numbers shows no thousands.
    """
    first = pattern.partition(";")[0]
    digits = _HIDDEN.sub("", first)
    if "%" in digits:
        return "%"
    plain = _NOT_SHOWN.sub("", _IN_BRACKETS.sub("", first))
    found = _BRACKETS.search(first)
    money = _currency(found[1].strip()) if found else next(_signs(plain), "")
    if money and _SCALED.search(digits):
        return money
    return f"{_literals(plain.replace(money, ' ', 1))} {money}".strip()


def _currency(text: str) -> str:
    """What stands in the brackets of money; nothing is no currency."""
    return text if not text or any(_signs(text)) else MONEY + text


def _signs(text: str) -> Iterator[str]:
    """Signs of currencies, with the letters that tell whose: "R$"."""
    for at, sign in enumerate(text):
        if unicodedata.category(sign) == _CURRENCY:
            yield _WHOSE.search(text[:at])[0] + sign  # type: ignore[index]  # it may be empty


def _literals(plain: str) -> str:
    """The text of a format, of marks in quotes and behind backslashes; no other
    punctuation than signs of units."""
    words = "".join(each[1] or each[2] or " " for each in _LITERAL.finditer(plain)).split()
    return " ".join(words) if any(s.isalpha() or s in _SIGNS for s in "".join(words)) else ""
