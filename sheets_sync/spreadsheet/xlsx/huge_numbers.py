"""Numbers too large for the times that their formats make of them: a phone number in ``[h]:mm``.

The reader gives up on the whole sheet. It is given them as texts that are no number instead.
"""

import re
from typing import Final

from sheets_sync.spreadsheet.number_patterns import UNSURE

_STYLED: Final = re.compile(
    rb"""<((?:\w+:)?c)\b([^>]*?\ss\s*=\s*["']\d+["'][^>]*)(>\s*"""
    rb"""(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f\s*>))?\s*<(?:\w+:)?v\b[^>]*>\s*)"""
    rb"""(?=-?(?:\d{8,}|\d(?:\.\d+)?[eE]\+?\d))"""
)
_NUMBER: Final = re.compile(rb"""\st\s*=\s*["']n["']""")
_KIND: Final = re.compile(rb"""\st\s*=""")


def as_texts(sheet: bytes) -> bytes:
    """The XML of a sheet with its formatted numbers of eight digits and more as texts."""
    return _STYLED.sub(_as_text, sheet)


def _as_text(cell: re.Match[bytes]) -> bytes:
    name, attributes, rest = cell.groups()
    plain = _NUMBER.sub(b"", attributes)
    if _KIND.search(plain):
        return cell[0]
    return b"<" + name + plain + b' t="str"' + rest + UNSURE.encode()
