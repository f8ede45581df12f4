"""Names that are near each other, whoever wrote them: for offers, and for doubt. Pure.

A bank writes "ROMASHKA-PLUS TOO" of whom the workbook calls "Ромашка Плюс". None of this proves
whose money it is; it says that it may be another's.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from sheets_sync.billing.names import alike

_ALIKE: Final = 0.85
"""How like two whole names have to be (Jaro-Winkler): 1 is the same."""

_IN_PART: Final = 88
"""How like a name has to be to a part of a longer one, in per cent."""

_LONG: Final = 6
"""Letters from which on a likeness in part is more than chance; other scripts say more in fewer."""

_CYRILLIC: Final = str.maketrans({
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya",
    **dict(zip("іїєґўәғқңөұүһ", "iieguagknouuh", strict=True)),
})  # fmt: skip
"""Cyrillic letters as most banks write them."""

_STROKED: Final = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e",
})  # fmt: skip
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ACCENTS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
"""Those of Latin letters: without its breve й would be another letter."""


def plain_words(name: str) -> str:
    """The words of a text, small, one space between two: "Cone-Invest/2026" is "cone invest
    2026"."""
    return " ".join(re.findall(r"\w+", alike(name).replace("+", " plus ")))


def in_latin(name: str) -> str:
    """As ``plain_words``, in plain Latin letters where there are such: "Ромашка" is "romashka"."""
    return plain_words(romanised(alike(name)))


def romanised(folded: str) -> str:
    """A folded text in Latin letters without accents, as banks write what they have no letters
    for."""
    return _plain(folded.translate(_CYRILLIC))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_STROKED))
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", letters))


def spellings(word: str) -> set[str]:
    """A folded word as people and banks write it: as it is, without its accents, and with an e
    behind for what German writes with two points."""
    return {word, _plain(word), _plain(word.translate(_UMLAUTS))}


def stands_in(name: str, text: str) -> bool:
    """Whether the words of a name stand beside each other in a text; a letter is no name."""
    return len(name) > 1 and f" {name} " in f" {text} "


def near(said: str, names: Collection[str]) -> dict[str, int]:
    """The names that are near one said (all in Latin), with their likeness in per cent: alike as a
    whole or in a part, or the one within the other."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to import, and most are known
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - as above

    if not said:
        return {}
    long = [each for each in names if len(each) >= _LONG or not each.isascii()]
    parts = process.extract(
        said, long, scorer=fuzz.partial_ratio, score_cutoff=_IN_PART, limit=None
    )
    found = {each for each in names if stands_in(each, said) or stands_in(said, each)}
    found |= {name for name, *_ in parts} if len(said) >= _LONG or not said.isascii() else set()
    likeness = JaroWinkler.normalized_similarity
    whole = {each: likeness(said, each) for each in names}
    return {
        each: int(like * 100) for each, like in whole.items() if like >= _ALIKE or each in found
    }
