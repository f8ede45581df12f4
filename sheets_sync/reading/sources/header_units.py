"""What a header says beside its name that its numbers are in: "Amount, USD" (design §15)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import Column, role_of
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.units import unit_said, unit_within
from sheets_sync.reading.meaning.vocabulary import words_by, words_for
from sheets_sync.reading.sources.header_hints import UNITS

PRICE: Final = "price"
OF_MONEY: Final = (PRICE, "amount", "agreed", "threshold", "credit_limit", "topup", "ask")
AGREED: Final = "agreed"
_BY_TIME: Final = (PRICE, AGREED)
OF_TIME: Final = ("minimum", "step", "included")
_READ: Final = (*OF_MONEY, *OF_TIME, "quantity")
_WORDS: Final = re.compile(r"[^\W\d_]+|[^\w\s.,;:/()\[\]*-]")
_CODE: Final = 3
"""Letters of a currency's code."""
_JOINT: Final = 2
"""No longer word is passed over in one of our headers: in, на. That may be all, or try."""
_SECONDS: Final = frozenset(
    word for word in words_for(lambda typed: typed.seconds) if len(word) > _JOINT
)
_LARGE: Final = frozenset(
    word
    for which in (lambda t: t.thousands, lambda t: t.millions, lambda t: t.billions)
    for word in words_for(which)
)
_PER: Final = frozenset(
    part for word in words_for(lambda typed: typed.by_unit) for part in word.split()
)


_HOURLY: Final = frozenset(
    (*words_for(lambda typed: typed.by_hours), *words_for(lambda typed: typed.by_minutes))
)
_LEAST: Final = frozenset(
    word for word in words_for(lambda typed: typed.minutes) if len(word) <= _CODE
)
"""Short words for minutes, which may mean the least of prices as well: "Min price"."""


@dataclass(frozen=True)
class SaidOf:
    """The minutes in the unit of time that a header names besides its name (0: none), the words for
    money there, and other words that make other numbers of those below it."""

    minutes: int = 0
    money: tuple[str, ...] = ()
    large: tuple[str, ...] = ()


@cache
def said_of(column: Column, header: str) -> SaidOf:
    """What the header of a column says besides its name. A short word for minutes counts beside
    money behind a sign or a "per" alone."""
    words = _beside(column, header)
    if column.key in OF_MONEY and not _is_per_minute(header):
        words = [word for word in words if fold(word) not in _LEAST]
    return _said(words)


def _is_per_minute(header: str) -> bool:
    """Whether a short word for minutes stands behind a sign or a "per"."""
    return not _LEAST.isdisjoint(_behind_per(header))


def is_per_time(header: str) -> bool:
    """Whether a header says a unit of time that all below it are in; but for a "per", a sign, or a
    word like daily, "Day price" may be one of days beside nights, where rows have units of their
    own."""
    column = _column("prices", PRICE)
    minutes, words = said_of(column, header).minutes, set(map(fold, _WORDS.findall(header)))
    if minutes == WORKING_DAY and not words.isdisjoint(map(fold, column.names)):
        daily = (word for word in words if unit_said(word) and not unit_within(word))
        return any(map(unit_said, _behind_per(header))) or any(daily)
    return minutes > 0 or not words.isdisjoint(_HOURLY)


def _behind_per(header: str) -> Iterator[str]:
    """The folded words behind a sign or a "per"."""
    for found in _WORDS.finditer(header):
        before = header[: found.start()].rstrip()
        words = _WORDS.findall(before)
        if before[-1:] in {",", "/", "(", "["} or (bool(words) and fold(words[-1]) in _PER):
            yield fold(found[0])


def _said(words: list[str]) -> SaidOf:
    folded = [fold(word) for word in words]
    money = [word for at, word in enumerate(words) if _is_money(words, at)]
    minutes = (unit_said(word) for word in folded if word not in map(fold, money))
    return SaidOf(
        next(filter(None, minutes), 0),
        tuple(dict.fromkeys(money)),
        tuple(word for word in words if fold(word) in _LARGE | _SECONDS),
    )


def _is_money(words: list[str], at: int) -> bool:
    """Whether a word names money; a code that is a word of a language, too (all, top), only in
    capitals or as the last."""
    word = words[at]
    by_chance = len(word) == _CODE and word.upper() in MINOR_DIGITS and not word.isupper()
    return named_currency(word) is not None and not (by_chance and at < len(words) - 1)


