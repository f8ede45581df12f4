"""Whole columns of names, folded at once: equal to ``names.fold`` of each."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.names import LOOK_ALIKE, LOOKED_AT, fold
from sheets_sync.columns.texts import Texts

_SPACE: Final = re.compile(r"[^\S\n]")
_ENDS_LINE: Final = "\n"
_ASCII_SPACES: Final = tuple(bytes([code]) for code in (*range(9, 14), *range(28, 33)))


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


def folds_by_case(names: Texts) -> bool:
    """Whether folding ``names`` only makes their letters small: plain ASCII without spaces, or a
    dot at the end."""
    plain = names.data.isascii() and not any(space in names.data for space in _ASCII_SPACES)
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
