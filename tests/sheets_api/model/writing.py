"""Writing the values collection: update, append, clear, and their batches."""

import json
from dataclasses import dataclass, replace
from typing import Any

from ..language.entry import entered
from .book import Book, checked_text
from .errors import bad, bad_value
from .messages import unknown
from .ranges import Box, letters
from .sheet import Sheet
from .tables import table_in
from .values import Query, check_inside, one, turned, value_range

Json = dict[str, Any]
_LIST = "type.googleapis.com/google.protobuf.ListValue"
_FIELDS = {"range", "majorDimension", "values"}
_ANSWERS = ("includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption")


@dataclass(slots=True)
class Written:
    """What came of a write: the reply, and the cells that it touched."""

    reply: Json
    sheet: Sheet
    cells: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Write:
    """How values are entered, by whom, and what the answer is to hold."""

    email: str
    option: str
    query: Query


def update(book: Book, text: str, body: Json, query: Query, email: str) -> Json:
    """values.update."""
    rows = rows_of(body)
    how = Write(email, one(query, "valueInputOption"), query)
    return write(book, *book.resolve(text), rows, how).reply


def batch_update(book: Book, body: Json, email: str) -> Json:
    how = write_of(body, email)
    done = [
        write(book, *book.resolve(each["range"]), rows_of(each), how)
        for each in body.get("data") or ()
    ]
    return totals(book, done, [each.reply for each in done])


def write_of(body: Json, email: str) -> Write:
    """How a batch is to be written."""
    query = {name: [str(body[name])] for name in _ANSWERS if body.get(name) is not None}
    return Write(email, body.get("valueInputOption") or "", query)


def totals(book: Book, done: list[Written], replies: list[Json]) -> Json:
    """The reply of a batch: lines are counted once, zeros left out."""
    rows = {(each.sheet.id, row) for each in done for row, _ in each.cells}
    columns = {(each.sheet.id, column) for each in done for _, column in each.cells}
    counted = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(len(each.cells) for each in done),
        "totalUpdatedSheets": len({sheet for sheet, _ in rows}),
    }
    made: Json = {"spreadsheetId": book.key}
    made |= {name: count for name, count in counted.items() if count}
    return made | ({"responses": replies} if replies else {})


def rows_of(body: Json) -> list[list[Any]]:
    """The values of a ValueRange by rows; None where nothing is to be written."""
    for name in body.keys() - _FIELDS - {"dataFilter"}:
        raise unknown(name, "data")
    values = body.get("values") or []
    if not isinstance(values, list):
        raise bad_value("data.values", _LIST, json.dumps(values))
    for at, row in enumerate(values):
        if not isinstance(row, list):
            raise bad_value(f"data.values[{at}]", _LIST, json.dumps(row))
    return turned(values, None) if body.get("majorDimension") == "COLUMNS" else values


def clear(book: Book, text: str, email: str) -> Json:
    return {"spreadsheetId": book.key, "clearedRange": empty(book, *book.resolve(text), email)}


def batch_clear(book: Book, body: Json, email: str) -> Json:
    cleared = [empty(book, *book.resolve(text), email) for text in body.get("ranges", ())]
    return {"spreadsheetId": book.key, "clearedRanges": cleared}


def empty(book: Book, sheet: Sheet, box: Box, email: str) -> str:
    """Clear the values of a box; formats and notes stay."""
    check_inside(sheet, box)
    book.check_may_edit(email, sheet, box)
    for row in range(box.top, box.bottom or 0):
        there = sheet.rows[row].cells[box.left : box.right]
        if any(cell is not None for cell in there):
            sheet.set_many(row, box.left, [None] * len(there))
    return book.label(sheet, box)


