"""Postings that changed after the day on which they were first seen (POSTED_CHANGED, F25).

An amendment is remembered as the posting first was and where its row stands now, so that every
rerun finds it again, wherever staff moved the row, and forgets it once the row is as it was. What
was charged and lost its charge on the very day on which it was first seen is remembered likewise,
and told to nobody: a slip that nobody has mended yet (``uncharged``), until it is charged again.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.changes import Changes, Posted, match, posted
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import to_date
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import (
    Indices,
    SeenRows,
    joined,
    mixed,
    no_rows,
    with_first_seen,
)
from sheets_sync.billing.tables import BLANK
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass

GONE: Final = NONE


@dataclass(frozen=True)
class Amendments:
    """Postings amended: ``old`` as they first were, ``noticed`` on which day, and ``at``: their
    index in the seen rows of the run that this belongs to, GONE where they are no more.
    """

    old: SeenRows
    noticed: NDArray[np.int32]
    at: Indices

    def __len__(self) -> int:
        return len(self.at)

    def where(self, keep: NDArray[np.bool_]) -> "Amendments":
        """Those that ``keep`` is true for."""
        return Amendments(self.old.take(np.flatnonzero(keep)), self.noticed[keep], self.at[keep])


@dataclass(frozen=True)
class LogMemory:
    """What a run leaves to the next one: the rows that it saw, and what was amended in them."""

    rows: SeenRows
    amendments: Amendments


def amend(before: LogMemory | None, changes: Changes, today: int, history_days: int) -> LogMemory:
    """The memory after a run on day ``today`` that found ``changes`` against ``before``.

    Amendments noticed ``history_days`` ago or earlier are forgotten, as are those whose day,
    client and charge are again what they were.
    """
    known = before.amendments if before else _NOTHING
    followed = _follow(known, changes, today)
    followed = followed.where(followed.noticed > today - history_days)
    restored, rows = _restored(followed, changes)
    kept = followed.where(~restored & ~_is_over(followed, rows))
    fresh = _fresh(known, changes, today)
    fresh = fresh.where(~_is_over(fresh, rows))
    both = Amendments(
        joined(kept.old, fresh.old),
        np.concatenate([kept.noticed, fresh.noticed]),
        np.concatenate([kept.at, fresh.at]),
    )
    return LogMemory(rows, both)


def posted_changed(memory: LogMemory) -> tuple[Finding, ...]:
    """A POSTED_CHANGED for each amendment of a posting of an earlier day: ``text`` is the charge
    now ("" where the row is gone), ``near`` the posting as it was: "2026-03-02 · Call · 150.00".
    """
    told = np.flatnonzero(~_of_one_day(memory.amendments))
    return tuple(_finding(memory, place) for place in told.tolist())


def uncharged(memory: LogMemory, held: SeenRows) -> dict[tuple[int, int], str]:
    """By source and sheet row, the client, folded, of each posting amended that is charged nothing
    any more where it stands, or that is one of the rows ``held`` by a finding: of day, client,
    service and the rest one may differ."""
    amendments = memory.amendments.where(memory.amendments.old.charge != 0)
    now = memory.rows.take(amendments.at[amendments.at != GONE])
    now = now.take(np.flatnonzero(now.charge == BLANK))
    each = zip(now.source.tolist(), now.row.tolist(), now.client.tolist(), strict=True)
    found = {(source, row): fold(now.clients[who]) for source, row, who in each}
    lost = amendments.old.take(_lost(amendments, memory.rows))
    for same in _ALL_BUT_ONE if len(held) else ():
        found = {**_alike(lost, held, same), **found}
    return found


def _lost(amendments: Amendments, rows: SeenRows) -> Indices:
    """The postings that are gone, or taken for a row of another day, client or service."""
    lost, there = amendments.at == GONE, np.flatnonzero(amendments.at != GONE)
    itself, *_ = _ALL_BUT_ONE
    old, now = amendments.old.take(there), rows.take(amendments.at[there])
    lost[there] = itself(old) != itself(now)
    return np.flatnonzero(lost)


def months_gone(memory: LogMemory) -> set[tuple[str, int]]:
    """Client, folded, and month, 1 to 12, of the postings that are gone."""
    amendments = memory.amendments
    old = amendments.where((amendments.at == GONE) & (amendments.old.charge != 0)).old
    each = zip(old.client.tolist(), old.day.tolist(), strict=True)
    return {(fold(old.clients[who]), to_date(day).month) for who, day in each}


def _alike(
    old: SeenRows, held: SeenRows, same: Callable[[SeenRows], Hashes]
) -> dict[tuple[int, int], str]:
    """By source and sheet row of one ``held``, the client, folded, of the ``old`` that is alike."""
    theirs, hashes = dict(zip(same(old).tolist(), old.client.tolist(), strict=True)), same(held)
    rows = np.flatnonzero(np.isin(hashes, np.array([*theirs], np.uint64)))
    found = held.take(rows)
    each = zip(found.source.tolist(), found.row.tolist(), hashes[rows].tolist(), strict=True)
    return {(source, row): fold(old.clients[theirs[key]]) for source, row, key in each}


_ALL_BUT_ONE: Final[tuple[Callable[[SeenRows], Hashes], ...]] = (
    lambda rows: mixed(rows.day, rows.client_ids, rows.service_ids),
    lambda rows: mixed(rows.day, rows.client_ids, rows.rest),
    lambda rows: mixed(rows.client_ids, rows.service_ids, rows.rest),
    lambda rows: mixed(rows.day, rows.service_ids, rows.rest),
)


_NOTHING: Final = Amendments(no_rows(), np.empty(0, np.int32), np.empty(0, np.int64))


def _follow(known: Amendments, changes: Changes, today: int) -> Amendments:
    """``known`` with the places of this run; an amended row edited again is noticed anew."""
    there = known.at != GONE
    at, noticed = known.at.copy(), known.noticed.copy()
    at[there] = changes.partner[known.at[there]]
    again = np.zeros(len(known), np.bool_)
    again[there] = changes.edited[known.at[there]] | (at[there] == GONE)
    noticed[again & ~_of_one_day(known)] = today
    return Amendments(known.old, noticed, at)


def _restored(followed: Amendments, changes: Changes) -> tuple[NDArray[np.bool_], SeenRows]:
    """Which rows that had gone came back as they were; they are no new rows then."""
    gone = np.flatnonzero(followed.at == GONE)
    back, added = match(
        _identity(followed.old.take(gone)), _identity(changes.now.take(changes.added))
    )
    first_seen = changes.now.first_seen.copy()
    first_seen[changes.added[added]] = followed.old.first_seen[gone[back]]
    restored = np.zeros(len(followed), np.bool_)
    restored[gone[back]] = True
    return restored, with_first_seen(changes.now, first_seen)


def _fresh(known: Amendments, changes: Changes, today: int) -> Amendments:
    """Postings that this run finds gone or edited for the first time."""
    before = changes.before
    touched = changes.edited | (changes.partner == NONE)
    touched &= before.charge != BLANK
    touched[known.at[known.at != GONE]] = False
    old = np.flatnonzero(touched)
    return Amendments(before.take(old), np.full(len(old), today, np.int32), changes.partner[old])


def _of_one_day(amendments: Amendments) -> NDArray[np.bool_]:
    """Which were noticed on the day on which their rows were first seen."""
    same: NDArray[np.bool_] = amendments.noticed == amendments.old.first_seen
    return same


def _is_over(amendments: Amendments, rows: SeenRows) -> NDArray[np.bool_]:
    """Which are as they were, or, of one day, charged whatever else."""
    there = np.flatnonzero(amendments.at != GONE)
    over = _as_before(amendments, rows)
    charged = rows.charge[amendments.at[there]] != BLANK
    over[there] |= charged & _of_one_day(amendments)[there]
    return over


def _as_before(amendments: Amendments, rows: SeenRows) -> NDArray[np.bool_]:
    same = np.zeros(len(amendments), np.bool_)
    there = np.flatnonzero(amendments.at != GONE)
    old, new = amendments.old.take(there), rows.take(amendments.at[there])
    same[there] = _money(old) == _money(new)
    return same


def _money(rows: SeenRows) -> NDArray[np.uint64]:
    return mixed(rows.day, rows.client_ids, rows.charge)


def _identity(rows: SeenRows) -> NDArray[np.uint64]:
    return mixed(rows.day, rows.client_ids, rows.service_ids, rows.rest, rows.charge)


def _finding(memory: LogMemory, index: int) -> Finding:
    amendments, rows = memory.amendments, memory.rows
    old, at = posted(amendments.old, index), int(amendments.at[index])
    was = f"{to_date(old.day).isoformat()} · {old.service} · {_amount(old)}"
    if at == GONE:
        source = int(amendments.old.source[index])
        return Finding(Code.POSTED_CHANGED, "log", source, 0, "date", client=old.client, near=was)
    new = posted(rows, at)
    return Finding(
        Code.POSTED_CHANGED,
        "log",
        int(rows.source[at]),
        int(rows.row[at]),
        _field(old, new),
        text=_amount(new),
        client=new.client,
        month=to_date(new.day).isoformat()[:7],
        near=was,
    )


def _field(old: Posted, new: Posted) -> str:
    if old.day != new.day:
        return "date"
    return "client" if fold(old.client) != fold(new.client) else "service"


def _amount(row: Posted) -> str:
    return "" if row.charge is None else to_major(row.charge, row.currency)
