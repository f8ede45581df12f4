"""Charts of ours kept right: below the table as it grows, their ranges as long as their figures.

A chart is ours where it is drawn from our columns: names and looks are the managers' to change,
and so is its place, unless the table would run into it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from sheets_sync.spreadsheet.a1 import column_at
from sheets_sync.spreadsheet.decoration import CHART_GAP
from sheets_sync.spreadsheet.protocol import Extents
from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.structure import relations
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

Drawn: TypeAlias = Mapping[str, Mapping[str, int]]
"""By the role of a tab, the marks of columns that charts of ours are drawn from, and where those
stand in a tab as it is made."""

_REF: Final = re.compile(
    rb"(<(?:\w+:)?f>(?:'((?:[^']|'')+)'|([^'!<]+))!\$?([A-Z]+)\$?)(\d+)(:\$?([A-Z]+)\$?)(\d+)"
)
_ANCHOR: Final = re.compile(rb"<((?:\w+:)?(?:oneCell|twoCell)Anchor)[\s>].*?</\1>", re.DOTALL)
_ANY_ANCHOR: Final = re.compile(rb"<(?:\w+:)?\w+Anchor[\s>]")
_CHART_ID: Final = re.compile(rb"<(?:\w+:)?chart\s[^>]*?\br:id=[\"']([^\"']+)[\"']")
_ROW: Final = re.compile(rb"(<(?:\w+:)?row>)(\d+)(?=</)")


class Refitted(NamedTuple):
    """Charts of ours as they come to fit: the ``parts`` of the file that must change, by name, and
    how many rows are above the uppermost one now and will be then; None where there is none."""

    parts: Mapping[str, bytes]
    rows_above: tuple[int, int] | None


def refitted(book: WorkbookFile, tab: str, to: Extents) -> Refitted:
    """The charts of ours in ``tab``, fitted to its extents."""
    read, row = book.container.read, to.table_ends + CHART_GAP
    parts: dict[str, bytes] = {}
    tops: list[int] = []
    for drawing in _targets(book, book.structure.parts[tab].part, "/drawing").values():
        ours = _charts_of_ours(book, drawing, tab, to.figures_end)
        parts |= {part: _with_ends(read(part), to) for part in ours.values()}
        anchors = _anchors(read(drawing), ours)
        parts[drawing] = _below(read(drawing), anchors, row)
        tops += _tops(anchors)
    changed = {part: data for part, data in parts.items() if data != read(part)}
    return Refitted(changed, (min(tops), max(min(tops), row)) if tops else None)


def drawings_of_ours(book: WorkbookFile, drawn: Drawn) -> set[str]:
    """The parts that hold charts of ours and nothing else, or nothing at all.

    ``drawn`` are the columns that ours are drawn from."""
    ours: set[str] = set()
    for tab, sheet in book.structure.parts.items():
        for drawing in _targets(book, sheet.part, "/drawing").values():
            marks = book.structure.marks.get(tab, {})
            columns = drawn.get(book.structure.own.get(tab, ""), {})
            figures = {marks.get(mark, usual) for mark, usual in columns.items()}
            charts = _charts_of_ours(book, drawing, tab, figures)
            anchors = _ANY_ANCHOR.findall(book.container.read(drawing))
            if len(anchors) == len(charts):
                parts = [drawing, *charts.values()]
                styles = (
                    t for chart in charts.values() for t in _targets(book, chart, "").values()
                )
                ours |= {*parts, *styles, *map(relations_name, parts)}
    return ours


def only_ours(book: WorkbookFile, tab: str, ours: Collection[str]) -> bool:
    """Whether what is drawn on a tab lies in parts of ``ours``."""
    return set(_targets(book, book.structure.parts[tab].part, "/drawing").values()) <= set(ours)


def _charts_of_ours(
    book: WorkbookFile, drawing: str, tab: str, figures: Collection[int]
) -> dict[str, str]:
    """The charts of a drawing that are drawn from our figures alone: ids and parts."""
    charts = _targets(book, drawing, "/chart")
    return {
        number: part
        for number, part in charts.items()
        if _is_ours(book.container.read(part), tab, figures)
    }


def _is_ours(data: bytes, tab: str, figures: Collection[int]) -> bool:
    ranges = list(_REF.finditer(data))
    return bool(ranges) and all(
        (ref[2] or ref[3]).decode().replace("''", "'").replace("&amp;", "&") == tab
        and column_at(ref[4].decode()) in figures
        for ref in ranges
    )


def _targets(book: WorkbookFile, part: str, kind: str) -> dict[str, str]:
    """The parts that another names, by the id it knows them by; those that are there."""
    if relations_name(part) not in book.container:
        return {}
    found = relations(book.container, part, kind)
    return {number: target for number, target in found if target in book.container}


def _with_ends(data: bytes, to: Extents) -> bytes:
    """A chart of ours whose ranges end with their figures, one row at least."""

    def ended(ref: re.Match[bytes]) -> bytes:
        if int(ref[5]) != to.header + 1:
            return ref[0]
        end = max(to.figures_end[column_at(ref[4].decode())], to.header + 1)
        return b"%b%b%b%d" % (ref[1], ref[5], ref[6], end)

    return _REF.sub(ended, data)


def _below(data: bytes, anchors: Sequence[re.Match[bytes]], row: int) -> bytes:
    """A drawing whose charts of ours, at ``anchors``, all stand at ``row`` (from 0) or below; they
    move together, and only where one of them would be in the way."""
    by = row - min(_tops(anchors), default=row)
    if by <= 0:
        return data
    pieces, done = [], 0
    for anchor in anchors:
        lower = _ROW.sub(lambda at: at[1] + b"%d" % (int(at[2]) + by), anchor[0])
        pieces += [data[done : anchor.start()], lower]
        done = anchor.end()
    return b"".join([*pieces, data[done:]])


def _anchors(data: bytes, ours: Collection[str]) -> list[re.Match[bytes]]:
    """Where the charts of ours hang in a drawing."""
    return [
        anchor
        for anchor in _ANCHOR.finditer(data)
        if (chart := _CHART_ID.search(anchor[0])) and chart[1].decode() in ours
    ]


def _tops(anchors: Iterable[re.Match[bytes]]) -> list[int]:
    return [int(top[2]) for anchor in anchors if (top := _ROW.search(anchor[0]))]
