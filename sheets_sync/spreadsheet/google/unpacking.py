"""An answer full of cells, taken apart into tabs. A run that finds all as it was needs none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.columns.whole import factorized, part
from sheets_sync.spreadsheet.google.arriving import Columns
from sheets_sync.spreadsheet.google.asking import ContradictedError
from sheets_sync.spreadsheet.google.body import CellsAnswer
from sheets_sync.spreadsheet.google.facts import Sheet, heads_in
from sheets_sync.spreadsheet.protocol import Tab

_TALL: Final = 1_000
"""In tabs with more rows a column that is mostly blank is worth packing."""
_GRID: Final = re.compile(r"(?:.*!)?A1(?::([A-Z]+)(\d+))?$", re.DOTALL)


def columns_in(
    answer: CellsAnswer, sheets: Sequence[Sheet], *, heads_known: bool
) -> dict[int, tuple[Sheet, Columns]]:
    """The cells of ``sheets`` by tab id, each with its tab as the answer shows it.

    Raises ``ContradictedError`` where a grid has other columns than the facts say, or, where
    ``heads_known``, where other headers stand at our marks; else those that stand are taken.
    """
    answers = answer.ranges
    if len(answers) != len(sheets):
        raise ContradictedError
    return {
        sheet.id: _checked(sheet, answer, heads_known=heads_known)
        for sheet, answer in zip(sheets, answers, strict=True)
    }


def as_tab(ref: str, sheet: Sheet, columns: Columns) -> Tab:
    """A tab as the protocol wants it: columns of one height, blanks as None."""
    height = max(map(len, columns), default=0)
    padded = [_padded(column, height) for column in columns]
    strange = {mark: (sheet.marks[mark], head) for mark, head in sheet.strangers.items()}
    marks = {mark: at for mark, at in sheet.marks.items() if mark not in strange}
    return Tab(ref, padded, height, marks, sheet.own, sheet.header + 1, strange)


def _padded(column: Sequence[Cell], height: int) -> Sequence[Cell]:
    if len(column) < height and not isinstance(column, Packed | Numbers) and height > _TALL:
        column = factorized(column)
    return part(column, 0, height)


def _checked(
    sheet: Sheet, answer: Mapping[str, Any], *, heads_known: bool
) -> tuple[Sheet, Columns]:
    rows, width = _grid(answer.get("range", ""))
    columns: Columns = answer.get("values", [])
    heads = heads_in(sheet, columns)
    if width != sheet.columns or (heads_known and heads != dict(sheet.heads)):
        raise ContradictedError
    return replace(sheet, rows=rows, heads=heads), columns


def _grid(answer: str) -> tuple[int, int]:
    """Rows and columns of a tab: an answer's range is the tab's whole grid (google-api.md §2)."""
    found = _GRID.match(answer)
    if found is None:
        raise ContradictedError
    if found[1] is None:
        return 1, 1
    width = 0
    for letter in found[1]:
        width = width * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), width
