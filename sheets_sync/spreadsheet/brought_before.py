"""What an earlier ``brings`` told, for a back end that may not be the one that told it."""

from typing import TypeVar

import orjson

T = TypeVar("T")


def brought_before(known: str, form: type[T]) -> T:
    """What this back end told, taken out of its JSON. An empty one where ``known`` is nothing, or
    was told by another back end: files came to the workbook since, or it moved to Google (§11)."""
    try:
        told = orjson.loads(known)
    except orjson.JSONDecodeError:
        return form()
    return told if isinstance(told, form) else form()
