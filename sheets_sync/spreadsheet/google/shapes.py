"""What answers of Google Sheets look like, as far as we read them. A portal or a proxy between us
and Google may answer 200 with JSON of its own: that is no answer, whatever stands in it.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Shape: TypeAlias = "type | tuple[type, ...] | list[Any] | Mapping[str, Any]"
"""A type; ``[shape]``: a list of such; a mapping: an object with such values by key, where a key
that ends in "!" must be there."""

_TITLED: Final = {"title!": str, "sheetId": int}
_GRIDS: Final = [{"startRow": int, "startColumn": int, "rowData": [dict]}]

SPREADSHEET: Final[Shape] = {
    "properties!": {"title!": str, "locale": str, "timeZone": str},
    "sheets!": [
        {
            "properties!": {**_TITLED, "gridProperties": {"rowCount": int, "columnCount": int}},
            "protectedRanges": [{"protectedRangeId!": int, "description": str}],
            "charts": [{"chartId!": int, "position": dict}],
        }
    ],
}
"""To ``facts.MASK``."""

NAMES: Final[Shape] = {"sheets!": [{"properties!": {**_TITLED, "sheetType": str}}]}
"""To ``new_tabs``' question."""

ROOM: Final[Shape] = {
    "sheets!": [
        {
            "properties!": {"sheetId": int},
            "protectedRanges": [{"protectedRangeId!": int, "range!": dict}],
        }
    ]
}
"""To ``room.MASK``."""

MARKS: Final[Shape] = {
    "matchedDeveloperMetadata": [
        {"developerMetadata!": {"metadataKey!": str, "metadataValue": str, "location!": dict}}
    ]
}
"""To a search for our marks: empty where there are none."""

RULES: Final[Shape] = {"sheets!": [{"properties!": _TITLED, "conditionalFormats": [dict]}]}
"""To ``red_rows``."""

FORMATS: Final[Shape] = {"sheets!": [{"properties!": _TITLED, "data": _GRIDS}]}
"""To ``kinds.FIELDS``."""

CELLS: Final[Shape] = {"valueRanges!": [{"range!": str, "majorDimension": str, "values": [list]}]}
"""To ``values:batchGet``."""

WRITTEN: Final[Shape] = {"spreadsheetId!": str}
"""To a write of which nothing is read back."""

READ_BACK: Final[Shape] = {
    "updatedSpreadsheet!": {
        "properties": {"locale": str, "timeZone": str},
        "sheets": [{"properties!": _TITLED, "data": _GRIDS}],
    }
}
"""To ``reading_back.FIELDS``."""


def is_answer(reply: object, shape: Shape) -> bool:
    """Whether ``reply`` fits, and has nothing at its top that was not asked for."""
    if not isinstance(shape, Mapping) or not isinstance(reply, dict):
        return False
    return reply.keys() <= {key.rstrip("!") for key in shape} and has_shape(reply, shape)


def has_shape(value: object, shape: Shape) -> bool:
    """Whether a value has a shape; keys that it does not name may hold anything."""
    if isinstance(shape, Mapping):
        return isinstance(value, dict) and all(_has(value, *each) for each in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(each, shape[0]) for each in value)
    return isinstance(value, shape)


def _has(value: Mapping[str, object], key: str, shape: Shape) -> bool:
    name = key.rstrip("!")
    return has_shape(value[name], shape) if name in value else name == key
