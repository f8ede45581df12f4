"""Whether protections leave room: to people beside our columns, and to us in them (design §16)."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.google import shapes
from sheets_sync.spreadsheet.google.facts import Facts, Sheet, protection_id
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.transport import HttpTransport, RefusedError, path_part

MASK: Final = (
    "sheets(properties(sheetId),protectedRanges(protectedRangeId,range,warningOnly,"
    "requestingUserCanEdit))"
)


@dataclass(frozen=True)
class Room:
    """Places, for a person ("Log, column L"): ``shut`` are those of ours whose protection refuses
    people instead of warning them, ``refused`` those that we may not write, ``headers`` those
    where we may write all but the headers, ``elsewhere`` those without a column of ours."""

    shut: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def room_of(key: str, transport: HttpTransport, facts: Facts) -> Room:
    """The room that the protections of the spreadsheet ``key`` leave: one call. Raises as a read
    does."""
    try:
        reply = transport.get_json(f"/{path_part(key)}", {"fields": MASK}, shapes.ROOM)
    except RefusedError as refused:
        raise refused.error from refused
    return room_in(facts, reply)


def room_in(facts: Facts, reply: Json) -> Room:
    """The room that the protections leave that ``reply`` (masked by MASK) lists."""
    made: dict[str, list[str]] = {each.name: [] for each in fields(Room)}
    for sheet, protection in _protections(facts, reply):
        if protection.get("warningOnly"):
            continue
        place = _place(sheet, protection["range"])
        if protection["protectedRangeId"] in _ours(sheet):
            made["shut"].append(place)
        if not protection.get("requestingUserCanEdit"):
            made[_kept_from(sheet, protection["range"])].append(place)
    return Room(**{name: tuple(places) for name, places in made.items()})


def no_room(transport: HttpTransport, room: Room) -> CredentialsError:
    """What to say where protections keep us from writing, and what somebody is to do."""
    who = transport.email
    return CredentialsError(
        f"Protections in {transport.place} keep us from writing: "
        f"{'; '.join(room.refused or room.elsewhere)}.",
        cure(who),
    )


def cure(who: str) -> str:
    """What lets us in again: a service account cannot do it."""
    return (
        "The spreadsheet's owner, or whoever protected it, adds "
        f"{who} to the editors there (Data, Protect sheets and ranges), or removes that protection."
    )


def _protections(facts: Facts, reply: Json) -> Iterator[tuple[Sheet, Json]]:
    sheets = {sheet.id: sheet for sheet in facts.sheets}
    for each in reply.get("sheets", ()):
        sheet = sheets.get(each["properties"].get("sheetId", 0))
        if sheet is not None:
            yield from ((sheet, made) for made in each.get("protectedRanges", ()))


def _ours(sheet: Sheet) -> set[int]:
    return {protection_id(sheet.id, key) for key in ("", *sheet.marks)}


def _kept_from(sheet: Sheet, where: Mapping[str, int]) -> str:
    """What of ours a protection covers that refuses us."""
    if not _covers_ours(sheet, where):
        return "elsewhere"
    above = where.get("endRowIndex", sheet.rows) <= sheet.header + 1
    return "headers" if above else "refused"


def _covers_ours(sheet: Sheet, where: Mapping[str, int]) -> bool:
    left, right = where.get("startColumnIndex", 0), where.get("endColumnIndex", sheet.columns)
    return bool(sheet.own) or any(left <= at < right for at in sheet.marks.values())


def _place(sheet: Sheet, where: Mapping[str, int]) -> str:
    """A range, for a person: the tab, and its columns, rows or cells."""
    left, right = where.get("startColumnIndex", 0), where.get("endColumnIndex", sheet.columns)
    top, bottom = where.get("startRowIndex", 0), where.get("endRowIndex", sheet.rows)
    by_columns, by_rows = "startColumnIndex" in where, "startRowIndex" in where
    if by_columns and by_rows:
        return f"{sheet.title}, {a1(left, top + 1)}:{a1(right - 1, bottom)}"
    if by_columns:
        first, last = column_letters(left), column_letters(right - 1)
        return f"{sheet.title}, {_span('column', first, last)}"
    return f"{sheet.title}, {_span('row', str(top + 1), str(bottom))}" if by_rows else sheet.title


def _span(what: str, first: str, last: str) -> str:
    return f"{what} {first}" if first == last else f"{what}s {first} to {last}"
