"""Requests that copy and move cells."""

from dataclasses import dataclass, replace
from typing import Any

from ..cells import Cell, Extra, Formula
from ..language.formula_shift import copied
from .batch_cells import target
from .book import Book
from .ranges import Box, box_of
from .sheet import Sheet

Json = dict[str, Any]
_VALUES = {"PASTE_NORMAL", "PASTE_FORMULA", "PASTE_NO_BORDERS", "PASTE_VALUES"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell as it was copied: where from, its content, its value without the formula, its looks."""

    row: int
    column: int
    cell: Cell
    value: Cell
    extra: Extra


def copy_paste(book: Book, body: Json, email: str) -> None:
    source, box = _source(book, body["source"])
    taken = _taken(book, source, box)
    if body.get("pasteOrientation") == "TRANSPOSE":
        taken = [list(line) for line in zip(*taken, strict=True)]
    tall, wide = len(taken), len(taken[0])
    sheet, to = target(book, _multiple(book, body["destination"], tall, wide), email)
    kind = body.get("pasteType", "PASTE_NORMAL")
    for down in range(to.height):
        for across in range(to.width):
            place = to.top + down, to.left + across
            _paste(book, sheet, place, taken[down % tall][across % wide], kind)


def cut_paste(book: Book, body: Json, email: str) -> None:
    source, box = _source(book, body["source"])
    book.check_may_edit(email, source, box)
    spot = body["destination"]
    top, left = spot.get("rowIndex", 0), spot.get("columnIndex", 0)
    grid = {
        "sheetId": spot.get("sheetId", 0), "startRowIndex": top, "endRowIndex": top + box.height,
        "startColumnIndex": left, "endColumnIndex": left + box.width,
    }  # fmt: skip
    sheet, _ = target(book, grid, email)
    taken = _taken(book, source, box)
    kind = body.get("pasteType", "PASTE_NORMAL")
    for line in taken:
        for each in line:
            _take_away(source, each, kind)
    for down, line in enumerate(taken):
        for across, each in enumerate(line):
            # What is moved, not copied, keeps its references.
            place = top + down, left + across
            _paste(book, sheet, place, replace(each, row=place[0], column=place[1]), kind)


def _taken(book: Book, sheet: Sheet, box: Box) -> list[list[Taken]]:
    return [
        [
            Taken(row, column, sheet.cell(row, column), book.result(sheet, row, column),
                  sheet.looks(row, column))
            for column in range(box.left, box.right or 0)
        ]
        for row in range(box.top, box.bottom or 0)
    ]  # fmt: skip


def _source(book: Book, grid: Json) -> tuple[Sheet, Box]:
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    return sheet, box_of(grid).closed(sheet.height, sheet.width)


def _multiple(book: Book, grid: Json, tall: int, wide: int) -> Json:
    """A destination grown to the source's size, and to whole multiples of it."""
    sheet = book.sheet_by_id(grid.get("sheetId", 0))
    there = box_of(grid).closed(sheet.height, sheet.width)
    return {
        "sheetId": sheet.id,
        "startRowIndex": there.top,
        "endRowIndex": there.top + max(there.height // tall, 1) * tall,
        "startColumnIndex": there.left,
        "endColumnIndex": there.left + max(there.width // wide, 1) * wide,
    }


def _take_away(sheet: Sheet, each: Taken, kind: str) -> None:
    if kind in _VALUES:
        sheet.set(each.row, each.column, None)
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        sheet.set_extra(each.row, each.column, Extra())


def _paste(book: Book, sheet: Sheet, place: tuple[int, int], each: Taken, kind: str) -> None:
    row, column = place
    old, cell = sheet.looks(row, column), each.cell
    if isinstance(cell, Formula) and kind in _VALUES:
        steps = row - each.row, column - each.column
        cell = Formula(copied(cell.text, book.properties["locale"], *steps))
    if kind in _VALUES:
        sheet.set(row, column, each.value if kind == "PASTE_VALUES" else cell)
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        sheet.set_extra(row, column, each.extra)
    elif kind == "PASTE_FORMAT":
        sheet.set_extra(row, column, replace(old, format=each.extra.format))
    elif kind == "PASTE_DATA_VALIDATION":
        sheet.set_extra(row, column, replace(old, validation=each.extra.validation))


HANDLERS = {"copyPaste": copy_paste, "cutPaste": cut_paste}
