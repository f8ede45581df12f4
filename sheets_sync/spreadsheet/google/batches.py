"""One batch of cells, which proves that it landed beside the right rows (design §10)."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.google import chart_moves, landing, mark_requests
from sheets_sync.spreadsheet.google.answers import contradicts
from sheets_sync.spreadsheet.google.chunks import Chunk, cell_requests
from sheets_sync.spreadsheet.google.facts import Sheet
from sheets_sync.spreadsheet.google.landing import Expectation
from sheets_sync.spreadsheet.google.objects import Json
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
    changes = [
        *_columns_made_again(book, sheets, marks),
        *cell_requests(chunk, sheets),
        *chart_moves.move_requests(moves),
    ]
    back = [*landing.ranges_to_read_back(expected), *(asked.ranges(expected) if asked else ())]
    reply = book.write(sheets.values(), changes, back, claims, looks=asked is not None)
    book.learn(book.facts.grown(grown).with_marks(marks))
    _prove(book, chunk, expected, reply)
    if moves:
        book.learn(chart_moves.after(book.facts, moves))
    return asked.looks(reply) if asked else {}


def _columns_made_again(
    book: Spreadsheet, sheets: Mapping[str, Sheet], marks: Mapping[str, Marks]
) -> Iterable[Json]:
    """Requests for the looks of columns of ours that are made again, by title."""
    if not any(each.made for each in marks.values()):
        return ()
    from sheets_sync.spreadsheet.google.looks import made_again  # noqa: PLC0415 - seldom

    return made_again(sheets, marks, book.facts.locale)


def _prove(book: Spreadsheet, chunk: Chunk, expected: Sequence[Expectation], reply: Json) -> None:
    """Raises ``WorkbookMoved`` where the cells read back contradict what was known; what landed
    beside other rows is taken back before."""
    if strays := landing.strays(expected, reply):
        take_back(book, chunk, expected, strays)
        raise moved()
    if contradicts(book.facts, reply, expected):
        book.forget()
        raise moved()
