"""Numbers that may be lost times or days, where cells come without their formats (design §15).

A spreadsheet at Google gives a time as a part of a day and a day as its number; only the format of
the cell tells. Found here: the numbers that must be asked about, and what they are once it is told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.days import to_date
from sheets_sync.billing.seen import mixed
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers
from sheets_sync.columns.texts import Hashes, Texts
from sheets_sync.columns.whole import coded
from sheets_sync.deferred import dataclass
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
_BLOCK: Final = 2**14
"""So many rows at a time: what they take stays in the processor's cache."""
_BLANK: Final = np.uint64(2**64 - 1)
"""What tells a blank cell: the bits of no number."""


@dataclass(frozen=True)
class Doubts:
    """The numbers of one column (from 0), "minutes" or another ``key``, that may be times or days,
    in arrays of one length. ``rows`` are sheet rows. ``digests`` tell the rows from all others by
    what staff typed there, the same in every run. ``held``: left in doubt, its row is held
    (LOST_TIME)."""

    ref: str
    key: str
    column: int
    rows: NDArray[np.intp]
    numbers: NDArray[np.float64]
    digests: Hashes
    held: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)


def doubts(snapshot: Snapshot, places: Places, today: int) -> Iterator[Doubts]:
    """The numbers of staff's that may be lost times or days, of each column that has any.
    ``today`` is a serial."""
    for sources in places.sources.values():
        for source in sources:
            for key in _NUMBERS:
                if (column := source.columns.get(key)) is not None:
                    found = _in_column(snapshot.tabs[source.ref], source, key, column, today)
                    if len(found):
                        yield found


def doubtful(found: Doubts, kinds: Mapping[int, CellKind]) -> Told:
    """The cells that are no numbers, but durations and days: ``kinds`` by place among the
    doubts."""
    cells = {
        int(found.rows[at]): _as(kind, float(found.numbers[at]))
        for at, kind in kinds.items()
        if kind != "number"
    }
    return {(found.ref, found.column): cells} if cells else {}


def _as(kind: CellKind, number: float) -> Cell:
    return timedelta(days=number) if kind == "time" else to_date(int(number))


def _in_column(tab: Tab, source: Source, key: str, column: int, today: int) -> Doubts:
    numbers, codes = _numbers(tab.columns[column], source.header_row)
    at = np.flatnonzero(_is_doubtful(numbers, key, today)[codes])
    rows, numbers = at + source.header_row, numbers[codes][at]
    columns = [tab.columns[each] for each in source.columns.values()] if len(rows) else []
    held = _held(key, numbers, numbers == np.floor(numbers))
    return Doubts(tab.ref, key, column, rows + 1, numbers, _digests(columns, rows), held)


def _is_doubtful(numbers: NDArray[np.float64], key: str, today: int) -> NDArray[np.bool_]:
    """Which numbers may be a time or a day."""
    whole = numbers == np.floor(numbers)
    doubtful: NDArray[np.bool_] = whole & (np.abs(numbers - today) <= NEAR_DAYS)
    if key == "minutes":
        doubtful |= numbers == 1  # 24:00
    parts = np.flatnonzero(~whole & (numbers > 0))
    doubtful[parts] = _may_be_time(numbers[parts], key)
    return doubtful


def _held(key: str, numbers: NDArray[np.float64], whole: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a number left in doubt holds its row."""
    if key == "minutes":
        like = {number: is_time_like(number) for number in set(numbers.tolist())}
        return whole | np.array([like[number] for number in numbers.tolist()], np.bool_)
    return whole if key == "quantity" else np.zeros(len(whole), np.bool_)


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


def _numbers(
    cells: Sequence[Cell], header_row: int
) -> tuple[NDArray[np.float64], NDArray[np.integer] | slice]:
    """The different numbers, NaN for every other cell, and which of them stands in each row below
    the header."""
    if isinstance(cells, Numbers):
        return cells.values[header_row:], slice(None)
    column = coded(cells, header_row)
    return np.array([*map(_number, column.cells), np.nan]), column.codes  # code -1 is a blank


def _number(cell: Cell) -> float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    return np.nan


def _digests(columns: Sequence[Sequence[Cell]], rows: NDArray[np.intp]) -> Hashes:
    """What tells each of those rows (from 0) from others, a block at a time."""
    hashes = list(map(_hashes, columns))
    found = np.empty(len(rows), np.uint64)
    for at in range(0, len(rows), _BLOCK):
        block = rows[at : at + _BLOCK]
        found[at : at + _BLOCK] = mixed(*(of(block) for of in hashes))
    return found


def _hashes(cells: Sequence[Cell]) -> Callable[[NDArray[np.intp]], Hashes]:
    """What tells the cells of rows from others, however the column is packed."""
    if isinstance(cells, Numbers):
        table = _bits(cells.values)
        table[[*cells.texts]] = Texts.of(cells.texts.values()).hashes()
        return lambda rows: table[rows]
    column = coded(cells, 0)
    different = np.append(_of_cells(column.cells), _BLANK)
    return lambda rows: different[column.codes[rows]]


def _of_cells(cells: Sequence[Cell]) -> Hashes:
    if isinstance(cells, Texts):
        return cells.hashes()
    numbers = np.array([*map(_number, cells)], np.float64)
    texts = Texts.of(map(read_aloud, cells)).hashes()
    return np.where(np.isnan(numbers), texts, _bits(numbers))


def _bits(numbers: NDArray[np.float64]) -> Hashes:
    bits = (numbers + 0.0).view(np.uint64)  # -0.0 is 0
    return np.where(np.isnan(numbers), _BLANK, bits)
