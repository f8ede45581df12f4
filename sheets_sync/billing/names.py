"""Names match however they are typed (design §4, §15): one folding for headers and cells alike."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSEEN: Final = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphens, zero-width characters, marks of direction, byte order marks."""

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES: Final = "«»„“”‟‹›"
LOOK_ALIKE: Final = str.maketrans({
    **dict.fromkeys(_UNSEEN, ""), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, '"'),
    "ё": "е",
})  # fmt: skip
"""What becomes of characters that look alike, or are not seen."""

LOOKED_AT: Final = re.compile(f"[{_UNSEEN}{_DASHES}{_QUOTES}ё]")
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)  # the same headers and clients over and over
def fold(name: str) -> str:
    """``name`` as it is compared: NFKC, casefolded, spaces collapsed and trimmed, ё as е, unseen
    characters and a trailing dot gone, dashes and quotes each one."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(LOOK_ALIKE)
    text = " ".join(text.split())
    return text.rstrip(".").rstrip() or text


def mixed_letters(name: str) -> bool:
    """Whether a word of ``name`` has Latin letters among Cyrillic ones, or the reverse."""
    return any(len(_scripts(word)) > 1 for word in _WORD.findall(name))


def _scripts(word: str) -> set[str]:
    found = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return found & {"LATIN", "CYRILLIC"}
