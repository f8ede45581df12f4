"""Cuts a formula into tokens, references among them: 'My tab'!$A$1:B2, A:A, 2:2, A5:A."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..cells import Scalar


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or range, from 0, ends not included; None where the range runs to the grid's edge.
    Without a sheet it is on the formula's own."""

    sheet: str | None
    top: int
    left: int
    bottom: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is number, text, error, call (a name and its bracket), name, ref or sign."""

    kind: str
    text: str
    value: Scalar = None
    reference: Reference | None = None
    sheet: str | None = None


_CELL, _COLUMN, _ROW = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,8}", r"\$?[A-Za-z]{1,3}", r"\$?[0-9]{1,8}"
_PLACE = (
    rf"(?:{_CELL}:(?:{_CELL}|{_COLUMN}|{_ROW})|{_COLUMN}:(?:{_CELL}|{_COLUMN})"
    rf"|{_ROW}:(?:{_CELL}|{_ROW})|{_CELL})(?![\w(.!])"
)
_SHAPE = re.compile(r"\$?([A-Za-z]*)\$?([0-9]*)")


@lru_cache
def _token_shape(*, comma_decimal: bool) -> re.Pattern[str]:
    mark = "," if comma_decimal else r"\."
    return re.compile(
        r"(?P<space>\s+)|(?P<error>#(?:DIV/0!|N/A|REF!|NAME\?|VALUE!|NUM!|NULL!|ERROR!))"
        r'|(?P<text>"(?:[^"]|"")*")'
        rf"|(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?:(?P<ref>{_PLACE})"
        r"|(?P<lost>\#REF!)|(?P<call>[^\W\d][\w.]*)\s*\(|(?P<name>[^\W\d][\w.]*))"
        rf"|(?P<number>(?:[0-9]+(?:{mark}[0-9]*)?|{mark}[0-9]+)(?:[eE][+-]?[0-9]+)?)"
        r"|(?P<sign><>|<=|>=|[-+*/^&=<>%(){};,\\])",
        re.IGNORECASE,
    )


def token_matches(text: str, *, comma_decimal: bool) -> list[re.Match[str]] | None:
    """The text cut up, spaces included; None where it holds something that no formula has."""
    found, at, shape = [], 0, _token_shape(comma_decimal=comma_decimal)
    while at < len(text):
        match = shape.match(text, at)
        if match is None:
            return None
        at = match.end()
        found.append(match)
    return found


def tokens_of(text: str, *, comma_decimal: bool) -> list[Token] | None:
    """The tokens that matter; None where there is something that no formula has."""
    matches = token_matches(text, comma_decimal=comma_decimal)
    if matches is None:
        return None
    return [_token(match) for match in matches if match["space"] is None]


def _token(match: re.Match[str]) -> Token:
    sheet = unquoted(match["sheet"])
    if match["ref"]:
        return Token("ref", match["ref"], reference=reference(match["ref"], sheet))
    if match["lost"]:
        return Token("error", match["lost"])
    if match["text"]:
        return Token("text", match["text"], match["text"][1:-1].replace('""', '"'))
    if match["number"]:
        number = match["number"].replace(",", ".")
        return Token("number", number, int(number) if number.isdigit() else float(number))
    kind = match.lastgroup or "sign"
    return Token(kind, match[kind], sheet=sheet)


def unquoted(written: str | None) -> str | None:
    """A sheet's title as written in a formula, without its quotes."""
    if written is None or not written.startswith("'"):
        return written
    return written[1:-1].replace("''", "'")


def reference(text: str, sheet: str | None) -> Reference:
    """The reference that A1 notation spells, corners in any order."""
    start, colon, end = text.partition(":")
    first, last = _corner(start), _corner(end if colon else start)
    top, bottom = _span(first[0], last[0])
    left, right = _span(first[1], last[1])
    return Reference(sheet, top, left, bottom, right)


def _corner(text: str) -> tuple[int | None, int | None]:
    match = _SHAPE.fullmatch(text)
    letters, digits = (match[1], match[2]) if match else ("", "")
    column = None
    for letter in letters.upper():
        column = (column or 0) * 26 + ord(letter) - 64
    return int(digits) if digits else None, column


def _span(one: int | None, other: int | None) -> tuple[int, int | None]:
    """From where to where, from 0. A side with one end alone is open: A5:A."""
    if one is None or other is None:
        return max((one or other or 1) - 1, 0), None
    return max(min(one, other) - 1, 0), max(one, other)
