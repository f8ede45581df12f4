"""What the numbers of a spreadsheet were found to look like, remembered from run to run: by what
tells their rows, so that a sort asks nothing (design §15)."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass
from sheets_sync.reading.formats.doubts import Doubts
from sheets_sync.spreadsheet.cell_look import CellKind, CellLook
from sheets_sync.spreadsheet.number_patterns import HOUR

PLAIN: Final = [CellLook(kind) for kind in get_args(CellKind)]
NUMBER: Final = PLAIN.index(CellLook("number"))
UNKNOWN: Final = -1
_OF_A_DAY: Final = PLAIN.index(CellLook("hours"))
_OF_AN_HOUR: Final = PLAIN.index(CellLook("minutes"))
_READ_BY: Final = 6
"""How looks are read out of patterns: what an earlier version made of them is asked for anew."""

LookCodes = NDArray[np.int16]
"""What numbers look like, as places in a list of looks; -1 is one that was not settled."""


@dataclass(frozen=True)
class KnownLooks:
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
        rest = np.full(len(digests) - same, UNKNOWN, np.int16)
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
NOTHING_KNOWN: Final = KnownLooks("", np.empty(0, np.int16))


def name_of(column: Doubts) -> str:
    """What a column is remembered by."""
    return f"{column.key} in {column.ref}"


def known_looks(said: str, today: int) -> tuple[Mapping[str, KnownLooks], list[CellLook], bool]:
    """What was settled before, by column, what was left in doubt only on the same day; all the
    looks that numbers were found to have; and whether doubts of another day are to be asked
    about again."""
    head, *spelt = said.split("\n")
    try:
        kept = json.loads(head or "{}")
        if kept and kept.get("read_by") != _READ_BY:
            return {}, [*PLAIN], False
        looks = [*PLAIN, *(_look(*each) for each in kept.get("looks", ()))]
        again, columns, doubted = kept.get("day") != today, {}, False
        for (name, codes, left), text in zip(kept.get("columns", ()), spelt, strict=True):
            columns[name] = KnownLooks(text, _codes(codes, left, len(looks), again=again))
            doubted |= again and bool((columns[name].codes == UNKNOWN).any())
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error):
        return {}, [*PLAIN], False  # what makes no sense is asked for anew
    return columns, looks, doubted


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
    if not np.isin(codes, range(UNKNOWN, many)).all():
        raise ValueError("a look that is none")
    return np.where(left, np.int16(UNKNOWN), codes) if again else codes


def as_text(
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
        (name_of(each), _packed(of), _packed(_waits(each, of) | shows[of]))
        for each, of in zip(found, codes, strict=True)
    ]
    more = [(look.kind, look.unit) for look in looks[len(PLAIN) :]]
    head = {"read_by": _READ_BY, "day": today, "looks": more, "columns": columns}
    return "\n".join([json.dumps(head), *spelt])


def _waits(found: Doubts, of: LookCodes) -> NDArray[np.bool_]:
    """Which numbers hold their rows by what they look like."""
    waits: NDArray[np.bool_] = (
        (found.held & (of == NUMBER))
        | ((found.numbers >= 1) & (of == _OF_A_DAY))
        | ((found.numbers >= HOUR) & (of == _OF_AN_HOUR))
    )
    return waits


def in_letters(digests: Hashes) -> str:
    """Digests as a text."""
    return b64encode(digests.tobytes()).decode()


def _packed(array: NDArray[Any]) -> str:
    """An array of few values."""
    return b64encode(zlib.compress(array.tobytes(), 1)).decode()


def _unpacked(text: str, kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(b64decode(text)), kind)
