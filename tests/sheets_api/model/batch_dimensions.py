"""Requests about rows and columns: insert, delete, move, append, size, group."""

from typing import Any

from ..cells import CellError, Formula
from .book import Book
from .errors import bad
from .masks import parse_mask
from .ranges import Box
from .sheet import Sheet

Json = dict[str, Any]
_GROUPS = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}


def _span(book: Book, given: Json) -> tuple[Sheet, str, int, int]:
    sheet = book.sheet_by_id(given.get("sheetId", 0))
    dimension = given["dimension"]
    size = sheet.height if dimension == "ROWS" else sheet.width
    start, end = given.get("startIndex", 0), given.get("endIndex", size)
    if end <= start or start < 0:
        raise bad("endIndex must be greater than startIndex.")
    return sheet, dimension, start, end


def may_touch(book: Book, email: str, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Refuse whoever may not edit every cell of those lines."""
    box = (
        Box(start, 0, end, sheet.width) if dimension == "ROWS" else Box(0, start, sheet.height, end)
    )
    book.check_may_edit(email, sheet, box)


def insert(book: Book, body: Json, email: str) -> None:
    sheet, dimension, start, end = _span(book, body["range"])
    may_insert(book, email, sheet, dimension, start)
    size = sheet.height if dimension == "ROWS" else sheet.width
    before = body.get("inheritFromBefore", False)
    if start > size or (before and start == 0) or (start == size and not before):
        raise bad(f"range.startIndex[{start}] must be less than the grid size[{size}]")
    sheet.insert(dimension, start, end - start, like=start - 1 if before else start)
    book.check_size()


def may_insert(book: Book, email: str, sheet: Sheet, dimension: str, at: int) -> None:
    """A row runs through every protected column, and so its cells cannot be inserted by all."""
    book.check_may_change(email, sheet)
    if dimension == "ROWS":
        may_touch(book, email, sheet, dimension, at, at + 1)


def append(book: Book, body: Json, email: str) -> None:
    if body["length"] <= 0:
        raise bad("length must be positive.")
    sheet = book.sheet_by_id(body.get("sheetId", 0))
    book.check_may_change(email, sheet)
    sheet.append(body["dimension"], body["length"])
    book.check_size()


def delete(book: Book, body: Json, email: str) -> None:
    sheet, dimension, start, end = _span(book, body["range"])
    size = sheet.height if dimension == "ROWS" else sheet.width
    if end > size:
        raise bad(
            f"Cannot delete a {dimension.lower()[:-1]} that doesn't exist. Tried to delete {dimension.lower()[:-1]} index {end - 1} but there are only {size} {dimension.lower()}."
        )
    may_touch(book, email, sheet, dimension, start, end)
    sheet.delete(dimension, start, end - start)


def move(book: Book, body: Json, email: str) -> None:
    sheet, dimension, start, end = _span(book, body["source"])
    may_touch(book, email, sheet, dimension, start, end)
    sheet.move(dimension, start, end - start, body["destinationIndex"])


def update_properties(book: Book, body: Json, _: str) -> None:
    sheet, dimension, start, end = _span(book, body["range"])
    given = body.get("properties", {})
    mask = parse_mask(body["fields"])
    names = ("pixelSize", "hiddenByUser") if "*" in mask else tuple(mask)
    if not set(names) <= {"pixelSize", "hiddenByUser"}:
        raise bad(f"Unsupported field: {names[0]}")
    _set_line(sheet, dimension, start, end, {name: given.get(name) for name in names})


def auto_resize(book: Book, body: Json, _: str) -> None:
    sheet, dimension, start, end = _span(book, body["dimensions"])
    if dimension == "COLUMNS":
        for column in range(start, min(end, sheet.width)):
            longest = max(
                (len(_text(book, sheet, row, column)) for row in range(sheet.height)), default=0
            )
            if longest:
                _set_line(sheet, dimension, column, column + 1, {"pixelSize": 7 * longest + 10})


def _text(book: Book, sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    if isinstance(cell, Formula):
        cell = book.result(sheet, row, column)
    return "" if cell is None else cell.text if isinstance(cell, CellError) else str(cell)


def _set_line(sheet: Sheet, dimension: str, start: int, end: int, changes: Json) -> None:
    """Change DimensionProperties; what comes to nothing is left out."""
    if dimension == "COLUMNS":
        for column in range(start, min(end, sheet.width)):
            sheet.columns[column] = _line(sheet.columns[column], changes)
    else:
        for row in range(start, min(end, sheet.height)):
            sheet.own(row).line = _line(sheet.rows[row].line, changes)


def _line(old: Json, changes: Json) -> Json:
    return {name: value for name, value in (old | changes).items() if value}


def add_group(book: Book, body: Json, _: str) -> Json:
    sheet, dimension, start, end = _span(book, body["range"])
    groups = sheet.objects.setdefault(_GROUPS[dimension], [])
    for group in groups:
        there = group["range"]
        if there.get("startIndex", 0) <= start and end <= there["endIndex"]:
            depth = group["depth"] + 1
            break
    else:
        depth = 1
        for group in groups:
            if start <= group["range"].get("startIndex", 0) and group["range"]["endIndex"] <= end:
                group["depth"] += 1
    span = {
        **({"sheetId": sheet.id} if sheet.id else {}),
        "dimension": dimension,
        "startIndex": start,
        "endIndex": end,
    }
    groups.append({"range": span, "depth": depth})
    groups.sort(key=lambda group: (group["depth"], group["range"]["startIndex"]))
    key = "rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"
    sheet.properties.setdefault("gridProperties", {})[key] = True
    return {"dimensionGroups": [dict(group) for group in groups]}


def delete_group(book: Book, body: Json, _: str) -> Json:
    sheet, dimension, start, end = _span(book, body["range"])
    groups = sheet.objects.get(_GROUPS[dimension], [])
    found = [
        g for g in groups if g["range"]["startIndex"] == start and g["range"]["endIndex"] == end
    ]
    if not found:
        raise bad("Cannot delete a group that does not exist.")
    groups.remove(found[-1])
    return {"dimensionGroups": [dict(group) for group in groups]} if groups else {}


def update_group(book: Book, body: Json, _: str) -> None:
    given = body["dimensionGroup"]
    sheet, dimension, start, end = _span(book, given["range"])
    for group in sheet.objects.get(_GROUPS[dimension], []):
        if group["range"]["startIndex"] == start and group["range"]["endIndex"] == end:
            group["collapsed"] = bool(given.get("collapsed"))
            return
    raise bad("Cannot update a group that does not exist.")


HANDLERS = {
    "insertDimension": insert, "appendDimension": append, "deleteDimension": delete,
    "moveDimension": move, "updateDimensionProperties": update_properties,
    "autoResizeDimensions": auto_resize, "addDimensionGroup": add_group,
    "deleteDimensionGroup": delete_group, "updateDimensionGroup": update_group,
}  # fmt: skip
