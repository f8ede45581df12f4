"""What numbers look like, by their formats: a time, a day, or a number (design §15)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Final, TypeAlias

from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_look import CellKind, CellLook, CellPlace
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.number_patterns import shows_no_hours, shows_one_unit, unit_of

FIELDS: Final = (
    "sheets(properties(title),data(startRow,startColumn,"
    "rowData(values(effectiveValue(numberValue),effectiveFormat(numberFormat)))))"
)
_DAYS: Final = ("DATE", "DATE_TIME")
_TIMES: Final = ("time", "hours", "minutes")
_ELAPSED: Final = ("[h", "[m", "[s")
"""How the pattern of a duration begins, whatever the type of its format."""

_HALF_DAYS: Final = re.compile(r"a(?:m)?/p(?:m)?")
"""What shows a time of day, 9:00 PM: nobody takes a duration for that."""

_NEAR: Final = 50
"""Rows so near each other are asked for in one range."""

_MOST_RANGES: Final = 100

Asked: TypeAlias = Mapping[tuple[int, int], float]
"""Numbers by column (from 0) and sheet row (from 1)."""


def ranges_around(title: str, cells: Iterable[tuple[int, int]]) -> list[str]:
    """Ranges of a tab that hold all of those cells, a column each."""
    rows: dict[int, list[int]] = defaultdict(list)
    for column, row in sorted(cells):
        rows[column].append(row)
    found = [
        (column, first, last) for column, each in rows.items() for first, last in _together(each)
    ]
    if len(found) > _MOST_RANGES:
        found = [(column, each[0], each[-1]) for column, each in rows.items()]
    return [range_of(title, f"{a1(at, first)}:{a1(at, last)}") for at, first, last in found]


def of_tab(ref: str, numbers: Mapping[CellPlace, float]) -> dict[tuple[int, int], float]:
    """The numbers of one tab, by column and sheet row."""
    return {(column, row): n for (tab, column, row), n in numbers.items() if tab == ref}


def kinds_in(reply: Json, title: str, cells: Asked) -> dict[tuple[int, int], CellLook] | None:
    """What each cell looks like; None where one of them holds another number by now."""
    found = looks_in(reply, title, cells)
    return found if len(found) == len(cells) else None


def looks_in(reply: Json, title: str, cells: Asked) -> dict[tuple[int, int], CellLook]:
    """What the cells look like that hold those numbers still."""
    there = {
        (column, row): cell
        for sheet in reply.get("sheets", [])
        if sheet["properties"].get("title") == title
        for column, row, cell in _cells(sheet)
    }
    same = (
        (place, there.get(place, {}))
        for place, number in cells.items()
        if _number(there.get(place, {})) == number
    )
    return {place: _look(*_format(cell)) for place, cell in same}


def _together(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of rows that are near each other."""
    first = rows[0]
    for row, after in pairwise([*rows, rows[-1] + _NEAR + 1]):
        if after - row > _NEAR:
            yield first, row
            first = after


def _cells(sheet: Json) -> Iterator[tuple[int, int, Json]]:
    for data in sheet.get("data", []):
        top, left = data.get("startRow", 0), data.get("startColumn", 0)
        for down, row in enumerate(data.get("rowData", [])):
            for right, cell in enumerate(row.get("values", [])):
                yield left + right, top + down + 1, cell


def _number(cell: Json) -> Any:  # noqa: ANN401 - a number, or None
    return cell.get("effectiveValue", {}).get("numberValue")


def _format(cell: Json) -> tuple[str, str]:
    """Type and pattern of a cell's number format."""
    look = cell.get("effectiveFormat", {}).get("numberFormat", {})
    return str(look.get("type", "")), str(look.get("pattern", ""))


@cache
def _look(kind: str, pattern: str) -> CellLook:
    found = _kind(kind, pattern.lower())
    if found in _TIMES and shows_one_unit(pattern):
        return CellLook("alone", pattern)
    return CellLook(found, unit_of(pattern) if found == "number" else "")


def _kind(kind: str, pattern: str) -> CellKind:
    if kind == "TIME" and _HALF_DAYS.search(pattern):
        return "clock"
    if any(sign in pattern for sign in _ELAPSED):
        return "time"
    if kind == "TIME":
        return "minutes" if shows_no_hours(pattern) else "hours"
    if kind == "PERCENT":
        return "percent"
    return "day" if kind in _DAYS else "number"
