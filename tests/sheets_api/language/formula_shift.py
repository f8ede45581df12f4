"""What becomes of a formula's text when rows or columns come and go, or a tab is renamed.

Assumed from Google Sheets as a person sees it: references follow their cells; a range loses the
lines that are deleted from it and grows with those inserted inside; one that loses all of its
cells is #REF!. Text that no reference of which changes is kept to the letter."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .formula_tokens import token_matches, unquoted
from .locales import locale_of

_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_PLAIN = re.compile(r"[^\W\d]\w*")
LOST = "#REF!"


@dataclass(frozen=True, slots=True)
class Shift:
    """``count`` lines inserted before line ``at`` (from 0) of a sheet; deleted from there on where
    ``count`` is negative. ``by_row`` is False for columns."""

    sheet: str
    at: int
    count: int
    by_row: bool = True

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where lines ``first`` to ``last`` (from 1, both included) are now; None if gone."""
        if self.count >= 0:
            move = [line + self.count if line > self.at else line for line in (first, last)]
            return move[0], move[1]
        end = self.at - self.count
        gone_first = first if first <= self.at else max(first, end + 1) + self.count
        gone_last = last if last <= self.at else max(last, end) + self.count
        return (gone_first, gone_last) if gone_first <= gone_last else None


def shifted(text: str, locale: str, own_sheet: str, shift: Shift) -> str:
    """The formula, which is on ``own_sheet``, after rows or columns came or went."""

    def change(match: re.Match[str]) -> str:
        sheet = unquoted(match["sheet"]) or own_sheet
        if not match["ref"] or sheet.casefold() != shift.sheet.casefold():
            return match[0]
        prefix = f"{match['sheet']}!" if match["sheet"] else ""
        return prefix + _moved(match["ref"], shift)

    return _changed(text, locale, change)


def copied(text: str, locale: str, rows: int, columns: int) -> str:
    """The formula pasted so many rows down and columns right: only what has a $ stays."""

    def change(match: re.Match[str]) -> str:
        if not match["ref"]:
            return match[0]
        prefix = f"{match['sheet']}!" if match["sheet"] else ""
        corners = [_carried(corner, rows, columns) for corner in match["ref"].split(":")]
        return prefix + (LOST if None in corners else ":".join(filter(None, corners)))

    return _changed(text, locale, change)


def _carried(corner: str, rows: int, columns: int) -> str | None:
    """One corner of a range pasted elsewhere; None where that is off the grid."""
    for by_row, step in ((True, rows), (False, columns)):
        way = Shift("", 0, step, by_row)
        line = _line(corner, way)
        fixed = re.search(r"\$[0-9]" if by_row else r"\$[A-Za-z]", corner)
        if line is None or fixed:
            continue
        if line + step < 1:
            return None
        corner = _with(corner, line + step, way)
    return corner


def renamed(text: str, locale: str, old: str, new: str) -> str:
    """The formula after a tab got another title."""

    def change(match: re.Match[str]) -> str:
        sheet = unquoted(match["sheet"])
        if sheet is None or sheet.casefold() != old.casefold():
            return match[0]
        return _quoted(new) + match[0][len(match["sheet"]) :]

    return _changed(text, locale, change)


def _changed(text: str, locale: str, change: Callable[[re.Match[str]], str]) -> str:
    matches = token_matches(text[1:], comma_decimal=locale_of(locale).comma_decimal)
    if matches is None:  # no formula that anyone can read: it stays as it is
        return text
    return text[:1] + "".join(change(match) for match in matches)


def _quoted(title: str) -> str:
    if _PLAIN.fullmatch(title) and not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+", title):
        return title
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


def _moved(place: str, shift: Shift) -> str:
    start, colon, end = place.partition(":")
    first, last = _line(start, shift), _line(end if colon else start, shift)
    if first is None and last is None:
        return place
    if first is None or last is None:  # A5:A: the open end stays open
        now = shift.span(first or last or 1, 10**8)
    else:
        now = shift.span(min(first, last), max(first, last))
    if now is None:
        return LOST
    low, high = now if first is None or last is None or first <= last else now[::-1]
    start = start if first is None else _with(start, low, shift)
    if first is None:
        high = low
    return start + colon + (end if last is None or not colon else _with(end, high, shift))


def _line(corner: str, shift: Shift) -> int | None:
    match = _CORNER.fullmatch(corner)
    letters, digits = (match[2], match[4]) if match else ("", "")
    if shift.by_row:
        return int(digits) if digits else None
    line = 0
    for letter in letters.upper():
        line = line * 26 + ord(letter) - 64
    return line or None


def _with(corner: str, line: int, shift: Shift) -> str:
    match = _CORNER.fullmatch(corner)
    if match is None:
        return corner
    if shift.by_row:
        return f"{match[1]}{match[2]}{match[3]}{line}"
    if not match[4]:
        return f"{match[1]}{_letters(line)}"
    return f"{match[1]}{_letters(line)}{match[3]}{match[4]}"


def _letters(line: int) -> str:
    letters = ""
    while line:
        line, rest = divmod(line - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
