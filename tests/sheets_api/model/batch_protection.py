"""Requests about protected ranges."""

import copy
from typing import Any

from .book import Book
from .errors import PROTECTED, bad
from .masks import parse_mask
from .ranges import normal_range

Json = dict[str, Any]


def add(book: Book, body: Json, email: str) -> Json:
    given = body["protectedRange"]
    number = given.get("protectedRangeId") or book.fresh_id(_taken(book))
    if number in _taken(book):
        raise bad(f"Protected range with ID {number} already exists.")
    made: Json = {"protectedRangeId": number, **_range(book, given)}
    if given.get("description"):
        made["description"] = given["description"]
    if given.get("warningOnly"):
        made["warningOnly"] = True
    if given.get("unprotectedRanges"):
        made["unprotectedRanges"] = [normal_range(each) for each in given["unprotectedRanges"]]
    _check_editors(given)
    reply = {**copy.deepcopy(made), "requestingUserCanEdit": True}
    made["editors"] = _editors(given, email)
    reply["editors"] = _listed(given.get("editors") or {})
    book.protected.append(made)
    return {"protectedRange": reply}


def update(book: Book, body: Json, email: str) -> None:
    given = body["protectedRange"]
    there = _found(book, given.get("protectedRangeId"))
    _may_change(book, there, email)
    names = list(parse_mask(body["fields"]))
    for name in [each for each in given if each != "protectedRangeId"] if "*" in names else names:
        if name in ("range", "namedRangeId"):
            there.pop("namedRangeId", None)
            there |= _range(book, given)
        elif name == "editors":
            there["editors"] = _editors(given, email)
        elif name == "unprotectedRanges" and given.get(name):
            there[name] = [normal_range(each) for each in given[name]]
        elif given.get(name):
            there[name] = given[name]
        else:
            there.pop(name, None)
    if there.get("warningOnly") or not there.get("editors"):
        there["editors"] = _editors({"warningOnly": there.get("warningOnly")}, email)


def delete(book: Book, body: Json, email: str) -> None:
    there = _found(book, body.get("protectedRangeId"))
    _may_change(book, there, email)
    book.protected.remove(there)


def _range(book: Book, given: Json) -> Json:
    if "namedRangeId" not in given:
        book.sheet_by_id(given.get("range", {}).get("sheetId", 0))
        return {"range": normal_range(given.get("range", {}))}
    for each in book.named:
        if each["namedRangeId"] == given["namedRangeId"]:
            return {"range": copy.deepcopy(each["range"]), "namedRangeId": given["namedRangeId"]}
    raise bad(f"No named range with id: {given['namedRangeId']}")


def _check_editors(given: Json) -> None:
    if given.get("warningOnly") and _listed(given.get("editors") or {}):
        raise bad("ProtectedRange is warningOnly. Editors cannot be set on it.")


def _editors(given: Json, email: str) -> Json:
    """Who adds a protection is among its editors; one that only warns has none, yet names them."""
    if given.get("warningOnly"):
        return {}
    asked = given.get("editors") or {}
    return _listed(asked) | {"users": list(dict.fromkeys([email, *asked.get("users", ())]))}


def _listed(given: Json) -> Json:
    return {name: value for name, value in given.items() if value}


def _taken(book: Book) -> set[int]:
    return {each["protectedRangeId"] for each in book.protected}


def _found(book: Book, number: Any) -> Json:
    found = next((each for each in book.protected if each["protectedRangeId"] == number), None)
    if found is None:
        raise bad(f"No protected range with ID: {number}")
    return found


def _may_change(book: Book, there: Json, email: str) -> None:
    if not book.may_edit(there, email):
        raise bad(PROTECTED)


HANDLERS = {
    "addProtectedRange": add, "updateProtectedRange": update, "deleteProtectedRange": delete,
}  # fmt: skip
