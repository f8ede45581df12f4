"""Numbers that may be lost times, and sums of money, are asked about once; what they are is kept
(design §15).

The cells of a spreadsheet at Google come in one read, without their formats. Formats cost a second
read, so they are asked for at once only where a row has such a number that was not settled before.
All other numbers that are new count as such till the answer to the run's write tells what they
show, or, where there is nothing to write, a read in its place.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Packed
from sheets_sync.reading.formats.doubts import Doubts, doubts
from sheets_sync.reading.formats.money_shown import says_more
from sheets_sync.reading.formats.settled import NOTHING_SETTLED, Settled, shown_by, told_by
from sheets_sync.reading.sources.places import Places
from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.protocol import Snapshot, TellsKinds, Workbook
from sheets_sync.use_cases.shared.known_looks import (
    NOTHING_KNOWN,
    NUMBER,
    PLAIN,
    UNKNOWN,
    KnownLooks,
    LookCodes,
    as_text,
    in_letters,
    known_looks,
    name_of,
)

_KEY: Final = "lost_times"
_TIMES: Final = ("time", "hours", "minutes", "alone")
_AT_ONCE: Final = 50_000
"""Numbers asked about in one call: more take longer than a call may."""

Looks: TypeAlias = Mapping[CellPlace, CellLook]


def settled(
    workbook: Workbook,
    memory: Memory,
    snapshot: Snapshot,
    places: Places,
    today: int,
    *,
    writes: bool = False,
) -> Settled:
    """What the doubtful numbers of a snapshot really are; asks the workbook about new ones, of a
    run that ``writes`` only about those that cannot wait for what its write tells.

    A number that holds its row, or shows something, is asked about again on another day: its format
    may have been mended. Raises ``WorkbookMoved`` where rows moved since they were read.
    """
    if not isinstance(workbook, TellsKinds):
        return NOTHING_SETTLED
    numbers = _Numbers(memory, snapshot, places, today)
    try:
        if not writes or numbers.cannot_wait():
            numbers.ask(workbook, snapshot)
    finally:  # what was told is kept, whatever comes then
        numbers.keep()
    return numbers.settled()


def learn(memory: Memory, snapshot: Snapshot, places: Places, today: int, looks: Looks) -> bool:
    """Remember what numbers look like that counted as such; whether one of them is more."""
    numbers = _Numbers(memory, snapshot, places, today)
    numbers.take(looks)
    numbers.keep()
    return any(look != PLAIN[NUMBER] for look in looks.values())


class _Numbers:
    """The doubtful numbers of a snapshot: ``codes`` say of each column's what they look like, as
    places among ``looks``."""

    def __init__(self, memory: Memory, snapshot: Snapshot, places: Places, today: int) -> None:
        self._memory, self._today = memory, today
        self._found = list(doubts(snapshot, places, today))
        self._spelt = [in_letters(each.digests) for each in self._found]
        self._before = memory.recall(_KEY) or ""
        known, self._looks, self._doubted = known_looks(self._before, today)
        self._columns = [known.get(name_of(each), NOTHING_KNOWN) for each in self._found]
        self._codes = [
            column.looks_of(each.digests, text)
            for column, each, text in zip(self._columns, self._found, self._spelt, strict=True)
        ]

    def cannot_wait(self) -> bool:
        """Whether some are to be asked about now."""
        return self._doubted or _is_urgent(self._found, self._columns, self._codes, self._looks)

    def new(self) -> list[tuple[LookCodes, int, CellPlace, float]]:
        """Those that are not settled: where their codes stand, and what and where they are."""
        return [
            (of, int(at), (each.ref, each.column, int(each.rows[at])), float(each.numbers[at]))
            for each, of in zip(self._found, self._codes, strict=True)
            for at in np.flatnonzero(of == UNKNOWN)
        ]

    def ask(self, workbook: TellsKinds, snapshot: Snapshot) -> None:
        """Settle what is not settled yet, in one call but where that would be a very long one."""
        new = self.new()
        for first in range(0, len(new), _AT_ONCE):
            part = new[first : first + _AT_ONCE]
            self.take(workbook.kinds({place: number for _, _, place, number in part}, snapshot))

    def take(self, seen: Looks) -> None:
        """Settle those; looks that are new go to the end of all."""
        known = {look: code for code, look in enumerate(self._looks)}
        for of, at, place, _ in self.new():
            if place in seen:
                of[at] = known.setdefault(seen[place], len(known))
        self._looks[:] = known

    def keep(self) -> None:
        """Remember what they look like."""
        text = as_text(self._found, self._spelt, self._codes, self._looks, self._today)
        if text != self._before:
            self._memory.remember(_KEY, text)

    def settled(self) -> Settled:
        """What they really are; those of which nobody knows are numbers."""
        told: dict[tuple[str, int], Mapping[int, Cell]] = {}
        shown: dict[tuple[str, int], Packed] = {}
        for each, maybe in zip(self._found, self._codes, strict=True):
            of = np.where(maybe == UNKNOWN, np.int16(NUMBER), maybe)
            told |= told_by(each, self._looks, of)
            shown |= shown_by(each, self._looks, of)
        return Settled(told, shown, {place: number for _, _, place, number in self.new()})


def _is_urgent(
    found: list[Doubts], known: list[KnownLooks], codes: list[LookCodes], looks: list[CellLook]
) -> bool:
    """Whether a number that is not settled cannot wait: it is like a time, or money, stands next to
    a time, or where one may have stood; or the formats of its column are not known yet, say more
    than its numbers do, or show times most often."""
    telling = [code for code, look in enumerate(looks) if says_more(look.unit)]
    times = [code for code, look in enumerate(looks) if look.kind in _TIMES]
    for each, before, of in zip(found, known, codes, strict=True):
        new = (of == UNKNOWN) & (each.numbers != 0)  # nought can wait, whatever it shows
        if new.any() and (
            (new & (each.urgent | _next_to(each.rows, np.isin(of, times)))).any()
            or _tells(of, telling, times)
            or before.lacks(each.digests, times)
        ):
            return True
    return False


def _next_to(rows: NDArray[np.intp], times: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows have one of ``times`` in the row above or below: who inserts a row takes over the
    formats beside it."""
    touching = np.diff(rows) == 1
    found = np.zeros(len(rows), np.bool_)
    found[1:] |= touching & times[:-1]
    found[:-1] |= touching & times[1:]
    return found


def _tells(of: LookCodes, telling: list[int], times: list[int]) -> bool:
    """Whether nothing is known of the formats of a column, these say more than numbers do, or most
    of them show times."""
    settled = np.count_nonzero(of != UNKNOWN)
    often = np.count_nonzero(np.isin(of, times)) * 2 > settled
    return bool(not settled or often or np.isin(of, telling).any())
