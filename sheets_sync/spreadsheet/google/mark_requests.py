"""Marks, protections and the tickets of writes as requests of ``spreadsheets.batchUpdate``: what
guards a batch, and what it sets. Plain JSON, nothing sent here."""

from dataclasses import replace
from functools import partial

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
from sheets_sync.spreadsheet.google.requests import column_span, growth
from sheets_sync.spreadsheet.protocol import Marks


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
