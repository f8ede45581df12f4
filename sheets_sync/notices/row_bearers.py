"""Whose rows went to whom: who bears by now what a client had when they were asked to pay, whatever
the name and in whatever order tabs were renamed (design §17). Pure.

Some rows of each who is asked are kept as hashes, no more than tell them apart. Whoever came to
rows after that, and has most of those that are still there, may be that client: renamed, or copied
with the old row of Clients left where it was.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, mixed, name_hashes
from sheets_sync.billing.tables import Book
from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass
from sheets_sync.notices.known_rows import KnownRow, KnownRows
from sheets_sync.notices.outbox_ledger import Ledger

_Whose: TypeAlias = NDArray[np.int32]
_OfWhom: TypeAlias = NDArray[np.bool_]
"""By client code."""

_MANY: Final = 64
_EVER: Final = datetime.min.replace(tzinfo=UTC)
"""Since when there are rows that were there before anybody looked."""


@dataclass(frozen=True)
class Borne:
    """By client what ``KnownRow`` has of rows, as a run found it."""

    prints: Mapping[str, frozenset[int]]
    bearers: Mapping[str, frozenset[str]]
    filled: Mapping[str, datetime]


def rows_borne(
    before: KnownRows, settled: Mapping[str, int | None], book: Book, ledger: Ledger, now: datetime
) -> Borne:
    """What a run at ``now`` that read ``book`` finds of that, ``before`` being what the last one
    left; ``settled`` as ``KnownRow`` has it, by client."""
    here = {fold(each.name): code for code, each in enumerate(book.clients)}
    owing, filled = _owing(ledger, settled), _filled(before, here, book, now)
    came = {who: _came(at, who, filled) for who, at in owing.items()}
    kept = {who: before[who].prints for who in owing if who in before and before[who].prints}
    asked = {who for who in (*owing, *ledger.episodes) if who in here}
    rows = _Rows(book, [here[who] for who in asked.union(*came.values())])
    kept = {who: each for who, each in kept.items() if not rows.stay(each, here.get(who))}
    prints = {who: rows.some(here[who]) for who in asked} | kept
    bearers = {
        who: rows.bearers(prints[who], here.get(who), {each: here[each] for each in those})
        for who, those in came.items()
        if who in prints
    }
    return Borne(prints, _stay_known(before, here) | bearers, filled)


def _stay_known(before: KnownRows, here: Collection[str]) -> dict[str, frozenset[str]]:
    """Who came to the rows of those who are gone: so it is known still when nothing is owed any
    more, since the invoice was paid or withdrawn."""
    return {
        who: row.bearers.intersection(here)
        for who, row in before.items()
        if row.bearers and who not in here
    }


def _owing(ledger: Ledger, settled: Mapping[str, int | None]) -> dict[str, datetime]:
    """When each was first asked for the latest invoice of theirs, which nobody has seen paid."""
    latest = {each.number: who for (who, _), each in ledger.invoices.items()}
    found: dict[str, datetime] = {}
    for each in ledger.gone:
        who = latest.get(each.invoice or 0)
        if who is not None and (each.invoice or 0) > (settled.get(who) or 0):
            found.setdefault(who, each.offered)
    return found


def _filled(
    before: KnownRows, here: Mapping[str, int], book: Book, now: datetime
) -> dict[str, datetime]:
    """By client of whom there are rows, since when there are."""
    known = any(each.filled for each in before.values())
    tables = (book.payments, book.log)
    codes = {*np.concatenate([each["client"].unique() for each in tables]).tolist()}
    with_rows = (who for who, code in here.items() if code in codes)
    return {
        who: (before.get(who, KnownRow()).filled or now) if known else _EVER for who in with_rows
    }


def _came(asked: datetime, who: str, filled: Mapping[str, datetime]) -> frozenset[str]:
    """The names that came to rows since one was ``asked``."""
    return frozenset(each for each, since in filled.items() if since > asked and each != who)


class _Rows:
    """The rows of some clients, by code, as hashes."""

    def __init__(self, book: Book, codes: Collection[int]) -> None:
        wanted = np.zeros(len(book.clients) + 1, np.bool_)
        wanted[[*codes]] = True
        paid, charged = _payments(book, wanted), _charges(book, wanted)
        hashes, whose = np.append(paid[0], charged[0]), np.append(paid[1], charged[1])
        order = np.argsort(whose, kind="stable")
        self._hashes, self._whose = hashes[order], whose[order]
        self._own: dict[int, Hashes] = {}

    def some(self, code: int) -> frozenset[int]:
        """As many of one's rows as tell them apart: the same ones whatever else is there."""
        return frozenset(self._of(code)[:_MANY].tolist())

    def stay(self, prints: frozenset[int], own: int | None) -> bool:
        """Whether most of them are their owner's still: then they are as these have them now."""
        return own is not None and 2 * len(self._among(prints, own)) > len(prints)

    def bearers(
        self, prints: frozenset[int], own: int | None, others: Mapping[str, int]
    ) -> frozenset[str]:
        """Those of the ``others`` (by name) who have most of the ``prints`` that anybody has, and
        more than their ``own``er, who may be gone."""
        theirs = {name: self._among(prints, code) for name, code in others.items()}
        left = self._among(prints, own) if own is not None else frozenset[int]()
        there = left.union(*theirs.values())
        return frozenset(
            name
            for name, each in theirs.items()
            if 2 * len(each) > len(there) and len(each) > len(left)
        )

    def _among(self, prints: frozenset[int], code: int) -> frozenset[int]:
        """Those of the ``prints`` that are rows of one."""
        wanted, own = np.array([*prints], np.uint64), self._of(code)
        places = np.searchsorted(own, wanted)
        there = places < len(own)
        there[there] = own[places[there]] == wanted[there]
        return frozenset(wanted[there].tolist())

    def _of(self, code: int) -> Hashes:
        """All of one's, each once, in their order."""
        if code not in self._own:
            first, last = np.searchsorted(self._whose, (code, code + 1))
            self._own[code] = np.unique(self._hashes[first:last])
        return self._own[code]


def _payments(book: Book, wanted: _OfWhom) -> tuple[Hashes, _Whose]:
    rows = book.payments
    at, whose = _rows_of(rows["client"].to_numpy(), wanted)
    return mixed(*(rows[name].to_numpy()[at] for name in ("kind", "day", "amount"))), whose


def _charges(book: Book, wanted: _OfWhom) -> tuple[Hashes, _Whose]:
    rows = book.log
    at, whose = _rows_of(rows["client"].to_numpy(), wanted)
    services = name_hashes(book.services)[rows["service"].to_numpy()[at]]
    columns = (rows[name].to_numpy()[at] for name in ("day", "quantity", "minutes", "agreed"))
    return mixed(services, *columns), whose


def _rows_of(clients: _Whose, wanted: _OfWhom) -> tuple[Indices, _Whose]:
    at = np.flatnonzero(wanted[clients])
    return at, clients[at]
