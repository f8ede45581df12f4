"""spreadsheets.batchUpdate: all of it or nothing, replies in the order of the requests."""

from collections.abc import Callable
from typing import Any

from . import (
    batch_cells,
    batch_charts,
    batch_dimensions,
    batch_objects,
    batch_paste,
    batch_protection,
    batch_sheets,
    batch_tables,
    metadata,
)
from .book import Book
from .errors import ApiError, bad
from .masks import Mask, parse_mask
from .messages import cleaned, fits_fields, mask_root, unknown
from .read import spreadsheet
from .typed_tables import keep_headers

Json = dict[str, Any]
Handler = Callable[[Book, Json, str], Json | None]


def _plain(handler: Callable[[Book, Json], Json]) -> Handler:
    return lambda book, body, _: handler(book, body)


HANDLERS: dict[str, Handler] = {
    **batch_cells.HANDLERS, **batch_sheets.HANDLERS, **batch_dimensions.HANDLERS,
    **batch_objects.HANDLERS, **batch_protection.HANDLERS, **batch_charts.HANDLERS, **batch_paste.HANDLERS,
    **batch_tables.HANDLERS,
    "createDeveloperMetadata": _plain(metadata.create),
    "updateDeveloperMetadata": _plain(metadata.update),
    "deleteDeveloperMetadata": _plain(metadata.delete),
}  # fmt: skip


_PARAMETERS = {
    "requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData",
}  # fmt: skip


def batch_update(book: Book, body: Json, email: str, mask: Mask) -> Json:
    """Apply the requests one by one; where one is refused, none of them happened."""
    for name in set(body) - _PARAMETERS:
        raise unknown(name, "")
    given = body.get("requests") or []
    if not given:
        raise bad("Must specify at least one request.")
    requests = [cleaned("Request", each, f"requests[{at}]") for at, each in enumerate(given)]
    kept = book.keep()
    try:
        replies = [_apply(book, at, request, email) for at, request in enumerate(requests)]
        for sheet in book.sheets:
            keep_headers(sheet)
        book.check_size()
        book.version += 1
        return _reply(book, body, replies, mask, email)
    except BaseException:
        book.put_back(kept)
        raise


def _apply(book: Book, at: int, request: Json, email: str) -> Json:
    if len(request) != 1:
        raise bad(f"Invalid requests[{at}]: No request set.")
    kind, body = next(iter(request.items()))
    try:
        _check_fields(kind, body)
        answer = HANDLERS[kind](book, body, email)
    except ApiError as error:
        raise ApiError(error.code, f"Invalid requests[{at}].{kind}: {error.message}") from error
    except KeyError as error:
        raise bad(f"Invalid requests[{at}].{kind}: {error} is required.") from error
    return {} if answer is None else {kind: answer}


def _check_fields(kind: str, body: Json) -> None:
    root = mask_root(kind)
    if root is None:
        return
    if not body.get("fields"):
        raise bad(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    mask = parse_mask(body["fields"])
    if not fits_fields(root, mask):
        raise bad(f"Invalid field: {body['fields']}")


def _reply(book: Book, body: Json, replies: list[Json], mask: Mask, email: str) -> Json:
    made: Json = {"spreadsheetId": book.key, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        made["updatedSpreadsheet"] = spreadsheet(
            book, body.get("responseRanges", []), mask.get("updatedSpreadsheet", {}),
            grid_data=bool(body.get("responseIncludeGridData")), email=email,
        )  # fmt: skip
    return made
