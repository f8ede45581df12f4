"""Every call of the API: who may make it, and what comes back."""

import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.sheets_api.model import drive, metadata, values
from tests.sheets_api.model.batch import batch_update
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.errors import ApiError, bad, forbidden, not_found, scopes
from tests.sheets_api.model.masks import Mask, cut, parse_mask
from tests.sheets_api.model.read import spreadsheet
from tests.sheets_api.model.values import one

Json = dict[str, Any]
Query = dict[str, list[str]]

DRIVE = "https://www.googleapis.com/auth/drive"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
_VERBS = "batchUpdate|batchGet|batchClear|append|clear|search|copyTo"
_CALL = re.compile(rf"/v4/spreadsheets/([^/:]+)(?:/(.*?))?(?::({_VERBS}))?")
_FILE = re.compile(r"(?:/upload)?/drive/v(\d)/files(?:/([^/]+))?(?:/(\w+)(?:/([^/]+))?)?")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and what the token allows."""

    email: str
    scopes: frozenset[str]


@dataclass(slots=True)
class Request:
    """A call; ``path`` as sent, still quoted."""

    method: str
    path: str
    query: Query
    body: bytes
    caller: Caller
    content_type: str = ""

    @property
    def writes(self) -> bool:
        return self.method != "GET" and not self.path.endswith((":search", "ByDataFilter"))


@dataclass(slots=True)
class Reply:
    """An answer; ``body`` None for 204."""

    status: int
    body: bytes | None
    content_type: str = "application/json; charset=UTF-8"


class SheetsApi:
    """All spreadsheets, and the calls on them. Not for several threads at once."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.books: dict[str, Book] = {}
        self.clock = clock

    def create(
        self, title: str, *, locale: str = "en_US", time_zone: str = "Etc/GMT", owner: str = "person@example.com",
    ) -> Book:  # fmt: skip
        """A new file: Sheet1, id 0, 1000 × 26."""
        book = Book("1" + secrets.token_urlsafe(32), title, locale, time_zone, owner)
        book.add_sheet("Sheet1", number=0)
        book.created = book.modified = self.clock()
        self.books[book.key] = book
        return book

    def handle(self, request: Request) -> Reply:
        """The answer to a call; a caller's fault is an error reply, never an exception."""
        try:
            if "/drive/v" in request.path:
                return self._drive(request)
            return self._json(self._sheets(request))
        except ApiError as error:
            return self._json(error.json(), error.code)

    def _sheets(self, request: Request) -> Json:
        if not request.caller.scopes & {DRIVE, SHEETS}:
            raise scopes()
        body = _object(request.body)
        if request.path == "/v4/spreadsheets" and request.method == "POST":
            return self._create(body, request)
        found = _CALL.fullmatch(request.path)
        if found is None:
            raise not_found()
        book = self._book(found[1], request)
        fields = one(request.query, "fields")
        mask = parse_mask(fields) if fields else {}
        made = self._call(book, found[2], found[3], request, body, mask)
        if request.writes:
            book.changed(self.clock())
        return cut(made, mask) if mask and not _own_mask(found) else made

    def _book(self, key: str, request: Request) -> Book:
        book = self.books.get(key)
        if book is None:
            raise not_found()
        role = book.roles.get(request.caller.email)
        if role is None or (request.writes and role == "reader"):
            raise forbidden()
        return book

    def _call(  # noqa: PLR0911 - one line a call
        self,
        book: Book,
        rest: str | None,
        verb: str | None,
        request: Request,
        body: Json,
        mask: Mask,
    ) -> Json:
        query, email = request.query, request.caller.email
        match (request.method, rest, verb):
            case ("GET", None, None):
                grid = one(query, "includeGridData").lower() == "true"
                return spreadsheet(book, query.get("ranges", []), mask, grid_data=grid)
            case ("POST", None, "batchUpdate"):
                return batch_update(book, body, email, mask)
            case ("GET", "values", "batchGet"):
                return values.batch_get(book, query)
            case ("POST", "values", "batchUpdate"):
                return self._whole(book, lambda: values.batch_update(book, body, email))
            case ("POST", "values", "batchClear"):
                return self._whole(book, lambda: values.batch_clear(book, body, email))
            case ("POST", "developerMetadata", "search"):
                return metadata.search(book, body)
            case (_, str(), _) if rest.startswith("values/"):
                return self._values(
                    book, unquote(rest.removeprefix("values/")), verb, request, body
                )
            case ("POST", str(), "copyTo") if rest.startswith("sheets/"):
                return self._copy_to(book, int(rest.removeprefix("sheets/")), body, request)
        raise not_found()

    def _values(
        self, book: Book, text: str, verb: str | None, request: Request, body: Json
    ) -> Json:
        query, email = request.query, request.caller.email
        match (request.method, verb):
            case ("GET", None):
                return values.get(book, text, query)
            case ("PUT", None):
                return self._whole(book, lambda: values.update(book, text, body, query, email))
            case ("POST", "append"):
                return self._whole(book, lambda: values.append(book, text, body, query, email))
            case ("POST", "clear"):
                return self._whole(book, lambda: values.clear(book, text, email))
        raise not_found()

    def _whole(self, book: Book, change: Callable[[], Json]) -> Json:
        """All of a change or none of it."""
        kept = book.keep()
        try:
            return change()
        except BaseException:
            book.put_back(kept)
            raise

    def _copy_to(self, book: Book, number: int, body: Json, request: Request) -> Json:
        from tests.sheets_api.model.read import sheet_properties  # noqa: PLC0415

        target = self._book(body["destinationSpreadsheetId"], request)
        source = book.sheet_by_id(number)
        sheet = target.add_sheet(f"Copy of {source.title}", 1, 1)
        twin = source.fork(target.edition)
        kept = sheet.id, sheet.title, sheet.listeners
        sheet.__dict__.update({**twin.__dict__, "id": kept[0], "listeners": kept[2]})
        sheet.properties = {**twin.properties, "sheetId": kept[0], "title": kept[1]}
        target.changed(self.clock())
        return sheet_properties(target, sheet)

    def _create(self, body: Json, request: Request) -> Json:
        given = body.get("properties", {})
        book = self.create(
            given.get("title", "Untitled spreadsheet"), owner=request.caller.email,
            locale=given.get("locale", "en_US"), time_zone=given.get("timeZone", "Etc/GMT"),
        )  # fmt: skip
        return spreadsheet(book, [], {}, grid_data=False)

    def _drive(self, request: Request) -> Reply:
        if DRIVE not in request.caller.scopes:
            raise scopes()
        found = _FILE.fullmatch(request.path)
        if found is None:
            raise not_found()
        _, key, part, rest = found.groups()
        if request.path.startswith("/upload"):
            return self._json(drive.upload(self, key, request.body, request.caller))
        body = _object(request.body)
        if key is None:
            if request.method == "POST":
                return self._json(drive.create(self, body, request.query, request.caller))
            return self._json(drive.listing(self, request.query, request.caller))
        return self._file(drive.owned(self, key, request.caller), part, rest, request, body)

    def _file(  # noqa: PLR0911 - one line a call
        self, book: Book, part: str | None, rest: str | None, request: Request, body: Json
    ) -> Reply:
        match (request.method, part):
            case ("DELETE", None):
                drive.remove(self, book.key, request.caller)
                return Reply(204, None)
            case ("GET", None):
                return self._json(drive.get(book, request.query))
            case ("PATCH", None):
                book.properties["title"] = body.get("name", book.properties["title"])
                return self._json(drive.get(book, request.query))
            case ("POST", "copy"):
                return self._json(drive.duplicate(self, book, body, request.query, request.caller))
            case ("GET", "export"):
                content, kind = drive.export(book, request.query)
                return Reply(200, content, kind)
            case (_, "permissions"):
                made = drive.permissions(book, request.method, rest or "", body, request.query)
                return Reply(204, None) if made is None else self._json(made)
            case ("GET", "comments"):
                return self._json({"kind": "drive#commentList", "comments": []})
        raise not_found()

    @staticmethod
    def _json(made: Json, status: int = 200) -> Reply:
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        return Reply(status, text.encode("utf-8", "surrogatepass"))


def _own_mask(found: re.Match[str]) -> bool:
    """spreadsheets.get cuts as it goes: the mask begins at the spreadsheet."""
    return found[2] is None and found[3] is None


def _object(body: bytes) -> Json:
    if not body:
        return {}
    try:
        made = json.loads(body)
    except ValueError:
        raise bad("Invalid JSON payload received.") from None
    if not isinstance(made, dict):
        raise bad("Invalid JSON payload received. Root element must be a message.")
    return made
