"""What moves along when rows and columns are inserted, deleted or moved."""

from typing import TYPE_CHECKING, Any

from .sheet import moved_index
from .typed_tables import shift_types
from .workings import follow_shift

if TYPE_CHECKING:
    from .book import Book

Json = dict[str, Any]
_ENDS = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}


def shift_objects(book: "Book", what: str, sheet: int, at: int, count: int) -> None:
    """Named and protected ranges, metadata, merges, filters and rules of a tab follow a shift."""
    verb, dimension = what.split(" ")
    book.named = [n for n in book.named if _range(n["range"], verb, dimension, sheet, at, count)]
    book.protected = [p for p in book.protected if _protected(p, verb, dimension, sheet, at, count)]
    book.metadata = [m for m in book.metadata if _metadata(m, verb, dimension, sheet, at, count)]
    tab = book.sheet_by_id(sheet)
    for kind in ("merges", "conditionalFormats"):
        tab.objects[kind] = [
            each for each in tab.objects.get(kind, ())
            if all(_range(r, verb, dimension, sheet, at, count) for r in each.get("ranges", [each]))
        ]  # fmt: skip
    if tab.basic_filter and not _range(
        tab.basic_filter["range"], verb, dimension, sheet, at, count
    ):
        tab.basic_filter = None
    tab.objects["tables"] = [
        each
        for each in tab.objects.get("tables", ())
        if _range(each["range"], verb, dimension, sheet, at, count)
    ]
    if dimension == "COLUMNS":
        shift_types(tab, verb, at, count)
    if verb in ("insert", "delete"):
        follow_shift(book, tab, dimension, at, count if verb == "insert" else -count)


def _protected(each: Json, verb: str, dimension: str, sheet: int, at: int, count: int) -> bool:
    opened = each.get("unprotectedRanges", [])
    each["unprotectedRanges"] = [r for r in opened if _range(r, verb, dimension, sheet, at, count)]
    if not each["unprotectedRanges"]:
        del each["unprotectedRanges"]
    return _range(each["range"], verb, dimension, sheet, at, count)


def _range(grid: Json, verb: str, dimension: str, sheet: int, at: int, count: int) -> bool:
    """Shift a GridRange in place; False where nothing is left of it."""
    if grid.get("sheetId", 0) != sheet:
        return True
    start_key, end_key = _ENDS[dimension]
    start, end = grid.get(start_key, 0), grid.get(end_key)
    if end is None and not start and start_key not in grid:
        return True
    start, end = _span(start, end, verb, at, count)
    if start_key in grid or start:
        grid[start_key] = start
    if end is not None:
        grid[end_key] = end
        return end > start
    return True


def _span(start: int, end: int | None, verb: str, at: int, count: int) -> tuple[int, int | None]:
    if verb == "insert":
        grown = end + count if end is not None and at < end else end
        return (start + count if at <= start else start), grown
    if verb == "delete":
        return _after_delete(start, at, count), None if end is None else _after_delete(
            end, at, count
        )
    to = int(verb.partition(":")[2])
    if end is not None and end - start == 1:
        place = moved_index(start, at, count, to)
        return place, place + 1
    return start, end


def _after_delete(edge: int, at: int, count: int) -> int:
    return edge - min(count, max(0, edge - at))


def _metadata(mark: Json, verb: str, dimension: str, sheet: int, at: int, count: int) -> bool:
    span = mark["location"].get("dimensionRange")
    if not span or span.get("sheetId", 0) != sheet or span["dimension"] != dimension:
        return True
    start = span["startIndex"]
    if verb == "insert":
        start += count if at <= start else 0
    elif verb == "delete":
        if at <= start < at + count:
            return False
        start -= count if start >= at + count else 0
    else:
        start = moved_index(start, at, count, int(verb.partition(":")[2]))
    span["startIndex"], span["endIndex"] = start, start + 1
    return True
