"""The known name that a mistyped one probably meant (design §4)."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from sheets_sync.billing.names import fold

_LEAST: Final = 0.8
"""Names less alike than this are no offer: 1 is the same, and a like beginning counts for more."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The name of ``known`` most like ``name``, as it is written there; "" where none is near."""
    from rapidfuzz import process  # noqa: PLC0415 - slow to import, and most names are known
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - as above

    by_fold = _by_fold(tuple(known))
    found = process.extractOne(
        fold(name), by_fold, scorer=JaroWinkler.normalized_similarity, score_cutoff=_LEAST
    )
    return found[2] if found else ""


@lru_cache(maxsize=8)
def _by_fold(names: tuple[str, ...]) -> Mapping[str, str]:
    """Folded names by the names themselves: looked through for every unknown name of a tab."""
    return {name: fold(name) for name in names}
