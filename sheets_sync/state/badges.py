"""The badges that this state gave a workbook: by the last one the workbook tells which state mails
from it (design §17).

A badge is new each time letters are about to go. So a copy of the state, or a backup put back,
does not know the one that the workbook bears by then; a workbook put back bears an older one, which
a copy of the state may know. So a state that once met another one's badge goes by that.
"""

import secrets
from collections.abc import Collection
from typing import Final

from sheets_sync.spreadsheet.memories import Memory

_BADGES: Final = "mail.badges"
_MET: Final = "mail.another"
_KEPT: Final = 500


def is_foreign(badges: Collection[str], place: str, memory: Memory) -> bool:
    """Whether another state gave the workbook at ``place`` any of its ``badges``, or was met there
    before; "" is nobody's."""
    known = ("", *_badges(memory))
    return memory.recall(_MET) == place or not all(badge in known for badge in badges)


def remember_another(place: str, memory: Memory) -> None:
    """Another state's badge was met at ``place``: it mails from there, whatever the workbook bears
    later."""
    memory.remember(_MET, place)


def forget_another(memory: Memory) -> None:
    """A person said that this state mails from the workbook."""
    memory.remember(_MET, "")


def new_badge(memory: Memory) -> str:
    """A badge that nobody has seen. It is remembered before the workbook bears it: a run that
    dies in between knows either."""
    badge = secrets.token_hex(8)
    memory.remember(_BADGES, " ".join([*_badges(memory), badge][-_KEPT:]))
    return badge


def _badges(memory: Memory) -> list[str]:
    return (memory.recall(_BADGES) or "").split()
