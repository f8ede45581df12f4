"""What statements told, by whose account it is by now (design §17). Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sheets_sync.notices.ledger.notice import Notice

ToldStatements: TypeAlias = Mapping[tuple[str, str], Sequence[Notice]]
"""By client and currency the statements that they may have, by month."""


def told_statements(gone: Iterable[Notice], said: Iterable[Notice]) -> ToldStatements:
    """Of the notices that are ``gone`` the statements whose sums are known; where somebody ``said``
    whose new name a client's is, they have what went under the former one by then. Of two of one
    month that of their own name is the last."""
    found: dict[tuple[str, str], list[Notice]] = {}
    for each in gone:
        if each.kind.tells_a_month and each.closing is not None:
            found.setdefault((each.client, each.currency), []).append(each)
    for word in sorted((each for each in said if each.same_as), key=lambda each: each.moment):
        for client, currency in [key for key in found if key[0] == word.same_as]:
            theirs = [e for e in found[client, currency] if e.offered <= word.moment]
            own = found.get((word.client, currency), [])
            found[word.client, currency] = [*theirs, *own]
    return {who: sorted(own, key=lambda each: each.ordinal) for who, own in found.items()}


def statement_before(month: int, told: Sequence[Notice]) -> Notice | None:
    """The last one of those of months before the one of that number."""
    at = bisect_left(told, month, key=lambda each: each.ordinal)
    return told[at - 1] if at else None
