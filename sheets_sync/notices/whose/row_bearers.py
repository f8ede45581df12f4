"""Whose rows went to whom: who bears by now what a client had when they were asked to pay, whatever
the name and in whatever order tabs were renamed (design §17). Pure.

Some rows of each who is asked are kept as hashes, no more than tell them apart. Whoever came to
rows after that, and has most of those that are still there, may be that client: renamed, or copied
with the old row of Clients left where it was. What another had then, or has, just so (a retainer of
the same day and sum) tells nothing of anybody.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, mixed, name_hashes
from sheets_sync.billing.tables import Book
from sheets_sync.columns.texts import Hashes
from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.whose.known_rows import KnownRow, KnownRows
from sheets_sync.notices.whose.telling_apart import told_same

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
    emptied: Mapping[str, datetime]


def rows_borne(
    before: KnownRows, settled: Mapping[str, int | None], book: Book, ledger: Ledger, now: datetime
) -> Borne:
    """What a run at ``now`` that read ``book`` finds of that, ``before`` being what the last one
    left; ``settled`` as ``KnownRow`` has it, by client."""
    here = {fold(each.name): code for code, each in enumerate(book.clients)}
    owing, filled = _owing(ledger, settled), _filled(before, here, book, now)
    there = _There(before, told_same(ledger.notices))
    came = {who: there.later(_came(at, who, filled), who, at) for who, at in owing.items()}
    kept = {who: before[who].prints for who in owing if who in before and before[who].prints}
    asked = {who for who in (*owing, *ledger.episodes) if who in here}
    rows = _Rows(book, [here[who] for who in asked.union(*came.values())])
    kept = {who: each for who, each in kept.items() if not rows.stay(each, here.get(who))}
    prints = {who: rows.some(here[who]) for who in asked} | kept
    bearers = dict[str, frozenset[str]]()
    for who in came.keys() & prints.keys():
        own, those = here.get(who), {each: here[each] for each in came[who]}
        bearers[who] = rows.bearers(prints[who], own, those)
        if bearers[who]:
            beside = there.beside(who, owing[who], {*prints, *here} - came[who], here)
            telling = prints[who].difference(*(prints.get(each, ()) for each in beside))
            telling -= _had_by([here[each] for each in beside if each in here], telling, book)
            bearers[who] = rows.bearers(telling, own, those)
    emptied = _emptied(before, filled, now)
    return Borne(prints, _stay_known(before, here) | bearers, filled, emptied)


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


def _emptied(before: KnownRows, filled: Collection[str], now: datetime) -> dict[str, datetime]:
    """By client who had rows, there or gone, and has none, since when that is so."""
    had = {who: row for who, row in before.items() if row.filled or row.emptied}
    return {who: row.emptied or now for who, row in had.items() if who not in filled}


def _came(asked: datetime, who: str, filled: Mapping[str, datetime]) -> frozenset[str]:
    """The names that came to rows since one was ``asked``."""
    return frozenset(each for each, since in filled.items() if since > asked and each != who)


@dataclass(frozen=True)
class _There:
    """Who was in Clients at what time: ``known`` is what the last run left, ``same`` has whose new
    name a client's is, as a person said."""

    known: KnownRows
    same: Collection[tuple[str, str]]

    def by(self, moment: datetime, who: str) -> bool:
        """Whether a run up to the ``moment`` found them in Clients."""
        row = self.known.get(who)
        stays = [*row.stays, (row.came, row.left)] if row is not None else []
        return any(came is None or came <= moment for came, _ in stays)

    def beside(
        self, who: str, moment: datetime, others: Collection[str], here: Collection[str]
    ) -> list[str]:
        """The ``others`` than one who are ``here``, or were there by the ``moment``."""
        return [each for each in others if each != who and (each in here or self.by(moment, each))]

    def later(self, names: Collection[str], gone: str, moment: datetime) -> frozenset[str]:
        """The ``names``, less the new ones of those who were there by the ``moment`` beside the one
        who is ``gone``: what they have of that one's rows they had then. Whose new name that one
        is, too, was nobody beside them."""
        own = {gone, *self._formers(gone, set())} if names else set[str]()
        return frozenset(
            each
            for each in names
            if not any(self.by(moment, former) for former in self._formers(each, own))
        )

    def _formers(self, who: str, but: AbstractSet[str]) -> set[str]:
        """All whose new name it is, one after the other."""
        found = {former for name, former in self.same if name == who} - but
        return found.union(*(self._formers(each, found | but) for each in found))


class _Rows:
    """The rows of some clients, by code, as hashes."""

    def __init__(self, book: Book, codes: Collection[int]) -> None:
        hashes, whose = _hashes(book, codes)
        few = len(book.clients) <= np.iinfo(np.uint16).max
        short = whose.astype(np.uint16) if few else whose  # numpy sorts these without comparing
        order = np.argsort(short, kind="stable")
        self._hashes, self._whose = hashes[order], whose[order]

    def some(self, code: int) -> frozenset[int]:
        """As many of one's rows as tell them apart: the same ones whatever else is there."""
        own = self._of(code)
        least = np.unique(own[own <= _likely(len(own))])
        if len(least) < _MANY:
            least = np.unique(own)
        return frozenset(least[:_MANY].tolist())

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
        own = self._of(code)
        near = own[own <= np.uint64(max(prints, default=0))]  # prints are the least of somebody's
        return prints.intersection(near.tolist())

    def _of(self, code: int) -> Hashes:
        """All of one's."""
        first, last = np.searchsorted(self._whose, (code, code + 1))
        return self._hashes[first:last]


def _likely(rows: int) -> np.uint64:
    """Below it there are more than enough of so many rows' hashes, but for rows that are equal."""
    return np.uint64(min(4 * _MANY * 2**64 // max(rows, 1), 2**64 - 1))


def _had_by(codes: Collection[int], prints: frozenset[int], book: Book) -> frozenset[int]:
    """Those of the ``prints`` that are rows of some clients, by code."""
    hashes, _ = _hashes(book, codes)
    return frozenset(hashes[np.isin(hashes, np.array([*prints], np.uint64))].tolist())


def _hashes(book: Book, codes: Collection[int]) -> tuple[Hashes, _Whose]:
    """What rows of some clients say, by code, and whose each is."""
    wanted = np.zeros(len(book.clients) + 1, np.bool_)
    wanted[[*codes]] = True
    paid, charged = _payments(book, wanted), _charges(book, wanted)
    return np.append(paid[0], charged[0]), np.append(paid[1], charged[1])


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
