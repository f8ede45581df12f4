"""The values collection: get, batchGet, update, append, clear, and their batches."""

from typing import Any

from tests.sheets_api.cells import Cell, CellError, Extra, Formula
from tests.sheets_api.display import is_moment, shown
from tests.sheets_api.entry import entered
from tests.sheets_api.model.book import Book, checked_text
from tests.sheets_api.model.cell_json import whole
from tests.sheets_api.model.errors import bad, bad_value
from tests.sheets_api.model.ranges import Box, a1
from tests.sheets_api.model.sheet import Sheet

Json = dict[str, Any]
Query = dict[str, list[str]]


def one(query: Query, name: str, default: str = "") -> str:
    return query.get(name, [default])[-1]


def get(book: Book, text: str, query: Query) -> Json:
    """values.get."""
    sheet, box = book.resolve(text)
    return value_range(book, sheet, box, query)


def batch_get(book: Book, query: Query) -> Json:
    ranges = [get(book, text, query) for text in query.get("ranges", [])]
    made: Json = {"spreadsheetId": book.key}
    return made | ({"valueRanges": ranges} if ranges else {})


def value_range(book: Book, sheet: Sheet, box: Box, query: Query) -> Json:
    """A ValueRange: the whole range asked for, trailing blanks left out of the values."""
    check_inside(sheet, box)
    major = one(query, "majorDimension", "ROWS")
    option = one(query, "valueRenderOption", "FORMATTED_VALUE")
    moments = one(query, "dateTimeRenderOption", "SERIAL_NUMBER")
    render = _plain if option == "UNFORMATTED_VALUE" and moments == "SERIAL_NUMBER" else None
    rows = [
        _rendered(book, sheet, row, box, option, moments)
        if render is None
        else _raw(book, sheet, row, box)
        for row in range(box.top, min(box.bottom or 0, sheet.height))
    ]
    if major == "COLUMNS":
        rows = _columns(rows)
    rows = [_trim(row) for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    made: Json = {"range": book.label(sheet, box), "majorDimension": major}
    return made | ({"values": rows} if rows else {})


def update(book: Book, text: str, body: Json, query: Query, email: str) -> Json:
    """values.update."""
    values = body.get("values", [])
    if not isinstance(values, list):
        import json  # noqa: PLC0415

        raise bad_value(
            "data.values", "type.googleapis.com/google.protobuf.ListValue", json.dumps(values)
        )
    sheet, box = book.resolve(text)
    rows = _columns(values) if body.get("majorDimension") == "COLUMNS" else values
    return _write(book, sheet, box, rows, one(query, "valueInputOption"), email, query)


def batch_update(book: Book, body: Json, email: str) -> Json:
    option = body.get("valueInputOption", "")
    query = {
        key: [str(body[name])] for key, name in (
            ("includeValuesInResponse", "includeValuesInResponse"),
            ("responseValueRenderOption", "responseValueRenderOption"),
        ) if name in body
    }  # fmt: skip
    replies = [
        update(book, each["range"], each, {**query, "valueInputOption": [option]}, email)
        for each in body.get("data", ())
    ]
    return {
        "spreadsheetId": book.key,
        "totalUpdatedRows": sum(each.get("updatedRows", 0) for each in replies),
        "totalUpdatedColumns": _distinct_columns(book, replies),
        "totalUpdatedCells": sum(each.get("updatedCells", 0) for each in replies),
        "totalUpdatedSheets": len({book.resolve(each["updatedRange"])[0].id for each in replies}),
        "responses": replies,
    }


def clear(book: Book, text: str, email: str) -> Json:
    sheet, box = book.resolve(text)
    check_inside(sheet, box)
    book.check_may_edit(email, sheet, box)
    for row in range(box.top, min(box.bottom or 0, sheet.height)):
        for column in range(box.left, min(box.right or 0, len(sheet.rows[row].cells))):
            if sheet.cell(row, column) is not None:
                sheet.set(row, column, None)
    return {"spreadsheetId": book.key, "clearedRange": book.label(sheet, box)}


def batch_clear(book: Book, body: Json, email: str) -> Json:
    cleared = [clear(book, text, email)["clearedRange"] for text in body.get("ranges", ())]
    return {"spreadsheetId": book.key, "clearedRanges": cleared}


def append(book: Book, text: str, body: Json, query: Query, email: str) -> Json:
    """values.append: below the last table that the range touches, at that table's first column."""
    sheet, box = book.resolve(text)
    table = _table(sheet, box)
    values = body.get("values", [])
    rows = _columns(values) if body.get("majorDimension") == "COLUMNS" else values
    top = table.bottom if table else box.top
    left = table.left if table else box.left
    if one(query, "insertDataOption") == "INSERT_ROWS" and table:
        sheet.insert("ROWS", min(top or 0, sheet.height), len(rows))
    needed = (top or 0) + len(rows) - sheet.height
    if needed > 0:
        sheet.append("ROWS", needed)
    wide = left + max(map(len, rows), default=0) - sheet.width
    if wide > 0:
        sheet.append("COLUMNS", wide)
    book.check_size()
    target = Box(top or 0, left, None, None).closed(sheet.height, sheet.width)
    reply = _write(book, sheet, target, rows, one(query, "valueInputOption"), email, query)
    made: Json = {"spreadsheetId": book.key}
    if table:
        made["tableRange"] = book.label(sheet, table)
    return made | {"updates": reply}


def check_inside(sheet: Sheet, box: Box) -> None:
    """Refuse a range that begins or ends beyond the grid."""
    if (
        box.top >= sheet.height
        or box.left >= sheet.width
        or (box.bottom or 0) > sheet.height
        or (box.right or 0) > sheet.width
    ):
        first = f"{sheet.title}!{a1(box.top, box.left)}"
        last = a1((box.bottom or 1) - 1, (box.right or 1) - 1)
        where = first if first.endswith("!" + last) else f"{first}:{last}"
        raise bad(
            f"Range ({where}) exceeds grid limits. Max rows: {sheet.height}, max columns: {sheet.width}"
        )


def _write(
    book: Book, sheet: Sheet, box: Box, rows: list[Any], option: str, email: str, query: Query
) -> Json:
    if option not in ("RAW", "USER_ENTERED"):
        raise bad("'valueInputOption' is required but not specified")
    height, width = max(len(rows), 1), max([len(row) for row in rows] or [1])
    written = Box(box.top, box.left, box.top + height, box.left + max(width, 1))
    check_inside(sheet, written)
    if rows and (len(rows) > box.height or width > box.width) and (box.height, box.width) != (1, 1):
        raise bad(
            f"Requested writing within range [{book.label(sheet, box)}], but tried writing to "
            + (
                f"row [{box.top + box.height + 1}]"
                if len(rows) > box.height
                else f"column [{a1(0, box.right or 0).rstrip('1')}]"
            )
        )
    book.check_may_edit(email, sheet, written)
    touched: list[tuple[int, int]] = []
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                _enter(book, sheet, box.top + down, box.left + across, value, option)
                touched.append((down, across))
    made: Json = {"spreadsheetId": book.key, "updatedRange": book.label(sheet, written)}
    if touched:
        made |= {
            "updatedRows": len({down for down, _ in touched}),
            "updatedColumns": len({across for _, across in touched}),
            "updatedCells": len(touched),
        }
    if one(query, "includeValuesInResponse").lower() == "true":
        option = one(query, "responseValueRenderOption", "FORMATTED_VALUE")
        made["updatedData"] = value_range(book, sheet, written, {"valueRenderOption": [option]})
    return made


def _enter(book: Book, sheet: Sheet, row: int, column: int, value: Any, option: str) -> None:
    if isinstance(value, (list, dict)):
        raise bad(f"Invalid values[{row}][{column}]: list_value")
    if option == "RAW":
        sheet.set(row, column, checked_text(value if value != "" else None))
        return
    extra = sheet.looks(row, column)
    pattern = (extra.format or {}).get("numberFormat")
    entry = entered(value, book.properties["locale"], pattern)
    sheet.set(row, column, checked_text(entry.value))
    if entry.number_format and not pattern:
        made = {**(extra.format or {}), "numberFormat": entry.number_format}
        sheet.set_extra(row, column, Extra(made, extra.note, extra.validation, extra.runs))


def _raw(book: Book, sheet: Sheet, row: int, box: Box) -> list[Any]:
    """Unformatted values of one row; the quick way, for large tabs."""
    return [
        ""
        if cell is None
        else cell
        if type(cell) in (str, int, bool)
        else _plain(book, sheet, row, column, cell)
        for column, cell in enumerate(sheet.rows[row].cells[box.left : box.right], box.left)
    ]


def _plain(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> Any:
    if isinstance(cell, Formula):
        cell = book.result(sheet, row, column)
    if isinstance(cell, CellError):
        return cell.text
    return "" if cell is None else whole(cell) if isinstance(cell, float) else cell


def _rendered(book: Book, sheet: Sheet, row: int, box: Box, option: str, moments: str) -> list[Any]:
    cells = sheet.rows[row].cells
    return [
        _shown(book, sheet, row, column, option, moments)
        for column in range(box.left, min(box.right or 0, len(cells)))
    ]


def _shown(book: Book, sheet: Sheet, row: int, column: int, option: str, moments: str) -> Any:
    cell = sheet.cell(row, column)
    pattern = (sheet.looks(row, column).format or {}).get("numberFormat")
    if option == "FORMULA":
        return cell.text if isinstance(cell, Formula) else _plain(book, sheet, row, column, cell)
    if option == "UNFORMATTED_VALUE" and not (moments == "FORMATTED_STRING" and is_moment(pattern)):
        return _plain(book, sheet, row, column, cell)
    return shown(book.result(sheet, row, column), pattern, book.properties["locale"])


def _columns(rows: list[Any]) -> list[list[Any]]:
    width = max(map(len, rows), default=0)
    return [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]


def _trim(row: list[Any]) -> list[Any]:
    end = len(row)
    while end and (row[end - 1] == "" or row[end - 1] is None):
        end -= 1
    return row[:end]


def _distinct_columns(book: Book, replies: list[Json]) -> int:
    columns: set[tuple[int, int]] = set()
    for reply in replies:
        if reply.get("updatedCells"):
            sheet, box = book.resolve(reply["updatedRange"])
            columns |= {(sheet.id, column) for column in range(box.left, box.right or 0)}
    return len(columns)


def _table(sheet: Sheet, box: Box) -> Box | None:
    """The last table in the range: cells that hang together, a blank line between parts it."""
    filled = {
        (row, column)
        for row in range(sheet.height) for column, cell in enumerate(sheet.rows[row].cells) if cell is not None
    }  # fmt: skip
    inside = [
        (r, c)
        for r, c in filled
        if box.top <= r < (box.bottom or 0) and box.left <= c < (box.right or 0)
    ]
    if not inside:
        return None
    grown = {max(inside)}
    edge = list(grown)
    while edge:
        row, column = edge.pop()
        near = {(row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)} & filled - grown
        grown |= near
        edge += near
    rows, columns = [r for r, _ in grown], [c for _, c in grown]
    return Box(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
