"""The known name that a mistyped one probably meant (design §4)."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from sheets_sync.billing.names import alike, fold, shape

_LEAST: Final = 0.8
"""Names less alike than this are no offer: 1 is the same, and a like beginning counts for more."""


def meant(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``name`` is: the same letter by letter, or the only one alike;
    "" where there is none."""
    known = tuple(known)
    same = [each for each in known if fold(each) == fold(name)]
    so = same or [each for each in known if alike(each) == alike(name)]
    return so[0] if same or len(so) == 1 else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The name of ``known`` most like ``name``, as it is written there; "" where none is near.
    One that looks the same goes before all others."""
    from rapidfuzz import process  # noqa: PLC0415 - slow to import, and most names are known
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - as above

    known = tuple(known)
    if (looks_so := _by_shape(known).get(shape(name))) is not None:
        return looks_so
    by_fold = _by_fold(known)
    found = process.extractOne(
        fold(name), by_fold, scorer=JaroWinkler.normalized_similarity, score_cutoff=_LEAST
    )
    return found[2] if found else ""


@lru_cache(maxsize=8)
def _by_shape(names: tuple[str, ...]) -> Mapping[str, str]:
    """The names by how they look; of several that look so the first."""
    return {shape(name): name for name in reversed(names)}


@lru_cache(maxsize=8)
def _by_fold(names: tuple[str, ...]) -> Mapping[str, str]:
    """Folded names by the names themselves: looked through for every unknown name of a tab."""
    return {name: fold(name) for name in names}
