"""Every call of the API: who may make it, and what comes back."""

import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import drive, routes
from .book import Book
from .errors import ApiError, bad, forbidden, not_found, scopes
from .masks import Mask, cut, parse_mask
from .messages import check_mask
from .read import spreadsheet
from .values import one

Json = dict[str, Any]
Query = dict[str, list[str]]

DRIVE = "https://www.googleapis.com/auth/drive"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
_VERBS = (
    "batchUpdate|batchGet|batchClear|append|clear|search|copyTo|getByDataFilter"
    "|batchGetByDataFilter|batchUpdateByDataFilter|batchClearByDataFilter"
)
_CALL = re.compile(rf"/v4/spreadsheets/([^/:]+)(?:/(.*?))?(?::({_VERBS}))?")
_FILE = re.compile(r"(?:/upload)?/drive/v\d/files(?:/([^/]+))?(?:/(\w+)(?:/([^/]+))?)?")


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
        return self.method != "GET" and not self.path.endswith(
            (":search", "etByDataFilter")  # getBy..., batchGetBy... are POST, and reads
        )


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
        book.clock = self.clock
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
        book = self.book(found[1], request)
        mask = self._mask(found, request)
        made = routes.sheets_call(self, book, (found[2], found[3]), request, body, mask)
        if request.writes:
            book.changed(self.clock())
        return cut(made, mask) if mask and not _own_mask(found) else made

    @staticmethod
    def _mask(found: re.Match[str], request: Request) -> Mask:
        fields = one(request.query, "fields")
        if not fields:
            return {}
        mask = parse_mask(fields)
        root = routes.ANSWERS.get((found[2], found[3]))
        if root:
            check_mask(root, mask, fields)
        return mask

    def book(self, key: str, request: Request) -> Book:
        """The spreadsheet that a call is about, where the caller may make it."""
        book = self.books.get(key)
        if book is None:
            raise not_found()
        role = book.roles.get(request.caller.email)
        if role is None or (request.writes and role == "reader"):
            raise forbidden()
        return book

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
        key, part, rest = found.groups()
        if request.path.startswith("/upload"):
            return self._json(drive.upload(self, key, request.body, request.caller))
        made = routes.drive_call(self, request, (key, part, rest), _object(request.body))
        return made if isinstance(made, Reply) else self._json(made)

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
