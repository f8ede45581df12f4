"""Payments under a name that nobody in Clients bears, and whose they were until lately: one renamed
in Payments first, or left under a name of before (design §17). Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sheets_sync.billing.tables import Book
from sheets_sync.notices.belongings import Belongings, payments_by_client, stray_rows


class Stray(NamedTuple):
    """A payment under a ``name`` of nobody, by its source and sheet row and the hash of the rest;
    the ``owners`` had just that row when last seen, and lack it now: one, unless several do."""

    source: int
    row: int
    name: str
    print: int
    owners: tuple[str, ...]

    @property
    def of_before(self) -> bool:
        """Whether it stands under the name that it had: its client left Clients."""
        return self.name in self.owners


def strays_of(known: Belongings, book: Book) -> tuple[Stray, ...]:
    """Those of a book that are ``known`` to have been somebody's; of several who lack the same row
    those are it who lack most of the rows under its name."""
    if not len(book.strays):
        return ()
    lost, rows = _lost(known, book), list(stray_rows(book))
    likely: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, _, name, print_ in rows:
        likely[name].update(lost.get(print_, {}).keys())
    found = []
    for source, row, name, print_ in rows:
        lack = lost.get(print_, Counter())
        owners = (name,) if name in lack else _likeliest(lack, likely[name])
        lost[print_] = lack - Counter(owners)
        found += [Stray(source, row, name, print_, owners)] if owners else []
    return tuple(found)


def lacked(those: Iterable[Stray]) -> dict[str, list[int]]:
    """By client the rows of theirs that stand under a name of nobody."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in those:
        for who in each.owners:
            found[who].append(each.print)
    return found


def _likeliest(lack: Iterable[str], likely: Mapping[str, int]) -> tuple[str, ...]:
    most = max((likely[who] for who in lack), default=0)
    return tuple(who for who in lack if likely[who] == most)


def _lost(known: Belongings, book: Book) -> dict[int, Counter[str]]:
    """By row who had it and has not, how often."""
    now, found = payments_by_client(book), defaultdict[int, Counter[str]](Counter)
    for who, rows in known.items():
        left = Counter(rows) - Counter(each for each, _ in now.get(who, ()))
        for row, times in left.items():
            found[row][who] = times
    return found
