"""Columns of ours that were deleted and are made again: width and number format, laid into the XML.

A format is a style at the end of the list of styles; a width stands among the columns of the sheet.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from sheets_sync.spreadsheet.protocol import NewColumn
from sheets_sync.spreadsheet.xlsx.format_ids import FIRST_FREE
from sheets_sync.spreadsheet.xlsx.formats import GENERAL, number_format
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES

STYLES: Final = "xl/styles.xml"
_FORMAT_ID: Final = re.compile(rb"""<(?:\w+:)?numFmt(?=\s)[^>]*?\snumFmtId\s*=\s*["'](\d+)["']""")
_FORMATS: Final = re.compile(rb"<((?:\w+:)?)numFmts(?=[\s>])[^>]*(?<!/)>")
_ROOT: Final = re.compile(rb"<((?:\w+:)?)styleSheet(?=[\s>])" + ATTRIBUTES + rb"\s*>")
_STYLES: Final = re.compile(rb"<((?:\w+:)?)cellXfs(?=[\s>])[^>]*>(.*?)</\1cellXfs\s*>", re.DOTALL)
_STYLE: Final = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])")
_COUNT: Final = re.compile(rb"""\scount\s*=\s*["']\d+["']""")
_COLUMN: Final = re.compile(rb"<((?:\w+:)?)col(?=\s)" + ATTRIBUTES + rb"\s*/>")
_BOUND: Final = rb"""(\s%b\s*=\s*["'])(\d+)(["'])"""
_MIN, _MAX = (re.compile(_BOUND % name) for name in (b"min", b"max"))


def with_styles(
    xml: bytes, columns: Iterable[NewColumn], days: str
) -> tuple[bytes, dict[int, int]]:
    """The styles with one more for each column that has a format; the style of each, by index."""
    styles: dict[int, int] = {}
    for column in columns:
        if (code := number_format(column.format, days)) != GENERAL:
            xml, styles[column.index] = _with_style(xml, code)
    return xml, styles


def with_columns(sheet: bytes, columns: Iterable[NewColumn], styles: Mapping[int, int]) -> bytes:
    """A sheet's XML in which those columns have their width, and their style."""
    head, data, rest = sheet.partition(b"sheetData")
    start = head.rindex(b"<")
    before, tag = head[:start], head[start:]
    for column in columns:
        before = _with_column(before, tag[1:], column, styles.get(column.index))
    return before + tag + data + rest


def _with_style(xml: bytes, code: str) -> tuple[bytes, int]:
    number = max([FIRST_FREE - 1, *map(int, _FORMAT_ID.findall(xml))]) + 1
    entry = f'numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'.encode()
    if found := _FORMATS.search(xml):
        opened = _COUNT.sub(b"", found[0])
        xml = xml[: found.start()] + opened + b"<" + found[1] + entry + xml[found.end() :]
    else:
        root = _ROOT.search(xml)
        assert root  # noqa: S101 - a workbook that was read has styles
        prefix = root[1]
        made = b"<%bnumFmts><%b%b</%bnumFmts>" % (prefix, prefix, entry, prefix)
        xml = xml[: root.end()] + made + xml[root.end() :]
    found = _STYLES.search(xml)
    assert found  # noqa: S101 - as above
    there = len(_STYLE.findall(found[2]))
    style = b'<%bxf numFmtId="%d" applyNumberFormat="1"/>' % (found[1], number)
    body = _COUNT.sub(b"", xml[found.start() : found.start(2)]) + found[2] + style
    return xml[: found.start()] + body + xml[found.end(2) :], there


def _with_column(head: bytes, prefix: bytes, column: NewColumn, style: int | None) -> bytes:
    """All before the rows, with that column told apart from those around it."""
    number = column.index + 1
    styled = b"" if style is None else b' style="%d"' % style
    width = b' width="%d" customWidth="1"' % column.width
    made = b'<%bcol min="%d" max="%d"%b%b/>' % (prefix, number, number, width, styled)
    tags = list(_COLUMN.finditer(head))
    if not tags:
        return head + b"<%bcols>%b</%bcols>" % (prefix, made, prefix)
    kept = [part for tag in tags for part in _without(tag[0], number)]
    there = sorted([*kept, made], key=_first)
    return head[: tags[0].start()] + b"".join(there) + head[tags[-1].end() :]


def _without(tag: bytes, number: int) -> list[bytes]:
    """The columns of a tag but one."""
    first, last = _first(tag), int(_found(_MAX, tag)[2])
    parts = [(first, min(last, number - 1)), (max(first, number + 1), last)]
    if not first <= number <= last:
        return [tag]
    return [_spanning(tag, *part) for part in parts if part[0] <= part[1]]


def _spanning(tag: bytes, first: int, last: int) -> bytes:
    for bound, at in ((_MIN, first), (_MAX, last)):
        tag = bound.sub(rb"\g<1>%d\g<3>" % at, tag)
    return tag


def _first(tag: bytes) -> int:
    return int(_found(_MIN, tag)[2])


def _found(pattern: re.Pattern[bytes], tag: bytes) -> re.Match[bytes]:
    found = pattern.search(tag)
    assert found  # noqa: S101 - every column has both bounds (ECMA-376, 18.3.1.13)
    return found