def append(book: Book, text: str, body: Json, query: Query, email: str) -> Json:
    """values.append: below the last table that the range touches, at that table's first column."""
    rows = rows_of(body)
    sheet, box = book.resolve(text)
    table = table_in(sheet, box)
    top, left = (table.bottom or 0, table.left) if table else (box.top, box.left)
    if one(query, "insertDataOption") == "INSERT_ROWS" and table:
        sheet.insert("ROWS", min(top, sheet.height), len(rows), like=top - 1)
    _grow(sheet, top + len(rows), left + max(map(len, rows), default=0))
    book.check_size()
    target = Box(top, left).closed(sheet.height, sheet.width)
    how = Write(email, one(query, "valueInputOption"), query)
    reply = write(book, sheet, target, rows, how).reply
    made: Json = {"spreadsheetId": book.key}
    if table:
        made["tableRange"] = book.label(sheet, table)
    return made | {"updates": reply}


def _grow(sheet: Sheet, rows: int, columns: int) -> None:
    if rows > sheet.height:
        sheet.append("ROWS", rows - sheet.height)
    if columns > sheet.width:
        sheet.append("COLUMNS", columns - sheet.width)


def write(book: Book, sheet: Sheet, box: Box, rows: list[Any], how: Write) -> Written:
    """Enter values at the box's first cell; all must fit into it, unless it is one cell."""
    if how.option not in ("RAW", "USER_ENTERED"):
        raise bad("'valueInputOption' is required but not specified")
    height, width = max(len(rows), 1), max([len(row) for row in rows] or [1])
    written = Box(box.top, box.left, box.top + height, box.left + max(width, 1))
    check_inside(sheet, written)
    _check_fits(book, sheet, box, len(rows), width if rows else 0)
    book.check_may_edit(how.email, sheet, written)
    touched: list[tuple[int, int]] = []
    for down, row in enumerate(rows, box.top):
        for across, value in enumerate(row, box.left):
            if value is not None:
                _enter(book, sheet, down, across, value, how.option)
                touched.append((down, across))
    return Written(_reply(book, sheet, written, touched, how.query), sheet, touched)


def _check_fits(book: Book, sheet: Sheet, box: Box, height: int, width: int) -> None:
    if (box.height, box.width) == (1, 1) or (height <= box.height and width <= box.width):
        return
    beyond = (
        f"row [{box.top + box.height + 1}]"
        if height > box.height
        else f"column [{letters(box.right or 0)}]"
    )
    where = book.label(sheet, box)
    raise bad(f"Requested writing within range [{where}], but tried writing to {beyond}")


def _reply(
    book: Book, sheet: Sheet, written: Box, touched: list[tuple[int, int]], query: Query
) -> Json:
    made: Json = {"spreadsheetId": book.key, "updatedRange": book.label(sheet, written)}
    if touched:
        made |= {
            "updatedRows": len({row for row, _ in touched}),
            "updatedColumns": len({column for _, column in touched}),
            "updatedCells": len(touched),
        }
    if one(query, "includeValuesInResponse").lower() == "true":
        render = {
            "valueRenderOption": query.get("responseValueRenderOption", [""]),
            "dateTimeRenderOption": query.get("responseDateTimeRenderOption", [""]),
        }
        made["updatedData"] = value_range(book, sheet, written, render)
    return made


def _enter(book: Book, sheet: Sheet, row: int, column: int, value: Any, option: str) -> None:
    if isinstance(value, (list, dict)):
        kind = "list_value" if isinstance(value, list) else "struct_value"
        raise bad(f"Invalid values[{row}][{column}]: {kind} {{}}")
    if option == "RAW":
        sheet.set(row, column, checked_text(value if value != "" else None))
        return
    extra = sheet.looks(row, column)
    pattern = (extra.format or {}).get("numberFormat")
    entry = entered(value, book.properties["locale"], pattern)
    sheet.set(row, column, checked_text(entry.value))
    if entry.number_format and not pattern:
        made = {**(extra.format or {}), "numberFormat": entry.number_format}
        sheet.set_extra(row, column, replace(extra, format=made))
