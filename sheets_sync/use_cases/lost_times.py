"""Numbers that may be lost times are asked about once, and what they are is kept (design §15).

The cells of a spreadsheet at Google come in one read, without their formats. Formats cost a second
read, so they are asked for only where a row has a doubtful number that was not settled before.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass
from sheets_sync.reading.cells import NOTHING_TOLD, Told
from sheets_sync.reading.doubts import Doubts, doubtful, doubts
from sheets_sync.reading.headers import Places
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.protocol import CellKind, Snapshot, TellsKinds, Workbook

_KEY: Final = "lost_times"
_KINDS: Final[tuple[CellKind, ...]] = get_args(CellKind)
_NUMBER: Final = _KINDS.index("number")
_UNKNOWN: Final = -1
_AT_ONCE: Final = 50_000
"""Numbers asked about in one call: more take longer than a call may."""

Kinds = NDArray[np.int8]
"""Kinds of numbers, as places in ``_KINDS``; -1 is one that was not settled."""


def settled(
    workbook: Workbook, memory: Memory, snapshot: Snapshot, places: Places, today: int
) -> Told:
    """What the doubtful numbers of a snapshot really are; asks the workbook about new ones.

    A number that holds its row is asked about again on another day: its format may have been
    mended. Raises ``WorkbookMoved`` where rows moved since they were read.
    """
    if not isinstance(workbook, TellsKinds):
        return NOTHING_TOLD
    found = list(doubts(snapshot, places, today))
    spelt = [_spelt(each.digests) for each in found]
    before = memory.recall(_KEY) or ""
    known = _known(before, today)
    kinds = [
        known.get(_name(each), _NOTHING).kinds_of(each.digests, text)
        for each, text in zip(found, spelt, strict=True)
    ]
    try:
        _ask(workbook, snapshot, found, kinds)
    finally:  # what was told is kept, whatever comes then
        if (text := _text(found, spelt, kinds, today)) != before:
            memory.remember(_KEY, text)
    return _told(found, kinds)


def _name(column: Doubts) -> str:
    return f"{column.key} in {column.ref}"


def _told(found: list[Doubts], kinds: list[Kinds]) -> Told:
    told: dict[tuple[str, int], Mapping[int, Cell]] = {}
    for each, of in zip(found, kinds, strict=True):
        told |= doubtful(
            each, {at: _KINDS[of[at]] for at in np.flatnonzero(of != _NUMBER).tolist()}
        )
    return told


def _ask(workbook: TellsKinds, snapshot: Snapshot, found: list[Doubts], kinds: list[Kinds]) -> None:
    """Settle what is not settled yet, in one call but where that would be a very long one."""
    new = [
        (of, int(at), (each.ref, each.column, int(each.rows[at])), float(each.numbers[at]))
        for each, of in zip(found, kinds, strict=True)
        for at in np.flatnonzero(of == _UNKNOWN)
    ]
    for first in range(0, len(new), _AT_ONCE):
        part = new[first : first + _AT_ONCE]
        looks = workbook.kinds({place: number for _, _, place, number in part}, snapshot)
        for of, at, place, _ in part:
            of[at] = _KINDS.index(looks[place])


@dataclass(frozen=True)
class _Known:
    """Digests of a column's rows in their order, as a text, and what their numbers were found to
    be."""

    spelt: str
    kinds: Kinds

    def kinds_of(self, digests: Hashes, spelt: str) -> Kinds:
        """The kinds of the numbers with those digests, ``spelt`` being their text: mostly the
        same ones, with a few more."""
        if spelt == self.spelt and len(digests) == len(self.kinds):
            return self.kinds.copy()
        before = self._digests()
        least = min(len(digests), len(before))
        differ = np.flatnonzero(digests[:least] != before[:least])
        same = int(differ[0]) if len(differ) else least
        rest = np.full(len(digests) - same, _UNKNOWN, np.int8)
        left, kinds = before[same:], self.kinds[same:]
        if len(left) and len(rest):
            order = left.argsort()
            at = order[np.minimum(left.searchsorted(digests[same:], sorter=order), len(left) - 1)]
            rest = np.where(left[at] == digests[same:], kinds[at], rest)
        return np.concatenate([self.kinds[:same], rest])

    def _digests(self) -> Hashes:
        """None where the text makes no sense: then all is asked anew."""
        try:
            found = np.frombuffer(b64decode(self.spelt), np.uint64)
        except ValueError:
            return _NO_DIGESTS
        return found if len(found) == len(self.kinds) else _NO_DIGESTS


_NO_DIGESTS: Final[Hashes] = np.empty(0, np.uint64)
_NOTHING: Final = _Known("", np.empty(0, np.int8))


def _known(said: str, today: int) -> Mapping[str, _Known]:
    """What was settled before, by column; what was left in doubt only on the same day."""
    head, *spelt = said.split("\n")
    try:
        kept = json.loads(head or "{}")
        again = kept.get("day") != today
        return {
            name: _Known(text, _kinds(kinds, left, again=again))
            for (name, kinds, left), text in zip(kept.get("columns", ()), spelt, strict=True)
        }
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error):
        return {}  # what makes no sense is asked for anew


def _kinds(said: str, said_left: str, *, again: bool) -> Kinds:
    """Raises ``ValueError`` or ``zlib.error`` where it is none of ours."""
    kinds, left = _unpacked(said, np.int8), _unpacked(said_left, np.bool_)
    if len(kinds) != len(left):
        raise ValueError("arrays of several lengths")
    if not np.isin(kinds, range(_UNKNOWN, len(_KINDS))).all():
        raise ValueError("a kind that is none")
    return np.where(left, np.int8(_UNKNOWN), kinds) if again else kinds


def _text(found: list[Doubts], spelt: list[str], kinds: list[Kinds], today: int) -> str:
    """What numbers that are there are; "" where there is none. Below a line for all columns the
    digests of each, a line a column: they are long, and most often as they were."""
    if not found:
        return ""
    columns = [
        (_name(each), _packed(of), _packed(each.held & (of == _NUMBER)))
        for each, of in zip(found, kinds, strict=True)
    ]
    return "\n".join([json.dumps({"day": today, "columns": columns}), *spelt])


def _spelt(digests: Hashes) -> str:
    return b64encode(digests.tobytes()).decode()


def _packed(array: NDArray[Any]) -> str:
    """An array of few values."""
    return b64encode(zlib.compress(array.tobytes(), 1)).decode()


def _unpacked(text: str, kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(b64decode(text)), kind)
