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
_BREAKS: Final = re.compile(rb"<rowBreaks\s[^>]*>.*?</rowBreaks>", re.DOTALL)
_ID: Final = re.compile(rb'\bid="(\d+)"')
_FOOT: Final = b"</headerFooter>"
_BREAK: Final = (
    b'<rowBreaks count="1" manualBreakCount="1"><brk id="%d" max="16383" man="1"/></rowBreaks>'
)
"""Above the blank row over the charts, so that all of their frame is on the next page."""
_POINTS: Final = 0.75
"""In a pixel."""


def with_break(sheet: bytes, before: int, now: int) -> bytes:
    """A sheet whose charts stand below ``now`` rows, and stood below ``before``: the break above
    them goes with them. Breaks that people set stay, and there is no other then; a sheet that is
    not printed as we make it gets none."""
    found = _BREAKS.search(sheet)
    ours = [b"%d" % (before - 1)]
    if _ID.findall(found[0]) != ours if found else _FITTED.search(sheet) is None:
        return sheet
    fits = _height_of(sheet, now) + CHART_HEIGHT * _POINTS <= _PAGE
    wanted = b"" if fits else _BREAK % (now - 1)
    if found is not None:
        return sheet[: found.start()] + wanted + sheet[found.end() :]
    return sheet.replace(_FOOT, _FOOT + wanted, 1)


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
