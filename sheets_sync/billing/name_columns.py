"""Whole columns of names at once: equal to ``names.fold``, or ``names.alike``, of each."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.names import LOOK_ALIKE, LOOKED_AT, SHAPES, fold, may_be_typeset, plainly
from sheets_sync.columns.texts import Texts

_SPACE: Final = re.compile(r"[^\S\n]")
_ENDS_LINE: Final = "\n"
_ASCII_LOOKED_AT: Final = tuple(bytes([code]) for code in (*range(9, 14), *range(28, 33), *b"'`"))


def fold_all(names: Sequence[str]) -> Sequence[str]:
    """``fold`` of each of many names, all at once."""
    if isinstance(names, Texts) and folds_by_case(names):
        return Texts(names.data.lower(), names.starts, names.ends)
    whole = _ENDS_LINE.join(names)
    if whole.count(_ENDS_LINE) != max(len(names) - 1, 0):
        return [fold(name) for name in names]
    # No character composes with the end of a line.
    text = unicodedata.normalize("NFKC", whole).casefold()
    if LOOKED_AT.search(text):
        text = text.translate(LOOK_ALIKE)
    lines = text.split(_ENDS_LINE) if names else []
    if len(lines) != len(names):
        return [fold(name) for name in names]
    if _SPACE.search(text):
        lines = [" ".join(line.split()) for line in lines]
    return [line.rstrip(".").rstrip() or line if line[-1:] == "." else line for line in lines]


def alike_all(names: Sequence[str]) -> Sequence[str]:
    """``alike`` of each of many names, all at once."""
    folded = fold_all(names)
    if isinstance(folded, Texts) or not may_be_typeset(_ENDS_LINE.join(folded)):
        return folded
    return [plainly(name) for name in folded]


def looking_alike(names: Sequence[str], rows: Sequence[int]) -> list[str]:
    """By name the one that looks the same and has more rows (or as many, and came before): another
    name, for its letters are of another alphabet. "" where there is none."""
    found = [""] * len(names)
    whole = _ENDS_LINE.join(alike_all(names))
    if whole.isascii() or whole.count(_ENDS_LINE) != len(names) - 1:
        return found
    groups: dict[str, list[int]] = defaultdict(list)
    for code, shape in enumerate(whole.translate(SHAPES).split(_ENDS_LINE)):
        groups[shape].append(code)
    for group in (each for each in groups.values() if len(each) > 1):
        most = max(group, key=lambda code: (rows[code], -code))
        for code in group:
            found[code] = "" if code == most else names[most]
    return found


def folds_by_case(names: Texts) -> bool:
    """Whether folding ``names`` only makes their letters small: plain ASCII without spaces,
    apostrophes, or a dot at the end."""
    plain = names.data.isascii() and not any(each in names.data for each in _ASCII_LOOKED_AT)
    return plain and not _any_ends_with_a_dot(names)


def folds_apart(names: Texts) -> bool:
    """Whether different ``names`` stay different when they are folded, seen at a glance: plain
    ASCII without spaces, with letters of one case."""
    data = names.data
    return folds_by_case(names) and (data == data.upper() or data == data.lower())


def _any_ends_with_a_dot(names: Texts) -> bool:
    if b"." not in names.data:
        return False
    ends = names.ends[names.ends > names.starts]
    return bool((np.frombuffer(names.data, np.uint8)[ends - 1] == ord(".")).any())
