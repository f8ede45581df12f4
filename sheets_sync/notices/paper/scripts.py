"""Scripts that need more than a glyph a letter: letters that join, lines from right to left.

HarfBuzz joins and stacks letters (the extra ``sheets-sync[scripts]``). What runs from right to left
is drawn where it ends its text, without digits or brackets: there all readers of Unicode's rules
(UAX 9) agree on one order. Else a contract's 7/26 might be read as 26/7.
"""

import re
import unicodedata
from importlib.util import find_spec
from typing import Final

from sheets_sync.notices.paper.undrawable import PaperError

_FIRST_JOINED: Final = 0x0590
"""Marks of scripts before this one (Latin, Greek, Cyrillic) stand well without shaping."""

_CLASSES: Final = {"R": "R", "AL": "R", "NSM": "R", "L": "L", "WS": "S"}
_ENDS_FROM_THE_RIGHT: Final = re.compile("([LNS]*L[LNS]*)?[RS]+")


def needs_shaping(text: str) -> bool:
    """Whether glyphs one after the other would not be how ``text`` is written.

    Raises ``PaperError`` where it runs in two directions in an order that is not certain, or where
    HarfBuzz, which it needs, is not installed.
    """
    if text.isascii() or not any(map(_joins, text)):
        return False
    if find_spec("uharfbuzz") is None:
        raise PaperError("no_shaping", text)
    classes = "".join(map(_class, text))
    if any(map(_from_the_right, text)) and not _ENDS_FROM_THE_RIGHT.fullmatch(classes):
        raise PaperError("mixed_directions", text)
    return True


def _joins(letter: str) -> bool:
    if ord(letter) < _FIRST_JOINED:
        return False
    return unicodedata.category(letter) in ("Mn", "Mc") or _from_the_right(letter)


def _from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _class(letter: str) -> str:
    """R: from the right, or a mark; L: from the left; S: a space; N: as its neighbours are."""
    return _CLASSES.get(unicodedata.bidirectional(letter), "N")
