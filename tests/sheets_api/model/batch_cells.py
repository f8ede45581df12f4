"""Requests that change cells."""

import re
from typing import Any

from tests.sheets_api.cells import Cell, Extra, Formula
from tests.sheets_api.entry import entered
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.cell_json import put
from tests.sheets_api.model.errors import bad
from tests.sheets_api.model.masks import parse_mask
from tests.sheets_api.model.ranges import Box, box_of
from tests.sheets_api.model.sheet import Sheet

Json = dict[str, Any]


def target(book: Book, grid: Json, email: str) -> tuple[Sheet, Box]:
    """A GridRange of a request as a tab and a closed box that the caller may edit."""
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    box = box_of(grid).closed(sheet.height, sheet.width)
    if (
        (box.bottom or 0) > sheet.height
        or (box.right or 0) > sheet.width
        or box.height <= 0
        or box.width <= 0
    ):
        raise bad(
            f"Range ({sheet.title}) exceeds grid limits. Max rows: {sheet.height}, max columns: {sheet.width}"
        )
    book.check_may_edit(email, sheet, box)
    return sheet, box


def update_cells(book: Book, body: Json, email: str) -> None:
    rows = body.get("rows", [])
    if "start" in body:
        start = body["start"]
        wide = max([len(row.get("values", ())) for row in rows] or [0])
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        grid = {"sheetId": start.get("sheetId", 0), "startRowIndex": top, "endRowIndex": top + len(rows),
                "startColumnIndex": left, "endColumnIndex": left + wide}  # fmt: skip
    else:
        grid = body["range"]
    sheet, box = target(book, grid, email)
    mask = parse_mask(body["fields"])
    if len(rows) > box.height or any(len(row.get("values", ())) > box.width for row in rows):
        raise bad("Attempting to write more cells than the range has.")
    for row in range(box.top, box.bottom or 0):
        at = row - box.top
        cells = rows[at].get("values", ()) if at < len(rows) else ()
        for column in range(box.left, box.right or 0):
            across = column - box.left
            if "range" in body or across < len(cells):
                put(sheet, row, column, cells[across] if across < len(cells) else {}, mask)


