"""XML as few programs write it, put into the spelling that scan and reader take.

All of it is for reading alone: what is written back is the file's own bytes with our cells.
"""

import html
import re
from typing import Final

from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, has_markup

_UTF16: Final = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_DECLARATION: Final = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_MARKUP: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<!DOCTYPE[^>]*>", re.DOTALL)
_SAMPLE: Final = 100_000
"""Bytes that show how a program writes figures."""
_SPACED: Final = re.compile(
    rb"(<(?:[\w.-]+:)?v(?:\s[^<>]*)?>)\s*(-?[\d.]+(?:[eE][+-]?\d+)?)\s*(?=</)"
)
_SPACE: Final = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>(?:\s|[^<]*\s<)")
_EXTENSIONS: Final = re.compile(
    rb"<((?:[\w.-]+:)?)extLst(?=[\s/>])" + ATTRIBUTES + rb"(?:/>|>.*?</\1extLst\s*>)", re.DOTALL
)


def in_utf8(data: bytes) -> bytes:
    """A part in UTF-8, be it in UTF-16."""
    encoding = _UTF16.get(data[:2])
    return _DECLARATION.sub("", data.decode(encoding)).encode() if encoding else data


def scannable(data: bytes) -> bytes:
    """A sheet's XML in UTF-8 without comments and CDATA, so that it can be scanned."""
    data = in_utf8(data)
    return _MARKUP.sub(_as_text, data) if has_markup(data) else data


def without_oddities(data: bytes, start: int, end: int) -> bytes:
    """The same sheet for calamine, whose rows lie between two offsets: it knows no extensions of
    cells, and takes a figure with white space around it for another."""
    if data.find(b"extLst", start, end) >= 0:
        rows = _EXTENSIONS.sub(b"", data[start:end])
        data, end = data[:start] + rows + data[end:], start + len(rows)
    if _SPACE.search(data, start, min(end, start + _SAMPLE)):
        data = _SPACED.sub(rb"\1\2", data)
    return data


def _as_text(markup: re.Match[bytes]) -> bytes:
    return html.escape((markup[1] or b"").decode(), quote=False).encode()
