"""Why no letter at all may go in a run (design §17)."""

from enum import StrEnum
from typing import Final


class Block(StrEnum):
    """CLOCK_BACK: the clock is behind the last run. LONG_PAUSE: it is far ahead of it. ELSEWHERE:
    another state mails from this workbook. BEHIND: the tab Notices knows more than the state.
    DAMAGED: the state's letters cannot be read."""

    CLOCK_BACK = "clock_back"
    LONG_PAUSE = "long_pause"
    ELSEWHERE = "elsewhere"
    BEHIND = "behind"
    DAMAGED = "damaged"


KEEPS_THE_TAB: Final = frozenset({Block.ELSEWHERE, Block.BEHIND, Block.DAMAGED})
"""Where the state may know less than the tab Notices does, the tab stays as it is."""
