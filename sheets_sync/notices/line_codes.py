"""What the Notices tab tells a machine of a letter, whatever language its sentences are in.

    LOW sent        REMINDER 2 uncertain        RECEIPT cancelled

Kind, its ordinal where it has one, state. A state that was lost takes letters over by these.
"""

from typing import NamedTuple

from sheets_sync.notices.episodes import Kind
from sheets_sync.notices.notice import Notice, State


class LetterCode(NamedTuple):
    """A letter's kind, its ordinal (0: none), and its state."""

    kind: Kind
    ordinal: int
    state: State

    def __str__(self) -> str:
        ordinal = str(self.ordinal) if self.ordinal else ""
        return " ".join(filter(None, (self.kind, ordinal, self.state)))


def code_of(notice: Notice) -> LetterCode:
    """The code of a notice."""
    return LetterCode(notice.kind, notice.ordinal, notice.state)


def read_code(text: str) -> LetterCode | None:
    """The code that a cell holds; None where that is none."""
    kind, *ordinal, state = text.split() if " " in text else ("", "")
    if kind not in list(Kind) or state not in list(State) or len(ordinal) > 1:
        return None
    if ordinal and not ordinal[0].isdecimal():
        return None
    return LetterCode(Kind(kind), int(ordinal[0]) if ordinal else 0, State(state))
