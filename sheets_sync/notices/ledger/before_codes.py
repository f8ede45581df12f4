"""Lines of Notices that were written before there were codes: read from their sentences, once.

The run that does so writes the codes beside them, and every later one goes by those alone. The
sentences are those of the days when there were no codes, in any language.
"""

from typing import Final

from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.line_codes import LetterCode
from sheets_sync.notices.ledger.notice import State
from sheets_sync.words import in_every_language

_STEM: Final = 15
"""Characters of a text about doubt that no other text begins with."""


def code_before(kind: str, state: str, number: int) -> LetterCode:
    """The code of the letter ``number`` whose cells of Kind and State say so.

    A kind in words of nobody's is a reminder of its own; what is called neither sent nor
    uncertain had not gone, for all that anybody knows.
    """
    named, ordinal = _kind(kind) or (Kind.REMINDER, number)
    return LetterCode(named, ordinal, _state(state))


def _kind(text: str) -> tuple[Kind, int] | None:
    words, _, ordinal = text.rpartition(" ") if text[-1:].isdecimal() else (text, "", "0")
    for kind in Kind:
        texts = in_every_language(f"notice.{kind}")
        if words in [each.removesuffix(" {ordinal}") for each in texts]:
            return kind, int(ordinal)
    return None


def _state(text: str) -> State:
    if text.startswith(in_every_language("notice.state.SENT")):
        return State.SENT
    uncertain = in_every_language("notice.state.UNCERTAIN")
    doubtful = text.startswith(tuple(each[:_STEM] for each in uncertain))
    return State.UNCERTAIN if doubtful else State.CANCELLED
