"""Requests about tabs and the spreadsheet itself."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .book import Book
from .colours import eight_bit
from .errors import bad
from .masks import leaves, parse_mask
from .ranges import Box
from .read import sheet_properties
from .sheet import Sheet
from .workings import follow_rename

Json = dict[str, Any]


def add_sheet(book: Book, body: Json, _: str) -> Json:
    given = body.get("properties", {})
    grid = dict(given.get("gridProperties", {}))
    rows, columns = grid.pop("rowCount", 1000), grid.pop("columnCount", 26)
    title = given.get("title") or _fresh_title(book)
    sheet = book.add_sheet(
        title, rows, columns, number=given.get("sheetId"), index=given.get("index")
    )
    rest = {
        k: v for k, v in given.items() if k not in ("title", "sheetId", "index", "gridProperties")
    }
    _set(book, sheet, {**rest, "gridProperties": grid})
    return {"properties": sheet_properties(book, sheet)}


def delete_sheet(book: Book, body: Json, email: str) -> None:
    sheet = book.sheet_by_id(body.get("sheetId", 0))
    book.check_may_edit(email, sheet, Box().closed(sheet.height, sheet.width))
    book.remove_sheet(sheet.id)


def duplicate_sheet(book: Book, body: Json, _: str) -> Json:
    source = book.sheet_by_id(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or _copy_title(book, source.title)
    index = body.get("insertSheetIndex", 0)
    sheet = book.adopt(source, title, body.get("newSheetId"), min(index, len(book.sheets)))
    return {"properties": sheet_properties(book, sheet)}


def copy_to(source: Sheet, target: Book) -> Json:
    """sheets.copyTo: the new tab comes last."""
    title = _copy_title(target, source.title)
    sheet = target.adopt(source, title, None, len(target.sheets))
    return sheet_properties(target, sheet)


def _copy_title(book: Book, title: str) -> str:
    titles, made, number = {sheet.title for sheet in book.sheets}, f"Copy of {title}", 1
    while made in titles:
        number += 1
        made = f"Copy of {title} {number}"
    return made


def update_sheet_properties(book: Book, body: Json, email: str) -> None:
    given = body.get("properties", {})
    sheet = book.sheet_by_id(given.get("sheetId", 0))
    book.check_may_change(email, sheet)
    fields = leaves(parse_mask(body["fields"]))
    paths = list(given) if fields == ["*"] else fields
    for path in paths:
        _update(book, sheet, path, given, email)


def update_spreadsheet_properties(book: Book, body: Json, _: str) -> None:
    given = body.get("properties", {})
    paths = leaves(parse_mask(body["fields"]))
    for path in list(given) if paths == ["*"] else paths:
        if path not in ("title", "locale", "timeZone", "autoRecalc"):
            raise bad(f"Unsupported field: {path}")
        _check_property(path, given.get(path, ""))
        book.properties[path] = given[path]
    book.wire()


def _check_property(name: str, value: str) -> None:
    if name == "locale" and not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
        raise bad(f"Unsupported locale: {value}")
    if not value:
        raise bad(f"{name} must not be empty.")
    if name == "timeZone":
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise bad(f"Invalid time zone: {value}") from None


def _update(book: Book, sheet: Sheet, path: str, given: Json, email: str) -> None:
    name, _, below = path.partition(".")
    if name == "sheetId":
        return
    if name == "title":
        _rename(book, sheet, given.get("title", ""))
    elif name == "index":
        _reorder(book, sheet, given.get("index", len(book.sheets)))
    elif name == "hidden":
        _hide(book, sheet, hidden=bool(given.get("hidden")))
    elif name == "gridProperties":
        grid = given.get("gridProperties", {})
        names = [below] if below else list(grid)
        for each in names:
            _grid(book, sheet, each, grid.get(each), email)
    elif name in ("tabColor", "tabColorStyle", "rightToLeft"):
        _set(book, sheet, {name: given.get(name)})
    else:
        raise bad(f"Unsupported field: {path}")


def _set(book: Book, sheet: Sheet, given: Json) -> None:
    for name, value in given.items():
        if name in ("tabColor", "tabColorStyle"):
            style = value if name == "tabColorStyle" else {"rgbColor": value}
            if value and style.get("rgbColor") is not None:
                sheet.properties["tabColorStyle"] = eight_bit(style)
            else:
                sheet.properties.pop("tabColorStyle", None)
        elif name == "gridProperties":
            kept = {k: v for k, v in value.items() if v}
            if kept:
                sheet.properties["gridProperties"] = kept
        elif value:
            sheet.properties[name] = value


def _grid(book: Book, sheet: Sheet, name: str, value: Any, email: str) -> None:
    if name in ("rowCount", "columnCount"):
        rows = value if name == "rowCount" else None
        columns = value if name == "columnCount" else None
        sheet.resize(rows, columns)
        book.check_size()
        return
    kept = sheet.properties.setdefault("gridProperties", {})
    if name in ("frozenRowCount", "frozenColumnCount") and value is not None:
        most = sheet.height if name == "frozenRowCount" else sheet.width
        if value >= most:
            kind = "rows" if name == "frozenRowCount" else "columns"
            raise bad(f"You can't freeze all visible {kind} on the sheet.")
    if value:
        kept[name] = value
    else:
        kept.pop(name, None)


def _rename(book: Book, sheet: Sheet, title: str) -> None:
    if not title:
        raise bad("Sheet name cannot be empty.")
    if any(s is not sheet and s.title.casefold() == title.casefold() for s in book.sheets):
        raise bad(f'A sheet with the name "{title}" already exists. Please enter another name.')
    old = sheet.title
    sheet.properties["title"] = title
    follow_rename(book, old, title)


def _reorder(book: Book, sheet: Sheet, index: int) -> None:
    """The index counts the places between tabs as they were before the move."""
    at = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > at else index, sheet)


def _hide(book: Book, sheet: Sheet, *, hidden: bool) -> None:
    if hidden and all(s is sheet or s.properties.get("hidden") for s in book.sheets):
        raise bad("You can't hide all the sheets in a document.")
    if hidden:
        sheet.properties["hidden"] = True
    else:
        sheet.properties.pop("hidden", None)


def _fresh_title(book: Book) -> str:
    titles = {sheet.title for sheet in book.sheets}
    return next(f"Sheet{n}" for n in range(1, 10_000) if f"Sheet{n}" not in titles)


HANDLERS = {
    "addSheet": add_sheet, "deleteSheet": delete_sheet, "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}  # fmt: skip
