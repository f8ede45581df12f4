"""Requests that change cells."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..cells import Cell, Extra, Formula
from ..language.entry import entered
from ..language.formula_shift import copied
from .book import Book
from .cell_json import check_fields, dressed, put, rule_of, value_of
from .errors import bad
from .masks import Mask, parse_mask
from .ranges import Box, box_of
from .sheet import NOTHING, Sheet
from .values import check_inside

Json = dict[str, Any]


def target(book: Book, grid: Json, email: str) -> tuple[Sheet, Box]:
    """A GridRange of a request as a tab and a closed box that the caller may edit."""
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    box = box_of(grid).closed(sheet.height, sheet.width)
    if box.height <= 0 or box.width <= 0:
        raise bad("The range is empty: its end must be greater than its start.")
    check_inside(sheet, box)
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
    check_fields(mask)
    lines = [row.get("values") or [] for row in rows]
    if len(lines) > box.height or any(len(line) > box.width for line in lines):
        raise bad("Attempting to write more cells than the range has.")
    if "range" in body:  # what the range has beyond the cells given is cleared
        lines += [[]] * (box.height - len(lines))
        lines = [line + [{}] * (box.width - len(line)) for line in lines]
    _put_lines(sheet, box, lines, mask)


def _put_lines(sheet: Sheet, box: Box, lines: list[list[Json]], mask: Mask) -> None:
    plain = set(mask) == {"userEnteredValue"}
    for row, line in enumerate(lines, box.top):
        if plain:
            sheet.set_many(row, box.left, [value_of(data) for data in line])
            continue
        for column, data in enumerate(line, box.left):
            put(sheet, row, column, data, mask)


def repeat_cell(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    mask = parse_mask(body["fields"])
    check_fields(mask)
    cell = body.get("cell", {})
    if "*" in mask or "userEnteredValue" in mask:
        _fill(book, sheet, box, value_of(cell))
    dress(sheet, box, lambda old: dressed(old, cell, mask))


def _fill(book: Book, sheet: Sheet, box: Box, value: Cell) -> None:
    """One value in all cells; a formula's references move along."""
    locale = book.properties["locale"]
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            if isinstance(value, Formula):
                text = copied(value.text, locale, row - box.top, column - box.left)
                sheet.set(row, column, Formula(text))
            else:
                sheet.set(row, column, value)


def dress(sheet: Sheet, box: Box, change: Callable[[Extra], Extra]) -> None:
    """Change what cells have besides values; cells that were alike share the outcome."""
    made: dict[int, tuple[Extra, Extra]] = {}

    def changed(old: Extra) -> Extra:
        if id(old) not in made:
            new = change(old)
            made[id(old)] = old, NOTHING if new == NOTHING else new
        return made[id(old)][1]

    for row in range(box.top, box.bottom or 0):
        sheet.dress(row, range(box.left, box.right or 0), changed)


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
    rule = rule_of(body.get("rule"))
    dress(sheet, box, lambda old: replace(old, validation=rule))


def sort_range(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    specs = [
        (spec.get("dimensionIndex", 0), spec.get("sortOrder", "ASCENDING") == "DESCENDING")
        for spec in body.get("sortSpecs", ())
    ]
    sheet.sort(box, specs)


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


HANDLERS = {
    "updateCells": update_cells, "repeatCell": repeat_cell, "appendCells": append_cells,
    "setDataValidation": set_data_validation, "sortRange": sort_range, "findReplace": find_replace,
}  # fmt: skip
