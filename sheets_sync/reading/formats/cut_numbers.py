"""Numbers that a comma of a CSV file may have cut in two: 1,50 without quotes (design §15).

Two cells, 1 and 50, may be what somebody meant, a quantity and its minutes. They are one number in
doubt where nothing but words is expected right of it, or where the file itself shows that its lines
leave out what is blank at their end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.formats.doubts import NUMBERS
from sheets_sync.reading.meaning.marks import CUT
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_WORDS: Final = ("note", "staff", "channel", "reference", "details", "contract", "manager")
"""Columns whose cells are words, a number an oddity; an order may well be called 50."""
_BARE: Final = re.compile(r"\s*\d+\s*")
_PARTS: Final = re.compile(r".*\d[.,:]\d.*")
_NO_PART: Final = re.compile(r"\s*0\d\s*")
_ZEROS: Final = re.compile(r"\s*00\s*")


def with_cut_numbers(snapshot: Snapshot, places: Places) -> Snapshot:
    """The snapshot with such numbers of its files as texts that are none, "1" and "50" as one."""
    tabs = dict(snapshot.tabs)
    for sources in places.sources.values():
        for source in sources:
            if source.is_file and (tab := tabs[source.ref]).cuts:
                whole = dict(_columns(tab, source))
                columns = [whole.get(at, column) for at, column in enumerate(tab.columns)]
                tabs[source.ref] = replace(tab, columns=columns)
    return replace(snapshot, tabs=tabs)


def _columns(tab: Tab, source: Source) -> Mapping[int, Sequence[Cell]]:
    keys = {at: key for key, at in source.columns.items()}
    return {
        at: _joined(tab, at, rows)
        for at, key in keys.items()
        if key in NUMBERS and (rows := _in_doubt(tab, source, at, keys.get(at + 1, "")))
    }


def _in_doubt(tab: Tab, source: Source, at: int, right: str) -> Sequence[int]:
    """The rows whose number may be cut; ``right`` is the column at its right, "" none of ours."""
    rows = [row for row in tab.cuts.get(at, ()) if row > source.header_row]
    if not rows:
        return ()
    beside = [cell for cell in tab.columns[at + 1][source.header_row :] if cell is not None]
    words = right in _WORDS or tab.columns[at + 1][source.header_row - 1] is None
    if words and not all(_BARE.fullmatch(str(cell)) for cell in beside):
        return rows
    if any(_PARTS.fullmatch(str(cell)) for cell in tab.columns[at][source.header_row :]):
        return ()  # this file writes decimals otherwise
    telling = _NO_PART if right in NUMBERS else _ZEROS
    if words or any(telling.fullmatch(str(tab.columns[at + 1][row - 1])) for row in rows):
        return rows
    return [row for row in rows if at in tab.ends and _is_last(tab, at + 1, row)]


def _is_last(tab: Tab, column: int, row: int) -> bool:
    return all(each[row - 1] is None for each in tab.columns[column + 1 :])


def _joined(tab: Tab, at: int, rows: Sequence[int]) -> Sequence[Cell]:
    cells = list(tab.columns[at])
    for row in rows:
        cells[row - 1] = f"{cells[row - 1]}{CUT}{tab.columns[at + 1][row - 1]}"
    return cells
