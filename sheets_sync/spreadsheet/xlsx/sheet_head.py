"""What a sheet's XML says besides its rows: extent, styles of columns, ranges of formulas."""

import re
from typing import Final, NamedTuple

from sheets_sync.spreadsheet.a1 import a1, column_at
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, SheetXml


class Box(NamedTuple):
    """A range of cells, both ends in it: columns from 0, rows from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, column: int, row: int) -> bool:
        """Whether the cell lies in the range."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    def __str__(self) -> str:
        first, last = a1(self.left, self.top), a1(self.right, self.bottom)
        return first if first == last else f"{first}:{last}"


_REF: Final = re.compile(rb"""(\sref\s*=\s*["'])([A-Za-z]+)(\d+)(?::([A-Za-z]+)(\d+))?(?=["'])""")
_NUMBER: Final = rb"""\s%b\s*=\s*["'](\d+)["']"""
_FIRST, _LAST, _STYLE = (re.compile(_NUMBER % name) for name in (b"min", b"max", b"style"))
_MOST_COLUMNS: Final = 16_384
_DRAWN_FIRST: Final = re.compile(
    rb"(<drawing\s[^>]*/>)(<headerFooter(?:\s[^>]*)?(?:/>|>.*?</headerFooter>))", re.DOTALL
)


def range_in_ref(attributes: bytes) -> Box | None:
    """The range in a ``ref`` attribute, or None."""
    found = _REF.search(attributes)
    return _box(found) if found else None


def with_dimension(sheet: SheetXml, extent: Box | None) -> bytes:
    """All that stands before the rows, with a ``dimension`` that takes in ``extent``."""
    head = sheet.data[: sheet.tag_start]
    tag = re.search(rb"<" + sheet.prefix + rb"dimension(?=\s)" + ATTRIBUTES, head)
    if tag is None or extent is None:
        return head
    return (
        head[: tag.start()]
        + _REF.sub(lambda ref: _widened(ref, extent), tag[0])
        + head[tag.end() :]
    )


def behind_rows(sheet: SheetXml) -> bytes:
    """All that stands behind the rows, in the order of the format: one ``init`` after another once
    put the headers of the page behind the charts, and Excel repairs such a file."""
    return _DRAWN_FIRST.sub(rb"\2\1", sheet.data[sheet.tail :], count=1)


def column_styles(sheet: SheetXml) -> dict[int, bytes]:
    """The style that new cells of a column take, as an attribute."""
    head = sheet.data[: sheet.tag_start]
    styles: dict[int, bytes] = {}
    for tag in re.finditer(rb"<" + sheet.prefix + rb"col(?=\s)" + ATTRIBUTES, head):
        first, last, style = (rule.search(tag[1]) for rule in (_FIRST, _LAST, _STYLE))
        if first and last and style:
            columns = range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS))
            styles.update(dict.fromkeys(columns, b' s="%b"' % style[1]))
    return styles


def array_ranges(sheet: SheetXml) -> list[Box]:
    """Ranges of array formulas and data tables over more than one cell."""
    if b"array" not in sheet.data and b"dataTable" not in sheet.data:
        return []
    tags = (tag[1] for tag in sheet.formula_tag.finditer(sheet.data))
    kinds = (
        attributes for attributes in tags if b"array" in attributes or b"dataTable" in attributes
    )
    boxes = (range_in_ref(attributes) for attributes in kinds)
    return [box for box in boxes if box and (box.left, box.top) != (box.right, box.bottom)]


def _box(ref: re.Match[bytes]) -> Box:
    left, top = column_at(ref[2].decode()), int(ref[3])
    if ref[4] is None:
        return Box(left, top, left, top)
    return Box(left, top, column_at(ref[4].decode()), int(ref[5]))


def _widened(ref: re.Match[bytes], extent: Box) -> bytes:
    old = _box(ref)
    new = Box(
        min(old.left, extent.left), min(old.top, extent.top),
        max(old.right, extent.right), max(old.bottom, extent.bottom),
    )  # fmt: skip
    return ref[0] if new == old else ref[1] + str(new).encode()
