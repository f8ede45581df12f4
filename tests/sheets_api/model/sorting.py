"""The order that a sort makes: numbers, text, booleans, errors; blanks last either way."""

from collections.abc import Callable, Sequence
from typing import Any

from ..cells import Cell, Formula


def sorted_rows(
    rows: Sequence[int], specs: Sequence[tuple[int, bool]], value: Callable[[int, int], Cell]
) -> list[int]:
    """The rows in their new order; ``specs`` are (column, descending), the first counts most."""
    order = list(rows)
    for column, descending in reversed(specs):
        keys = {row: _key(value(row, column)) for row in order}
        full = [row for row in order if keys[row] is not None]
        full.sort(key=keys.__getitem__, reverse=descending)
        order = full + [row for row in order if keys[row] is None]
    return order


def _key(cell: Cell) -> Any:
    value = cell.result if isinstance(cell, Formula) else cell
    if value is None:
        return None
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, (int, float)):
        return 0, value
    return (1, value.casefold()) if isinstance(value, str) else (3, 0)
