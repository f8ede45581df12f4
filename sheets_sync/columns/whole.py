"""Whole columns, packed or lists of cells: by codes, as numbers, compared, cut and joined."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import (
    Numbers,
    Packed,
    as_numbers,
    cell_of,
    is_blank,
    lookup_key,
    without_blanks,
)
from sheets_sync.columns.texts import Texts


def coded(column: Sequence[Cell], first: int) -> Packed:
    """The cells of a column from row ``first`` (from 0) on, by codes."""
    if isinstance(column, Numbers):
        column = column.packed()
    if isinstance(column, Packed):
        return Packed(column.codes[first:], column.cells)
    return factorized(column[first:] if first else column)


def may_have(column: Sequence[Cell], words: frozenset[str]) -> bool:
    """Whether one of ``words`` may stand in a column just as it is spelt; False is certain. However
    many different texts there are, none becomes a string for it."""
    if isinstance(column, Numbers):
        return not words.isdisjoint(column.texts.values())
    cells = column.cells if isinstance(column, Packed) else column
    if isinstance(cells, Texts):
        return bool(np.isin(cells.hashes(), Texts.of(words).hashes()).any())
    return not words.isdisjoint(cells)


def joined(parts: Sequence[Packed]) -> Packed:
    """Columns one below the other as one."""
    if len(parts) == 1:
        return parts[0]
    numbers: dict[object, int] = {}
    tables = [
        np.array(
            [*(numbers.setdefault(lookup_key(c), len(numbers)) for c in part.cells), NONE], np.int32
        )
        for part in parts
    ]
    codes = [table[part.codes] for table, part in zip(tables, parts, strict=True)]
    return Packed(np.concatenate(codes), list(map(cell_of, numbers)))


def factorized(cells: Sequence[Cell]) -> Packed:
    """Cells of whatever kinds by codes, in the order of their first rows."""
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    if bool in set(map(type, cells)):
        values[:] = [lookup_key(cell) for cell in cells]
    codes, different = pd.factorize(values)
    return without_blanks(codes, list(map(cell_of, different)))


def rows_differing(actual: Sequence[Cell], wanted: Packed | Numbers) -> NDArray[np.intp] | None:
    """The rows in which a column is not as ``wanted``, which is as long; None where that has to
    be found out cell by cell."""
    if isinstance(wanted, Packed):
        there = coded(actual, 0)
        numbers = {key: code for code, key in enumerate(_keys(wanted.cells))}
        elsewhere = len(numbers)
        table = np.array(
            [*(numbers.get(key, elsewhere) for key in _keys(there.cells)), NONE], np.int32
        )
        return np.flatnonzero(table[there.codes] != wanted.codes)
    numeric = as_numbers(actual)
    if numeric is None:
        return None
    differ = numeric.values != wanted.values
    differ &= (numeric.values == numeric.values) | (wanted.values == wanted.values)
    for row in {*numeric.texts, *wanted.texts}:
        texts = (each.texts.get(row) for each in (numeric, wanted))
        one, other = (None if is_blank(text) else text for text in texts)
        differ[row] = one != other
        differ[row] |= not (np.isnan(numeric.values[row]) and np.isnan(wanted.values[row]))
    return np.flatnonzero(differ)


def below(head: Sequence[Any], column: Packed | Numbers) -> Packed | Numbers:
    """A column with the cells of ``head``, texts and numbers, above it."""
    if isinstance(column, Packed):
        return joined([factorized(list(head)), column])
    top = as_numbers(list(head))
    if top is None:
        raise ValueError(f"{head} are no texts and numbers")
    texts = {row + len(head): text for row, text in column.texts.items()}
    return Numbers(np.concatenate([top.values, column.values]), {**top.texts, **texts})


def part(column: Sequence[Any], first: int, height: int) -> Sequence[Any]:
    """``height`` cells of a column from row ``first`` (from 0) on, blanks below its end."""
    if isinstance(column, Packed):
        return Packed(column.codes[first : first + height], column.cells).padded(height)
    if isinstance(column, Numbers):
        texts = {row - first: text for row, text in column.texts.items() if row >= first}
        return Numbers(column.values[first : first + height], texts).padded(height)
    cells = column[first : first + height]
    return [*cells, *[None] * (height - len(cells))]


def filled(column: Sequence[Cell], first: int) -> int:
    """How many cells from row ``first`` (from 0) on hold anything, be it a space."""
    return int(np.count_nonzero(_holding(column, first)))


def rows_filled(column: Sequence[Cell], first: int) -> Sequence[int]:
    """The rows (from 0) from ``first`` on whose cells hold anything, be it a space; ascending."""
    return (np.flatnonzero(_holding(column, first)) + first).tolist()


def _holding(column: Sequence[Cell], first: int) -> NDArray[np.bool_]:
    """Whether each cell from row ``first`` (from 0) on holds anything."""
    if isinstance(column, Numbers):
        holds: NDArray[np.bool_] = column.values[first:] == column.values[first:]
        holds[[row - first for row in column.texts if row >= first]] = True
    elif isinstance(column, Packed):
        holds = column.codes[first:] != NONE
    else:
        holds = np.array([cell is not None and cell != "" for cell in column[first:]], bool)
    return holds


def _keys(cells: Sequence[Cell]) -> Iterable[object]:
    """What stands for cells that are looked up: themselves, where no boolean is among them."""
    if isinstance(cells, Texts) or bool not in set(map(type, cells)):
        return cells
    return map(lookup_key, cells)
