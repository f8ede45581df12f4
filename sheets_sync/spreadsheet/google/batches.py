"""One batch of cells, which proves that it landed beside the right rows (design §10)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.google import chart_moves, landing, mark_requests
from sheets_sync.spreadsheet.google.answers import contradicts
from sheets_sync.spreadsheet.google.chunks import Chunk, cell_requests
from sheets_sync.spreadsheet.google.landing import Expectation
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet, moved
from sheets_sync.spreadsheet.google.taking_back import take_back
from sheets_sync.spreadsheet.protocol import Extents, Marks

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google.asked_beside import AskedBeside


def land(
    book: Spreadsheet,
    chunk: Chunk,
    expected: Sequence[Expectation],
    extents: Mapping[str, Extents] = MappingProxyType({}),
    marks: Mapping[str, Marks] = MappingProxyType({}),
    asked: "AskedBeside | None" = None,
) -> dict[CellPlace, CellLook]:
    """Write one batch, or nothing of it; prove that it landed beside the right rows.

    Charts of ours stand below the table that the ``extents`` of their tab tell of; ``marks``
    are set, by title. Returns the looks of the numbers that are ``asked`` about. Raises
    ``WorkbookMoved`` where staff changed those rows, or moved columns, meanwhile; cells that had
    landed beside other rows were taken back.
    """
    moves = book.charts_in_the_way(extents)
    touched = chunk.touched
    sheets = {title: book.sheet(title) for title in {*touched, *marks}}
    grown = {title: (max(rows) + 1, chunk.width(title)) for title, rows in touched.items()}
    wide = book.facts.grown(grown)
    claims = [
        request
        for title, sheet in sheets.items()
        for request in mark_requests.claims(sheet, wide.sheet(title), marks.get(title))
    ]
    changes = [*cell_requests(chunk, sheets), *chart_moves.move_requests(moves)]
    if any(each.made for each in marks.values()):
        from sheets_sync.spreadsheet.google.looks import made_again  # noqa: PLC0415 - seldom

        changes[:0] = made_again(sheets, marks, book.facts.locale)
    back = [*landing.ranges_to_read_back(expected), *(asked.ranges(expected) if asked else ())]
    reply = book.write(sheets.values(), changes, back, claims, looks=asked is not None)
    facts = book.facts.grown(grown).with_marks(marks)
    book.learn(facts)
    strays = landing.strays(expected, reply)
    if strays:
        take_back(book, chunk, expected, strays)
        raise moved()
    if contradicts(facts, reply, expected):
        book.forget()
        raise moved()
    if moves:
        book.learn(chart_moves.after(facts, moves))
    return asked.looks(reply) if asked else {}
