"""Whether a text names somebody, a client, in whole or in part: "For Acme" (design §15)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.reading.roles.clients import Clients

_WORDS: Final = re.compile(r"[^\W\d_]+")
_ENDING: Final = re.compile(r"(?<=\w{3})[аеиоуыэюяіїєйь]{1,3}$")
"""What a name in Cyrillic letters changes by its case: "Цены Ромашки"."""


class ClientsNamed:
    """The clients by the words of their names, which are gone through once, however many texts."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._by_word: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in (*clients.codes, *clients.namesakes):
            words = _stems(name) - _firms() or _stems(name)
            for word in words:
                self._by_word[word].append(words)

    def names_somebody(self, text: str) -> bool:
        """Whether a text has all words of a client's name, is a part of one, or is nearly one; or
        has the form of a firm in it."""
        words = _stems(text)
        return (
            not _firms().isdisjoint(folded_words_of(text))
            or bool(self._clients.nearest(text))
            or fold(text) in self._clients.namesakes
            or any(name <= words or words <= name for name in self._sharing(words))
        )

    def names_one(self, text: str) -> bool:
        """Whether a text has all words of a client's name."""
        words = _stems(text)
        return any(name <= words for name in self._sharing(words))

    def _sharing(self, words: frozenset[str]) -> Iterator[frozenset[str]]:
        """The words of names that have one of those."""
        return (name for word in words for name in self._by_word.get(word, ()))


def folded_words_of(text: str) -> Iterator[str]:
    """The folded words of a text, in their order, without digits and signs."""
    return map(fold, _WORDS.findall(text))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word) for word in folded_words_of(text))


@cache
def _firms() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.purposes.get("firm", ""))))
