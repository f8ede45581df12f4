"""Requests about tables, as Google's guide "Tables" and its discovery document have them."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..cells import Extra
from .batch_cells import dress, target
from .book import Book
from .cell_json import merged, rule_of
from .errors import bad
from .masks import parse_mask
from .ranges import Box, normal_range
from .sheet import Sheet
from .typed_tables import box_of_table, keep_headers, shown, tables_of

Json = dict[str, Any]

_FORMATS: dict[str, Json] = {
    "DOUBLE": {"type": "NUMBER", "pattern": "#,##0.00"},
    "CURRENCY": {"type": "CURRENCY", "pattern": '"$"#,##0.00'},
    "PERCENT": {"type": "PERCENT", "pattern": "0.00%"},
    "DATE": {"type": "DATE", "pattern": "m/d/yyyy"},
    "TIME": {"type": "TIME", "pattern": "h:mm:ss am/pm"},
    "DATE_TIME": {"type": "DATE_TIME", "pattern": "m/d/yyyy h:mm:ss"},
    "TEXT": {"type": "TEXT", "pattern": "@"},
}


def add(book: Book, body: Json, email: str) -> Json:
    """Make a table of cells that are there: its first row are the headers."""
    given = copy.deepcopy(body["table"])
    sheet, box = target(book, given["range"], email)
    if box.height < 2:
        raise bad("A table must have at least one row below its header.")
    if any(box_of_table(sheet, each).overlaps(box) for each in tables_of(sheet)):
        raise bad("The range overlaps an existing table.")
    made: Json = {
        "tableId": given.get("tableId") or str(book.fresh_id(set())),
        "name": given.get("name") or _fresh_name(book),
        "range": normal_range(given["range"]),
    }
    _check_new(book, made)
    if given.get("rowsProperties"):
        made["rowsProperties"] = given["rowsProperties"]
    sheet.objects.setdefault("tables", []).append(made)
    _type_columns(sheet, made, given.get("columnProperties", []))
    keep_headers(sheet)
    return {"table": shown(sheet, made)}


def update(book: Book, body: Json, email: str) -> None:
    given = copy.deepcopy(body["table"])
    sheet, there = _found(book, given.get("tableId"))
    mask = parse_mask(body["fields"])
    if "range" in mask:
        target(book, given["range"], email)
        there["range"] = normal_range(given["range"])
    if "columnProperties" in mask:
        _type_columns(sheet, there, given.get("columnProperties", []))
    rest = {key: below for key, below in mask.items() if key in ("name", "rowsProperties")}
    there |= merged(there, given, rest)
    keep_headers(sheet)


def delete(book: Book, body: Json, _: str) -> None:
    """The table goes, with its cells."""
    sheet, there = _found(book, body.get("tableId"))
    box = box_of_table(sheet, there)
    for row in range(box.top, box.bottom or 0):
        for column in range(box.left, box.right or 0):
            sheet.set(row, column, None)
    tables_of(sheet).remove(there)


def _type_columns(sheet: Sheet, table: Json, columns: list[Json]) -> None:
    box = box_of_table(sheet, table)
    for each in columns:
        column = box.left + each.get("columnIndex", 0)
        if column >= (box.right or 0):
            raise bad("A column of the table is outside of its range.")
        if each.get("columnName"):
            sheet.set(box.top, column, each["columnName"])
        _dress(sheet, Box(box.top + 1, column, box.bottom, column + 1), each)
        kept = {key: each[key] for key in ("columnType", "dataValidationRule") if key in each}
        table.setdefault("types", {})[column] = kept


def _dress(sheet: Sheet, box: Box, column: Json) -> None:
    kind, rule = column.get("columnType", ""), column.get("dataValidationRule")
    if kind == "DROPDOWN" and not rule:
        raise bad("A column of type DROPDOWN needs a dataValidationRule.")
    validation = rule_of({**rule, "strict": False} if rule else None)
    if kind == "BOOLEAN":
        validation = {"condition": {"type": "BOOLEAN"}}
    number = {"numberFormat": _FORMATS[kind]} if kind in _FORMATS else {}

    def change(old: Extra) -> Extra:
        looks = {**(old.format or {}), **number} or None
        return replace(old, format=looks, validation=validation or old.validation)

    dress(sheet, box, change)


def _check_new(book: Book, made: Json) -> None:
    for each in _all(book):
        if each["tableId"] == made["tableId"]:
            raise bad(f"Table with ID {made['tableId']} already exists.")
        if each["name"].casefold() == made["name"].casefold():
            raise bad(f'A table with the name "{made["name"]}" already exists.')


def _fresh_name(book: Book) -> str:
    return f"Table{1 + sum(1 for _ in _all(book))}"


def _all(book: Book) -> Iterator[Json]:
    return (each for sheet in book.sheets for each in tables_of(sheet))


def _found(book: Book, number: Any) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for each in tables_of(sheet):
            if each["tableId"] == number:
                return sheet, each
    raise bad(f"No table with ID: {number}")


HANDLERS = {"addTable": add, "updateTable": update, "deleteTable": delete}
