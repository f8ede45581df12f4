"""Names that are near each other, whoever wrote them: for offers, and for doubt. Pure.

A bank writes "ROMASHKA-PLUS TOO" of whom the workbook calls "Ромашка Плюс". None of this proves
whose money it is; it says that it may be another's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from sheets_sync.billing.names import SHAPES, alike

_ALIKE: Final = 0.85
"""How like two whole names have to be (Jaro-Winkler): 1 is the same."""

_IN_PART: Final = 88
"""How like a name has to be to a part of a longer one, in per cent."""

_SAME_WORD: Final = 0.9
"""How like two words have to be of which one is the other in a case of its language."""

STEM: Final = 4
"""Letters that such words have at least, and begin alike with."""

_START: Final = 2
"""Letters that a word keeps in whatever case and spelling."""

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
_MIXED: Final = re.compile(r"\w*(?:[a-z][а-яіїєґ]|[а-яіїєґ][a-z])\w*")
"""A word of two scripts: somebody typed it under two layouts."""

_SINGLE: Final = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ACCENTS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
"""Those of Latin letters: without its breve й would be another letter."""


def plain_words(name: str) -> str:
    """The words of a text, small, one space between two: "Cone-Invest/2026" is "cone invest
    2026"."""
    return " ".join(re.findall(r"\w+", alike(name).replace("+", " plus ")))


def in_latin(name: str) -> str:
    """As ``plain_words``, in plain Latin letters where there are such: "Ромашка" is "romashka"."""
    return plain_words(romanised(unmixed(alike(name))))


def with_letters_joined(words: str) -> str:
    """Words with three or more single letters beside each other as one: "a c m e" is "acme"."""
    return _SINGLE.sub(lambda found: found[0].replace(" ", ""), words)


def unmixed(folded: str) -> str:
    """A folded text whose words are of one script each: Latin letters amid Cyrillic ones are those
    that they look like."""
    return _MIXED.sub(lambda word: word[0].translate(SHAPES), folded)


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


def stands_loosely_in(name: str, text: str, *, inflected: bool = False) -> bool:
    """Whether all words of a name stand in a text, in whatever order, as its letters or its
    initial: "petr ivanov" in "ivanov p s" or "ivanov petr sergeevich". One whole word does at
    least. ``inflected``: be it in another case of its language."""
    words, left = name.split(), text.split()
    if len(words) < 2 and not inflected:
        return stands_in(name, text)
    if not {word[0] for word in words} <= {each[0] for each in left}:
        return False
    whole = False
    for word in sorted(words, key=len, reverse=True):
        same = _first_same(word, left, inflected=inflected, initial=len(words) > 1)
        if same is None:
            return False
        whole = whole or min(len(word), len(same)) > 2
        left.remove(same)
    return whole


def _first_same(word: str, words: Collection[str], *, inflected: bool, initial: bool) -> str | None:
    """The word itself among some, else one that is it in another case, or is its initial."""
    if word in words:
        return word
    for each in (each for each in words if each[:1] == word[:1]):
        short, long = sorted((len(each), len(word)))
        if (initial and short == 1 and long > 1 and not word.isdecimal()) or (
            inflected and short >= STEM and _likeness(word, each) >= _SAME_WORD
        ):
            return each
    return None


def _likeness(one: str, other: str) -> float:
    """How like two are (Jaro-Winkler), their words in whatever order."""
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - slow to import

    like = JaroWinkler.normalized_similarity
    return max(like(one, other), like(_ordered(one), _ordered(other)))


def _ordered(name: str) -> str:
    return " ".join(sorted(name.split()))


class KnownNames:
    """Names, all in Latin, to be looked for among."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = [*names]
        self._ordered = [_ordered(each) for each in self._names]
        self._long = [each for each in self._names if _is_long(each)]
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for start in _starts(name):
                self._by_start[start].append(name)

    def near(self, said: str) -> dict[str, int]:
        """Those that are near one said (in Latin), with their likeness in per cent: alike as a
        whole or in a part, or the one within the other, their words in whatever order."""
        if not said:
            return {}
        found = {*self._in_part(said), *self._alike(said)}
        begun = {name for start in _starts(said) for name in self._by_start[start]}
        found |= {
            each
            for each in begun
            if stands_loosely_in(said, each) or stands_loosely_in(each, said, inflected=True)
        }
        return {each: int(_likeness(said, each) * 100) for each in found}

    def _in_part(self, said: str) -> Iterator[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to import, and most are known

        if _is_long(said):
            scorer, cutoff = fuzz.partial_ratio, _IN_PART
            parts = process.extract(
                said, self._long, scorer=scorer, score_cutoff=cutoff, limit=None
            )
            yield from (name for name, *_ in parts)

    def _alike(self, said: str) -> Iterator[str]:
        from rapidfuzz import process  # noqa: PLC0415 - as above
        from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - as above

        scorer = JaroWinkler.normalized_similarity
        for text, among in ((said, self._names), (_ordered(said), self._ordered)):
            like = process.extract(text, among, scorer=scorer, score_cutoff=_ALIKE, limit=None)
            yield from (self._names[at] for *_, at in like)


def _is_long(name: str) -> bool:
    return len(name) >= _LONG or not name.isascii()


def _starts(name: str) -> set[str]:
    return {word[:_START] for word in name.split()}
