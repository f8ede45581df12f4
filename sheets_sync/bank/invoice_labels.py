"""The prefixes of invoices' labels as payers write them (design §20). Pure.

"INV-17" is INV17, INV/17 and Inv.-17, too; "2026-17" is 2026/17; "А-17" is written with either of
the letters that look so.
"""

import re
from collections.abc import Iterable
from typing import Final

from sheets_sync.billing.names import SHAPES

_SIGNS: Final = " ._/-"
_ANY_SIGN: Final = r"\s*[._/-]+\s*"


def written_prefix(prefix: str, *, behind_word: bool) -> str:
    """The pattern of a folded prefix: with another sign behind its letters, or none; behind figures
    one that is in no day. ``behind_word``: a word for invoices stands before it, so that a space is
    enough. A letter by itself is too little to be written otherwise where no such word is."""
    stem = prefix.rstrip(_SIGNS)
    letters = "".join(map(_looking_like, stem))
    if not stem or not (behind_word or len(stem) > 1):
        return letters + re.escape(prefix[len(stem) :])
    if stem[-1].isdigit():
        return rf"{letters}\s*[/_-]\s*" if behind_word else re.escape(prefix)
    return rf"{letters}(?:{_ANY_SIGN}|{'[ ]' if behind_word and len(stem) > 1 else ''})"


def prefix_meant(written: str, prefixes: Iterable[str]) -> str:
    """Which of the folded prefixes a payer wrote; as it is written where it may be several."""
    known = {*prefixes}
    if written in known:
        return written
    meant = [each for each in known if _bare(each) == _bare(written)]
    return meant[0] if len(meant) == 1 else written


def _bare(prefix: str) -> str:
    return prefix.rstrip(_SIGNS).translate(SHAPES)


def _looking_like(letter: str) -> str:
    shape = letter.translate(SHAPES)
    alike = {chr(code) for code, as_ in SHAPES.items() if chr(as_) == shape}
    return f"[{re.escape(''.join(sorted({letter, shape, *alike})))}]"
