"""Numbers that may be lost times or days, where cells come without their formats (design §15).

A spreadsheet at Google gives a time as a part of a day and a day as its number; only the format of
the cell tells. Found here: the numbers that must be asked about, sums of money among them, and
those that are asked about besides, since an unlikely format would make others of them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import alike
from sheets_sync.billing.seen import mixed
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers
from sheets_sync.columns.texts import Hashes, Texts
from sheets_sync.columns.whole import coded
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.layout import HOURS
from sheets_sync.reading.meaning.measures import (
    FIRSTS,
    LONGEST_DURATION,
    NEAR_DAYS,
    is_lost_part,
    is_moment,
    is_time_like,
)
from sheets_sync.reading.meaning.units import time_unit
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_TIMES: Final = ("minutes", "quantity", "minimum", "step", "included", HOURS.key)
"""Where a part of a day may be a duration; a large one may be a moment in all columns."""

_MONEY: Final = ("amount", "agreed", "price", "threshold", "credit_limit", "topup", "ask")
"""Where any number may be one of another currency, as its format shows."""

MOST_ASKED: Final = 50_000
"""In a column of more sums only those that may be times are asked about."""

MOST_PLAIN: Final = 20_000
"""In a column of more labour, too: to tell so many rows from others takes a run 20 ms."""

NUMBERS: Final = (*_TIMES, *_MONEY)
"""All columns of numbers, by their keys."""

_FIRSTS: Final = np.array(sorted(FIRSTS), np.float64)

MOMENTS: Final = ("begin", "end")
"""Where a bare number is no time of day, unless its format says so."""

_PRICED: Final = ("service", "unit")
_MINUTES_A_DAY: Final = 24 * 60
_MONTH: Final = 31
_SECONDS_A_DAY: Final = 24 * 60 * 60
_NEXT_TO: Final = 1e-6
_BLOCK: Final = 2**14
"""So many rows at a time: what they take stays in the processor's cache."""
_NEAR_SECONDS: Final = 1e-3
_ALL: Final = 1e12
"""Larger numbers are alike: none is a time."""

_BLANK: Final = np.uint64(2**64 - 1)
"""What tells a blank cell: the bits of no number."""


@dataclass(frozen=True)
class Doubts:
    """The numbers of one column (from 0), "minutes" or another ``key``, that may be times or days,
    in arrays of one length. ``rows`` are sheet rows. ``digests`` tell the rows from all others by
    what staff typed there, the same in every run. ``urgent``: to be asked about now; others may
    wait for an occasion. ``held``: left in doubt, its row is held (LOST_TIME)."""

    ref: str
    key: str
    column: int
    rows: NDArray[np.intp]
    numbers: NDArray[np.float64]
    digests: Hashes
    urgent: NDArray[np.bool_]
    held: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)


def doubts(snapshot: Snapshot, places: Places, today: int) -> Iterator[Doubts]:
    """The numbers of staff's that may be lost times or days, of each column that has any; those
    of the tab Bank are ours. ``today`` is a serial."""
    timed = _timed(snapshot, places)
    for sources in places.sources.values():
        for source in (each for each in sources if not each.is_bank):
            for key, column in _asked_columns(source):
                found = _in_column(snapshot.tabs[source.ref], source, key, column, today, timed)
                if len(found):
                    yield found


def _asked_columns(source: Source) -> Iterator[tuple[str, int]]:
    """The columns of numbers, by their keys, begin and end of work and breaks among them."""
    span = source.made["minutes"].span if "minutes" in source.made else ()
    for key in NUMBERS:
        if (column := source.columns.get(key)) is not None and column not in span:
            yield key, column
    yield from ((MOMENTS[at % 2], column) for at, column in enumerate(span))
    if (hours := source.made["minutes"].hours if "minutes" in source.made else None) is not None:
        yield HOURS.key, hours


def _in_column(
    tab: Tab, source: Source, key: str, column: int, today: int, timed: Collection[str]
) -> Doubts:
    numbers, codes = _numbers(tab.columns[column], source.header_row)
    if key in MOMENTS:
        return _moments(tab, source, key, column, numbers[codes])
    urgent = _is_doubtful(numbers, key, today)[codes]
    if key == "quantity":
        urgent &= ~_whole_days(numbers)[codes] | _by_time(tab, source, timed)
    asked = _asked_about(numbers, codes, urgent, MOST_ASKED if key in _MONEY else MOST_PLAIN)
    at = np.flatnonzero(asked)
    rows, numbers, urgent = at + source.header_row, numbers[codes][at], urgent[at]
    columns = [tab.columns[each] for each in source.columns.values()] if len(rows) else []
    held = urgent & _held(key, numbers, (numbers == np.floor(numbers)) & ~_whole_days(numbers))
    soon = urgent | ((key in _MONEY) & (numbers != 0))
    return Doubts(tab.ref, key, column, rows + 1, numbers, _digests(columns, rows), soon, held)


