"""How wide the columns of a printed table are."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.deferred import dataclass

SIZES: Final = (8.5, 7.5, 6.5, 5.5)
"""Points of a table's letters: the first that its sums have room in."""

_LEAST: Final = 30.0
"""Millimetres that are left to the text which gives sums room."""


@dataclass(frozen=True)
class PrintedColumn:
    """A column of a table: its header, its share of the width, and whether it holds numbers;
    ``whole``: sums of money, none of which breaks over lines."""

    name: str
    share: float
    number: bool = False
    whole: bool = False


def shared(columns: Sequence[PrintedColumn], width: float) -> list[float]:
    """The width of each column by its share of ``width``."""
    whole = sum(column.share for column in columns)
    return [width * column.share / whole for column in columns]


def fitted(
    columns: Sequence[PrintedColumn], widest: Sequence[float], width: float
) -> list[float] | None:
    """The width of each column, ``width`` in all: its share, but that its ``widest`` sum stands on
    one line; what that takes the widest column of texts gives. None where it cannot."""
    given = shared(columns, width)
    pairs = zip(columns, given, widest, strict=True)
    taken = [max(share, needs) if column.whole else share for column, share, needs in pairs]
    gives = max(range(len(columns)), key=lambda at: (not columns[at].number, given[at]))
    taken[gives] -= sum(taken) - width
    return taken if taken[gives] >= _LEAST else None
