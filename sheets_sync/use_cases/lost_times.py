"""Numbers that may be lost times, and sums of money, are asked about once; what they are is kept
(design §15).

The cells of a spreadsheet at Google come in one read, without their formats. Formats cost a second
read, so they are asked for only where a row has such a number that was not settled before.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass
from sheets_sync.reading.doubts import Doubts, doubts
from sheets_sync.reading.headers import Places
from sheets_sync.reading.money_shown import says_more
from sheets_sync.reading.settled import NOTHING_SETTLED, Settled, shown_by, told_by
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.number_patterns import HOUR
from sheets_sync.spreadsheet.protocol import CellKind, CellLook, Snapshot, TellsKinds, Workbook

_KEY: Final = "lost_times"
_PLAIN: Final = [CellLook(kind) for kind in get_args(CellKind)]
_NUMBER: Final = _PLAIN.index(CellLook("number"))
_OF_A_DAY: Final = _PLAIN.index(CellLook("hours"))
_OF_AN_HOUR: Final = _PLAIN.index(CellLook("minutes"))
_UNKNOWN: Final = -1
_TIMES: Final = ("time", "hours", "minutes")
_READ_BY: Final = 5
"""How looks are read out of patterns: what an earlier version made of them is asked for anew."""
_AT_ONCE: Final = 50_000
"""Numbers asked about in one call: more take longer than a call may."""

LookCodes = NDArray[np.int16]
"""What numbers look like, as places in a list of looks; -1 is one that was not settled."""


def settled(
    workbook: Workbook, memory: Memory, snapshot: Snapshot, places: Places, today: int
) -> Settled:
    """What the doubtful numbers of a snapshot really are; asks the workbook about new ones.

    A number that holds its row, or shows something, is asked about again on another day: its format
    may have been mended. Raises ``WorkbookMoved`` where rows moved since they were read.
    """
    if not isinstance(workbook, TellsKinds):
        return NOTHING_SETTLED
    found = list(doubts(snapshot, places, today))
    spelt = [_spelt(each.digests) for each in found]
    before = memory.recall(_KEY) or ""
    known, looks, same_day = _known(before, today)
    columns = [known.get(_name(each), _NOTHING) for each in found]
    codes = [
        column.looks_of(each.digests, text)
        for column, each, text in zip(columns, found, spelt, strict=True)
    ]
    try:
        if not same_day or _is_urgent(found, columns, codes, looks):
            _ask(workbook, snapshot, found, codes, looks)
    finally:  # what was told is kept, whatever comes then
        if (text := _text(found, spelt, codes, looks, today)) != before:
            memory.remember(_KEY, text)
    return _settled(found, codes, looks)


def _is_urgent(
    found: list[Doubts], known: list["_Known"], codes: list[LookCodes], looks: list[CellLook]
) -> bool:
    """Whether a number that is not settled cannot wait: it is like a time, or money, stands next to
    a time, or where one may have stood; or the formats of its column are not known yet, say more
    than its numbers do, or show times most often."""
    telling = [code for code, look in enumerate(looks) if says_more(look.unit)]
    times = [code for code, look in enumerate(looks) if look.kind in _TIMES]
    for each, before, of in zip(found, known, codes, strict=True):
        new = of == _UNKNOWN
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
    settled = np.count_nonzero(of != _UNKNOWN)
    often = np.count_nonzero(np.isin(of, times)) * 2 > settled
    return bool(not settled or often or np.isin(of, telling).any())


def _name(column: Doubts) -> str:
    return f"{column.key} in {column.ref}"


def _settled(found: list[Doubts], codes: list[LookCodes], looks: list[CellLook]) -> Settled:
    told: dict[tuple[str, int], Mapping[int, Cell]] = {}
    shown: dict[tuple[str, int], Packed] = {}
    for each, maybe in zip(found, codes, strict=True):
        of = np.where(maybe == _UNKNOWN, np.int16(_NUMBER), maybe)
        told |= told_by(each, looks, of)
        shown |= shown_by(each, looks, of)
    return Settled(told, shown)


def _ask(
    workbook: TellsKinds,
    snapshot: Snapshot,
    found: list[Doubts],
    codes: list[LookCodes],
    looks: list[CellLook],
) -> None:
    """Settle what is not settled yet, in one call but where that would be a very long one; looks
    that are new go to the end of ``looks``."""
    new = [
        (of, int(at), (each.ref, each.column, int(each.rows[at])), float(each.numbers[at]))
        for each, of in zip(found, codes, strict=True)
        for at in np.flatnonzero(of == _UNKNOWN)
    ]
    known = {look: code for code, look in enumerate(looks)}
    for first in range(0, len(new), _AT_ONCE):
        part = new[first : first + _AT_ONCE]
        seen = workbook.kinds({place: number for _, _, place, number in part}, snapshot)
        for of, at, place, _ in part:
            of[at] = known.setdefault(seen[place], len(known))
        looks[:] = known


@dataclass(frozen=True)
class _Known:
    """Digests of a column's rows in their order, as a text, and what their numbers were found to
    look like."""

    spelt: str
    codes: LookCodes

    def looks_of(self, digests: Hashes, spelt: str) -> LookCodes:
        """The looks of the numbers with those digests, ``spelt`` being their text: mostly the
        same ones, with a few more."""
        if spelt == self.spelt and len(digests) == len(self.codes):
            return self.codes.copy()
        before = self._digests()
        least = min(len(digests), len(before))
        differ = np.flatnonzero(digests[:least] != before[:least])
        same = int(differ[0]) if len(differ) else least
        rest = np.full(len(digests) - same, _UNKNOWN, np.int16)
        left, codes = before[same:], self.codes[same:]
        if len(left) and len(rest):
            order = left.argsort()
            at = order[np.minimum(left.searchsorted(digests[same:], sorter=order), len(left) - 1)]
            rest = np.where(left[at] == digests[same:], codes[at], rest)
        return np.concatenate([self.codes[:same], rest])

    def lacks(self, digests: Hashes, times: list[int]) -> bool:
        """Whether a time that was there is gone: what was typed into its cell since has its
        format."""
        digested = self._digests()
        those = np.isin(self.codes, times)[: len(digested)]
        return bool(those.any() and not np.isin(digested[those], digests).all())

    def _digests(self) -> Hashes:
        """None where the text makes no sense: then all is asked anew."""
        try:
            found = np.frombuffer(b64decode(self.spelt), np.uint64)
        except ValueError:
            return _NO_DIGESTS
        return found if len(found) == len(self.codes) else _NO_DIGESTS


_NO_DIGESTS: Final[Hashes] = np.empty(0, np.uint64)
_NOTHING: Final = _Known("", np.empty(0, np.int16))


def _known(said: str, today: int) -> tuple[Mapping[str, _Known], list[CellLook], bool]:
    """What was settled before, by column, what was left in doubt only on the same day; all the
    looks that numbers were found to have; and whether that was today."""
    head, *spelt = said.split("\n")
    try:
        kept = json.loads(head or "{}")
        if kept and kept.get("read_by") != _READ_BY:
            return {}, [*_PLAIN], False
        looks = [*_PLAIN, *(_look(*each) for each in kept.get("looks", ()))]
        again = kept.get("day") != today
        return (
            {
                name: _Known(text, _codes(codes, left, len(looks), again=again))
                for (name, codes, left), text in zip(kept.get("columns", ()), spelt, strict=True)
            },
            looks,
            not again,
        )
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error):
        return {}, [*_PLAIN], False  # what makes no sense is asked for anew


def _look(kind: CellKind, unit: str) -> CellLook:
    """Raises ``ValueError`` where it is none."""
    if kind not in get_args(CellKind) or not isinstance(unit, str):
        raise ValueError("a look that is none")
    return CellLook(kind, unit)


def _codes(said: str, said_left: str, many: int, *, again: bool) -> LookCodes:
    """Places among so many looks. Raises ``ValueError`` or ``zlib.error`` where it is none of
    ours."""
    codes, left = _unpacked(said, np.int16), _unpacked(said_left, np.bool_)
    if len(codes) != len(left):
        raise ValueError("arrays of several lengths")
    if not np.isin(codes, range(_UNKNOWN, many)).all():
        raise ValueError("a look that is none")
    return np.where(left, np.int16(_UNKNOWN), codes) if again else codes


def _text(
    found: list[Doubts],
    spelt: list[str],
    codes: list[LookCodes],
    looks: list[CellLook],
    today: int,
) -> str:
    """What numbers that are there are; "" where there is none. Below a line for all columns the
    digests of each, a line a column: they are long, and most often as they were."""
    if not found:
        return ""
    shows = np.array([bool(look.unit) for look in looks])
    columns = [
        (_name(each), _packed(of), _packed(_waits(each, of) | shows[of]))
        for each, of in zip(found, codes, strict=True)
    ]
    more = [(look.kind, look.unit) for look in looks[len(_PLAIN) :]]
    head = {"read_by": _READ_BY, "day": today, "looks": more, "columns": columns}
    return "\n".join([json.dumps(head), *spelt])


def _waits(found: Doubts, of: LookCodes) -> NDArray[np.bool_]:
    """Which numbers hold their rows by what they look like."""
    waits: NDArray[np.bool_] = (
        (found.held & (of == _NUMBER))
        | ((found.numbers >= 1) & (of == _OF_A_DAY))
        | ((found.numbers >= HOUR) & (of == _OF_AN_HOUR))
    )
    return waits


def _spelt(digests: Hashes) -> str:
    return b64encode(digests.tobytes()).decode()


def _packed(array: NDArray[Any]) -> str:
    """An array of few values."""
    return b64encode(zlib.compress(array.tobytes(), 1)).decode()


def _unpacked(text: str, kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(b64decode(text)), kind)
