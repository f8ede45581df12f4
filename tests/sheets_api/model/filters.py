"""Data filters: cells, ranges and tabs addressed by developer metadata, A1 or grid range."""

from typing import Any

from .book import Book
from .errors import bad
from .messages import cleaned
from .metadata import matching
from .ranges import Box, box_of
from .read import spreadsheet
from .sheet import Sheet
from .values import value_range
from .writing import empty, rows_of, totals, write, write_of

Json = dict[str, Any]
Place = tuple[Sheet, Box]


def places(book: Book, given: Json) -> list[Place]:
    """All that a DataFilter matches, as boxes."""
    wanted = cleaned("DataFilter", given, "data_filter")
    if "a1Range" in wanted:
        return [book.resolve(wanted["a1Range"])]
    if "gridRange" in wanted:
        sheet = book.sheet_by_id(wanted["gridRange"].get("sheetId", 0))
        return [(sheet, box_of(wanted["gridRange"]).closed(sheet.height, sheet.width))]
    if "developerMetadataLookup" not in wanted:
        raise bad("Invalid data filter: a filter must be set.")
    return [_place(book, mark["location"]) for mark in matching(book, [wanted])]


def _place(book: Book, location: Json) -> Place:
    if location.get("spreadsheet"):
        raise bad("Metadata of the spreadsheet itself addresses no cells.")
    span = location.get("dimensionRange")
    if span is None:
        sheet = book.sheet_by_id(location.get("sheetId", 0))
        return sheet, Box().closed(sheet.height, sheet.width)
    sheet = book.sheet_by_id(span.get("sheetId", 0))
    start, end = span["startIndex"], span["endIndex"]
    box = Box(start, 0, end) if span["dimension"] == "ROWS" else Box(0, start, None, end)
    return sheet, box.closed(sheet.height, sheet.width)


def _each(book: Book, filters: list[Json]) -> list[tuple[Place, list[Json]]]:
    """Every place that any filter matches, once, with the filters that did."""
    found: list[tuple[Place, list[Json]]] = []
    for given in filters:
        for place in places(book, given):
            for known, by in found:
                if known == place:
                    by.append(given)
                    break
            else:
                found.append((place, [given]))
    return found


def batch_get(book: Book, body: Json) -> Json:
    """values.batchGetByDataFilter."""
    names = ("majorDimension", "valueRenderOption", "dateTimeRenderOption")
    query = {name: [body[name]] for name in names if body.get(name)}
    matched = [
        {"valueRange": value_range(book, *place, query), "dataFilters": by}
        for place, by in _each(book, body.get("dataFilters", []))
    ]
    return {"spreadsheetId": book.key} | ({"valueRanges": matched} if matched else {})


def batch_update(book: Book, body: Json, email: str) -> Json:
    """values.batchUpdateByDataFilter: a write goes to every range that matches."""
    how, done, replies = write_of(body, email), [], []
    for each in body.get("data") or ():
        for place in places(book, each["dataFilter"]):
            made = write(book, *place, rows_of(each), how)
            reply = {name: value for name, value in made.reply.items() if name != "spreadsheetId"}
            replies.append(reply | {"dataFilter": each["dataFilter"]})
            done.append(made)
    return totals(book, done, replies)


def batch_clear(book: Book, body: Json, email: str) -> Json:
    """values.batchClearByDataFilter."""
    found = _each(book, body.get("dataFilters", []))
    cleared = [empty(book, *place, email) for place, _ in found]
    return {"spreadsheetId": book.key} | ({"clearedRanges": cleared} if cleared else {})


def get(book: Book, body: Json, mask: Json, email: str) -> Json:
    """spreadsheets.getByDataFilter."""
    found = [place for place, _ in _each(book, body.get("dataFilters", []))]
    ranges = [book.label(sheet, box) for sheet, box in found]
    grid = bool(body.get("includeGridData"))
    return spreadsheet(book, ranges, mask, grid_data=grid, email=email)
