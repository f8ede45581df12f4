"""Whether protections leave room: to people beside our columns, and to us in them (design §16)."""

from collections.abc import Iterator, Mapping
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.google.facts import Facts, Sheet, protection_id
from sheets_sync.spreadsheet.google.objects import Json

MASK: Final = (
    "sheets(properties(sheetId),protectedRanges(protectedRangeId,range,warningOnly,"
    "requestingUserCanEdit))"
)


@dataclass(frozen=True)
class Room:
    """Places, for a person ("Log, column L"): ``shut`` are those of ours whose protection refuses
    people instead of warning them, ``refused`` those that we may not write."""

    shut: tuple[str, ...]
    refused: tuple[str, ...]


def room_in(facts: Facts, reply: Json) -> Room:
    """The room that the protections leave that ``reply`` (masked by MASK) lists."""
    shut, refused = [], []
    for sheet, protection in _protections(facts, reply):
        if protection.get("warningOnly"):
            continue
        if protection["protectedRangeId"] in _ours(sheet):
            shut.append(_place(sheet, protection["range"]))
        if not protection.get("requestingUserCanEdit") and _covers_ours(sheet, protection["range"]):
            refused.append(_place(sheet, protection["range"]))
    return Room(tuple(shut), tuple(refused))


def _protections(facts: Facts, reply: Json) -> Iterator[tuple[Sheet, Json]]:
    sheets = {sheet.id: sheet for sheet in facts.sheets}
    for each in reply.get("sheets", ()):
        sheet = sheets.get(each["properties"].get("sheetId", 0))
        if sheet is not None:
            yield from ((sheet, made) for made in each.get("protectedRanges", ()))


def _ours(sheet: Sheet) -> set[int]:
    return {protection_id(sheet.id, key) for key in ("", *sheet.marks)}


def _covers_ours(sheet: Sheet, where: Mapping[str, int]) -> bool:
    left, right = where.get("startColumnIndex", 0), where.get("endColumnIndex", sheet.columns)
    return bool(sheet.own) or any(left <= at < right for at in sheet.marks.values())


def _place(sheet: Sheet, where: Mapping[str, int]) -> str:
    if "startColumnIndex" not in where:
        return sheet.title
    return f"{sheet.title}, column {column_letters(where['startColumnIndex'])}"
