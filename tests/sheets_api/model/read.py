"""spreadsheets.get, and what batchUpdate brings back of a spreadsheet."""

from typing import Any

from .book import Book, sheet_of
from .cell_json import cell_data
from .defaults import DEFAULT_FORMAT, THEME
from .masks import Mask, cut, wants
from .ranges import Box
from .sheet import Sheet
from .typed_tables import shown

Json = dict[str, Any]
URL = "https://docs.google.com/spreadsheets/d/{}/edit"


def spreadsheet(
    book: Book, ranges: list[str], mask: Mask, *, grid_data: bool, email: str = ""
) -> Json:
    """A Spreadsheet resource as ``email`` sees it; ``ranges`` limit the tabs and the grid data."""
    boxes = _by_sheet(book, ranges)
    made: Json = {
        "spreadsheetId": book.key,
        "properties": {
            **book.properties, "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": THEME,
        },
        "sheets": [
            _sheet(book, sheet, boxes.get(sheet.id, []), mask.get("sheets", {}), grid_data=grid_data)
            | _protections(book, sheet, email)
            for sheet in book.sheets
            if not ranges or sheet.id in boxes
        ],
    }  # fmt: skip
    if book.named:
        made["namedRanges"] = book.named
    own = [mark for mark in book.metadata if sheet_of(mark["location"]) is None]
    if own:
        made["developerMetadata"] = own
    made["spreadsheetUrl"] = URL.format(book.key)
    result: Json = cut(made, mask) if mask else made
    return result


def sheet_properties(book: Book, sheet: Sheet) -> Json:
    """A tab's properties; zero and false are left out, as Google does."""
    given = sheet.properties
    grid = {"rowCount": sheet.height, "columnCount": sheet.width, **given.get("gridProperties", {})}
    made = {
        "sheetId": sheet.id, "title": sheet.title, "index": book.sheets.index(sheet),
        "sheetType": given.get("sheetType", "GRID"), "gridProperties": grid,
    }  # fmt: skip
    extra = {k: v for k, v in given.items() if k not in {*made, "tabColor"} and v}
    if given.get("tabColorStyle"):
        extra["tabColor"] = given["tabColorStyle"].get("rgbColor", {})
    return made | extra


def _by_sheet(book: Book, ranges: list[str]) -> dict[int, list[Box]]:
    boxes: dict[int, list[Box]] = {}
    for text in ranges:
        sheet, box = book.resolve(text)
        boxes.setdefault(sheet.id, []).append(box)
    return boxes


def _sheet(book: Book, sheet: Sheet, boxes: list[Box], mask: Mask, *, grid_data: bool) -> Json:
    made: Json = {"properties": sheet_properties(book, sheet)}
    if grid_data or (mask and "data" in mask):
        whole = [Box().closed(sheet.height, sheet.width)]
        made["data"] = [_grid(book, sheet, box, mask.get("data", {})) for box in boxes or whole]
    for kind, objects in sheet.objects.items():
        if objects and kind == "tables":
            made[kind] = [shown(sheet, each) for each in objects]
        elif objects:
            made[kind] = objects
    if sheet.basic_filter:
        made["basicFilter"] = sheet.basic_filter
    marks = [
        mark for mark in book.metadata
        if "dimensionRange" not in mark["location"] and sheet_of(mark["location"]) == sheet.id
    ]  # fmt: skip
    if marks:
        made["developerMetadata"] = marks
    return made


def _protections(book: Book, sheet: Sheet, email: str) -> Json:
    """Protected ranges; only those who may edit one see its editors."""
    made = []
    for each in book.protected:
        if book.protects(each) != sheet.id:
            continue
        if not email or book.may_edit(each, email):
            made.append({**each, "requestingUserCanEdit": True})
        else:
            made.append({name: value for name, value in each.items() if name != "editors"})
    return {"protectedRanges": made} if made else {}


def _grid(book: Book, sheet: Sheet, box: Box, mask: Mask) -> Json:
    made: Json = {}
    if box.top:
        made["startRow"] = box.top
    if box.left:
        made["startColumn"] = box.left
    if wants(mask, "rowData"):
        values = mask.get("rowData", {}).get("values", {}) if mask else {}
        rows = [
            _row(book, sheet, row, box, values)
            for row in range(box.top, min(box.bottom or 0, sheet.height))
        ]
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            made["rowData"] = rows
    if wants(mask, "rowMetadata"):
        made["rowMetadata"] = _lines(book, sheet, "ROWS", box.top, box.bottom or 0)
    if wants(mask, "columnMetadata"):
        made["columnMetadata"] = _lines(book, sheet, "COLUMNS", box.left, box.right or 0)
    return made


def _row(book: Book, sheet: Sheet, row: int, box: Box, mask: Mask) -> Json:
    cells = [
        cell_data(book, sheet, row, column, mask)
        for column in range(box.left, min(box.right or 0, _used(sheet, row)))
    ]
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


def _used(sheet: Sheet, row: int) -> int:
    there = sheet.rows[row]
    if sheet.arrays:
        return sheet.width
    return min(
        sheet.width, max(len(there.cells), max(there.extras, default=-1) + 1 if there.extras else 0)
    )


def _lines(book: Book, sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    if dimension == "COLUMNS":
        lines = [dict(line) for line in sheet.columns[start:end]]
    else:
        lines = [dict(row.line) for row in sheet.rows[start:end]]
    for mark in book.metadata:
        span = mark["location"].get("dimensionRange")
        if (
            span
            and span.get("sheetId", 0) == sheet.id
            and span["dimension"] == dimension
            and start <= span["startIndex"] < end
        ):
            lines[span["startIndex"] - start].setdefault("developerMetadata", []).append(mark)
    return lines
