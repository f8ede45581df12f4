"""Names where there is little room: above Summary's table and in its charts (design §18)."""

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
