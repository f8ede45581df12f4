"""What the tabs of a workbook tell of each other, before ``init`` proposes lines: invoices are no
payments, a team are no clients (design §15)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from sheets_sync.billing.names import alike, fold
from sheets_sync.reading.layout import (
    CLIENTS,
    HEADER_ROWS,
    LOG,
    PAYMENTS,
    PRICES,
    STAFF_ROLES,
    Role,
)
from sheets_sync.reading.meaning.vocabulary import folded_words
from sheets_sync.reading.sources.guessed_tab import Guess
from sheets_sync.reading.sources.matching import Aliases, matches, other_headers, texts_in
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.patterns import fits
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_WORDS: Final = re.compile(r"\w+")
_STEM: Final = 4
"""No shorter word of a tab's name tells by how it begins: pay, in."""


def are_sums_asked(tab: Tab, found: Guess) -> bool:
    """Whether what looks like payments is a list of invoices or of expenses, by the tab's name or a
    column of days by which to pay: nobody's money came by it."""
    words = _WORDS.findall(fold(tab.ref))
    if found.role != PAYMENTS.key or any(map(_tells_of_paying, words)):
        return False
    rows = (row for row in _first_rows(tab) if _has_sums(tab, row, found))
    headers = {text for row in rows for _, text in texts_in(tab, row)}
    lists, due = folded_words("unpaid", "lists"), folded_words("unpaid", "due")
    return not (lists.isdisjoint(words) and due.isdisjoint(headers))


def _has_sums(tab: Tab, row: int, found: Guess) -> bool:
    """Whether the row has the header of amounts."""
    known = matches(tab, row, PAYMENTS, {}, set(), "")
    return "amount" in known or any(
        True
        for header in (found.headers.get("amount"), *found.choices)
        for _ in _headed(tab, row, header)
    )


def weighed(
    found: Sequence[Guess], snapshot: Snapshot, logs: Sequence[Sought], aliases: Aliases
) -> list[Guess]:
    """The guesses as the names in logs tell, guessed ones and those of the config: clients stand in
    the column that has names of the log's, in one tab alone, and no staff of the log are clients or
    services."""
    names = {
        key: _in_guessed(found, snapshot, key) | _in_known(snapshot, logs, aliases, key)
        for key in ("client", "service", "staff")
    }
    kept: list[Guess] = []
    clients: set[str] = set()
    for each in sorted(found, key=lambda guess: _is_by_another(guess, names, snapshot)):
        tab = _tab(snapshot, each)
        better = _by_names(each, tab, names["client"]) if each.role == CLIENTS.key else each
        key = _NAMED.get(each.role, "")
        own = _texts(tab, better, key) if key else set()
        if own & names["staff"] and not own & names.get(key, set()):
            continue
        if each.role == CLIENTS.key:
            if own & clients:
                continue
            clients |= own
        kept.append(better)
    refs = [each.ref for each in found]
    return sorted(kept, key=lambda guess: refs.index(guess.ref))


_NAMED: Final = {CLIENTS.key: "client", PRICES.key: "service"}


def _is_by_another(found: Guess, names: dict[str, set[str]], snapshot: Snapshot) -> bool:
    """Whether a guess is one of clients, none of whom the log has by its column."""
    tab = _tab(snapshot, found)
    return found.role == CLIENTS.key and not _texts(tab, found, "client") & names["client"]


def _by_names(found: Guess, tab: Tab, names: set[str]) -> Guess:
    """A guess of clients by the column that has most names of the log's, where its own has none."""
    if not names or _texts(tab, found, "client") & names:
        return found
    for row in _first_rows(tab):
        email = next(_headed(tab, row, found.headers.get("email")), None)
        among = [at for at, _ in texts_in(tab, row) if at != email]
        many = {at: len(_below(tab, row, at) & names) for at in among}
        at = max(among, key=lambda each: many[each], default=None)
        if at is not None and many[at]:
            header = str(tab.columns[at][row - 1]).strip()
            return replace(found, headers={**found.headers, "client": header})
    return found


def _in_known(snapshot: Snapshot, logs: Sequence[Sought], aliases: Aliases, key: str) -> set[str]:
    """The texts of a column of the logs that are read already."""
    wanted = [each.ref for each in logs] or LOG.names
    texts: set[str] = set()
    for tab in snapshot.tabs.values():
        if any(fits(tab.ref, ref) for ref in wanted):
            texts |= _column_of(tab, LOG, key, aliases, None)
    return texts


def _in_guessed(found: Sequence[Guess], snapshot: Snapshot, key: str) -> set[str]:
    """The texts of a column of all tabs that are guessed to be logs."""
    logs = [each for each in found if each.role == LOG.key]
    return {text for each in logs for text in _texts(_tab(snapshot, each), each, key)}


def _texts(tab: Tab, found: Guess, key: str) -> set[str]:
    """The texts below the header of a column, as names are looked for."""
    return _column_of(tab, STAFF_ROLES[found.role], key, {}, found.headers.get(key))


def _column_of(tab: Tab, role: Role, key: str, aliases: Aliases, header: str | None) -> set[str]:
    for row in _first_rows(tab):
        known = matches(tab, row, role, aliases, {*tab.marks.values()}, "")
        at = next(_headed(tab, row, header), next(iter(known.get(key, ())), None))
        if at is not None:
            return _below(tab, row, at)
    return set()


def _headed(tab: Tab, row: int, header: str | None) -> Iterator[int]:
    cells = ((at, column[row - 1]) for at, column in enumerate(tab.columns))
    return (at for at, cell in cells if header and str(cell).strip() == header)


def _below(tab: Tab, row: int, at: int) -> set[str]:
    return {alike(cell) for cell in tab.columns[at][row:] if isinstance(cell, str) and cell.strip()}


def _first_rows(tab: Tab) -> range:
    return range(1, min(tab.height, HEADER_ROWS) + 1)


def _tab(snapshot: Snapshot, found: Guess) -> Tab:
    return snapshot.others.get(found.ref) or snapshot.tabs[found.ref]


def _tells_of_paying(word: str) -> bool:
    return any(word.startswith(each) for each in _paying())


@cache
def _paying() -> frozenset[str]:
    """Words of a tab's name that say that money came: "Paid invoices"."""
    words = {*PAYMENTS.names, *other_headers(PAYMENTS.key)["amount"]}
    came = {*map(fold, words)} | folded_words("unpaid", "arrived")
    return frozenset(each for each in came if len(each) >= _STEM)
