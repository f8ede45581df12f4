"""What changed in Log between two runs (design §12, ``sync history``).

Rows are a multiset of content: sorting the sheet or inserting a row above changes nothing. What
is left over on both sides is paired where it is plainly the same row, edited; the rest is gone
or added. Everything is done by whole columns and gives the same answer for the same input.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync import deferred
from sheets_sync.billing.seen import Indices, SeenRows, mixed, with_first_seen
from sheets_sync.billing.tables import BLANK
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.texts import Hashes

ChangeKind: TypeAlias = Literal["added", "gone", "changed"]

_MONTH: Final = 31


@dataclass(frozen=True, slots=True)
class Posted:
    """A row as a person sees it; ``minutes`` fixed or None, ``charge`` minor or None."""

    day: int
    client: str
    service: str
    minutes: int | None
    charge: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row added, gone or changed. ``row`` is its place now, or the last one where gone."""

    kind: ChangeKind
    source: int
    row: int
    old: Posted | None
    new: Posted | None


@deferred.dataclass(frozen=True)
class Changes:
    """``now`` held against ``before``.

    ``partner[i]`` is the index in ``now`` of row i of ``before``, -1 where it is gone; ``edited``
    says of each row of ``before`` that its partner differs. ``added`` are the rows of ``now``
    that nobody is the partner of. ``now`` carries ``first_seen`` on from ``before``.
    """

    before: SeenRows
    now: SeenRows
    partner: Indices
    edited: NDArray[np.bool_]
    added: Indices

    @property
    def gone(self) -> Indices:
        """The rows of ``before`` that are there no more."""
        return np.flatnonzero(self.partner == NONE)

    @property
    def changed(self) -> Indices:
        """The rows of ``before`` that are there, edited."""
        return np.flatnonzero(self.edited)

    def details(self, limit: int) -> list[Change]:
        """At most ``limit`` changes: the changed rows, then the gone, then the added."""
        return list(islice(self._each(), limit))

    def _each(self) -> Iterator[Change]:
        for index in self.changed.tolist():
            partner = int(self.partner[index])
            old, new = posted(self.before, index), posted(self.now, partner)
            yield _change("changed", self.now, partner, old, new)
        for index in self.gone.tolist():
            yield _change("gone", self.before, index, posted(self.before, index), None)
        for index in self.added.tolist():
            yield _change("added", self.now, index, None, posted(self.now, index))


def _change(
    kind: ChangeKind, at: SeenRows, index: int, old: Posted | None, new: Posted | None
) -> Change:
    return Change(kind, int(at.source[index]), int(at.row[index]), old, new)


def posted(rows: SeenRows, index: int) -> Posted:
    """Row ``index`` as a person sees it."""
    minutes, charge = int(rows.minutes[index]), int(rows.charge[index])
    return Posted(
        day=int(rows.day[index]),
        client=rows.clients[rows.client[index]],
        service=rows.services[rows.service[index]],
        minutes=None if minutes == BLANK else minutes,
        charge=None if charge == BLANK else charge,
        currency=rows.currencies[rows.client[index]],
    )


def compare(before: SeenRows | None, now: SeenRows) -> Changes:
    """What changed since ``before``; with no run before, nothing did."""
    if before is None:
        none = np.empty(0, np.int64)
        return Changes(now.take(none), now, none, np.empty(0, np.bool_), none)
    top = _alike_from_the_top(before, now)
    rest = slice(top, None)
    pairs, differ = _partners(before.take(rest), now.take(rest))
    partner = np.append(np.arange(top), np.where(pairs == NONE, NONE, pairs + top))
    edited = np.append(np.zeros(top, np.bool_), differ)
    there = np.flatnonzero(partner != NONE)
    added = np.ones(len(now), np.bool_)
    added[partner[there]] = False
    first_seen = now.first_seen.copy()
    first_seen[partner[there]] = before.first_seen[there]
    return Changes(before, with_first_seen(now, first_seen), partner, edited, np.flatnonzero(added))


