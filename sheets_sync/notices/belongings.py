"""Which rows bore whose name, so that a later run finds whose they became (design §17). Pure.

Rows are known by hashes of what they say beside the name: of each client their payments, and, of
one who left Clients, the latest of their charges, too, which are in no account any more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from sheets_sync.billing.changes import Changes
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, SeenRows, mixed
from sheets_sync.billing.tables import Book
from sheets_sync.columns.texts import Hashes
from sheets_sync.notices.money_in import MONEY

Belongings: TypeAlias = Mapping[str, Sequence[int]]
"""By client (folded name) the hashes of rows that bear their name, or did when they left."""

_BITS: Final = np.uint64((1 << 48) - 1)
"""So much of a hash is kept: no two rows of a book are one by chance."""
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
    for who, rows in _left_behind(changes, here).items():
        known[who] = [*known.get(who, ()), *rows]
    known |= {who: [row for row, _ in own] for who, own in payments_by_client(book).items()}
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
    here = {fold(each.name) for each in book.clients}
    gone = {row: who for who, rows in before.items() if who not in here for row in rows}
    for who, row in _charges(changes.now, changes.added, gone):
        yield MovedRow(gone[row], who, "log")
    yield from _moved_payments(before, book, there, lacking)


def _moved_payments(
    before: Belongings, book: Book, there: Collection[str], lacking: Belongings
) -> Iterator[MovedRow]:
    now = payments_by_client(book)
    lost: defaultdict[int, list[str]] = defaultdict(list)
    for who, rows in before.items():
        stay = [*(each for each, _ in now.get(who, ())), *lacking.get(who, ())]
        for row in (Counter(rows) - Counter(stay)).elements():
            lost[row].append(who)
    for who, own in now.items() if lost else ():
        money = dict(own)
        new = Counter(row for row, _ in own) - Counter(before.get(who, ()) if who in there else ())
        for row in new.elements():
            if lost[row]:
                yield MovedRow(lost[row].pop(), who, "payments", money[row])


def _left_behind(changes: Changes, here: set[str]) -> dict[str, list[int]]:
    """By those who are not ``here``, but were before, the latest of their charges."""
    rows, clients = changes.before, changes.before.clients
    found = {}
    for code, name in enumerate(clients):
        if fold(name) not in here:
            own = changes.gone[rows.client[changes.gone] == code][-_LATEST:]
            found[fold(name)] = _hashes(rows, own).tolist()
    return found


def _charges(rows: SeenRows, at: Indices, wanted: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Clients and hashes of those rows that are ``wanted``."""
    if not wanted or not len(at):
        return
    hashes = _hashes(rows, at)
    hits = np.isin(hashes, np.fromiter(wanted, np.uint64, len(wanted)))
    clients = rows.client[at][hits].tolist()
    for code, row in zip(clients, hashes[hits].tolist(), strict=True):
        yield fold(rows.clients[code]), row


def _hashes(rows: SeenRows, at: Indices) -> Hashes:
    own = rows.take(at)
    return mixed(own.day, own.service_ids, own.rest) & _BITS


def payments_by_client(book: Book) -> dict[str, list[tuple[int, int]]]:
    """By client their payments: the hash of each, and what of it is money that somebody paid."""
    client, kind, amount = (book.payments[name].to_numpy() for name in ("client", "kind", "amount"))
    money = np.where(np.isin(kind, MONEY), amount, 0)
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    names = [fold(each.name) for each in book.clients]
    rows = zip(client.tolist(), _prints(book.payments).tolist(), money.tolist(), strict=True)
    for code, row, paid in rows:
        found[names[code]].append((row, paid))
    return found


def stray_rows(book: Book) -> Iterator[tuple[int, int, str, int]]:
    """Of payments under a name of nobody: source, sheet row, the folded name, and the hash."""
    rows = book.strays
    columns = (rows[name].tolist() for name in ("source", "row", "name"))
    yield from zip(*columns, _prints(rows).tolist(), strict=True)


def _prints(payments: pd.DataFrame) -> Hashes:
    return mixed(*(payments[name].to_numpy() for name in ("day", "kind", "amount"))) & _BITS
