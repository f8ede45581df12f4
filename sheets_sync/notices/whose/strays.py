"""Rows under a name that nobody in Clients bears, and whose they were until lately: of one renamed
in that tab first, or left under a name of before (design §17). Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.whose.belongings import Belongings
from sheets_sync.notices.whose.row_prints import charges_among, prints_by_client, stray_prints

_Lack: TypeAlias = defaultdict[int, Counter[str]]
"""By row who had it and has not, how often."""


class Stray(NamedTuple):
    """A row of Payments, Log or Prices under a ``name`` of nobody, by its source and sheet row and
    the hash of the rest; the ``owners`` had just that row when last seen, and lack it now: one,
    unless several do. ``left``: those of them, or of all who lack it and more of what stands under
    that name, who are not in Clients any more."""

    role: str
    source: int
    row: int
    name: str
    print: int
    owners: tuple[str, ...]
    left: tuple[str, ...] = ()

    @property
    def of_before(self) -> bool:
        """Whether it stands under the name that it had: its client left Clients."""
        return self.name in self.owners


def strays_of(known: Belongings, book: Book, changes: Changes | None = None) -> tuple[Stray, ...]:
    """Those of a book that are ``known`` to have been somebody's, or were in Log until it
    ``changes``; of several who lack the same row those are it who lack most of the rows under its
    name. Who is there and lacks it comes before who left Clients with it."""
    if not any(map(len, book.strays.values())):
        return ()
    here = {fold(each.name) for each in book.clients}
    lost = _lost(known, book, changes)
    rows = [*_lost_rows(book, lost)]
    likely: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in rows:
        likely[each.name].update(each.owners)
    found = []
    for each in rows:
        lack = lost[each.print]
        of_those, alike = {who for who in lack if who in here}, likely[each.name]
        if each.name in lack and not of_those:
            owners: tuple[str, ...] = (each.name,)
        else:
            owners = _likeliest(of_those or lack, alike)
        most = max((alike[who] for who in of_those), default=0)
        left = _likeliest((who for who in lack if alike[who] > most), alike)
        lost[each.print] = lack - Counter(owners)
        found += [each._replace(owners=owners, left=left if of_those else owners)] if owners else []
    return tuple(found)


def lacked(those: Iterable[Stray]) -> dict[str, list[int]]:
    """By client the rows of theirs that stand under a name of nobody."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in those:
        for who in each.owners:
            found[who].append(each.print)
    return found


def _likeliest(lack: Iterable[str], likely: Mapping[str, int]) -> tuple[str, ...]:
    lack = (*lack,)
    most = max((likely[who] for who in lack), default=0)
    return tuple(who for who in lack if likely[who] == most)


def _lost_rows(book: Book, lost: Mapping[int, Counter[str]]) -> Iterator[Stray]:
    """The rows under a name of nobody that are ``lost``, with all who lack them."""
    wanted = np.fromiter(lost, np.uint64, len(lost))
    for role, rows, prints in stray_prints(book):
        at = np.flatnonzero(np.isin(prints, wanted))
        columns = (rows[name].iloc[at].tolist() for name in ("source", "row", "name"))
        for source, row, name, print_ in zip(*columns, prints[at].tolist(), strict=True):
            yield Stray(role, source, row, name, print_, tuple(lost[print_]))


def _lost(known: Belongings, book: Book, changes: Changes | None) -> _Lack:
    now, found = prints_by_client(book), defaultdict[int, Counter[str]](Counter)
    for who, rows in known.items():
        for row, times in (Counter(rows) - Counter(now.get(who, ()))).items():
            found[row][who] = times
    if changes is not None:
        _find_charges(found, changes, book)
    return found


def _find_charges(lost: _Lack, changes: Changes, book: Book) -> None:
    """Add who lost charges that stand under a name of nobody; who has such again lacks none."""
    wanted = [prints for role, _, prints in stray_prints(book) if role == "log"]
    if not wanted:
        return
    edited = changes.changed
    went = np.concatenate([changes.gone, edited])
    came = np.concatenate([changes.added, changes.partner[edited]])
    for who, row in charges_among(changes.before, went, wanted[0]):
        lost[row][who] += 1
    for who, row in charges_among(changes.now, came, wanted[0]):
        lost[row] -= Counter({who: 1})
