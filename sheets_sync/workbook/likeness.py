"""When one word is nearly another: a slip of the finger, not another word (design §4, §5)."""

from typing import Final

LONG_WORD: Final = 8
"""From this many letters on, two edits still count as a slip."""


def nearly(text: str, known: str) -> bool:
    """Whether ``text`` is one edit away from ``known`` (two from 8 letters on), but not it."""
    allowed = 2 if len(known) >= LONG_WORD else 1
    return text != known and edits(text, known, allowed) <= allowed


def edits(left: str, right: str, limit: int) -> int:
    """Letters to insert, delete, replace or swap with their neighbour; above ``limit``: more.

    The optimal string alignment distance.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
