"""Developer metadata: made with ids of the caller's choosing, looked up, moved by the tabs."""

from typing import Any

from .book import Book, sheet_of
from .errors import bad, not_found
from .masks import parse_mask

Json = dict[str, Any]
_DIMENSIONS = {"ROW": "ROWS", "COLUMN": "COLUMNS"}


def create(book: Book, body: Json) -> Json:
    given = body["developerMetadata"]
    number = given.get("metadataId")
    taken = {mark["metadataId"] for mark in book.metadata}
    if number in taken:
        raise bad(f"Developer metadata with ID {number} already exists.")
    if number is not None and number <= 0:
        raise bad("Metadata IDs must be positive.")
    if not given.get("metadataKey") or "location" not in given or "visibility" not in given:
        raise bad("Metadata key, location and visibility must be set.")
    mark = {
        "metadataId": number or book.fresh_id(taken), "metadataKey": given["metadataKey"],
        **({"metadataValue": given["metadataValue"]} if given.get("metadataValue") else {}),
        "location": _location(book, given["location"]), "visibility": given["visibility"],
    }  # fmt: skip
    book.metadata.append(mark)
    return {"developerMetadata": mark}


def get(book: Book, number: int) -> Json:
    """developerMetadata.get."""
    found = next((mark for mark in book.metadata if mark["metadataId"] == number), None)
    if found is None:
        raise not_found()
    return found


def delete(book: Book, body: Json) -> Json:
    found = matching(book, [body["dataFilter"]])
    gone = {mark["metadataId"] for mark in found}
    book.metadata = [mark for mark in book.metadata if mark["metadataId"] not in gone]
    return {"deletedDeveloperMetadata": found} if found else {}


def update(book: Book, body: Json) -> Json:
    found = matching(book, body["dataFilters"])
    given, names = body["developerMetadata"], list(parse_mask(body["fields"]))
    for mark in found:
        for name in list(given) if names == ["*"] else names:
            mark[name] = _location(book, given[name]) if name == "location" else given[name]
    return {"developerMetadata": found} if found else {}


def search(book: Book, body: Json) -> Json:
    """developerMetadata:search."""
    asked = [(each, _lookup(each)) for each in body.get("dataFilters", [])]
    found = [
        {"developerMetadata": mark, "dataFilters": by}
        for mark in book.metadata
        if (by := [each for each, lookup in asked if _matches(mark, lookup)])
    ]
    return {"matchedDeveloperMetadata": found} if found else {}


def matching(book: Book, filters: list[Json]) -> list[Json]:
    """The metadata that any of the filters matches."""
    lookups = [_lookup(each) for each in filters]
    return [mark for mark in book.metadata if any(_matches(mark, lookup) for lookup in lookups)]


def _lookup(given: Json) -> Json:
    lookup: Json = given.get("developerMetadataLookup", {})
    return lookup


def _matches(mark: Json, lookup: Json) -> bool:
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and mark.get(name) != lookup[name]:
            return False
    kind = lookup.get("locationType")
    if kind and mark["location"]["locationType"] != kind:
        return False
    place = lookup.get("metadataLocation")
    if place is None:
        return True
    exact = lookup.get("locationMatchingStrategy", "EXACT_LOCATION") == "EXACT_LOCATION"
    return _same(mark["location"], place) if exact else _within(mark["location"], place)


def _same(there: Json, asked: Json) -> bool:
    if "dimensionRange" in asked:
        span, wanted = there.get("dimensionRange"), asked["dimensionRange"]
        return span is not None and _key(span) == _key(wanted)
    if asked.get("spreadsheet"):
        return bool(there.get("spreadsheet"))
    return "dimensionRange" not in there and sheet_of(there) == asked.get("sheetId", 0)


def _within(there: Json, asked: Json) -> bool:
    if asked.get("spreadsheet"):
        return True
    if "dimensionRange" in asked:
        return _same(there, asked)
    return sheet_of(there) == asked.get("sheetId", 0)


def _key(span: Json) -> tuple[Any, ...]:
    return span.get("sheetId", 0), span["dimension"], span.get("startIndex", 0), span["endIndex"]


def _location(book: Book, given: Json) -> Json:
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    span = given.get("dimensionRange")
    if span is None:
        book.sheet_by_id(given.get("sheetId", 0))
        return {"locationType": "SHEET", "sheetId": given.get("sheetId", 0)}
    sheet = book.sheet_by_id(span.get("sheetId", 0))
    start, end = span.get("startIndex", 0), span.get("endIndex", 0)
    if end - start != 1:
        raise bad("Developer metadata may only be associated with a single row or column.")
    if end > (sheet.height if span["dimension"] == "ROWS" else sheet.width):
        raise bad("The dimension range is beyond the grid.")
    kind = "ROW" if span["dimension"] == "ROWS" else "COLUMN"
    return {
        "locationType": kind,
        "dimensionRange": {
            "sheetId": sheet.id, "dimension": span["dimension"], "startIndex": start, "endIndex": end,
        },
    }  # fmt: skip
