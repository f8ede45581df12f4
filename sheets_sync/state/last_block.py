"""Why the last run let no letter go, for those who look at a state and run nothing."""

from typing import Final

from sheets_sync.notices.blocks import Block
from sheets_sync.spreadsheet.memories import Memory

_BLOCK: Final = "mail.block"


def last_block(memory: Memory) -> Block | None:
    """What kept the last run from mailing; None where nothing did."""
    text = memory.recall(_BLOCK)
    return next((block for block in Block if block == text), None)


def remember_block(memory: Memory, block: Block | None) -> None:
    """Keep what kept this run from mailing."""
    memory.remember(_BLOCK, block or "")
