"""Requests about what lies on tabs: merges, filters, named ranges."""

import copy
import re
from typing import Any

from .batch_cells import target
from .book import Book
from .errors import bad
from .masks import parse_mask
from .ranges import Box, box_of, grid_of, normal_range, parse_cells
from .sheet import Sheet

Json = dict[str, Any]


# --- merges ----------------------------------------------------------------------------------


def merge_cells(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    there = sheet.objects.setdefault("merges", [])
    for old in list(there):
        old_box = box_of(old)
        if box.contains(old_box):
            there.remove(old)
        elif box.overlaps(old_box):
            raise bad("You must select all cells in a merged range to merge or unmerge them.")
    kind = body.get("mergeType", "MERGE_ALL")
    for each in _pieces(box, kind):
        if each.height * each.width > 1:
            there.append(grid_of(sheet.id, each))
            _keep_first(sheet, each)


def _pieces(box: Box, kind: str) -> list[Box]:
    if kind == "MERGE_ROWS":
        return [Box(r, box.left, r + 1, box.right) for r in range(box.top, box.bottom or 0)]
    if kind == "MERGE_COLUMNS":
        return [Box(box.top, c, box.bottom, c + 1) for c in range(box.left, box.right or 0)]
    return [box]


def _keep_first(sheet: Sheet, box: Box) -> None:
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            if (row, column) != (box.top, box.left):
                sheet.set(row, column, None)


def unmerge_cells(book: Book, body: Json, email: str) -> None:
    sheet, box = target(book, body["range"], email)
    there = sheet.objects.get("merges", [])
    partly = [m for m in there if box.overlaps(box_of(m)) and not box.contains(box_of(m))]
    if partly:
        raise bad("You must select all cells in a merged range to merge or unmerge them.")
    sheet.objects["merges"] = [m for m in there if not box.contains(box_of(m))]


# --- filters ---------------------------------------------------------------------------------


def set_basic_filter(book: Book, body: Json, _: str) -> None:
    given = body["filter"]
    sheet = book.sheet_by_id(given.get("range", {}).get("sheetId", 0))
    box = box_of(given.get("range", {})).closed(sheet.height, sheet.width)
    rest = {key: value for key, value in given.items() if key != "range" and value}
    sheet.basic_filter = {"range": grid_of(sheet.id, box), **rest}


def clear_basic_filter(book: Book, body: Json, _: str) -> None:
    book.sheet_by_id(body.get("sheetId", 0)).basic_filter = None


# --- named ranges ----------------------------------------------------------------------------


def add_named_range(book: Book, body: Json, _: str) -> Json:
    given = body["namedRange"]
    _check_name(book, given["name"])
    number = given.get("namedRangeId") or str(book.fresh_id(set()))
    if any(each["namedRangeId"] == number for each in book.named):
        raise bad(f"Named range with ID {number} already exists.")
    made = {"namedRangeId": number, "name": given["name"], "range": normal_range(given["range"])}
    book.named.append(made)
    return {"namedRange": copy.deepcopy(made)}


def update_named_range(book: Book, body: Json, _: str) -> None:
    given = body["namedRange"]
    there = _named(book, given.get("namedRangeId", ""))
    for name in parse_mask(body["fields"]):
        if name in ("name", "*") and given["name"].casefold() != there["name"].casefold():
            _check_name(book, given["name"])
        if name in ("name", "*"):
            there["name"] = given["name"]
        if name in ("range", "*"):
            there["range"] = normal_range(given["range"])


def delete_named_range(book: Book, body: Json, _: str) -> None:
    book.named.remove(_named(book, body["namedRangeId"]))


def _named(book: Book, number: str) -> Json:
    found = next((each for each in book.named if each["namedRangeId"] == number), None)
    if found is None:
        raise bad(f"No named range with id: {number}")
    return found


def _check_name(book: Book, name: str) -> None:
    if not re.fullmatch(r"[^\W\d]\w{0,249}", name) or parse_cells(name):
        raise bad(
            f"Invalid name for the named range: {name}. Names start with a letter, hold letters, "
            "digits and underscores, and look like no cell."
        )
    if any(each["name"].casefold() == name.casefold() for each in book.named):
        raise bad(f'A named range with the name "{name}" already exists.')


HANDLERS = {
    "mergeCells": merge_cells, "unmergeCells": unmerge_cells, "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter, "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range, "deleteNamedRange": delete_named_range,
}  # fmt: skip
