"""spreadsheets.batchUpdate: all of it or nothing, replies in the order of the requests."""

from collections.abc import Callable
from typing import Any

from tests.sheets_api.model import (
    batch_cells,
    batch_dimensions,
    batch_objects,
    batch_sheets,
    metadata,
)
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.errors import ApiError, bad
from tests.sheets_api.model.masks import Mask
from tests.sheets_api.model.read import spreadsheet

Json = dict[str, Any]
Handler = Callable[[Book, Json, str], Json | None]


def _plain(handler: Callable[[Book, Json], Json]) -> Handler:
    return lambda book, body, _: handler(book, body)


HANDLERS: dict[str, Handler] = {
    **batch_cells.HANDLERS, **batch_sheets.HANDLERS, **batch_dimensions.HANDLERS,
    **batch_objects.HANDLERS,
    "createDeveloperMetadata": _plain(metadata.create),
    "updateDeveloperMetadata": _plain(metadata.update),
    "deleteDeveloperMetadata": _plain(metadata.delete),
}  # fmt: skip


def batch_update(book: Book, body: Json, email: str, mask: Mask) -> Json:
    """Apply the requests one by one; where one is refused, none of them happened."""
    unknown = set(body) - {
        "requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData",
    }  # fmt: skip
    if unknown:
        raise bad(
            f'Invalid JSON payload received. Unknown name "{min(unknown)}": Cannot find field.'
        )
    requests = body.get("requests") or []
    if not requests:
        raise bad("Must specify at least one request.")
    kept = book.keep()
    try:
        replies = [_apply(book, at, request, email) for at, request in enumerate(requests)]
        book.check_size()
        book.version += 1
        return _reply(book, body, replies, mask)
    except BaseException:
        book.put_back(kept)
        raise


def _apply(book: Book, at: int, request: Json, email: str) -> Json:
    if len(request) != 1:
        raise bad(f"Invalid requests[{at}]: No request set.")
    kind, body = next(iter(request.items()))
    handler = HANDLERS.get(kind)
    if handler is None:
        raise bad(
            f"Invalid JSON payload received. Unknown name \"{kind}\" at 'requests[{at}]': Cannot find field."
        )
    try:
        answer = handler(book, body, email)
    except ApiError as error:
        raise ApiError(error.code, f"Invalid requests[{at}].{kind}: {error.message}") from error
    except KeyError as error:
        raise bad(f"Invalid requests[{at}].{kind}: {error} is required.") from error
    return {} if answer is None else {kind: answer}


def _reply(book: Book, body: Json, replies: list[Json], mask: Mask) -> Json:
    made: Json = {"spreadsheetId": book.key, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        made["updatedSpreadsheet"] = spreadsheet(
            book, body.get("responseRanges", []), mask.get("updatedSpreadsheet", {}),
            grid_data=bool(body.get("responseIncludeGridData")),
        )  # fmt: skip
    return made
