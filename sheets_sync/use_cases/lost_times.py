"""Numbers that may be lost times are asked about once, and what they are is kept (design §15).

The cells of a spreadsheet at Google come in one read, without their formats. Formats cost a second
read, so they are asked for only where a row has a doubtful number that was not settled before.
"""

import json
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
    before = memory.recall(_KEY) or ""
    known = _known(before, today)
    kinds = [known.get(_name(each), _NOTHING).kinds_of(each.digests) for each in found]
    _ask(workbook, snapshot, found, kinds)
    if (text := _text(found, kinds, today)) != before:
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
    """Settle what is not settled yet."""
    new = {
        (each.ref, each.column, int(each.rows[at])): float(each.numbers[at])
        for each, of in zip(found, kinds, strict=True)
        for at in np.flatnonzero(of == _UNKNOWN)
    }
    if not new:
        return
    looks = workbook.kinds(new, snapshot)
    for each, of in zip(found, kinds, strict=True):
        for at in np.flatnonzero(of == _UNKNOWN):
            of[at] = _KINDS.index(looks[each.ref, each.column, int(each.rows[at])])


@dataclass(frozen=True)
class _Known:
    """Digests of a column's rows in their order, and what their numbers were found to be."""

    digests: Hashes
    kinds: Kinds

    def kinds_of(self, digests: Hashes) -> Kinds:
        """The kinds of the numbers with those digests: mostly the same ones, with a few more."""
        least = min(len(digests), len(self.digests))
        differ = np.flatnonzero(digests[:least] != self.digests[:least])
        same = int(differ[0]) if len(differ) else least
        rest = np.full(len(digests) - same, _UNKNOWN, np.int8)
        left, kinds = self.digests[same:], self.kinds[same:]
        if len(left) and len(rest):
            order = left.argsort()
            at = order[np.minimum(left.searchsorted(digests[same:], sorter=order), len(left) - 1)]
            rest = np.where(left[at] == digests[same:], kinds[at], rest)
        return np.concatenate([self.kinds[:same], rest])


_NOTHING: Final = _Known(np.empty(0, np.uint64), np.empty(0, np.int8))


def _known(said: str, today: int) -> Mapping[str, _Known]:
    """What was settled before, by column; what was left in doubt only on the same day."""
    try:
        kept = json.loads(said or "{}")
        return {
            name: _column(column, again=kept["day"] != today)
            for name, column in kept.get("columns", {}).items()
        }
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}  # what makes no sense is asked for anew


def _column(said: Mapping[str, str], *, again: bool) -> _Known:
    """Raises ``ValueError`` where it is none of ours."""
    digests, kinds = _array(said["digests"], np.uint64), _array(said["kinds"], np.int8)
    left = _array(said["left"], np.bool_)
    if not len(digests) == len(kinds) == len(left):
        raise ValueError("arrays of several lengths")
    if not np.isin(kinds, range(len(_KINDS))).all():
        raise ValueError("a kind that is none")
    if again:
        digests, kinds = digests[~left], kinds[~left]
    return _Known(digests, kinds)


def _text(found: list[Doubts], kinds: list[Kinds], today: int) -> str:
    """What numbers that are there are; "" where there is none."""
    if not found:
        return ""
    columns = {
        _name(each): {
            "digests": _plain(each.digests),
            "kinds": _plain(of),
            "left": _plain(each.held & (of == _NUMBER)),
        }
        for each, of in zip(found, kinds, strict=True)
    }
    return json.dumps({"day": today, "columns": columns})


def _plain(array: NDArray[Any]) -> str:
    return b64encode(array.tobytes()).decode()


def _array(text: str, kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(b64decode(text), kind)
