"""Words in a heading amid Prices by which what stands below may be the prices of somebody, of other
days or on other terms: "New clients", "Weekend", "Archive" (design §15)."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.reading.meaning.vocabulary import folded_words, words_by, words_for

_FIELD: Final = "price_sections"
_LONG: Final = 4
"""No shorter word is a day of the week for sure."""


def says_terms(words: Sequence[str]) -> bool:
    """Whether folded words, in their order, say whose the prices are, of when or on what terms."""
    return (
        _holds(words, _whole())
        or _any_begins(words, "begin")
        or words[0] in folded_words(_FIELD, "first")
        or (speaks_of_prices(words) and _any_begins(words, "new"))
    )


def denies(words: Sequence[str]) -> bool:
    """Whether folded words say that something is not so: "no longer offered"."""
    return _holds(words, folded_words(_FIELD, "not"))


def speaks_of_prices(words: Sequence[str]) -> bool:
    """Whether one of the folded words is of prices."""
    return not folded_words(_FIELD, "prices").isdisjoint(words)


def _holds(words: Sequence[str], said: Collection[str]) -> bool:
    """Whether a word or several in a row are one of those that are ``said``."""
    longest = max(len(each.split()) for each in said)
    return any(
        " ".join(words[at : at + many]) in said
        for many in range(1, longest + 1)
        for at in range(len(words) - many + 1)
    )


def _any_begins(words: Sequence[str], key: str) -> bool:
    return any(each.startswith(tuple(folded_words(_FIELD, key))) for each in words)


@cache
def _whole() -> frozenset[str]:
    rates = (word for said in words_by(lambda typed: typed.rates).values() for word in said)
    days = words_for(lambda typed: "|".join(typed.weekdays))
    others = (
        folded_words(_FIELD, "terms")
        | folded_words("other_prices", "second")
        | folded_words("not_kept", "prices.discount")
    )
    said = (*rates, *(each for each in days if len(each) > _LONG))
    return (others | frozenset(map(fold, said))) - folded_words("purposes", "tax")
