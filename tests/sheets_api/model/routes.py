"""Which function answers which call."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from . import drive, filters, metadata, values, writing
from .batch import batch_update
from .batch_sheets import copy_to
from .book import Book
from .errors import bad, not_found
from .masks import Mask
from .read import spreadsheet

if TYPE_CHECKING:
    from .api import Reply, Request, SheetsApi

Json = dict[str, Any]

ANSWERS = {
    (None, None): "Spreadsheet", (None, "getByDataFilter"): "Spreadsheet",
    (None, "batchUpdate"): "BatchUpdateSpreadsheetResponse",
    ("values", "batchGet"): "BatchGetValuesResponse",
    ("values", "batchUpdate"): "BatchUpdateValuesResponse",
}  # fmt: skip
"""The messages that these calls answer with, for their masks."""


def sheets_call(
    api: "SheetsApi", book: Book, what: tuple[str | None, str | None], request: "Request",
    body: Json, mask: Mask,
) -> Json:  # fmt: skip
    """The answer of the Sheets API."""
    rest, verb = what
    if rest and rest.startswith("values/"):
        return _values_call(book, unquote(rest.removeprefix("values/")), verb, request, body)
    if rest and rest.startswith("sheets/") and verb == "copyTo":
        target = api.book(body["destinationSpreadsheetId"], request)
        made = copy_to(book.sheet_by_id(_number(rest)), target)
        target.changed(api.clock())
        return made
    if rest and rest.startswith("developerMetadata/") and request.method == "GET":
        return metadata.get(book, _number(rest))
    answers = _reads(book, request, body, mask) | _writes(book, request, body, mask)
    found = answers.get((request.method, rest, verb))
    if found is None:
        raise not_found()
    return found()


_Calls = dict[tuple[str, str | None, str | None], Callable[[], Json]]


def _reads(book: Book, request: "Request", body: Json, mask: Mask) -> _Calls:
    query, email = request.query, request.caller.email
    grid = values.one(query, "includeGridData").lower() == "true"
    return {
        ("GET", None, None): lambda: spreadsheet(
            book, query.get("ranges", []), mask, grid_data=grid, email=email
        ),
        ("POST", None, "getByDataFilter"): lambda: filters.get(book, body, mask, email),
        ("GET", "values", "batchGet"): lambda: values.batch_get(book, query),
        ("POST", "values", "batchGetByDataFilter"): lambda: filters.batch_get(book, body),
        ("POST", "developerMetadata", "search"): lambda: metadata.search(book, body),
    }


def _writes(book: Book, request: "Request", body: Json, mask: Mask) -> _Calls:
    email = request.caller.email
    return {
        ("POST", None, "batchUpdate"): lambda: batch_update(book, body, email, mask),
        ("POST", "values", "batchUpdate"): lambda: _whole(
            book, lambda: writing.batch_update(book, body, email)
        ),
        ("POST", "values", "batchClear"): lambda: _whole(
            book, lambda: writing.batch_clear(book, body, email)
        ),
        ("POST", "values", "batchUpdateByDataFilter"): lambda: _whole(
            book, lambda: filters.batch_update(book, body, email)
        ),
        ("POST", "values", "batchClearByDataFilter"): lambda: _whole(
            book, lambda: filters.batch_clear(book, body, email)
        ),
    }


def _values_call(book: Book, text: str, verb: str | None, request: "Request", body: Json) -> Json:
    query, email = request.query, request.caller.email
    match (request.method, verb):
        case ("GET", None):
            return values.get(book, text, query)
        case ("PUT", None):
            return _whole(book, lambda: writing.update(book, text, body, query, email))
        case ("POST", "append"):
            return _whole(book, lambda: writing.append(book, text, body, query, email))
        case ("POST", "clear"):
            return _whole(book, lambda: writing.clear(book, text, email))
    raise not_found()


def _whole(book: Book, change: Callable[[], Json]) -> Json:
    """All of a change or none of it."""
    kept = book.keep()
    try:
        return change()
    except KeyError as error:
        book.put_back(kept)
        raise bad(f"{error} is required.") from error
    except BaseException:
        book.put_back(kept)
        raise


def _number(rest: str) -> int:
    text = rest.partition("/")[2]
    if not text.isdigit():
        raise not_found()
    return int(text)


def drive_call(
    api: "SheetsApi",
    request: "Request",
    what: tuple[str | None, str | None, str | None],
    body: Json,
) -> "Json | Reply":
    """The answer of the Drive API."""
    key, part, rest = what
    if key is None:
        if request.method == "POST":
            return drive.create(api, body, request.query, request.caller)
        return drive.listing(api, request.query, request.caller)
    book = drive.owned(api, key, request.caller)
    match (request.method, part):
        case ("POST", "copy"):
            return drive.duplicate(api, book, body, request.query, request.caller)
        case (_, "permissions"):
            made = drive.permissions(book, request.method, rest or "", body, request.query)
            return _reply(204, None) if made is None else made
        case (_, "comments"):
            return drive.comments(book, request.method, body, request.query)
    return _file_call(api, book, part, request, body)


def _file_call(
    api: "SheetsApi", book: Book, part: str | None, request: "Request", body: Json
) -> "Json | Reply":
    match (request.method, part):
        case ("DELETE", None):
            drive.remove(api, book.key, request.caller)
            return _reply(204, None)
        case ("GET", None):
            return drive.get(book, request.query)
        case ("PATCH", None):
            book.properties["title"] = body.get("name", book.properties["title"])
            book.changed(api.clock())
            return drive.get(book, request.query)
        case ("GET", "export"):
            content, kind = drive.export(book, request.query)
            return _reply(200, content, kind)
    raise not_found()


def _reply(status: int, content: bytes | None, kind: str = "") -> "Reply":
    from .api import Reply  # noqa: PLC0415 - api imports this module

    return Reply(status, content, kind) if kind else Reply(status, content)
