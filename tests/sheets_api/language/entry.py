"""What typing something into a cell makes of it: valueInputOption=USER_ENTERED.

Measured [R], en_US: "2,000,000.01" is a number shown the same; "0042" is 42; "= 1 / 1024" is a
formula; "2020-01-01" is a date shown the same; any other text stays. JSON numbers and booleans
stay what they are. The rest – percents, money, scientific, grouping in other locales, times,
"+" that starts a formula, text formats – is assumed from what Google Sheets does for a person."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..cells import Cell, CellError, Formula
from .entry_dates import typed_moment
from .locales import Locale, locale_of

ERROR_TYPES = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#N/A": "N_A",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#VALUE!": "VALUE",
    "#NUM!": "NUM",
    "#NULL!": "NULL_VALUE",
    "#ERROR!": "ERROR",
}
SYMBOLS = "$£€₽"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell's value after typing, and the number format that typing gives an unformatted cell."""

    value: Cell
    number_format: dict[str, Any] | None = None


def entered(
    raw: str | float | None, locale: str, number_format: dict[str, Any] | None = None
) -> Entry:
    """What a cell holds after ``raw`` is typed into it. ``number_format`` is the one that it has
    already: under "Plain text" everything stays text, formulas too."""
    if raw is None or raw == "":
        return Entry(None)
    if isinstance(raw, bool | int | float):
        return Entry(whole(raw))
    if number_format and number_format.get("type") == "TEXT":
        return Entry(raw.removeprefix("'"))
    if len(raw) > LONGEST and not raw.lstrip().startswith(("=", "'")):
        return Entry(raw)  # too long for a number or a date: not worth a place in the cache
    found = _typed(raw, locale)
    # The cache keeps one Entry a text: whoever asks gets a number format of his own.
    return Entry(found.value, dict(found.number_format)) if found.number_format else found


def whole(number: float) -> int | float:
    """The number, as an int where it has no fraction (JSON shows 2, never 2.0)."""
    if isinstance(number, int):
        return number
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


@lru_cache(maxsize=4096)
def _typed(raw: str, locale_name: str) -> Entry:
    if raw[0] == "'":
        return Entry(raw[1:])
    text, locale = raw.strip(), locale_of(locale_name)
    if len(text) > 1 and text[0] == "=":
        return Entry(Formula(text))
    if not text or len(text) > LONGEST:
        return Entry(raw)
    found = typed_value(text, locale)
    if found is not None:
        return found
    return Entry(Formula("=" + text)) if _starts_a_formula(text) else Entry(raw)


def _starts_a_formula(text: str) -> bool:
    """Assumed: "+7 999 123-45-67" becomes "=+7 999 …", a parse error, as people complain."""
    return len(text) > 1 and text[0] == "+"


def typed_value(text: str, locale: Locale) -> Entry | None:
    """The boolean, error, number or moment that stripped text spells; None if it is but text."""
    word = text.upper()
    if word in {"TRUE", locale.true}:
        return Entry(value=True)
    if word in {"FALSE", locale.false}:
        return Entry(value=False)
    if word in ERROR_TYPES:
        return Entry(CellError(ERROR_TYPES[word], word))
    if not any("0" <= character <= "9" for character in text):
        return None
    return _typed_number(text, locale) or _moment(text, locale)


def _moment(text: str, locale: Locale) -> Entry | None:
    found = typed_moment(text, locale)
    if found is None:
        return None
    return Entry(whole(found.serial), {"type": found.type, "pattern": found.pattern})


@lru_cache
def _number_shape(locale: Locale) -> re.Pattern[str]:
    """Sign, currency sign, digits in one run or in groups of three, fraction, exponent, unit."""
    group = "[ \u00a0\u202f]" if locale.group == "\u00a0" else re.escape(locale.group)
    return re.compile(
        rf"(?P<sign>[+-]?)\s?(?P<before>[{SYMBOLS}]?)\s?(?P<inner>[+-]?)"
        rf"(?P<whole>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]*)"
        rf"(?:{re.escape(locale.decimal)}(?P<fraction>[0-9]*))?"
        rf"(?P<exponent>[eE][+-]?[0-9]{{1,4}})?"
        rf"\s?(?P<unit>%|[{SYMBOLS}]|р\.)?"
    )


def _typed_number(text: str, locale: Locale) -> Entry | None:
    bracketed = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    match = _number_shape(locale).fullmatch(text[1:-1] if bracketed else text)
    if match is None or _odd(match, locale, bracketed=bracketed):
        return None
    size = _size(match)
    if size is None:
        return None
    negative = bracketed or "-" in {match["sign"], match["inner"]}
    return Entry(whole(-size if negative else size), _format_of(match, locale))


def _odd(match: re.Match[str], locale: Locale, *, bracketed: bool) -> bool:
    """Whether something is there that no number has: two signs, two units, no digit."""
    unit = match["unit"] or ""
    signs = bool(match["sign"]) + bool(match["inner"]) + bracketed
    return (
        not (match["whole"] or match["fraction"])
        or signs > 1
        or bool(match["before"] and unit)
        or (unit not in {"", "%"} and not locale.money_after)
        or (unit == "р." and locale.symbol != "₽")
    )


def _size(match: re.Match[str]) -> float | None:
    digits = re.sub(r"\D", "", match["whole"])
    fraction, exponent = match["fraction"] or "", match["exponent"] or ""
    if not fraction and not exponent and len(digits) < 16:
        return int(digits) / 100 if match["unit"] == "%" else int(digits)
    # Beyond the range of a double it stays text.
    # A percent is read as a shifted decimal: 5.5% is 0.055, not 5.5 / 100 with its noise.
    shift = int(exponent[1:] or 0) - 2 * (match["unit"] == "%")
    size = float(f"{digits or 0}.{fraction or 0}e{shift}")
    return size if math.isfinite(size) else None


def _format_of(match: re.Match[str], locale: Locale) -> dict[str, Any] | None:
    decimals = ".00" if match["fraction"] else ""
    unit = match["unit"] or ""
    if unit == "%":
        return {"type": "PERCENT", "pattern": f"0{decimals}%"}
    if match["before"] or unit:
        return {"type": "CURRENCY", "pattern": _money(match["before"] or unit, decimals, locale)}
    if match["exponent"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if not match["whole"].isdigit() and match["whole"]:
        return {"type": "NUMBER", "pattern": f"#,##0{decimals}"}
    return None


def _money(symbol: str, decimals: str, locale: Locale) -> str:
    symbol = "₽" if symbol == "р." else symbol
    own = symbol == locale.symbol
    pattern = locale.money if own else f"[${symbol}]#,##0.00"
    return pattern.replace(".00", decimals)


def read_number(text: str, locale: Locale) -> float | None:
    """The number, date or time that the text spells, as a number; None if it spells none."""
    stripped = text.strip()
    entry = typed_value(stripped, locale) if stripped else None
    value = entry.value if entry else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
