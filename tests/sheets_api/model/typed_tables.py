"""Tables that people make of a range: typed columns, a header, bands, a footer.

Their headers are texts, filled in where they are blank and told apart where they are equal: so the
spreadsheet does it in a browser.
"""

from typing import Any

from .ranges import Box, box_of
from .sheet import Sheet

Json = dict[str, Any]


def tables_of(sheet: Sheet) -> list[Json]:
    return sheet.objects.get("tables", [])


def box_of_table(sheet: Sheet, table: Json) -> Box:
    """All of a table, header and footer included."""
    return box_of(table["range"]).closed(sheet.height, sheet.width)


def keep_headers(sheet: Sheet) -> None:
    """Headers of tables are texts, none blank, no two alike."""
    for table in tables_of(sheet):
        box, seen = box_of_table(sheet, table), set[str]()
        for at, column in enumerate(range(box.left, box.right or 0), 1):
            cell = sheet.cell(box.top, column)
            text = _told_apart(f"Column {at}" if cell in (None, "") else str(cell), seen)
            seen.add(text.casefold())
            if cell != text:
                sheet.set(box.top, column, text)


def shown(sheet: Sheet, table: Json) -> Json:
    """A table as it is read: its columns by the headers that stand there."""
    box, types = box_of_table(sheet, table), table.get("types", {})
    columns = [
        {
            **({"columnIndex": at} if at else {}),
            "columnName": str(sheet.cell(box.top, column) or ""),
            **types.get(column, {}),
        }
        for at, column in enumerate(range(box.left, box.right or 0))
    ]
    plain = {key: value for key, value in table.items() if key != "types"}
    return {**plain, "columnProperties": columns}


def body_box(sheet: Sheet, table: Json) -> Box:
    """The rows of a table between its header and its footer."""
    box = box_of_table(sheet, table)
    footer = bool(table.get("rowsProperties", {}).get("footerColorStyle"))
    return Box(box.top + 1, box.left, (box.bottom or 0) - footer, box.right)


def shift_types(sheet: Sheet, verb: str, at: int, count: int) -> None:
    """Types of columns follow columns that are inserted or deleted."""
    for table in tables_of(sheet):
        types: dict[int, Json] = table.get("types", {})
        moved = {column: _shifted(column, verb, at, count) for column in types}
        table["types"] = {to: types[column] for column, to in moved.items() if to is not None}


def _shifted(column: int, verb: str, at: int, count: int) -> int | None:
    if verb == "insert":
        return column + count if column >= at else column
    if verb == "delete":
        return None if at <= column < at + count else column - count * (column >= at + count)
    return column


def _told_apart(text: str, seen: set[str]) -> str:
    told, number = text, 1
    while told.casefold() in seen:
        number += 1
        told = f"{text} {number}"
    return told
