"""Charts below a table are printed whole: on a page of their own where they would go over two
(design §18)."""

import re
from typing import Final

from sheets_sync.spreadsheet.decoration import CHART_HEIGHT

_PAGE: Final = 570.0
"""Points of rows that a page of A4 across has beside each other where it is a laptop's screen wide
(as Summary's parts are), in Excel; in LibreOffice, whose columns are wider, some more."""
_USUAL: Final = 15.0
"""Points of a row that says nothing of its height."""
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_NUMBER: Final = re.compile(rb'\sr="(\d+)"')
_HEIGHT: Final = re.compile(rb'\sht="([\d.]+)"')
_HIDDEN: Final = re.compile(rb'\shidden="(?:1|true)"')
_FITTED: Final = re.compile(rb'<pageSetup\s[^>]*\bfitToHeight="0"')
_BREAKS: Final = re.compile(rb"<rowBreaks\b[^>]*(?:/>|>.*?</rowBreaks>)", re.DOTALL)
_ONE: Final = re.compile(rb'<brk\s[^>]*?\bid="(\d+)"[^>]*?(?:/>|></brk>)')
_ID: Final = re.compile(rb'\bid="\d+"')
_FOOT: Final = b"</headerFooter>"
_ALL: Final = b'<rowBreaks count="%d" manualBreakCount="%d">%s</rowBreaks>'
_BREAK: Final = b'<brk id="%d" max="16383" man="1"/>'
"""Above the blank row over the charts, so that all of their frame is on the next page."""
_POINTS: Final = 0.75
"""In a pixel."""


def with_break(sheet: bytes, before: int, now: int) -> bytes:
    """A sheet whose charts stand below ``now`` rows, and stood below ``before``: the break above
    them, ours or a person's, goes with them. Other breaks that people set stay, and there is none
    of ours then where there was none; a sheet that is not printed as we make it gets none."""
    if (found := _BREAKS.search(sheet)) is not None:
        return sheet[: found.start()] + _moved(found[0], before, now) + sheet[found.end() :]
    fits = _height_of(sheet, now) + CHART_HEIGHT * _POINTS <= _PAGE
    if fits or _FITTED.search(sheet) is None:
        return sheet
    return sheet.replace(_FOOT, _FOOT + _ALL % (1, 1, _BREAK % (now - 1)), 1)


def _moved(breaks: bytes, before: int, now: int) -> bytes:
    """The breaks of a sheet, from above to below, one a row."""
    at, to = b"%d" % (before - 1), b"%d" % (now - 1)
    told = {row[1]: row[0] for row in _ONE.finditer(breaks)}
    if at == to or at not in told:
        return breaks
    told[to] = _ID.sub(b'id="%s"' % to, told.pop(at))
    return _ALL % (len(told), len(told), b"".join(told[row] for row in sorted(told, key=int)))


def _height_of(sheet: bytes, rows: int) -> float:
    """The points of the first ``rows`` rows."""
    told = dict(filter(None, map(_height_told, _ROW.findall(sheet))))
    return sum(told.get(row, _USUAL) for row in range(1, rows + 1))


def _height_told(row: bytes) -> tuple[int, float] | None:
    """The number of a row and its points; None where it does not say them."""
    number, height = _NUMBER.search(row), _HEIGHT.search(row)
    if number is None or not (_HIDDEN.search(row) or height):
        return None
    return int(number[1]), float(height[1]) if height and not _HIDDEN.search(row) else 0.0
