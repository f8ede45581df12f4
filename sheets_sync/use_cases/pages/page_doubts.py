"""Whose page stays as it is, since nobody has said yet whose account it would show (design §19).

Who has an address reads what stands there: it must never be another client's account or details.
"""

from collections.abc import Iterable, Iterator

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.whose.suspects import questions, suspected
from sheets_sync.notices.whose.telling_apart import told_apart_in
from sheets_sync.state.published import PublishedPage


def pages_that_stay(books: Books, ledger: Ledger, pages: Iterable[PublishedPage]) -> frozenset[str]:
    """The folded names of clients whose page is neither written nor taken down, ``pages`` being
    those that there are: those exchanged with another one (CLIENT_EXCHANGED), those half-way from
    one name to another, be that a new one or another client's, and those who are gone while a
    person is asked who is their new name."""
    exchanged = books.youth.exchanged
    found = {*exchanged, *(fold(each.other) for each in exchanged.values()), *_half_way(books)}
    found |= _came_as_others_went(books, {each.client for each in pages if each.shown})
    merged = books.youth.merged
    half = books.no_whole({**merged.half, **merged.doubled}, ledger)
    here = {fold(each.name) for each in books.book.clients}
    found |= {*half, *map(fold, half.values()), *(here & {*books.youth.short})}
    if ledger.issued:
        standings = told_apart_in(ledger, books.standings)
        found |= {fold(former) for former in suspected(ledger, standings).values()}
        asked = questions(ledger, standings).values()
        found |= {fold(each.former) for each in asked}
    return frozenset(found)


def _half_way(books: Books) -> Iterator[str]:
    """New names that came with what was that of a former one, and those, where rows still bear the
    former: an account is in two halves then, and neither is what the client owes."""
    heir_of = books.youth.heir_of
    left = _left_behind(books) if heir_of else frozenset[str]()
    for who, gone in heir_of.items():
        if gone & left:
            yield from (who, *(gone & left))


def _came_as_others_went(books: Books, shown: set[str]) -> frozenset[str]:
    """Names that never had a page, and those that are gone with theirs ``shown`` still and rows
    behind them: they came and went at once, so that one may be the other's new name, whatever
    stands beside it."""
    names = {fold(each.name) for each in books.book.clients}
    new, gone = names - shown, shown - names
    gone &= _left_behind(books) if new and gone else frozenset()
    return frozenset(new | gone) if gone else frozenset()


def _left_behind(books: Books) -> frozenset[str]:
    """The folded names that rows bear and no client has."""
    return frozenset(
        fold(each.text or "")
        for each in books.book.findings
        if each.code == Code.UNKNOWN_CLIENT and each.role in ("prices", "payments", "log")
    )
