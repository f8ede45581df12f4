"""Names match however they are typed (design §4, §15).

``fold`` is who somebody is: what remembers clients goes by it. ``alike`` is how a name is looked
for among known ones, ``shape`` how it looks to the eye, which proves nothing.
"""

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

_MARKS_OF_TEXT: Final = "\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufe00-\ufe0f\u115f\u1160\u3164"
"""Further unseen ones: directions, as messengers put them around names, variants, fillers."""
_STROKES: Final = "\u02d7\u058a\u1806\u2043\u2e3a\u2e3b\u2500\u2501"
_APOSTROPHES: Final = (
    "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u055a\u05f3\u2018-\u201b\u2032\u2035\ua78c"
)
_PAIRS: Final = "\u201f\u275d\u275e\u301d-\u301f\u05f4"
_TYPESET: Final = re.compile(
    f"(?P<unseen>[{_MARKS_OF_TEXT}])|(?P<dash>[{_STROKES}])"
    f"|(?P<quote>['{_APOSTROPHES}]{{2}}|[{_PAIRS}])|(?P<apostrophe>[{_APOSTROPHES}]"
    "|(?:^| )[\u0301\u0313])"
)
"""What is typeset otherwise in two names that are surely one. An accent that stands alone is an
apostrophe of some keyboards, which NFKC makes a space of, and an accent."""
UNSEEN: Final = re.compile(f"[{_UNSEEN}{_MARKS_OF_TEXT}]")
"""Whatever nobody sees in a text."""
_LETTERS: Final = re.compile(f"[{_MARKS_OF_TEXT}{_STROKES}{_APOSTROPHES}{_PAIRS}\\u0301\\u0313]")
_PLAIN: Final = {"unseen": "", "dash": "-", "quote": '"', "apostrophe": "'"}

SHAPES: Final = str.maketrans("abcehijkmopstxyαβεηικμορτυχ", "авсенијкморѕтхуавенікмортух")
"""Latin and Greek letters that look like Cyrillic ones, small or large, as those."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)  # the same headers and clients over and over
def fold(name: str) -> str:
    """``name`` as it is compared: NFKC, casefolded, spaces collapsed and trimmed, ё as е, unseen
    characters and a trailing dot gone, dashes and quotes each one."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(LOOK_ALIKE)
    text = " ".join(text.split())
    return text.rstrip(".").rstrip() or text


@lru_cache(maxsize=4096)
def alike(name: str) -> str:
    """``name`` as it is looked for: folded, its apostrophes one, and what else typewriters and
    typesetters make otherwise. Two who are known stay two, whose names are alike so: see
    ``reading.clients``."""
    folded = fold(name)
    return plainly(folded) if may_be_typeset(folded) else folded


def may_be_typeset(folded: str) -> bool:
    """Whether there is anything in a text that ``plainly`` may change: quick to say."""
    return "''" in folded or _LETTERS.search(folded) is not None


def plainly(folded: str) -> str:
    """A folded name with plain apostrophes, dashes and quotes."""
    text = _TYPESET.sub(lambda found: _PLAIN[found.lastgroup or "unseen"], folded)
    text = " ".join(text.split())
    return text.rstrip(".").rstrip() or text or folded


def shape(name: str) -> str:
    """How ``name`` looks, whatever alphabet its letters are of: equal for "Сoт" and "Cот"."""
    return alike(name).translate(SHAPES)


def mixed_letters(name: str) -> bool:
    """Whether a word of ``name`` has Latin letters among Cyrillic ones, or the reverse."""
    return any(len(_scripts(word)) > 1 for word in _WORD.findall(name))


def _scripts(word: str) -> set[str]:
    found = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return found & {"LATIN", "CYRILLIC"}
