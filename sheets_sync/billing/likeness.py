"""When one word is nearly another: a slip of the finger, not another word (design §4, §5)."""

from typing import Final

from rapidfuzz.distance import OSA

LONG_WORD: Final = 8
"""From this many letters on, two edits still count as a slip."""


def nearly(text: str, known: str) -> bool:
    """Whether ``text`` is one edit away from ``known`` (two from 8 letters on), but not it.

    An edit inserts, deletes or replaces a letter, or swaps it with its neighbour.
    """
    allowed = 2 if len(known) >= LONG_WORD else 1
    return 0 < OSA.distance(text, known, score_cutoff=allowed) <= allowed
