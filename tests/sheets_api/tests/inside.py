"""The model without a server: calls as Python, answers as JSON."""

import json
from typing import Any

from ..model.api import DRIVE, SHEETS, Caller, Request, SheetsApi
from ..model.book import Book

Json = dict[str, Any]
SERVICE = "service@example.com"
OWNER = "person@example.com"


class Inside:
    """A spreadsheet of a person's, shared with a service account that makes the calls."""

    def __init__(self, *, locale: str = "en_US") -> None:
        self.api = SheetsApi()
        self.book: Book = self.api.create("Agency", locale=locale, owner=OWNER)
        self.book.share(SERVICE, "writer")

    def call(
        self, method: str, path: str = "", body: Any = None, *, caller: str = SERVICE, **query: Any
    ) -> tuple[int, Json]:
        """Status and JSON of a call on the spreadsheet."""
        listed = {key: each if isinstance(each, list) else [each] for key, each in query.items()}
        reply = self.api.handle(
            Request(
                method,
                f"/v4/spreadsheets/{self.book.key}{path}",
                listed,
                json.dumps(body).encode() if body is not None else b"",
                Caller(caller, frozenset({SHEETS, DRIVE})),
            )
        )
        return reply.status, json.loads(reply.body or b"{}")

    def batch(self, *requests: Json, **query: Any) -> Json:
        """The answer of a batch that must succeed."""
        status, made = self.call("POST", ":batchUpdate", {"requests": list(requests)}, **query)
        assert status == 200, made
        return made

    def refused(self, *requests: Json, caller: str = SERVICE) -> str:
        """Why a batch is refused."""
        body = {"requests": list(requests)}
        status, made = self.call("POST", ":batchUpdate", body, caller=caller)
        assert status == 400, made
        assert made["error"]["status"] == "INVALID_ARGUMENT"
        return str(made["error"]["message"])

    def put(self, where: str, values: list[list[Any]], option: str = "RAW", **query: Any) -> Json:
        status, made = self.call(
            "PUT", f"/values/{where}", {"values": values}, valueInputOption=option, **query
        )
        assert status == 200, made
        return made

    def get(self, where: str, option: str = "UNFORMATTED_VALUE", **query: Any) -> list[list[Any]]:
        status, made = self.call("GET", f"/values/{where}", valueRenderOption=option, **query)
        assert status == 200, made
        return made.get("values", [])

    def look(self, fields: str, **query: Any) -> Json:
        """spreadsheets.get under a mask."""
        status, made = self.call("GET", fields=fields, **query)
        assert status == 200, made
        return made


def rows(start: int, end: int, sheet: int = 0) -> Json:
    return {"sheetId": sheet, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def columns(start: int, end: int, sheet: int = 0) -> Json:
    return {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": start, "endIndex": end}


def grid(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> Json:
    return {
        "sheetId": sheet, "startRowIndex": top, "endRowIndex": bottom,
        "startColumnIndex": left, "endColumnIndex": right,
    }  # fmt: skip