def _alike_from_the_top(before: SeenRows, now: SeenRows) -> int:
    """How many rows from the first on say the same, seen without hashing them: most often only
    the last ones are new."""
    names = zip(before.clients, now.clients, strict=False)
    services = zip(before.services, now.services, strict=False)
    if any(left != right for left, right in (*names, *services)):
        return 0  # codes stand for other names
    length = min(len(before), len(now))
    alike = np.ones(length, np.bool_)
    for name in ("day", "client", "service", "rest", "charge"):
        alike &= getattr(before, name)[:length] == getattr(now, name)[:length]
    return length if alike.all() else int(alike.argmin())


def match(left: Hashes, right: Hashes) -> tuple[Indices, Indices]:
    """Pair equal hashes, the n-th of the left with the n-th of the right: their indices."""
    _, at_left, at_right = np.intersect1d(
        _numbered(left), _numbered(right), assume_unique=True, return_indices=True
    )
    return at_left, at_right


def _partners(before: SeenRows, now: SeenRows) -> tuple[Indices, NDArray[np.bool_]]:
    """The partner of each row of ``before``, and whether that one differs."""
    old, new = _contents(before), _contents(now)
    partner = np.full(len(before), NONE, np.int64)
    at_old, at_new = match(old, new)
    partner[at_old] = at_new
    free_old = np.flatnonzero(partner == NONE)
    free_new = np.setdiff1d(np.arange(len(now)), at_new, assume_unique=True)
    _pair_edited(before, now, partner, free_old, free_new)
    there = np.flatnonzero(partner != NONE)
    differ = np.zeros(len(before), np.bool_)
    differ[there] = old[there] != new[partner[there]]
    return partner, differ


def _pair_edited(
    before: SeenRows, now: SeenRows, partner: Indices, free_old: Indices, free_new: Indices
) -> None:
    """Fill ``partner`` for rows left over, from the surest sign of one row to the weakest."""
    for likeness in _LIKENESSES:
        if not len(free_old) or not len(free_new):
            return
        old, new = before.take(free_old), now.take(free_new)
        at_old, at_new = match(likeness(old), likeness(new))
        same = _plausible(old.take(at_old), new.take(at_new))
        at_old, at_new = at_old[same], at_new[same]
        partner[free_old[at_old]] = free_new[at_new]
        free_old, free_new = np.delete(free_old, at_old), np.delete(free_new, at_new)


# The same content at another charge; the same place; all the same but one field.
_LIKENESSES: Final[tuple[Callable[[SeenRows], Hashes], ...]] = (
    lambda rows: mixed(rows.day, rows.client_ids, rows.service_ids, rows.rest),
    lambda rows: mixed(rows.source, rows.row),
    lambda rows: mixed(rows.day, rows.client_ids, rows.service_ids),
    lambda rows: mixed(rows.client_ids, rows.service_ids, rows.rest),
    lambda rows: mixed(rows.day, rows.service_ids, rows.rest),
    lambda rows: mixed(rows.day, rows.client_ids, rows.rest),
)


def _plausible(old: SeenRows, new: SeenRows) -> NDArray[np.bool_]:
    """One row, edited, keeps two of day, client and service, and moves by a month at most."""
    alike = (
        (old.day == new.day).astype(np.int8)
        + (old.client_ids == new.client_ids)
        + (old.service_ids == new.service_ids)
    )
    plausible: NDArray[np.bool_] = (alike >= 2) & (np.abs(old.day - new.day) <= _MONTH)
    return plausible


def _contents(rows: SeenRows) -> Hashes:
    return mixed(rows.day, rows.client_ids, rows.service_ids, rows.rest, rows.charge)


def _numbered(hashes: Hashes) -> Hashes:
    """Hashes made unique: the n-th of equal ones is hashed again with n."""
    order = np.argsort(hashes, kind="stable")
    in_order = hashes[order]
    places = np.arange(len(hashes))
    starts = np.r_[True, in_order[1:] != in_order[:-1]][: len(hashes)]
    numbers = places - np.maximum.accumulate(np.where(starts, places, 0))
    numbered = np.empty_like(hashes)
    numbered[order] = mixed(in_order, numbers)
    return numbered
