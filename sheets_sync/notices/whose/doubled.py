"""Whether the rows of one client were copied under another's name, and stand there twice (design
§17). Pure.

Two accounts of one client ask twice for the same money, and a payment under one of the names leaves
the other's invoice unpaid: letters of both wait. Who came to rows in one run are no copies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations
from typing import Final, TypeAlias

from sheets_sync.billing.days import serial
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.invoices.open_invoices import LATE
from sheets_sync.notices.whose.belongings import Belongings
from sheets_sync.notices.whose.known_rows import KnownRow, KnownRows
from sheets_sync.notices.whose.row_prints import charges_of

_CROWD: Final = 10
"""More who paid the same on the same day are no copies of each other."""

Shared: TypeAlias = Mapping[str, tuple[str, datetime]]
"""By client (folded name) the other one of the same rows, and when the later of both came to
them."""


def doubled(known: KnownRows, owned: Belongings, book: Book) -> Shared:
    """Those of a book: their first payments are the same, most payments of each are the other's,
    and most charges, and one came to them later; ``owned`` is what each has."""
    codes = {fold(each.name): code for code, each in enumerate(book.clients)}
    pairs = [*_later({who: owned[who] for who in codes if owned.get(who)}, known)]
    found: dict[str, tuple[str, datetime]] = {}
    for one, other, since in pairs:
        alike = _most(owned[one], owned[other]) and not _begins_alike(book, codes[other], since)
        if alike and _most(*(charges_of(book, codes[who]) for who in (one, other))):
            found |= {one: (other, since), other: (one, since)}
    return found


def _later(owned: Belongings, known: KnownRows) -> Iterator[tuple[str, str, datetime]]:
    """Pairs of the same first row, one of whom came to rows when the other had theirs, and when."""
    groups: defaultdict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for who, rows in owned.items():
        filled = known.get(who, KnownRow()).filled
        if filled is not None:
            groups[rows[0]].append((filled, who))
    for group in groups.values():
        for first, later in combinations(sorted(group), 2) if len(group) <= _CROWD else ():
            if first[0] < later[0]:
                yield first[1], later[1], later[0]


def _begins_alike(book: Book, code: int, since: datetime) -> bool:
    """Whether a client who came to rows then began about that day, with a retainer: one sum is
    paid, one thing charged, again and again. Who else began so is no copy: such rows tell nothing
    of anybody."""
    paid, charged = (table[table["client"] == code] for table in (book.payments, book.log))
    days, charges = [*paid["day"], *charged["day"]], charged[["service", "quantity", "agreed"]]
    alike = paid["amount"].nunique() <= 1 and len(charges.drop_duplicates()) <= 1
    return alike and min(days, default=0) >= serial(since.date()) - LATE


def _most(one: Iterable[int], other: Iterable[int]) -> bool:
    """Whether either is for the most part the other."""
    mine, theirs = Counter(one), Counter(other)
    return 2 * (mine & theirs).total() > max(mine.total(), theirs.total())
