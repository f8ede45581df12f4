"""Whose page stays as it is, since nobody has said yet whose account it would show (design §19).

Who has an address reads what stands there: it must never be another client's account or details.
"""

from collections.abc import Iterator

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.notices.letter_facts import Books
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.renames import suspected


def pages_that_stay(books: Books, ledger: Ledger) -> frozenset[str]:
    """The folded names of clients whose page is neither written nor taken down: those exchanged
    with another one (CLIENT_EXCHANGED), those half-way from one name to another, and those who are
    gone while a person is asked who is their new name."""
    exchanged = books.youth.exchanged
    found = {*exchanged, *(fold(each.other) for each in exchanged.values()), *_half_way(books)}
    if ledger.episodes:
        found |= {fold(former) for former in suspected(ledger, books.standings).values()}
    return frozenset(found)


def _half_way(books: Books) -> Iterator[str]:
    """New names that came with what was that of a former one, and those, where rows still bear the
    former: an account is in two halves then, and neither is what the client owes."""
    heir_of = books.youth.heir_of
    if not heir_of:
        return
    left = {
        fold(each.text or "")
        for each in books.book.findings
        if each.code == Code.UNKNOWN_CLIENT and each.role in ("prices", "payments", "log")
    }
    for who, gone in heir_of.items():
        if gone & left:
            yield from (who, *(gone & left))
