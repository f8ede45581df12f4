"""What landed beside rows that it does not belong to is taken back (design §10)."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.spreadsheet.google import landing, requests
from sheets_sync.spreadsheet.google.chunks import Chunk
from sheets_sync.spreadsheet.google.landing import Expectation, blank_requests
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet

_ATTEMPTS: Final = 4


def take_back(
    book: Spreadsheet,
    chunk: Chunk,
    expected: Sequence[Expectation],
    strays: Mapping[int, Mapping[int, list[Cell]]],
) -> None:
    """Clear what ``chunk`` wrote into the rows ``strays``, by tab id.

    Staff may move those rows once more meanwhile; then our columns in those tabs are
    cleared from top to foot, which is right in whatever order the rows are.
    """
    there = [
        each.blanked(strays[each.sheet], partial(chunk.writes, each.title))
        for each in expected
        if each.sheet in strays
    ]
    sheets = [book.sheet(each.title) for each in there]
    blanks = [request for each in there for request in blank_requests(chunk, each)]
    try:
        reply = book.write(sheets, blanks, landing.ranges_to_read_back(there))
        if not landing.strays(there, reply):
            return
    except WorkbookMoved:
        pass  # and so they moved again: see below
    _clear_columns(
        book,
        {
            sheet.id: sheet.marked(chunk.columns(each.title))
            for each, sheet in zip(there, sheets, strict=True)
        },
    )


def _clear_columns(book: Spreadsheet, written: Mapping[int, Collection[str]]) -> None:
    """Clear the columns that bear those marks, by tab id, from the header down."""
    for _ in range(_ATTEMPTS):
        sheets = [sheet for sheet in book.refresh().sheets if sheet.id in written]
        clear = [
            requests.clear_cells(sheet.id, sheet.header + 1, column)
            for sheet in sheets
            for key, column in sheet.marks.items()
            if key in written[sheet.id]
        ]
        try:
            if clear:
                book.write(sheets, clear)
        except WorkbookMoved:
            continue
        return
    raise TryAgainLater(
        f"{book.transport.place} kept changing while cells were put right.",
        "Run again: the next run puts right whatever stands beside a wrong row.",
    )
