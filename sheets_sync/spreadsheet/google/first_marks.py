"""The first marks of columns in a tab of ours: no guard of a batch tells yet that one moved.

So the places are staked out first, as ``sync init`` does (``stakes``), and the whole tab is read
back in the same atomic call: where it is as it was read, the batch that writes turns each stake
into its mark, and is refused if one moved meanwhile; columns that are new there it inserts, so
that what is typed into the free ones until then moves aside (design §16).
"""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.google import mark_requests, reading_back, requests
from sheets_sync.spreadsheet.google.in_flight import Arriving
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet, moved
from sheets_sync.spreadsheet.google.transport import range_of
from sheets_sync.spreadsheet.protocol import Marks

_BLANK = (None, "")


def stake_out(
    book: Spreadsheet, marks: Mapping[str, Marks], tabs: Mapping[str, Sequence[Arriving]]
) -> None:
    """Stake out the marks to come, by title; ``tabs`` are the cells that they were planned from.

    Raises ``WorkbookMoved`` where other cells stand there by now.
    """
    needed = {title: (each.header, max(each.columns.values(), default=-1) + 1)
              for title, each in marks.items()}  # fmt: skip
    sheets = {title: book.sheet(title) for title in marks}
    claims = [mark_requests.no_stakes()]
    for title, sheet in sheets.items():
        claims += requests.growth(sheet, *needed[title])
        claims += map(mark_requests.stake, mark_requests.lines(sheet, marks[title]))
    reply = book.write(sheets.values(), (), [range_of(title) for title in marks], claims)
    back = reading_back.read_back(reply)
    if not all(_same(tabs[title], back.get(sheet.id, {})) for title, sheet in sheets.items()):
        book.forget()
        raise moved()
    book.learn(book.facts.grown(needed))


def _same(columns: Sequence[Arriving], back: Mapping[tuple[int, int], reading_back.Found]) -> bool:
    """Whether a tab is as it was read; results of formulas may follow the clock."""
    read = dict(_filled(columns))
    return all(
        formula or reading_back.same(cell, read.get(place))
        for place, (cell, formula) in back.items()
        if cell not in _BLANK
    ) and all(place in back for place in read)


def _filled(columns: Sequence[Arriving]) -> Iterator[tuple[tuple[int, int], Cell]]:
    for at, column in enumerate(columns):
        for row in range(len(column)):
            if (cell := column[row]) not in _BLANK:
                yield (row, at), cell
