"""What a request may hold, by messages.txt: unknown names and wrong types are refused as Google
refuses them, nulls are left out, numbers in quotes become numbers."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import ApiError, bad_request, bad_value
from .masks import Mask

Json = dict[str, Any]

_TYPES = {"int": "TYPE_INT32", "num": "TYPE_DOUBLE", "bool": "TYPE_BOOL", "str": "TYPE_STRING"}
_MOST = 2**31
_LENIENT = {"userEnteredValue"}
"""Conditions take numbers for texts: gspread's own documentation sends [10] [U]."""
_SUBJECTS = {
    "properties", "cell", "namedRange", "protectedRange", "dimensionGroup", "developerMetadata",
    "bandedRange", "table",
}  # fmt: skip
_UNCHECKED = {"rows"}
"""Tens of thousands of cells: looked at when they are written (cell_json.put)."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, dict[str, str]], dict[str, frozenset[str]]]:
    text = re.sub(r"#.*\n", "", (Path(__file__).parent / "messages.txt").read_text("ascii"))
    lines = re.sub(r"\n +", " ", text).splitlines()
    messages = {
        name: dict(part.split(":") for part in parts.split())
        for name, parts in (line.split(": ", 1) for line in lines if ": " in line)
    }
    enums = {
        name: frozenset(parts.split(" | "))
        for name, parts in (line.split(" = ", 1) for line in lines if " = " in line)
    }
    return messages, enums


def cleaned(message: str, given: Any, path: str) -> Json:
    """A message as the handlers want it; ``path`` is where it was in the body."""
    fields = _tables()[0][message]
    if not isinstance(given, dict):
        raise _wrong(path, f"type.googleapis.com/google.apps.sheets.v4.{message}", given)
    made = {}
    for name, value in given.items():
        if name not in fields:
            raise unknown(name, path)
        if value is not None:
            made[name] = _field(name, fields[name], value, f"{path}.{snake(name)}")
    return made


def _field(name: str, kind: str, value: Any, path: str) -> Any:
    if not kind.endswith("*"):
        if isinstance(value, list):
            raise bad_request(
                f"Invalid JSON payload received. Unknown name \"{name}\" at '{path}': "
                "Proto field is not repeating, cannot start list.",
                path,
            )
        return _one(name, kind, value, path)
    if name in _UNCHECKED:
        return value
    listed = value if isinstance(value, list) else [value]
    return [_one(name, kind[:-1], each, f"{path}[{at}]") for at, each in enumerate(listed)]


def _one(name: str, kind: str, value: Any, path: str) -> Any:
    messages, enums = _tables()
    if kind == "any":
        return value
    if kind in messages:
        return cleaned(kind, value, path)
    if kind in enums:
        if value not in enums[kind]:
            raise _wrong(path, f"type.googleapis.com/google.apps.sheets.v4.{kind}", value)
        return value
    if kind == "str" and name in _LENIENT and isinstance(value, (int, float)):
        return str(value)
    return _plain(kind, value, path)


def _plain(kind: str, value: Any, path: str) -> Any:
    if kind in ("str", "mask"):
        if isinstance(value, str):
            return value
    elif kind == "bool":
        if isinstance(value, bool):
            return value
    elif not isinstance(value, bool):
        number = _number(value)
        if number is not None and kind == "num":
            return number
        if number is not None and number == int(number) and abs(number) < _MOST:
            return int(number)
    raise _wrong(path, _TYPES.get(kind, "TYPE_STRING"), value)


def _number(value: Any) -> int | float | None:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return value if isinstance(value, (int, float)) else None


def check_mask(message: str, mask: Mask, whole: str) -> None:
    """Refuse a ``fields`` parameter that names what no answer of this kind has."""
    if not _fits(message, mask):
        description = (
            f"Error expanding 'fields' parameter. Cannot find matching fields for path '{whole}'."
        )
        raise bad_request("Request contains an invalid argument.", whole, description)


def mask_root(kind: str) -> str | None:
    """The message that the ``fields`` of this kind of request are of; None where it has none."""
    tables = _tables()[0]
    fields = tables[tables["Request"][kind]]
    if "fields" not in fields:
        return None
    if kind in ("updateCells", "appendCells"):
        return "CellData"
    if kind == "updateEmbeddedObjectPosition":
        return "OverlayPosition"  # the root newPosition.overlayPosition is implied
    subject = next(name for name in fields if name in _SUBJECTS)
    return fields[subject]


def fits_fields(message: str, mask: Mask) -> bool:
    """Whether a request's own ``fields`` name fields of the message."""
    return _fits(message, mask)


def _fits(message: str, mask: Mask) -> bool:
    fields = _tables()[0].get(message)
    if fields is None or "*" in mask:
        return True
    return all(
        name in fields and (not below or _fits(fields[name].rstrip("*"), below))
        for name, below in mask.items()
    )


def unknown(name: str, path: str) -> ApiError:
    where = f" at '{path}'" if path else ""
    return bad_request(
        f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.', path
    )


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda match: "_" + match[0].lower(), name)


def _wrong(path: str, kind: str, value: Any) -> ApiError:
    return bad_value(path, kind, json.dumps(value, ensure_ascii=False))