def _moments(
    tab: Tab, source: Source, key: str, column: int, numbers: NDArray[np.float64]
) -> Doubts:
    """Times of day that only their formats tell from other numbers (0.5, 9): all wait till then."""
    there = ~np.isnan(numbers)
    sure = [number for number in set(numbers[there].tolist()) if is_moment(number)]
    rows = np.flatnonzero(there & ~np.isin(numbers, sure)) + source.header_row
    columns = [tab.columns[each] for each in (*source.columns.values(), column)]
    all_of = np.ones(len(rows), np.bool_)
    found = numbers[rows - source.header_row]
    digests = _digests(columns if len(rows) else [], rows)
    return Doubts(tab.ref, key, column, rows + 1, found, digests, all_of, all_of)


def _asked_about(
    numbers: NDArray[np.float64],
    codes: NDArray[np.integer] | slice,
    urgent: NDArray[np.bool_],
    most: int,
) -> NDArray[np.bool_]:
    """The rows whose numbers may be something else: all that there are, noughts (0:00) among them,
    unless these are more than ``most``."""
    there: NDArray[np.bool_] = ~np.isnan(numbers)[codes]
    if np.count_nonzero(there) <= most:
        return there
    there &= (numbers != 0)[codes]
    return there if np.count_nonzero(there) <= most else urgent


def _is_doubtful(numbers: NDArray[np.float64], key: str, today: int) -> NDArray[np.bool_]:
    """Which numbers may be a time, a day or a moment."""
    may_be_day = np.abs(numbers - today) <= NEAR_DAYS
    old = np.flatnonzero((numbers >= _FIRSTS[0]) & (numbers <= _FIRSTS[-1]))
    may_be_day[old] |= np.isin(numbers[old], _FIRSTS)
    doubtful: NDArray[np.bool_] = may_be_day | _may_be_time(np.minimum(np.abs(numbers), _ALL), key)
    return doubtful


def _whole_days(numbers: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which numbers are a few whole days: 24:00 is 1."""
    whole: NDArray[np.bool_] = (numbers == np.floor(numbers)) & (np.abs(numbers) < LONGEST_DURATION)
    return whole


def _timed(snapshot: Snapshot, places: Places) -> set[str]:
    """The services, as they are looked for, that some price has a unit of time for."""
    return {
        alike(read_aloud(service))
        for source in places.sources["prices"]
        for service, unit in zip(*(_cells(snapshot, source, k) for k in _PRICED), strict=True)
        if time_unit(unit)
    }


def _cells(snapshot: Snapshot, source: Source, key: str) -> Sequence[Cell]:
    """The cells of a column from its header down; the constant of a column that is not there."""
    tab = snapshot.tabs[source.ref]
    if (column := source.columns.get(key)) is not None:
        return tab.columns[column]
    return [source.constants.get(key)] * tab.height


def _by_time(tab: Tab, source: Source, timed: Collection[str]) -> NDArray[np.bool_]:
    """Below the header, the rows of log whose service is priced by time."""
    if (column := source.columns.get("service")) is None:
        rows = max(tab.height - source.header_row, 0)
        return np.full(rows, alike(source.constants.get("service", "")) in timed)
    services = coded(tab.columns[column], source.header_row)
    by_time = [alike(read_aloud(each)) in timed for each in services.cells]
    return np.array([*by_time, False], np.bool_)[services.codes]


def _held(key: str, numbers: NDArray[np.float64], days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a number left in doubt holds its row; ``days`` may be days."""
    if key not in _TIMES:
        return np.zeros(len(days), np.bool_)
    is_lost = is_time_like if key == "minutes" else is_lost_part
    lost = [number for number in pd.unique(numbers).tolist() if is_lost(number)]
    return days | np.isin(numbers, lost)


def _may_be_time(sizes: NDArray[np.float64], key: str) -> NDArray[np.bool_]:
    """Which numbers may be times, by their sizes: where durations are typed all up to four days,
    whole days among them (24:00 is 1), and whole minutes up to a month."""
    if key not in _TIMES:
        return _may_be_time_in_money(sizes)
    short = (sizes > 0) & (sizes < LONGEST_DURATION)
    parts = _whole(sizes * _MINUTES_A_DAY, _NEXT_TO) & (sizes != np.floor(sizes))
    times: NDArray[np.bool_] = short | (parts & (sizes < _MONTH))
    return times


def _may_be_time_in_money(sizes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """In a long column of money whole minutes ("10:30" for 10.30): of any size in more decimals
    than sums have, else up to four days. In more decimals than prices have whole seconds, too.
    Parts of one may be per cent of something."""
    minutes = (sizes > 0) & _whole(sizes * _MINUTES_A_DAY, _NEXT_TO)
    seconds = ~_whole(sizes * SCALE, _NEXT_TO) & _whole(sizes * _SECONDS_A_DAY, _NEAR_SECONDS)
    found: NDArray[np.bool_] = (
        (minutes & (~_whole(sizes * 100, _NEXT_TO) | (sizes < LONGEST_DURATION)))
        | seconds
        | ((sizes > 0) & (sizes < 1))
    )
    return found


def _whole(numbers: NDArray[np.float64], near: float) -> NDArray[np.bool_]:
    whole: NDArray[np.bool_] = np.abs(numbers - np.round(numbers)) < near
    return whole


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
