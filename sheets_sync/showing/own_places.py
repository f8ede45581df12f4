"""Where the columns of our own tabs stand once managers inserted columns of theirs among them.

A run writes around those. It needs every header of ours, once and in order: where one is gone,
or was moved, the tab is taken to be as it was made, and put right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.showing.own_tabs import OwnTab
from sheets_sync.spreadsheet.a1 import column_at, column_letters
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Formula, Tab, Value
from sheets_sync.words import LANGUAGES

_CELL: Final = re.compile(r"\b([A-Z]{1,3})(\d+)\b")
_DRAWN: Final = "chart_"
"""Headers of the charts' figures name a currency or a client; all but the first change."""


def own_places(tab: Tab, own: OwnTab, header_row: int) -> list[int]:
    """The place (from 0) of each column of ``own`` in the tab."""
    usual = list(range(len(own.columns)))
    heads = [column[header_row - 1] for column in tab.columns] if header_row <= tab.height else []
    found = _find(heads, own)
    if found is None:
        return usual
    places: list[int] = []
    for at in usual:
        places.append(found.get(at, places[-1] + 1 if places else 0))
    return places if all(left < right for left, right in pairwise(places)) else usual


def as_made(tab: Tab, places: Sequence[int]) -> Tab:
    """The tab with our columns alone, in the order in which they were made."""
    blank: list[Cell] = [None] * tab.height
    columns = [tab.columns[at] if at < len(tab.columns) else blank for at in places]
    return replace(tab, columns=columns)


def at_places(wanted: Iterable[Wanted], places: Sequence[int]) -> list[Wanted]:
    """Cells wanted in a tab as made, in the columns where these stand; formulas follow."""
    if all(place == at for at, place in enumerate(places)):
        return list(wanted)
    return [
        replace(
            each,
            column=places[each.column],
            values=[_following(value, places) for value in each.values],
        )
        for each in wanted
    ]


def _following(value: Value, places: Sequence[int]) -> Value:
    """A formula of ours that names the cells where they stand now; texts in quotes stay."""
    if not isinstance(value, Formula):
        return value
    parts = value.text.split('"')
    parts[::2] = [
        _CELL.sub(lambda cell: column_letters(places[column_at(cell[1])]) + cell[2], part)
        for part in parts[::2]
    ]
    return replace(value, text='"'.join(parts))


def _is_fixed(own: OwnTab, at: int) -> bool:
    key = own.columns[at].key
    return bool(key) and not key.startswith(_DRAWN)


def _find(heads: Sequence[Cell], own: OwnTab) -> dict[int, int] | None:
    """Where the headers of ours stand that never change, by column; None where one is missing.

    From the right: the charts' figures bear names of the table's columns once more.
    """
    headers = [own.headers(language) for language in LANGUAGES]
    found: dict[int, int] = {}
    end = len(heads)
    for at in reversed([at for at in range(len(own.columns)) if _is_fixed(own, at)]):
        names = {names[at] for names in headers}
        end = next((place for place in range(end - 1, at - 1, -1) if heads[place] in names), -1)
        if end < 0:
            return None
        found[at] = end
    return found
