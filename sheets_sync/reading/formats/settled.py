"""What numbers are that came without their formats, once these are told (design §15)."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, time, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.days import to_date
from sheets_sync.columns.cell import Cell, in_hundredths, time_of_day
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import Told
from sheets_sync.reading.formats.doubts import MOMENTS, Doubts
from sheets_sync.spreadsheet.cell_look import CellKind, CellLook, CellPlace
from sheets_sync.spreadsheet.number_patterns import (
    HOUR,
    in_hours_of_a_day,
    in_minutes_of_an_hour,
    shown_alone,
)
from sheets_sync.spreadsheet.protocol import Snapshot


@dataclass(frozen=True)
class Settled:
    """What numbers are that came without their formats: ``told`` are the cells that are none,
    ``shown`` is what stands beside the others, by ref and column; ``open`` are those that count as
    numbers although nobody has asked yet what they show."""

    told: Told = field(default_factory=dict)
    shown: Mapping[tuple[str, int], Packed] = field(default_factory=dict)
    open: Mapping[CellPlace, float] = field(default_factory=dict)

    def beside(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with what its numbers show."""
        tabs = dict(snapshot.tabs)
        for (ref, column), units in self.shown.items():
            tabs[ref] = replace(tabs[ref], shown={**tabs[ref].shown, column: units})
        return replace(snapshot, tabs=tabs) if self.shown else snapshot


NOTHING_SETTLED: Final = Settled()


def told_by(found: Doubts, looks: Sequence[CellLook], codes: NDArray[np.integer]) -> Told:
    """The cells that are no numbers, but durations and days, and hundredths, but for a quantity, of
    which 50 % is a half, and 9000 % is none. ``codes`` are the doubts' places among ``looks``."""
    odd = np.array([look.kind != "number" for look in looks])[codes]
    if found.key == "quantity":
        of_one = np.array([look.kind == "percent" for look in looks])[codes]
        odd &= ~(of_one & (np.abs(found.numbers) <= 1))
    cells = {
        int(found.rows[at]): _as(looks[codes[at]], float(found.numbers[at]), found.key)
        for at in np.flatnonzero(odd).tolist()
    }
    return {(found.ref, found.column): cells} if cells else {}


def shown_by(
    found: Doubts, looks: Sequence[CellLook], codes: NDArray[np.integer]
) -> Mapping[tuple[str, int], Packed]:
    """What the numbers show beside them; nothing where none of them shows anything."""
    beside = ["" if look.kind == "alone" else look.unit for look in looks]
    units = list(dict.fromkeys(filter(None, beside)))
    of_look = np.array([units.index(unit) if unit else NONE for unit in beside])
    if not len(found) or (of_look[codes] == NONE).all():
        return {}
    shown = np.full(int(found.rows.max()), NONE, np.int32)
    shown[found.rows - 1] = of_look[codes]
    return {(found.ref, found.column): Packed(shown, units)}


def _as(look: CellLook, number: float, key: str) -> Cell:
    if look.kind == "percent":
        return in_hundredths(number)
    return _seen(look, number) or _timed(look.kind, number, key)


def _seen(look: CellLook, number: float) -> str:
    """What a cell shows of a time that may be another one; "" of any other."""
    if look.kind == "alone":
        return shown_alone(number, look.unit)
    if look.kind == "minutes" and number >= HOUR:
        return in_minutes_of_an_hour(number)
    return ""


def _timed(kind: CellKind, number: float, key: str) -> Cell:
    if key in MOMENTS:
        return _moment(kind, number)
    if kind == "clock":
        return time_of_day(timedelta(days=number % 1))
    if kind == "hours" and number >= 1:
        return in_hours_of_a_day(number)
    return to_date(int(number)) if kind == "day" else timedelta(days=number)


def _moment(kind: CellKind, number: float) -> Cell:
    """Begin or end of work: a time of day, 24:00 the latest; a moment of a day; a day."""
    if number <= 1 and kind != "day":
        return timedelta(seconds=round(number * 86_400))
    day = to_date(int(number))
    if number == int(number):
        return day
    return datetime.combine(day, time()) + timedelta(seconds=round(number % 1 * 86_400))
