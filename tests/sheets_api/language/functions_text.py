"""Functions on text, and those that draw: HYPERLINK shows its label, SPARKLINE shows nothing."""

import re
from itertools import islice

from .display import by_pattern
from .entry import read_number
from .formula_values import (
    Value,
    failed,
    flat,
    number,
    scalar,
    text,
    truth,
)
from .functions import Calc, function


@function("CONCATENATE", 1, None)
def _concatenate(calc: Calc, *values: Value) -> str:
    return "".join(text(cell, calc.locale) for value in values for cell in flat(value))


@function("CONCAT", 2)
def _concat(calc: Calc, one: Value, other: Value) -> str:
    return text(one, calc.locale) + text(other, calc.locale)


@function("JOIN", 2, None)
def _join(calc: Calc, between: Value, *values: Value) -> str:
    cells = (text(cell, calc.locale) for value in values for cell in flat(value))
    return text(between, calc.locale).join(cells)


@function("TEXTJOIN", 3, None)
def _text_join(calc: Calc, between: Value, skip_blank: Value, *values: Value) -> str:
    cells = [text(cell, calc.locale) for value in values for cell in flat(value)]
    kept = [cell for cell in cells if cell] if truth(skip_blank) else cells
    return text(between, calc.locale).join(kept)


@function("LEN", 1)
def _len(calc: Calc, value: Value) -> int:
    return len(text(value, calc.locale).encode("utf-16-le")) // 2


@function("TRIM", 1)
def _trim(calc: Calc, value: Value) -> str:
    return re.sub(" +", " ", text(value, calc.locale)).strip(" ")


@function("CLEAN", 1)
def _clean(calc: Calc, value: Value) -> str:
    return re.sub(r"[\x00-\x1f]", "", text(value, calc.locale))


@function("UPPER", 1)
def _upper(calc: Calc, value: Value) -> str:
    return text(value, calc.locale).upper()


@function("LOWER", 1)
def _lower(calc: Calc, value: Value) -> str:
    return text(value, calc.locale).lower()


@function("PROPER", 1)
def _proper(calc: Calc, value: Value) -> str:
    return text(value, calc.locale).title()


@function("LEFT", 1, 2)
def _left(calc: Calc, value: Value, count: Value = 1) -> str:
    return text(value, calc.locale)[: _count(calc, count)]


@function("RIGHT", 1, 2)
def _right(calc: Calc, value: Value, count: Value = 1) -> str:
    whole, size = text(value, calc.locale), _count(calc, count)
    return whole[max(0, len(whole) - size) :]


@function("MID", 3)
def _mid(calc: Calc, value: Value, start: Value, count: Value) -> str:
    first = int(number(start, calc.locale)) - 1
    if first < 0:
        raise failed("VALUE", "Function MID parameter 2 should be greater than or equal to 1.")
    return text(value, calc.locale)[first : first + _count(calc, count)]


def _count(calc: Calc, count: Value) -> int:
    size = int(number(count, calc.locale))
    if size < 0:
        raise failed("VALUE", "A count should be greater than or equal to 0.")
    return size


@function("SUBSTITUTE", 3, 4)
def _substitute(calc: Calc, value: Value, old: Value, new: Value, nth: Value = None) -> str:
    whole, wanted, fresh = (text(part, calc.locale) for part in (value, old, new))
    if not wanted:
        return whole
    if nth is None:
        return whole.replace(wanted, fresh)
    places = (match.start() for match in re.finditer(re.escape(wanted), whole))
    at = next(islice(places, int(number(nth, calc.locale)) - 1, None), None)
    return whole if at is None else whole[:at] + fresh + whole[at + len(wanted) :]


@function("FIND", 2, 3)
def _find(calc: Calc, wanted: Value, value: Value, start: Value = 1) -> int:
    return _found(text(wanted, calc.locale), text(value, calc.locale), number(start, calc.locale))


@function("SEARCH", 2, 3)
def _search(calc: Calc, wanted: Value, value: Value, start: Value = 1) -> int:
    part, whole = text(wanted, calc.locale).lower(), text(value, calc.locale).lower()
    return _found(part, whole, number(start, calc.locale))


def _found(part: str, whole: str, start: float) -> int:
    at = whole.find(part, max(0, int(start) - 1))
    if at < 0:
        raise failed("VALUE", f"In FIND evaluation, cannot find '{part}' within '{whole}'.")
    return at + 1


@function("REPT", 2)
def _rept(calc: Calc, value: Value, count: Value) -> str:
    times, whole = _count(calc, count), text(value, calc.locale)
    if times * len(whole) > 50_000:
        raise failed("VALUE", "Text result of REPT is longer than the limit of 50000 characters.")
    return whole * times


@function("EXACT", 2)
def _exact(calc: Calc, one: Value, other: Value) -> bool:
    return text(one, calc.locale) == text(other, calc.locale)


@function("CHAR", 1)
def _char(calc: Calc, value: Value) -> str:
    code = int(number(value, calc.locale))
    if not 1 <= code < 0x110000:
        raise failed("NUM", "Function CHAR parameter 1 is out of range.")
    return chr(code)


@function("VALUE", 1)
def _value(calc: Calc, value: Value) -> float:
    return number(value, calc.locale)


@function("TEXT", 2)
def _text(calc: Calc, value: Value, pattern: Value) -> str:
    found, shape = scalar(value), text(pattern, calc.locale)
    if isinstance(found, bool):
        return text(found, calc.locale)
    if isinstance(found, str):
        read = read_number(found, calc.locale)
        found = found if read is None else read
    return by_pattern(0 if found is None else found, shape, calc.locale)


@function("HYPERLINK", 1, 2)
def _hyperlink(calc: Calc, url: Value, label: Value = None) -> Value:
    return scalar(url) if label is None else scalar(label)


@function("SPARKLINE", 1, 2)
@function("IMAGE", 1, 4)
def _drawn(calc: Calc, *_: Value) -> None:
    return None


@function("REGEXMATCH", 2)
def _regex_match(calc: Calc, value: Value, shape: Value) -> bool:
    return re.search(text(shape, calc.locale), text(value, calc.locale)) is not None
