"""Names where there is little room: above Summary's table and in its charts (design §18)."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 30
"""Signs."""


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """A name of ``longest`` signs at most (3 or more), cut in its middle where it has more: firms
    that begin alike, by their legal form or their owner, end differently."""
    if len(name) <= longest:
        return name
    end = longest // 3
    return f"{name[: longest - 1 - end].rstrip()}…{name[-end:].lstrip()}"


def short_names(names: Iterable[str], longest: int = LONGEST_NAME) -> dict[str, str]:
    """By name, each as ``shortened``. Those that would look alike are cut at their end: "GmbH &
    Co. KG" ends many names, and what differs stands before it."""
    short = {name: shortened(name, longest) for name in names}
    looks = Counter(short.values())
    return {
        name: each if looks[each] == 1 else f"{name[: longest - 1].rstrip()}…"
        for name, each in short.items()
    }
