"""The Drive calls that gspread makes: create, copy, delete, get, list, export, comments, upload."""

import copy
import csv
import io
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .book import Book
from .errors import bad, forbidden, not_found
from .masks import cut, parse_mask
from .ranges import Box
from .values import one, value_range

if TYPE_CHECKING:
    from .api import Caller, Query, SheetsApi

Json = dict[str, Any]
SHEET = "application/vnd.google-apps.spreadsheet"
_QUOTED = r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'"


def stamp(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def resource(book: Book) -> Json:
    """A file as Drive describes it."""
    return {
        "kind": "drive#file", "id": book.key, "name": book.properties["title"], "mimeType": SHEET,
        "createdTime": stamp(book.created), "modifiedTime": stamp(book.modified),
        "version": str(book.version + 1), "trashed": False, "parents": ["root"],
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.key}/edit",
    }  # fmt: skip


_SHORT = parse_mask("kind,id,name,mimeType")


def create(api: "SheetsApi", body: Json, query: "Query", caller: "Caller") -> Json:
    if body.get("mimeType", SHEET) != SHEET:
        raise bad("Only spreadsheets are made here.")
    book = api.create(body.get("name", "Untitled"), owner=caller.email)
    return _masked(book, query)


def duplicate(api: "SheetsApi", source: Book, body: Json, query: "Query", caller: "Caller") -> Json:
    title = body.get("name") or body.get("title") or f"Copy of {source.properties['title']}"
    book = api.create(title, owner=caller.email)
    kept = source.keep()
    book.put_back(
        {**kept, "properties": {**kept["properties"], "title": title}, "roles": book.roles}
    )
    for sheet in book.sheets:
        sheet.edition = book.edition
    return _masked(book, query)


def listing(api: "SheetsApi", query: "Query", caller: "Caller") -> Json:
    wanted = re.search(rf"name\s*=\s*(?:{_QUOTED})", one(query, "q"))
    name = re.sub(r"\\(.)", r"\1", wanted[1] or wanted[2] or "") if wanted else None
    books = [
        book for book in api.books.values()
        if caller.email in book.roles and (name is None or book.properties["title"] == name)
    ]  # fmt: skip
    books.sort(key=lambda book: -book.modified)
    made = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [resource(book) for book in books],
    }
    fields = one(query, "fields")
    mask = (
        parse_mask(fields)
        if fields
        else parse_mask("kind,incompleteSearch,files(kind,id,name,mimeType)")
    )
    result: Json = cut(made, mask)
    return result


def export(book: Book, query: "Query") -> tuple[bytes, str]:
    """The first tab as CSV or TSV; other kinds as something of that kind's name."""
    kind = one(query, "mimeType")
    sheet = book.sheets[0]
    delimiter = "\t" if "tab-separated" in kind else ","
    out = io.StringIO()
    box = Box().closed(sheet.height, sheet.width)
    rows = value_range(book, sheet, box, {}).get("values", [])
    wide = max(map(len, rows), default=0)
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
        [*row, *[""] * (wide - len(row))] for row in rows
    )
    return out.getvalue().removesuffix("\r\n").encode(), kind


def get(book: Book, query: "Query") -> Json:
    return _masked(book, query)


def permissions(book: Book, method: str, rest: str, body: Json, query: "Query") -> Json | None:
    if method == "GET":
        listed = [_permission(email, role) for email, role in book.roles.items()]
        made = {"kind": "drive#permissionList", "permissions": listed}
        return cut(made, parse_mask(one(query, "fields"))) if one(query, "fields") else made
    if method == "POST":
        book.share(body.get("emailAddress", "anyone"), body.get("role", "reader"))
        return {"kind": "drive#permission", "id": _permission_id(body.get("emailAddress", "anyone")),
                "type": body.get("type", "user"), "role": body.get("role", "reader")}  # fmt: skip
    for email in list(book.roles):
        if _permission_id(email) == rest:
            book.share(email, None)
            return None
    raise not_found()


def comments(book: Book, method: str, body: Json, query: "Query") -> Json:
    """Comments, kept as they come; an answer holds what ``fields`` asks for."""
    mask = parse_mask(one(query, "fields")) if one(query, "fields") else {}
    if method == "POST":
        made = {**body, "kind": "drive#comment", "id": f"AAAA{len(book.comments)}"}
        book.comments.append(made)
    else:
        made = {"kind": "drive#commentList", "comments": book.comments}
    answer: Json = cut(made, mask)
    return answer


def upload(api: "SheetsApi", key: str, payload: bytes, caller: "Caller") -> Json:
    """v2 upload of CSV over a spreadsheet: its first tab's new cells."""
    book = owned(api, key, caller)
    sheet = book.sheets[0]
    rows = list(csv.reader(io.StringIO(payload.decode("utf-8-sig"))))
    sheet.resize(max(len(rows), 1), max(map(len, rows), default=1))
    for at, row in enumerate(rows):
        for column in range(sheet.width):
            sheet.set(at, column, row[column] if column < len(row) and row[column] else None)
    book.changed(time.time())
    return {"kind": "drive#file", "id": key, "title": book.properties["title"], "mimeType": SHEET}


def owned(api: "SheetsApi", key: str, caller: "Caller") -> Book:
    book = api.books.get(key)
    if book is None or caller.email not in book.roles:
        raise not_found()
    return book


def remove(api: "SheetsApi", key: str, caller: "Caller") -> None:
    if owned(api, key, caller).roles.get(caller.email) != "owner":
        raise forbidden()
    del api.books[key]


def _permission(email: str, role: str) -> Json:
    return {
        "kind": "drive#permission",
        "id": _permission_id(email),
        "type": "user",
        "emailAddress": email,
        "role": role,
    }


def _permission_id(email: str) -> str:
    return str(int.from_bytes(email.encode()[:8], "big"))


def _masked(book: Book, query: "Query") -> Json:
    fields = one(query, "fields")
    made: Json = cut(copy.deepcopy(resource(book)), parse_mask(fields) if fields else _SHORT)
    return made