def repeat_cell(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    mask = parse_mask(body["fields"])
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            put(sheet, row, column, body["cell"], mask)


def append_cells(book: Book, body: Json, email: str) -> None:
    sheet = book.sheet_by_id(body.get("sheetId", 0))
    used = max(
        (at + 1 for at, row in enumerate(sheet.rows) if any(c is not None for c in row.cells)),
        default=0,
    )
    rows = body.get("rows", [])
    if used + len(rows) > sheet.height:
        sheet.append("ROWS", used + len(rows) - sheet.height)
    start = {"sheetId": sheet.id, "rowIndex": used, "columnIndex": 0}
    update_cells(book, {"start": start, "rows": rows, "fields": body["fields"]}, email)


def set_data_validation(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    rule = body.get("rule")
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            old = sheet.looks(row, column)
            sheet.set_extra(row, column, Extra(old.format, old.note, rule or None, old.runs))


def sort_range(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    specs = [
        (spec.get("dimensionIndex", 0), spec.get("sortOrder", "ASCENDING") == "DESCENDING")
        for spec in body.get("sortSpecs", ())
    ]
    sheet.sort(box, specs)


def copy_paste(book: Book, body: Json, email: str) -> None:
    source, box = _source(book, body["source"])
    sheet, to = target(book, _at_least(book, body["destination"], box), email)
    kind = body.get("pasteType", "PASTE_NORMAL")
    turned = body.get("pasteOrientation") == "TRANSPOSE"
    cells = {
        (r, c): (source.cell(box.top + r, box.left + c), source.looks(box.top + r, box.left + c))
        for r in range(box.height) for c in range(box.width)
    }  # fmt: skip
    tall, wide = (box.width, box.height) if turned else (box.height, box.width)
    for row in range(to.height):
        for column in range(to.width):
            place = (column % wide, row % tall) if turned else (row % tall, column % wide)
            value, extra = cells[place]
            _paste(book, sheet, to.top + row, to.left + column, value, extra, kind)


def cut_paste(book: Book, body: Json, email: str) -> None:
    source, box = _source(book, body["source"])
    book.check_may_edit(email, source, box)
    spot = body["destination"]
    sheet = book.sheet_by_id(spot.get("sheetId", 0))
    top, left = spot.get("rowIndex", 0), spot.get("columnIndex", 0)
    book.check_may_edit(email, sheet, Box(top, left, top + box.height, left + box.width))
    lines = [
        [(source.cell(r, c), source.looks(r, c)) for c in range(box.left, box.right or 0)]
        for r in range(box.top, box.bottom or 0)
    ]
    for r in range(box.top, box.bottom or 0):
        for c in range(box.left, box.right or 0):
            source.set(r, c, None)
            source.set_extra(r, c, Extra())
    for down, line in enumerate(lines):
        for across, (value, extra) in enumerate(line):
            _paste(
                book,
                sheet,
                top + down,
                left + across,
                value,
                extra,
                body.get("pasteType", "PASTE_NORMAL"),
            )


def find_replace(book: Book, body: Json, email: str) -> Json:
    sheets = (
        book.sheets
        if body.get("allSheets")
        else [book.sheet_by_id(body.get("sheetId", body.get("range", {}).get("sheetId", 0)))]
    )
    pattern = body["find"] if body.get("searchByRegex") else re.escape(body["find"])
    if body.get("matchEntireCell"):
        pattern = f"^(?:{pattern})$"
    finder = re.compile(pattern, 0 if body.get("matchCase") else re.IGNORECASE)
    counts = [_replace(book, sheet, finder, body, email) for sheet in sheets]
    values, times = sum(c for c, _ in counts), sum(t for _, t in counts)
    made = {
        "valuesChanged": values,
        "sheetsChanged": sum(bool(c) for c, _ in counts),
        "occurrencesChanged": times,
    }
    return {key: value for key, value in made.items() if value}


def _replace(
    book: Book, sheet: Sheet, finder: re.Pattern[str], body: Json, email: str
) -> tuple[int, int]:
    box = box_of(body.get("range", {})).closed(sheet.height, sheet.width)
    cells = times = 0
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, min(box.right or 0, len(sheet.rows[row].cells))):
            cell = sheet.cell(row, column)
            if isinstance(cell, (str, int, float)) and not isinstance(cell, bool):
                text, count = finder.subn(body.get("replacement", ""), str(cell))
                if count:
                    book.check_may_edit(email, sheet, Box(row, column, row + 1, column + 1))
                    sheet.set(row, column, entered(text, book.properties["locale"]).value)
                    cells, times = cells + 1, times + count
    return cells, times


def _source(book: Book, grid: Json) -> tuple[Sheet, Box]:
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    return sheet, box_of(grid).closed(sheet.height, sheet.width)


def _at_least(book: Book, grid: Json, box: Box) -> Json:
    """A destination grown to the source's size, and to whole multiples of it."""
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    there = box_of(grid).closed(sheet.height, sheet.width)
    tall = max(there.height // box.height, 1) * box.height
    wide = max(there.width // box.width, 1) * box.width
    return {"sheetId": sheet.id, "startRowIndex": there.top, "endRowIndex": there.top + tall,
            "startColumnIndex": there.left, "endColumnIndex": there.left + wide}  # fmt: skip


def _paste(
    book: Book, sheet: Sheet, row: int, column: int, value: Cell, extra: Extra, kind: str
) -> None:
    old = sheet.looks(row, column)
    if kind in ("PASTE_NORMAL", "PASTE_FORMULA", "PASTE_NO_BORDERS"):
        sheet.set(row, column, value)
    elif kind == "PASTE_VALUES":
        sheet.set(row, column, value.result if isinstance(value, Formula) else value)
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        sheet.set_extra(row, column, extra)
    elif kind == "PASTE_FORMAT":
        sheet.set_extra(row, column, Extra(extra.format, old.note, old.validation, old.runs))
    elif kind == "PASTE_DATA_VALIDATION":
        sheet.set_extra(row, column, Extra(old.format, old.note, extra.validation, old.runs))


HANDLERS = {
    "updateCells": update_cells, "repeatCell": repeat_cell, "appendCells": append_cells,
    "setDataValidation": set_data_validation, "sortRange": sort_range, "copyPaste": copy_paste,
    "cutPaste": cut_paste, "findReplace": find_replace,
}  # fmt: skip
