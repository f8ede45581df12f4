"""Texts of others made harmless for a terminal and for a CSV file.

What staff type, a file's name or a program's answer may hold characters that a terminal obeys
(escapes, C1 controls, the bell), or that turn a line around so that it reads as another one.
"""

import re
from typing import Final

_OBEYED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the direction of writing
    "\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # breaks, tags, halves
)
_COMMANDS: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]")


def made_harmless(text: str) -> str:
    """A text whose every character is only shown: what a terminal would obey is gone.

    Nothing stands in its place, since none of it has a width: tables stay in line.
    """
    return _OBEYED.sub("", text)


def csv_cell(text: str) -> str:
    """A text for a CSV cell, harmless, an apostrophe before what a spreadsheet would take for a
    formula: full-width signs, and signs behind spaces, tabs or breaks, included."""
    harmless = made_harmless(text)
    command = _COMMANDS.match(text) or _COMMANDS.match(harmless) or text[:1] in ("\t", "\r", "\n")
    return f"'{harmless}" if command else harmless