def _beside(column: Column, header: str) -> list[str]:
    """The words of a header but for the longest name of its column among them."""
    words = _WORDS.findall(header)
    for name in _names(column):
        if (at := _find(name, [fold(word) for word in words])) is not None:
            return [*words[:at], *words[at + len(name) :]]
    return words


@cache
def _names(column: Column) -> tuple[tuple[str, ...], ...]:
    """How a column is called, in words, the longest first; not what names a unit besides."""
    others = words_by(lambda typed: typed.headers).get(f"{column.role}.{column.key}", ())
    names = {tuple(_WORDS.findall(fold(name))) for name in (*column.names, *others)}
    if column.key in _BY_TIME:
        names = {name for name in names if not any(map(unit_said, name))}
    if column.key in OF_TIME:
        names = {name for name in names if len(name) == 1 or not any(map(unit_said, name[1:]))}
    return tuple(sorted(names, key=lambda name: (-len(name), -len("".join(name)), name)))


def _find(name: tuple[str, ...], words: list[str]) -> int | None:
    """Where the words of a name stand among others."""
    starts = range(len(words) - len(name) + 1)
    return next((at for at in starts if tuple(words[at : at + len(name)]) == name), None)


def is_name_with_unit(column: Column, header: str) -> bool:
    """Whether a header is a name of ours, of a column of numbers, and nothing besides but the unit
    of time, or the currency, that such numbers may be in: "Step (min)", "Amount, USD"."""
    if column.key not in (*OF_MONEY, *OF_TIME) or any(map(str.isdigit, header)):
        return False
    words = _WORDS.findall(header)
    folded = [fold(word) for word in words]
    for name in {tuple(_WORDS.findall(fold(each))) for each in column.names}:
        if (at := _find(name, folded)) is not None:
            return _is_unit(column, [*words[:at], *words[at + len(name) :]])
    return False


@cache
def names_with_unit(role: str, header: str) -> tuple[str, ...]:
    """The columns of a role that a header is ``is_name_with_unit`` of."""
    columns = role_of(role).staff_columns
    return tuple(column.key for column in columns if is_name_with_unit(column, header))


def _is_unit(column: Column, words: list[str]) -> bool:
    said = _said(words)
    known = all(
        _is_money(words, at) or unit_said(fold(word)) or fold(word) in _PER or len(word) <= _JOINT
        for at, word in enumerate(words)
    )
    if said.large or len(said.money) > 1 or not known:
        return False
    if column.key in OF_TIME:
        return bool(said.minutes) and not said.money
    return bool(said.money or said.minutes) and (column.key in _BY_TIME or not said.minutes)


def constants_said(role: str, headers: Mapping[str, str]) -> dict[str, str]:
    """What the header of prices says of those rows that say nothing themselves: Unit, Currency."""
    if (header := headers.get(PRICE)) is None or role not in ("prices", "drafts"):
        return {}
    said = said_of(_column("prices", PRICE), header)
    constants = {"unit": UNITS.get(said.minutes, ""), "currency": " ".join(said.money)}
    return {key: text for key, text in constants.items() if text}


def refuse_other_numbers(ref: str, role: str, headers: Mapping[str, str]) -> None:
    """Raises ``UsageError`` where a header says of its numbers what nothing reads: thousands,
    seconds, two currencies, or money where a length of time is meant."""
    for key, said in headers_saying(role, headers):
        wrong = said.large or (said.money if key not in OF_MONEY else said.money[1:])
        if wrong:
            raise UsageError(
                f'The header "{headers[key]}" of the tab "{ref}" says of its numbers "{wrong[0]}", '
                "which no run can reckon with there.",
                "Bring the numbers into whole units of one kind (1500, not 1.5 thousand), and call "
                f"the column {_column(role, key).told}, or as it is then.",
            )


def agreed_by(header: str) -> int:
    """The minutes in the unit of time that the header of agreed prices says they are for; 0 of one
    that says none."""
    return said_of(_column("log", AGREED), header).minutes


def headers_saying(role: str, headers: Mapping[str, str]) -> Iterator[tuple[str, SaidOf]]:
    """The columns of a role whose headers say what their numbers are in, and what they say."""
    for key in _READ:
        header = headers.get(key)
        said = SaidOf() if header is None else said_of(_column(role, key), header)
        if said != SaidOf():
            yield key, said


def _column(role: str, key: str) -> Column:
    return next(each for each in role_of(role).staff_columns if each.key == key)
