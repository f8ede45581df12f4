"""Which charges are new as they stand, and which stand no longer (design §17). Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

import numpy as np

from sheets_sync.billing.changes import Changes, match
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, SeenRows, mixed
from sheets_sync.billing.tables import BLANK
from sheets_sync.columns.texts import Hashes


class Charge(NamedTuple):
    """A charge as a letter shows it: serial day, folded service, minor units."""

    day: int
    service: str
    amount: int


Seen: TypeAlias = tuple[str, Charge, datetime]
"""A charge of a client (folded name), and when it was first seen."""


def moved_charges(
    changes: Changes,
) -> tuple[Mapping[str, list[Charge]], list[tuple[str, Charge]], set[str]]:
    """The charges that are new as they stand, by client; those that stand no longer, with their
    clients; and the clients who lost a row."""
    edited, gone = changes.changed, changes.gone
    old = changes.before.take(np.concatenate([edited, gone]))
    new = changes.now.take(np.concatenate([changes.partner[edited], changes.added]))
    at_old, at_new = match(_money(old), _money(new))
    lost = np.setdiff1d(np.arange(len(old)), at_old, assume_unique=True)
    came: defaultdict[str, list[Charge]] = defaultdict(list)
    for who, charge in _charges(new, np.setdiff1d(np.arange(len(new)), at_new)):
        came[who].append(charge)
    deleted = _charges(old, lost[lost >= len(edited)])
    return came, list(_charges(old, lost)), {who for who, _ in deleted}


def charges_without(charges: Iterable[Seen], went: Iterable[tuple[str, Charge]]) -> list[Seen]:
    """``charges`` but for those that ``went``: of charges that are alike the first seen."""
    left = Counter(went)
    stay = []
    for each in charges:
        if left[each[:2]]:
            left[each[:2]] -= 1
        else:
            stay.append(each)
    return stay


def _charges(rows: SeenRows, at: Indices) -> Iterator[tuple[str, Charge]]:
    clients = [fold(name) for name in rows.clients]
    services = [fold(name) for name in rows.services]
    for index in at[rows.charge[at] != BLANK].tolist():
        charge = Charge(
            int(rows.day[index]), services[rows.service[index]], int(rows.charge[index])
        )
        yield clients[rows.client[index]], charge


def _money(rows: SeenRows) -> Hashes:
    return mixed(rows.day, rows.client_ids, rows.service_ids, rows.charge)
