"""Which rows bore whose name, so that a later run finds whose they became (design §17). Pure.

Rows are known by hashes of what they say beside the name: of each client their payments and the
prices that are theirs alone, and, of one who left Clients, the latest of their charges, too, which
are in no account any more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, SeenRows
from sheets_sync.billing.tables import Book
from sheets_sync.notices.whose.row_prints import (
    charge_prints,
    charges_among,
    payments_by_client,
    prints_by_client,
    stray_prints,
)

Belongings: TypeAlias = Mapping[str, Sequence[int]]
"""By client (folded name) the hashes of rows that bear their name, or did when they left."""

_LATEST: Final = 100
"""So many charges of one who left tell whose their rows become."""


class MovedRow(NamedTuple):
    """That a row of Log or Payments (``tab``) which bore the name ``gave`` bears ``took`` now (both
    folded), and what of it is money that somebody paid; minor units."""

    gave: str
    took: str
    tab: str
    money: int = 0


def belongings(before: Belongings, changes: Changes, book: Book, lacking: Belongings) -> Belongings:
    """What belongs to whom after a run that read ``book`` and found ``changes`` in Log; with what
    clients are ``lacking``, which stands under names of nobody."""
    here = {fold(each.name) for each in book.clients}
    known = {who: list(rows) for who, rows in before.items() if who not in here}
    for who, rows in _left_behind(changes, book, here).items():
        known[who] = [*known.get(who, ()), *rows]
    known |= prints_by_client(book)
    return known | {
        who: [*known.get(who, ()), *rows] for who, rows in lacking.items() if who in here
    }


def moved_rows(
    before: Belongings,
    changes: Changes,
    book: Book,
    there: Collection[str],
    lacking: Belongings,
) -> Iterator[MovedRow]:
    """The rows that became another's between two runs; ``there`` are the folded names in Clients at
    the first: of who comes back all are new, where another had them meanwhile. What clients are
    ``lacking``, which stands under names of nobody, is nobody else's yet."""
    clients = changes.before.clients, changes.now.clients
    edited = changes.changed
    was, is_ = changes.before.client[edited], changes.now.client[changes.partner[edited]]
    for old, new in {*zip(was.tolist(), is_.tolist(), strict=True)}:
        yield MovedRow(fold(clients[0][old]), fold(clients[1][new]), "log")
    lost = _lost(before, book, lacking)
    wanted = np.fromiter(lost, np.uint64, len(lost))
    for who, row in charges_among(changes.now, changes.added, wanted):
        if who not in lost[row]:
            yield MovedRow(lost[row][-1], who, "log")
    yield from _moved_payments(before, book, there, lost)


def _lost(before: Belongings, book: Book, lacking: Belongings) -> dict[int, list[str]]:
    """By row that is theirs no more who had it before, but for what stands under names of nobody:
    of who left Clients all."""
    now, found = prints_by_client(book), defaultdict[int, list[str]](list)
    for who, rows in before.items():
        stay = [*now.get(who, ()), *lacking.get(who, ())]
        for row in (Counter(rows) - Counter(stay)).elements():
            found[row].append(who)
    return found


def _moved_payments(
    before: Belongings, book: Book, there: Collection[str], lost: Mapping[int, list[str]]
) -> Iterator[MovedRow]:
    for who, own in payments_by_client(book).items() if lost else ():
        money = dict(own)
        new = Counter(row for row, _ in own) - Counter(before.get(who, ()) if who in there else ())
        for row in new.elements():
            if givers := lost.get(row):
                yield MovedRow(givers.pop(), who, "payments", money[row])


def _left_behind(changes: Changes, book: Book, here: set[str]) -> dict[str, list[int]]:
    """By those who are not ``here``, but were before, the latest of their charges: that are gone,
    or stand under their name still, be they taken for another's new row, edited."""
    rows, stay = changes.before, _charges_by_stray(book)
    found = {}
    for code, name in enumerate(rows.clients):
        who = fold(name)
        if who not in here:
            edited = _of_client(code, changes.changed, rows)
            stays = np.isin(charge_prints(rows, edited), stay[who])
            own = np.sort(np.append(_of_client(code, changes.gone, rows), edited[stays]))
            found[who] = charge_prints(rows, own[-_LATEST:]).tolist()
    return found


def _of_client(code: int, at: Indices, rows: SeenRows) -> Indices:
    own: Indices = at[rows.client[at] == code]
    return own


def _charges_by_stray(book: Book) -> defaultdict[str, list[int]]:
    """By name of nobody what the rows of Log under it say."""
    found = defaultdict[str, list[int]](list)
    for role, rows, prints in stray_prints(book):
        for name, row in zip(rows["name"].tolist(), prints.tolist(), strict=True):
            if role == "log":
                found[name].append(row)
    return found
