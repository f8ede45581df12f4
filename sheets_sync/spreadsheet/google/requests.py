"""Cells as requests of ``spreadsheets.batchUpdate``: plain JSON, nothing sent here."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final, Literal, TypeAlias

import orjson

from sheets_sync.spreadsheet.cell_value import Amount, Formula, Link, Value
from sheets_sync.spreadsheet.google.facts import (
    Sheet,
)
from sheets_sync.spreadsheet.google.objects import Json

_EPOCH: Final = date(1899, 12, 30).toordinal()
_VALUE: Final = "userEnteredValue"
_LINK: Final = "userEnteredFormat.textFormat.link"
_AMOUNT: Final = "userEnteredFormat.numberFormat"
CLEAR: Final = b"{}"

WrittenKind: TypeAlias = Literal["", "links", "amounts"]
_FIELDS: Final[dict[WrittenKind, str]] = {
    "": _VALUE,
    "links": f"{_VALUE},{_LINK}",
    "amounts": f"{_VALUE},{_AMOUNT}",
}


def cell_json(value: Value, link_target: str = "") -> bytes:
    """A cell as CellData. Staff's text is always ``stringValue``, whatever it starts with."""
    if value is None:
        return CLEAR
    if isinstance(value, Link):
        return orjson.dumps(
            {
                _VALUE: {"stringValue": value.text},
                "userEnteredFormat": {"textFormat": {"link": {"uri": link_target}}},
            }
        )
    if isinstance(value, Amount):
        looks = {"type": "CURRENCY", "pattern": value.pattern}
        return orjson.dumps(
            {
                _VALUE: {"numberValue": value.number},
                "userEnteredFormat": {"numberFormat": looks},
            }
        )
    return b'{"userEnteredValue":' + orjson.dumps(extended(value)) + b"}"


def extended(value: str | float | bool | date | Formula) -> Json:  # noqa: FBT001 - a cell's value
    """A value as the API's ExtendedValue; days are serial numbers."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, Formula):
        return {"formulaValue": with_semicolons(value.text)}
    return {"numberValue": _serial(value) if isinstance(value, date) else value}


def with_semicolons(formula: str) -> str:
    """A formula of ours with ``;`` between arguments, which every locale understands; ``,`` is
    a decimal point in some (google-api-nodejs-client #1994). Texts in quotes stay."""
    parts = formula.split('"')
    parts[::2] = [part.replace(",", ";") for part in parts[::2]]
    return '"'.join(parts)


def update_cells(
    sheet: int, row: int, column: int, width: int, rows: Sequence[bytes], kind: WrittenKind = ""
) -> Json:
    """Write a rectangle: ``rows`` are RowData from ``row`` (from 0) on, ``width`` cells each, of
    one kind: links and amounts bring a look of their own."""
    return {
        "updateCells": {
            "range": grid_range(sheet, row, row + len(rows), column, column + width),
            "rows": [orjson.Fragment(each) for each in rows],
            "fields": _FIELDS[kind],
        }
    }


def clear_cells(sheet: int, first_row: int, column: int) -> Json:
    """Clear a column from ``first_row`` (from 0) to its foot."""
    where = {
        "sheetId": sheet, "startRowIndex": first_row,
        "startColumnIndex": column, "endColumnIndex": column + 1,
    }  # fmt: skip
    return {"updateCells": {"range": where, "fields": _VALUE}}


def row_json(cells: Iterable[bytes]) -> bytes:
    """Cells as RowData."""
    return b'{"values":[' + b",".join(cells) + b"]}"


def growth(sheet: Sheet, rows: int, columns: int) -> list[Json]:
    """Make room for so many rows and columns; rows and columns are only ever added."""
    needed = (("ROWS", rows - sheet.rows), ("COLUMNS", columns - sheet.columns))
    return [
        {"appendDimension": {"sheetId": sheet.id, "dimension": dimension, "length": length}}
        for dimension, length in needed
        if length > 0
    ]


def grid_range(sheet: int, top: int, bottom: int, left: int, right: int) -> Json:
    """A GridRange; ends are exclusive."""
    return {
        "sheetId": sheet, "startRowIndex": top, "endRowIndex": bottom,
        "startColumnIndex": left, "endColumnIndex": right,
    }  # fmt: skip


def colour(hexadecimal: str) -> Json:
    """A colour of six hex digits as the API has it."""
    parts = (int(hexadecimal[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return dict(zip(("red", "green", "blue"), parts, strict=True))


def column_span(sheet: int, at: int) -> Json:
    """One column as a DimensionRange."""
    return {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs (first, last)."""
    grouped = groupby(enumerate(rows), key=lambda each: each[1] - each[0])
    spans = ([row for _, row in group] for _, group in grouped)
    return [(span[0], span[-1]) for span in spans]


def _serial(value: date) -> float:
    day = value.toordinal() - _EPOCH
    if not isinstance(value, datetime):
        return day
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return day + (seconds + value.microsecond / 1e6) / 86_400
