"""Reading the values collection: get, batchGet."""

from itertools import zip_longest
from typing import Any

from ..cells import Cell, CellError, Formula
from ..language.display import is_moment, shown
from .book import Book
from .cell_json import whole
from .errors import bad, bad_value
from .ranges import Box, a1, quoted
from .sheet import Sheet

Json = dict[str, Any]
Query = dict[str, list[str]]
_OPTIONS = {
    "majorDimension": ("ROWS", "COLUMNS"),
    "valueRenderOption": ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"),
    "dateTimeRenderOption": ("SERIAL_NUMBER", "FORMATTED_STRING"),
}


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
    major, option, moments = (_option(query, name) for name in _OPTIONS)
    span = range(box.top, min(box.bottom or 0, sheet.height))
    if option == "UNFORMATTED_VALUE" and moments == "SERIAL_NUMBER":
        rows = [_raw(book, sheet, row, box) for row in span]
    else:
        rows = [_rendered(book, sheet, row, box, option, moments) for row in span]
    while rows and rows[-1].count("") == len(rows[-1]):  # most rows of a tab are blank
        rows.pop()
    if major == "COLUMNS":
        rows = turned(rows, "")
    rows = [_trim(row) for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    made: Json = {"range": book.label(sheet, box), "majorDimension": major}
    return made | ({"values": rows} if rows else {})


def check_inside(sheet: Sheet, box: Box) -> None:
    """Refuse a range that begins or ends beyond the grid."""
    if (
        box.top < sheet.height
        and box.left < sheet.width
        and (box.bottom or 0) <= sheet.height
        and (box.right or 0) <= sheet.width
    ):
        return
    first = f"{quoted(sheet.title)}!{a1(box.top, box.left)}"
    last = a1((box.bottom or 1) - 1, (box.right or 1) - 1)
    where = first if first.endswith("!" + last) else f"{first}:{last}"
    raise bad(
        f"Range ({where}) exceeds grid limits. Max rows: {sheet.height}, max columns: {sheet.width}"
    )


def turned(rows: list[list[Any]], blank: Any) -> list[list[Any]]:
    """Rows as columns, or the other way; short ones are filled up."""
    return [list(line) for line in zip_longest(*rows, fillvalue=blank)]


def _option(query: Query, name: str) -> str:
    known = _OPTIONS[name]
    given = one(query, name) or known[0]
    if given not in known:
        kind = f"type.googleapis.com/google.apps.sheets.v4.{name[0].upper()}{name[1:]}"
        raise bad_value(name, kind, f'"{given}"')
    return given


def _raw(book: Book, sheet: Sheet, row: int, box: Box) -> list[Any]:
    """Unformatted values of one row; the quick way, for large tabs."""
    return [
        ""
        if cell is None
        else cell
        if type(cell) in (str, int, bool)
        else _plain(book, sheet, row, column, cell)
        for column, cell in enumerate(book.line(sheet, row, box.left, box.right or 0), box.left)
    ]


def _plain(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> Any:
    if isinstance(cell, Formula):
        cell = book.result(sheet, row, column)
    if isinstance(cell, CellError):
        return cell.told
    return "" if cell is None else whole(cell) if isinstance(cell, float) else cell


def _rendered(book: Book, sheet: Sheet, row: int, box: Box, option: str, moments: str) -> list[Any]:
    return [
        "" if cell is None else _shown(book, sheet, row, column, option, moments)
        for column, cell in enumerate(book.line(sheet, row, box.left, box.right or 0), box.left)
    ]


def _shown(book: Book, sheet: Sheet, row: int, column: int, option: str, moments: str) -> Any:
    cell = sheet.cell(row, column)
    if option == "FORMULA":
        found = book.result(sheet, row, column)
        return cell.text if isinstance(cell, Formula) else _plain(book, sheet, row, column, found)
    pattern = book.workings.number_format(sheet, row, column)
    if option == "UNFORMATTED_VALUE" and not (moments == "FORMATTED_STRING" and is_moment(pattern)):
        return _plain(book, sheet, row, column, book.result(sheet, row, column))
    return shown(book.result(sheet, row, column), pattern, book.properties["locale"])


def _trim(row: list[Any]) -> list[Any]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]
