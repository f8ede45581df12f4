"""What statements told, by whose account it is by now (design §17). Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import TypeAlias

from sheets_sync.notices.ledger.notice import Notice

ToldStatements: TypeAlias = Mapping[tuple[str, str], Sequence[Notice]]
"""By client and currency the statements that they may have, by month."""


def told_statements(gone: Iterable[Notice], said: Iterable[Notice]) -> ToldStatements:
    """Of the notices that are ``gone`` the statements that another may follow on, by their sums;
    where somebody ``said`` whose new name a client's is, they have what went under the former one
    by then. Of two of one month that of their own name is the last."""
    found: dict[tuple[str, str], list[Notice]] = {}
    for each in gone:
        if each.kind.tells_a_month:
            found.setdefault((each.client, each.currency), []).append(each)
    for word in sorted((each for each in said if each.same_as), key=lambda each: each.moment):
        for client, currency in [key for key in found if key[0] == word.same_as]:
            theirs = [e for e in found[client, currency] if e.offered <= word.moment]
            own = found.get((word.client, currency), [])
            found[word.client, currency] = [*theirs, *own]
    known = {who: _known_to_the_last(own) for who, own in found.items()}
    return {who: own for who, own in known.items() if own}


def _known_to_the_last(statements: Iterable[Notice]) -> list[Notice]:
    """By month those after the last one whose sums nobody knows, taken over from the tab where a
    state of before was put back: what followed on an earlier one would tell its month again."""
    newest_first = sorted(statements, key=lambda each: each.ordinal)[::-1]
    return [*takewhile(lambda each: each.closing is not None, newest_first)][::-1]


def statement_before(month: int, told: Sequence[Notice]) -> Notice | None:
    """The last one of those of months before the one of that number."""
    at = bisect_left(told, month, key=lambda each: each.ordinal)
    return told[at - 1] if at else None
