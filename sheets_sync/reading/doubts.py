"""Numbers that may be lost times or days, where cells come without their formats (design §15).

A spreadsheet at Google gives a time as a part of a day and a day as its number; only the format of
the cell tells. Found here: the numbers that must be asked about, and what they are once it is told.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.days import to_date
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers
from sheets_sync.columns.whole import coded
from sheets_sync.reading.cells import Told, read_aloud
from sheets_sync.reading.headers import Places, Source
from sheets_sync.reading.measures import LONGEST_DURATION, NEAR_DAYS, is_time_like
from sheets_sync.spreadsheet.protocol import CellKind, Snapshot, Tab

_TIMES: Final = ("minutes", "quantity", "minimum", "step", "included")
"""Where a part of a day may be a duration; in all columns of numbers a whole one may be a day's."""

_NUMBERS: Final = (
    *_TIMES, "amount", "price", "agreed", "threshold", "credit_limit", "topup",
)  # fmt: skip

_MINUTES_A_DAY: Final = 24 * 60
_MONTH: Final = 31
_NEXT_TO: Final = 1e-6

DoubtPlace: TypeAlias = tuple[str, int, int]
"""The ref of a tab, a column from 0, a sheet row from 1."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that may be a time or a day. ``digest`` tells its row, whatever its place, and the
    column from all others. ``held``: left in doubt, its row is held (LOST_TIME)."""

    place: DoubtPlace
    number: float
    digest: str
    held: bool


def doubts(snapshot: Snapshot, places: Places, today: int) -> Iterator[Doubt]:
    """Every number of staff's that may be a lost time or day. ``today`` is a serial."""
    for sources in places.sources.values():
        for source in sources:
            tab = snapshot.tabs[source.ref]
            for key in _NUMBERS:
                if (column := source.columns.get(key)) is not None:
                    yield from _in_column(tab, source, key, column, today)


def doubtful(kinds: Iterable[tuple[Doubt, CellKind]]) -> Told:
    """The cells that are no numbers: durations and days."""
    found: dict[tuple[str, int], dict[int, Cell]] = {}
    for doubt, kind in kinds:
        if kind != "number":
            ref, column, row = doubt.place
            found.setdefault((ref, column), {})[row] = _as(kind, doubt.number)
    return found


def _as(kind: CellKind, number: float) -> Cell:
    return timedelta(days=number) if kind == "time" else to_date(int(number))


def _in_column(tab: Tab, source: Source, key: str, column: int, today: int) -> Iterator[Doubt]:
    cells = tab.columns[column]
    numbers = _numbers(cells, source.header_row)
    whole = numbers == np.floor(numbers)
    doubtful = whole & (np.abs(numbers - today) <= NEAR_DAYS)
    doubtful |= ~whole & (numbers > 0) & _may_be_time(numbers, key)
    if key == "minutes":
        doubtful |= numbers == 1  # 24:00
    rows = np.flatnonzero(doubtful) + source.header_row
    others = [_aloud(tab.columns[at], rows) for at in source.columns.values()]
    found = numbers[rows - source.header_row].tolist()
    for row, number, texts in zip(rows.tolist(), found, zip(*others, strict=True), strict=True):
        held = key == "minutes" and (is_time_like(number) or number.is_integer())
        held |= key == "quantity" and number.is_integer()
        yield Doubt((tab.ref, column, row + 1), number, _digest(key, texts), held)


def _may_be_time(numbers: NDArray[np.float64], key: str) -> NDArray[np.bool_]:
    """Which numbers that are not whole may be a time: where durations are typed all up to four
    days, and whole minutes up to a month; in a column of money whole minutes alone, those beyond
    a day only in more decimals than sums have ("10:30" for 10.30)."""
    minutes = numbers * _MINUTES_A_DAY
    even = np.abs(minutes - np.round(minutes)) < _NEXT_TO
    if key in _TIMES:
        found: NDArray[np.bool_] = (numbers < LONGEST_DURATION) | (even & (numbers < _MONTH))
        return found
    cents = np.abs(numbers * 100 - np.round(numbers * 100)) < _NEXT_TO
    return even & ((numbers < 1) | (~cents & (numbers < LONGEST_DURATION)))


def _numbers(cells: Sequence[Cell], header_row: int) -> NDArray[np.float64]:
    """The numbers below the header, NaN for every other cell."""
    if isinstance(cells, Numbers):
        return cells.values[header_row:]
    return np.array(
        [
            float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else np.nan
            for cell in cells[header_row:]
        ],
        np.float64,
    )


def _aloud(cells: Sequence[Cell], rows: NDArray[np.intp]) -> list[str]:
    """The cells of those rows, read aloud: each that is different once."""
    column = coded(cells, 0)
    said = [*map(read_aloud, column.cells), ""]  # the last is that of no cell, code -1
    return [said[code] for code in column.codes[rows].tolist()]


def _digest(key: str, texts: Iterable[str]) -> str:
    """What tells a row from others by what staff typed in it, and a column."""
    return hashlib.blake2b("\x1f".join([key, *texts]).encode(), digest_size=8).hexdigest()
