"""Rows under a name that nobody in Clients bears, and whose they were until lately: of one renamed
in that tab first, or left under a name of before (design §17). Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

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
    that name, who are not in Clients any more. ``maybe``: of whom it is found by that, while one
    of them lacks it: its owners, and who is gone and lacks no less of that name's.
    ``either``: whose it would be were no other row like it taken for theirs, while they lack it."""

    role: str
    source: int
    row: int
    name: str
    print: int
    owners: tuple[str, ...]
    left: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def of_before(self) -> bool:
        """Whether it stands under the name that it had: its client left Clients."""
        return self.name in self.owners


class FoundStray(NamedTuple):
    """What a run leaves to the next of a stray: its name, its hash, of whom it was found, and
    whose it is besides once no other row like it is theirs."""

    name: str
    print: int
    maybe: tuple[str, ...]
    either: tuple[str, ...] = ()

    @classmethod
    def from_list(cls, told: Sequence[Any]) -> "FoundStray":
        """One as JSON has it; raises ``ValueError`` or ``TypeError`` where it makes no sense."""
        name, row, maybe, *either = told
        return cls(name, int(row), tuple(maybe), *map(tuple, either))


def strays_of(
    known: Belongings,
    book: Book,
    changes: Changes | None = None,
    found: Iterable[FoundStray] = (),
) -> tuple[Stray, ...]:
    """Those of a book that are ``known`` to have been somebody's, or were in Log until it
    ``changes``; of several who lack the same row those are it of whom the run before ``found`` it,
    or else who lack most of the rows under its name. Who is there and lacks it comes before who
    left Clients with it."""
    if not any(map(len, book.strays.values())):
        return ()
    here = {fold(each.name) for each in book.clients}
    lost = _lost(known, book, changes)
    rows = [*_lost_rows(book, lost)]
    likely: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in rows:
        likely[each.name].update(each.owners)
    stood = _Stood(found)
    those = dict[int, Stray]()
    for at in sorted(range(len(rows)), key=lambda at: not stood.knows(rows[at])):
        each = rows[at]
        alike, lack = likely[each.name], lost[each.print]
        either = stood.either(each, alike, here)
        were = stood.found(each, lack)
        mine = _stays(each, were, alike, here) if were else _whose(each, [*lack], alike, here)
        lost[each.print] -= Counter(mine.owners)
        those[at] = mine._replace(either=either)
    return tuple(_of_either(each, lost) for _, each in sorted(those.items()) if each.owners)


def found_by(those: Iterable[Stray]) -> tuple[FoundStray, ...]:
    """What a run that found ``those`` leaves of them to the next."""
    return tuple(FoundStray(each.name, each.print, each.maybe, each.either) for each in those)


def lacked(those: Iterable[Stray]) -> dict[str, list[int]]:
    """By client the rows of theirs that stand under a name of nobody."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in those:
        for who in each.owners:
            found[who].append(each.print)
    return found


class _Stood:
    """What stood under names of nobody at the last run, and of whom that found it."""

    def __init__(self, found: Iterable[FoundStray]) -> None:
        self._times = Counter[tuple[str, int]]()
        self._maybe = defaultdict[tuple[str, int], set[str]](set)
        self._either = defaultdict[tuple[str, int], set[str]](set)
        for name, row, maybe, either in found:
            self._times[name, row] += 1
            self._maybe[name, row].update(maybe)
            self._either[name, row].update(either)

    def knows(self, each: Stray) -> bool:
        """Whether one like it stood: that is looked at before any that came since, which would be
        taken for theirs who lack a row like it, and leave the one that stood to nobody."""
        return bool(self._times[each.name, each.print])

    def either(self, each: Stray, alike: Mapping[str, int], here: set[str]) -> tuple[str, ...]:
        """Whose it was when first found, had no row like it been theirs, and who lack one still."""
        if not self.knows(each):
            return _whose(each, each.owners, alike, here).owners
        return tuple(who for who in each.owners if who in self._either[each.name, each.print])

    def found(self, each: Stray, lack: Iterable[str]) -> list[str]:
        """Those who ``lack`` a row still of whom it was found."""
        at = each.name, each.print
        if not self._times[at]:
            return []
        self._times[at] -= 1
        return [who for who in lack if who in self._maybe[at]]


def _of_either(each: Stray, lost: _Lack) -> Stray:
    """The stray as theirs, too, who lack a row like it still: the other was none of theirs."""
    lack = lost[each.print]
    more = tuple(who for who in each.either if who in lack and who not in each.owners)
    lack -= Counter(more)
    return each._replace(owners=each.owners + more)


def _stays(each: Stray, were: Sequence[str], alike: Mapping[str, int], here: set[str]) -> Stray:
    """The stray as theirs who ``were`` found to lack it, whoever lacks more of that name's by now:
    who lost one like it since had their own beside it."""
    now = _whose(each, were, alike, here)
    there = tuple(who for who in were if who in here)
    owners = there or ((each.name,) if each.name in were else tuple(were))
    return now._replace(owners=owners, left=now.left if there else owners, maybe=tuple(were))


def _whose(each: Stray, lack: Sequence[str], alike: Mapping[str, int], here: set[str]) -> Stray:
    """The stray with whose it is of those who ``lack`` it, who lack so many rows ``alike``."""
    there = [who for who in lack if who in here]
    left_alone = each.name in lack and not there
    owners = (each.name,) if left_alone else _likeliest(there or lack, alike)
    most = max((alike[who] for who in there), default=0)
    left = _likeliest((who for who in lack if alike[who] > most), alike) if there else owners
    least = min((alike[who] for who in owners), default=0)
    maybe = tuple(who for who in lack if who == each.name or alike[who] >= least)
    return each._replace(owners=owners, left=left, maybe=maybe)


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
