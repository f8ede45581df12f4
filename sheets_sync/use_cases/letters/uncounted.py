"""Whose letters wait for a charge that a finding keeps from counting: their account only seems to
have recovered, and thanks, or a second invoice for the same money, would go (design §17)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sheets_sync.billing.amendments import LogMemory, months_gone, uncharged
from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import held_rows
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
    told = [each for each in told if each.code is not Code.POSTED_CHANGED]
    if not told:
        return {}
    of_whom = _Whose(reckoned, memory)
    found: dict[str, Finding] = {}
    for each in told:
        who = of_whom.whose(each)
        if who is not None and who not in but:
            found.setdefault(who, each)
    return found


class _Whose:
    """Whose charge a finding at a row of Log keeps from counting."""

    def __init__(self, reckoned: Reckoning, memory: LogMemory) -> None:
        held = held_rows(reckoned.book, reckoned.accounts, reckoned.day)
        self._places = uncharged(memory, held)
        self._gone = months_gone(memory)
        self._put_off = month_of(reckoned.day + _PUT_OFF)

    def whose(self, finding: Finding) -> str | None:
        """The client, folded; None: nobody's."""
        if finding.code is Code.FUTURE_DATE:
            return self._dated_ahead(finding)
        of_row = self._places.get((finding.source, finding.row))
        lost = finding.code is Code.MISSING_CELL and finding.field == "client"
        return of_row if of_row and (lost or fold(finding.client) == of_row) else None

    def _dated_ahead(self, finding: Finding) -> str | None:
        who, late = fold(finding.client), finding.month > self._put_off
        return who if late and (who, int(finding.month[5:])) in self._gone else None


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
