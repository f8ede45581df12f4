"""The badges that this state gave a workbook: by the last one the workbook tells which state mails
from it (design §17).

A badge is new each time letters are about to go. So a copy of the state, or a backup put back,
does not know the one that the workbook bears by then; a workbook put back bears an older one.
"""

import secrets
from typing import Final

from sheets_sync.spreadsheet.memories import Memory

_BADGES: Final = "mail.badges"
_KEPT: Final = 500


def is_foreign(badge: str, memory: Memory) -> bool:
    """Whether another state gave the workbook its ``badge``; "" is nobody's."""
    return bool(badge) and badge not in _badges(memory)


def new_badge(memory: Memory) -> str:
    """A badge that nobody has seen. It is remembered before the workbook bears it: a run that
    dies in between knows either."""
    badge = secrets.token_hex(8)
    memory.remember(_BADGES, " ".join([*_badges(memory), badge][-_KEPT:]))
    return badge


def _badges(memory: Memory) -> list[str]:
    return (memory.recall(_BADGES) or "").split()
