"""Cells and marks as requests of ``spreadsheets.batchUpdate``: plain JSON, nothing sent here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Final, Literal, TypeAlias

import orjson

from sheets_sync.spreadsheet.google.facts import (
    BADGE,
    COLUMN,
    EDGE,
    HEADER,
    STAKE,
    TAB,
    TICKET,
    Sheet,
    badge_id,
    mark_id,
    protection_id,
    ticket_id,
)
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.protocol import Amount, Formula, Link, Marks, Value

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


def exchange(old: str, new: str) -> list[Json]:
    """Requests that put the ticket ``new`` in place of ``old``, and fail, with the whole batch,
    where another one is there: then a write of ours landed that this one knows nothing of, or
    this very one landed before. So no batch lands twice, or after a later one, however long its
    answer was lost for."""
    return _exchanged(ticket_id(), TICKET, old, new)


def badge_exchange(old: str, new: str) -> list[Json]:
    """The same with the badge."""
    return _exchanged(badge_id(), BADGE, old, new)


def _exchanged(number: int, key: str, old: str, new: str) -> list[Json]:
    made = [_delete({"metadataId": number, "metadataValue": old})] if old else []
    return [*made, _create(number, key, new, {"spreadsheet": True})]


def guards(sheet: Sheet) -> list[Json]:
    """Requests that fail, and with them the whole batch, unless our marks stand where we think.

    The API has no compare-and-swap. But a mark is deleted only where it is looked for, and then
    made anew with the same id: a mark that stands elsewhere was not deleted, its id is in use,
    and Google refuses the batch. The header row and the last column have marks of their own, so
    that rows inserted above and columns deleted on the left are noticed too; a column of ours
    that was deleted has taken its protection with it, which then cannot be updated.
    """
    marks = [column_mark(sheet.id, key, at, _head(sheet, key)) for key, at in sheet.marks.items()]
    if sheet.header >= 0:
        marks.append(header_mark(sheet.id, sheet.header))
    if sheet.edge >= 0:
        marks.append(edge_mark(sheet.id, sheet.edge))
    return [request for mark in marks for request in guarded(mark)] + [
        _still_protected(number, sheet.protected[number])
        for number in map(partial(protection_id, sheet.id), sheet.marks)
        if number in sheet.protected
    ]


def claims(sheet: Sheet, wide: Sheet | None, marks: Marks | None) -> list[Json]:
    """Make a tab as ``wide`` as it is to be, then set marks that it lacks and
    that were staked out, if any."""
    to = wide or sheet
    return [*growth(sheet, to.rows, to.columns), *(_new_marks(to, marks) if marks else ())]


def _new_marks(sheet: Sheet, marks: Marks) -> list[Json]:
    """Turn stakes into marks, and set that of the tab's last column with the first of them.

    Columns that are new there are inserted where they were staked out: what somebody typed into
    the free column meanwhile moves aside.
    """
    new = {column.mark: column.index for column in marks.made}
    there = {key: at for key, at in marks.columns.items() if key not in new}
    made = [r for mark in lines(sheet, replace(marks, columns=there)) for r in guarded(mark)]
    if new:
        fresh = [column_mark(sheet.id, key, at) for key, at in new.items()]
        span = {**column_span(sheet.id, min(new.values())), "endIndex": max(new.values()) + 1}
        made += [_pulled_out(mark) for mark in fresh]
        made += [{"insertDimension": {"range": span, "inheritFromBefore": False}}, *fresh]
    return made if sheet.edge >= 0 else [*made, edge_mark(sheet.id, sheet.columns + len(new) - 1)]


def lines(sheet: Sheet, marks: Marks) -> list[Json]:
    """The marks of those columns and of the header row."""
    made = [column_mark(sheet.id, key, at) for key, at in marks.columns.items()]
    return [*made, header_mark(sheet.id, marks.header - 1)] if marks.header else made


def guarded(mark: Json) -> list[Json]:
    """A mark made anew at its exact place; refused where one of its id stands elsewhere."""
    return [_pulled_out(mark), mark]


def _pulled_out(mark: Json) -> Json:
    """Delete what bears the mark's id at its exact place; made anew it is refused elsewhere."""
    made = mark["createDeveloperMetadata"]["developerMetadata"]
    return _delete(
        {
            "metadataId": made["metadataId"],
            "metadataLocation": made["location"],
            "locationMatchingStrategy": "EXACT_LOCATION",
        }
    )


def stake(mark: Json) -> Json:
    """A mark as ``sync init`` sets it before all else: with its id, but nothing to anybody."""
    made = mark["createDeveloperMetadata"]["developerMetadata"]
    return _create(made["metadataId"], STAKE, "", made["location"])


def no_stakes() -> Json:
    """Pull out whatever stakes were left by an ``init`` that did not end."""
    return _delete({"metadataKey": STAKE})


def no_mark(mark: int) -> Json:
    """Remove the mark of that id, wherever it is."""
    return _delete({"metadataId": mark})


def no_protection(number: int) -> Json:
    """Remove a protection of ours."""
    return {"deleteProtectedRange": {"protectedRangeId": number}}


def column_mark(sheet: int, value: str, at: int, head: str = "") -> Json:
    """Mark a column as ours; ``head`` is the header that stands there, in tabs of the staff's."""
    text = f"{value} {head}" if head else value
    return _create(mark_id(sheet, COLUMN, value), COLUMN, text, _line(sheet, "COLUMNS", at))


def header_mark(sheet: int, at: int) -> Json:
    """Mark the row of the headers, beside which our columns begin."""
    return _create(mark_id(sheet, HEADER), HEADER, "", _line(sheet, "ROWS", at))


def edge_mark(sheet: int, at: int) -> Json:
    """Mark the last column of a tab."""
    return _create(mark_id(sheet, EDGE), EDGE, "", _line(sheet, "COLUMNS", at))


def tab_mark(sheet: int, role: str) -> Json:
    """Mark a tab as ours."""
    return _create(mark_id(sheet, TAB, role), TAB, role, {"sheetId": sheet})


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


def _head(sheet: Sheet, key: str) -> str:
    """The header that goes with a mark; a mark of before gets the one that stands there."""
    return "" if sheet.own else sheet.named.get(key) or sheet.heads.get(key, "")


def _delete(lookup: Json) -> Json:
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def _still_protected(number: int, description: str) -> Json:
    """Fails where the protection is gone, and leaves it as it is where it is there."""
    protection = {"protectedRangeId": number, "description": description}
    return {"updateProtectedRange": {"protectedRange": protection, "fields": "description"}}


def _create(number: int, key: str, value: str, location: Json) -> Json:
    mark = {
        "metadataId": number, "metadataKey": key, "metadataValue": value,
        "location": location, "visibility": "DOCUMENT",
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": mark}}


def _line(sheet: int, dimension: str, at: int) -> Json:
    span = {"sheetId": sheet, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    return {"dimensionRange": span}


def _serial(value: date) -> float:
    day = value.toordinal() - _EPOCH
    if not isinstance(value, datetime):
        return day
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return day + (seconds + value.microsecond / 1e6) / 86_400
