"""Long columns as calamine reads them, packed: no object a row is kept (see ``packed``)."""

from collections.abc import Iterator, Sequence
from math import isfinite, nan
from typing import Final

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import FEW_TEXTS, Numbers, Packed
from sheets_sync.columns.whole import factorized

LONG: Final = 2_000
"""Columns of fewer cells stay lists: arrays would cost more than they spare."""


def pack(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The column, packed where it is long. A cell of nothing but spaces becomes a blank, a number
    that is none (NaN) the text of it."""
    if len(cells) < LONG:
        return [_told(cell) for cell in cells]
    kinds = list(map(type, cells))
    strings = kinds.count(str)
    if strings - cells.count("") > FEW_TEXTS or not {*kinds} <= {float, int, str}:
        different = factorized(cells)
        return Packed(different.codes, [_told(cell) for cell in different.cells])
    if strings == len(cells):
        values = np.full(strings, nan)
        return Numbers(values, {row: text for row, text in enumerate(cells) if text})  # type: ignore[misc] # all are texts
    return _numbers(cells, list(_places(kinds, strings)))


def _numbers(cells: Sequence[Cell], strings: list[int]) -> Numbers:
    """A column of numbers, but for the rows of ``strings``: digits in a text are no number."""
    numbers = list(cells)
    for row in strings:
        numbers[row] = nan
    texts = {row: text for row in strings if (text := cells[row])}
    values = np.array(numbers, np.float64)
    none = ~np.isfinite(values)
    if np.count_nonzero(none) > len(strings):
        more = {row: str(values[row]) for row in {*np.flatnonzero(none).tolist()} - {*strings}}
        texts, values[none] = {**texts, **more}, nan
    return Numbers(values, texts)  # type: ignore[arg-type] # they are texts


def _told(cell: Cell) -> Cell:
    return str(cell) if isinstance(cell, float) and not isfinite(cell) else cell


def _places(kinds: list[type], strings: int) -> Iterator[int]:
    """The rows of the strings, so many: few are searched for, of many all rows are asked."""
    if strings > FEW_TEXTS:
        yield from (row for row, kind in enumerate(kinds) if kind is str)
        return
    at = -1
    for _ in range(strings):
        at = kinds.index(str, at + 1)
        yield at
