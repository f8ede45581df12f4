"""Number formats of conditional formats, told apart from those of cells by their ids.

openpyxl numbers the formats of cells anew when it saves a file, and leaves those of conditional
formats the ids that they had: one id would then stand for two formats, and who reads the file by
ids would show a sum of euros as one of roubles (ECMA-376, 18.8.30 and 18.8.14).
"""

import re
from collections.abc import Iterator
from itertools import count
from typing import Final

FIRST_FREE: Final = 164
"""Formats of lower numbers are Excel's own."""

_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt(?=\s)[^>]*>")
_ID: Final = re.compile(rb"""(\snumFmtId\s*=\s*["'])(\d+)(?=["'])""")
_CODE: Final = re.compile(rb"""\sformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_CELLS_END: Final = re.compile(rb"</(?:\w+:)?numFmts\s*>")


def with_ids_told_apart(styles: bytes) -> bytes:
    """A workbook's part of styles in which no id stands for two formats: those of cells keep
    theirs, each other takes that of its own pattern, or one above all in use."""
    end = _OF_CELLS_END.search(styles)
    of_cells = end.start() if end else 0
    taken = {_code(tag): _id(tag) for tag in _FORMAT.findall(styles, 0, of_cells)}
    free = count(max([FIRST_FREE - 1, *map(_id, _FORMAT.findall(styles))]) + 1)
    return styles[:of_cells] + _FORMAT.sub(
        lambda tag: _with_id(tag[0], taken, free), styles[of_cells:]
    )


def _with_id(tag: bytes, taken: dict[bytes, int], free: Iterator[int]) -> bytes:
    if _id(tag) < FIRST_FREE:
        return tag
    code = _code(tag)
    if code not in taken:
        taken[code] = next(free)
    return _ID.sub(rb"\g<1>%d" % taken[code], tag)


def _id(tag: bytes) -> int:
    found = _ID.search(tag)
    return int(found[2]) if found else 0


def _code(tag: bytes) -> bytes:
    found = _CODE.search(tag)
    return (found[1] or found[2] or b"") if found else b""
