"""What payers and banks write, in every language, as patterns take it (``Typed.purposes``)."""

import re
from collections.abc import Iterable
from functools import cache

from sheets_sync.billing.names import fold
from sheets_sync.words import typed_everywhere


@cache
def words_everywhere(kind: str) -> frozenset[str]:
    """All words of a kind, folded."""
    said = (typed.purposes.get(kind, "") for typed in typed_everywhere())
    return frozenset(fold(word) for each in said for word in each.split("|")) - {""}


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first."""
    return "|".join(map(re.escape, sorted({*words} - {""}, key=len, reverse=True)))


@cache
def words_where(kind: str, beside: str) -> frozenset[str]:
    """All words of a kind in the languages that have one of the kind ``beside``, folded."""
    spoken = (typed.purposes for typed in typed_everywhere() if beside in typed.purposes)
    return frozenset(fold(word) for each in spoken for word in each[kind].split("|"))


@cache
def wordings(kind: str) -> str:
    """All words of a kind as alternatives."""
    return alternatives(words_everywhere(kind))
