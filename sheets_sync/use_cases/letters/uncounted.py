"""Whose letters wait for a charge that a finding keeps from counting: their account only seems to
have recovered, and thanks, or a second invoice for the same money, would go (design §17)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sheets_sync.billing.amendments import LogMemory, uncharged
from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.notices.plan.books import Books
from sheets_sync.reading.roles.waiting_letters import with_letters_held
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.wording import describe
from sheets_sync.words.speaking import Words

_PUT_OFF: Final = 62
"""Days within which work is put off; a later one is a slip of the pen."""


def uncounted(
    reckoned: Reckoning, memory: LogMemory, but: Collection[str] = ()
) -> dict[str, Finding]:
    """By client, folded, the first finding at a row of theirs that was charged on an earlier day
    and is charged nothing now; ``memory`` is what this run leaves of Log. None of those in
    ``but``, whose currency is another now: that is asked about by itself."""
    if not len(memory.amendments):
        return {}
    told = [each for each in reckoned.findings if each.role == "log"]
    told = [each for each in told if not _is_a_word(each, reckoned.day)]
    places = uncharged(memory, {(each.source, each.row) for each in told})
    found: dict[str, Finding] = {}
    for each in told if places else ():
        who = places.get((each.source, each.row))
        if who is not None and who == fold(each.client) and who not in but:
            found.setdefault(who, each)
    return found


def _is_a_word(finding: Finding, today: int) -> bool:
    """Whether it tells of what a person meant: a change, or work that was put off a little."""
    put_off = finding.code is Code.FUTURE_DATE and finding.month <= month_of(today + _PUT_OFF)
    return put_off or finding.code is Code.POSTED_CHANGED


def with_uncounted_held(reckoned: Reckoning, those: dict[str, Finding]) -> Reckoning:
    """The same, with the letters of those clients held."""
    if not those:
        return reckoned
    clients = with_letters_held(reckoned.book.clients, those)
    return replace(reckoned, book=replace(reckoned.book, clients=clients))


def naming_cells(
    books: Books, those: dict[str, Finding], reckoned: Reckoning, words: Words
) -> Books:
    """The books, with the cells that are to be mended first."""
    at = {
        who: describe(each, reckoned.places, reckoned.book, words).place
        for who, each in those.items()
    }
    return replace(books, mended_at={**at, **books.mended_at}) if at else books
