"""Names where there is little room: above Summary's table and in its charts (design §18)."""

from typing import Final

LONGEST_NAME: Final = 30
"""Signs."""


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """A name of ``longest`` signs at most, cut at its end where it has more."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
