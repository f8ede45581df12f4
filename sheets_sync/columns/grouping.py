"""Log rows gathered by codes, and exact sums over what was gathered.

Everything here is integer arithmetic on whole columns: a million rows are no loop.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.codes import NONE, Codes
from sheets_sync.columns.whole_numbers import largest

Sums: TypeAlias = NDArray[np.int64]

_SPARSE: Final = 4
"""A bitmap of the possible keys is cheaper than a sort up to this many keys a row."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows with equal codes. ``number``: the group of each row, counted from 0 in the order of
    the codes; ``row``: one row of each group, from which to read its codes."""

    number: NDArray[np.int32]
    row: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.row)


def gather(*columns: Codes) -> Groups:
    """The rows of ``columns`` (of one length) grouped by equal codes, first column first."""
    number = _dense(_packed(columns)).astype(np.int32)
    row = np.zeros(int(number.max(initial=-1)) + 1, np.int32)
    row[number] = np.arange(len(number), dtype=np.int32)
    return Groups(number, row)


def totals(number: Codes, count: int, values: NDArray[np.int64]) -> Sums:
    """The sum of ``values`` for each of ``count`` groups; ``number`` has the group of each.

    Exact: where int64 might not hold a sum, the result is a column of Python integers.
    """
    fits = largest(values) * len(values) <= np.iinfo(np.int64).max
    sums = np.zeros(count, np.int64 if fits else object)
    np.add.at(sums, number, values if fits else values.astype(object))
    return sums


def count_orders(number: Codes, count: int, order: Codes) -> Sums:
    """O for each of ``count`` groups: distinct orders, and each row without one (design §9)."""
    alone = order == NONE
    span = int(order.max(initial=0)) + 1
    pairs = np.sort(number[~alone].astype(np.int64) * span + order[~alone])
    distinct = pairs[np.diff(pairs, prepend=-1) != 0] // span
    return np.bincount(number[alone], minlength=count) + np.bincount(distinct, minlength=count)


def _packed(columns: tuple[Codes, ...]) -> NDArray[np.int64]:
    """One integer a row that orders and tells apart as the columns together do."""
    packed = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        packed *= int(column.max(initial=NONE)) - NONE + 1
        packed += column
        packed -= NONE
    return packed


def _dense(keys: NDArray[np.int64]) -> Codes:
    """Non-negative ``keys`` numbered from 0 without gaps, in their order."""
    span = int(keys.max(initial=0)) + 1
    if span > _SPARSE * len(keys):
        return np.unique(keys, return_inverse=True)[1]
    present = np.zeros(span, np.bool_)
    present[keys] = True
    return (np.cumsum(present, dtype=np.int32) - 1)[keys]
