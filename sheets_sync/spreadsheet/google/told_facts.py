"""The facts of a spreadsheet from what Google tells of it: its answers taken apart (design §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sheets_sync.spreadsheet.google.facts import (
    BADGE,
    COLUMN,
    HEADER,
    KEYS,
    TAB,
    TICKET,
    Facts,
    Sheet,
    badge_id,
    mark_id,
    ticket_id,
)

MASK: Final = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),"
    "protectedRanges(protectedRangeId,description),"
    "charts(chartId,position(overlayPosition(anchorCell(rowIndex,columnIndex)))))"
)


def search_body() -> dict[str, Any]:
    """The request that finds all our marks."""
    return {"dataFilters": [{"developerMetadataLookup": {"metadataKey": key}} for key in KEYS]}


def read_facts(reply: Mapping[str, Any], found: Mapping[str, Any]) -> Facts:
    """Facts from ``spreadsheets.get`` (masked by MASK) and ``developerMetadata:search``."""
    properties = reply.get("properties", {})
    marks = [each["developerMetadata"] for each in found.get("matchedDeveloperMetadata", ())]
    by_tab: dict[int, list[dict[str, Any]]] = {}
    for mark in marks:
        by_tab.setdefault(_tab_of(mark), []).append(mark)
    sheets = (
        _sheet(sheet, by_tab.get(sheet["properties"].get("sheetId", 0), ()))
        for sheet in reply.get("sheets", ())
        if sheet["properties"].get("sheetType", "GRID") == "GRID"
    )
    return Facts(
        str(properties.get("title", "")),
        str(properties.get("locale", "")),
        str(properties.get("timeZone", "")),
        tuple(sheets),
        _of_the_whole(marks, TICKET, ticket_id()),
        _of_the_whole(marks, BADGE, badge_id()),
    )


def _tab_of(mark: Mapping[str, Any]) -> int:
    """The tab where a mark lies; that of one of the whole spreadsheet counts for nothing."""
    where = mark["location"]
    number: int = where.get("dimensionRange", where).get("sheetId", 0)
    return number


def _sheet(sheet: Mapping[str, Any], marks: Sequence[dict[str, Any]]) -> Sheet:
    properties = sheet["properties"]
    number, grid = properties.get("sheetId", 0), properties.get("gridProperties", {})
    known = Sheet(
        number,
        properties["title"],
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        protected={
            each["protectedRangeId"]: each.get("description", "")
            for each in sheet.get("protectedRanges", ())
        },
        charts=tuple(map(_chart, sheet.get("charts", ()))),
    )
    for mark in marks:
        known = _with_mark(known, mark)
    return known


def _of_the_whole(marks: list[dict[str, Any]], key: str, number: int) -> str:
    """What the mark of the spreadsheet itself says; "" where there is none."""
    mine = (each for each in marks if each["metadataKey"] == key)
    return next((m.get("metadataValue", "") for m in mine if m.get("metadataId") == number), "")


def _chart(chart: Mapping[str, Any]) -> tuple[int, tuple[int, int]]:
    cell = chart.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    return chart["chartId"], (cell.get("rowIndex", 0), cell.get("columnIndex", 0))


def _with_mark(sheet: Sheet, mark: Mapping[str, Any]) -> Sheet:
    key, (value, _, head) = mark["metadataKey"], mark.get("metadataValue", "").partition(" ")
    if mark.get("metadataId") != mark_id(sheet.id, key, value):
        return sheet
    where = mark["location"]
    if key == TAB:
        return replace(sheet, own=value) if "dimensionRange" not in where else sheet
    at = where.get("dimensionRange", {}).get("startIndex", 0)
    if key == COLUMN:
        marks, named = {**sheet.marks, value: at}, {**sheet.named, value: head}
        return replace(sheet, marks=marks, named=named)
    return replace(sheet, header=at) if key == HEADER else replace(sheet, edge=at)
