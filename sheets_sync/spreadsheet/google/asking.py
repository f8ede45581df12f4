"""One ``values:batchGet`` of all tabs: columns, unformatted values, serial dates (design §11)."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from sheets_sync.spreadsheet.around import FIRST_ROWS
from sheets_sync.spreadsheet.google.body import CellsAnswer
from sheets_sync.spreadsheet.google.facts import Facts, Sheet
from sheets_sync.spreadsheet.google.transport import (
    HttpTransport,
    RefusedError,
    path_part,
    range_of,
)
from sheets_sync.spreadsheet.patterns import is_wanted

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google.arriving import Columns

_OPTIONS: Final = {
    "majorDimension": "COLUMNS",
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
    "fields": "valueRanges(range,values)",
    "prettyPrint": "false",
}


class ContradictedError(Exception):
    """An answer does not fit the facts: tabs or columns were changed since they were read."""


def ask_for_cells(
    transport: HttpTransport, key: str, sheets: Sequence[Sheet], unless: str
) -> CellsAnswer:
    """The cells of ``sheets`` as they come, not taken apart where they have the digest
    ``unless``."""
    ranges = [range_of(sheet.title) for sheet in sheets]
    params = {"ranges": ranges, **_OPTIONS}
    return transport.get_cells(f"/{path_part(key)}/values:batchGet", params, unless)


def heads_of(
    transport: HttpTransport, key: str, sheets: Sequence[Sheet]
) -> "list[tuple[Sheet, Columns]]":
    """The first rows of each of ``sheets``."""
    if not sheets:
        return []
    ranges = [range_of(sheet.title, f"1:{FIRST_ROWS}") for sheet in sheets]
    try:
        answer = transport.get_cells(
            f"/{path_part(key)}/values:batchGet", {"ranges": ranges, **_OPTIONS}, ""
        )
    except RefusedError as refused:
        raise refused.error from refused
    return [(s, each.get("values", [])) for s, each in zip(sheets, answer.ranges, strict=True)]


def wanted_sheets(
    facts: Facts, titles: Collection[str], own: Collection[str] | None = None
) -> list[Sheet]:
    """The tabs that names and patterns stand for, and those of our own of those roles; None: of
    all."""
    return [
        sheet
        for sheet in facts.sheets
        if is_wanted(sheet.title, titles) or (sheet.own and (own is None or sheet.own in own))
    ]
