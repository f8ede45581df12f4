"""Requests about tabs and the spreadsheet itself."""

import copy
from typing import Any

from tests.sheets_api.model.book import Book
from tests.sheets_api.model.errors import bad
from tests.sheets_api.model.masks import leaves, parse_mask
from tests.sheets_api.model.read import sheet_properties
from tests.sheets_api.model.sheet import Sheet

Json = dict[str, Any]


def eight_bit(node: Any) -> Any:
    """Colours as Google keeps them: 8 bits a channel, zeros left out."""
    if isinstance(node, dict):
        if node and set(node) <= {"red", "green", "blue", "alpha"}:
            rounded = {key: _channel(value) for key, value in node.items() if value is not None}
            return {key: value for key, value in rounded.items() if value}
        return {key: eight_bit(value) for key, value in node.items()}
    return [eight_bit(each) for each in node] if isinstance(node, list) else node


def _channel(value: float) -> float:
    shade = int(value * 255)
    return 1 if shade == 255 else float(f"{shade / 255:.8g}")


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
    book.check_may_edit(email, sheet, _whole(sheet))
    book.remove_sheet(sheet.id)


def duplicate_sheet(book: Book, body: Json, _: str) -> Json:
    source = book.sheet_by_id(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or f"Copy of {source.title}"
    index = body.get("insertSheetIndex", book.sheets.index(source) + 1)
    sheet = book.add_sheet(title, 1, 1, number=body.get("newSheetId"), index=index)
    number, twin = sheet.id, source.fork(book.edition)
    sheet.__dict__.update({**twin.__dict__, "id": number, "listeners": sheet.listeners})
    sheet.properties = {**copy.deepcopy(source.properties), "sheetId": number, "title": title}
    return {"properties": sheet_properties(book, sheet)}


def update_sheet_properties(book: Book, body: Json, email: str) -> None:
    given = body.get("properties", {})
    sheet = book.sheet_by_id(given.get("sheetId", 0))
    fields = leaves(parse_mask(body["fields"]))
    paths = list(given) if fields == ["*"] else fields
    for path in paths:
        _update(book, sheet, path, given, email)


def update_spreadsheet_properties(book: Book, body: Json, _: str) -> None:
    for path in leaves(parse_mask(body["fields"])):
        if path not in ("title", "locale", "timeZone", "autoRecalc"):
            raise bad(f"Unsupported field: {path}")
        book.properties[path] = body["properties"].get(path, "")


def _update(book: Book, sheet: Sheet, path: str, given: Json, email: str) -> None:
    name, _, below = path.partition(".")
    if name == "sheetId":
        return
    if name == "title":
        _rename(book, sheet, given.get("title", ""))
    elif name == "index":
        _reorder(book, sheet, given.get("index", 0))
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
    sheet.properties["title"] = title


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


def _whole(sheet: Sheet) -> Any:
    from tests.sheets_api.model.ranges import Box  # noqa: PLC0415

    return Box().closed(sheet.height, sheet.width)


HANDLERS = {
    "addSheet": add_sheet, "deleteSheet": delete_sheet, "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}  # fmt: skip
