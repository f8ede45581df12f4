"""The Log rows that a run saw, in a form that the next run can hold its own against."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.name_columns import fold_all
from sheets_sync.billing.tables import BLANK, Book
from sheets_sync.columns.texts import Hashes, Texts
from sheets_sync.deferred import dataclass

Indices: TypeAlias = NDArray[np.int64]

SEEN_COLUMNS: Final = {
    "source": "int16",
    "row": "int32",
    "day": "int32",
    "client": "int32",  # code into SeenRows.clients
    "service": "int32",  # code into SeenRows.services
    "minutes": "int64",  # fixed; BLANK
    "charge": "int64",  # minor; BLANK where unpriced
    "first_seen": "int32",  # day of the run that first saw the row
    "rest": "uint64",  # hash of order, quantity, minutes and agreed price
}

_READ: Final = [
    "source", "row", "day", "client", "service", "order", "quantity", "minutes", "agreed"
]  # fmt: skip
_HELD: Final = 2
_UNPRICED: Final = 1
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)
_BLOCK: Final = 2**14
"""So many rows at a time: what they take stays in the processor's cache."""


@dataclass(frozen=True)
class SeenRows:
    """Log rows charged or unpriced, in sheet order: arrays of one length, as SEEN_COLUMNS.

    ``currencies`` go with ``clients``, and ``charge`` is in minor units of them.
    """

    source: NDArray[np.int16]
    row: NDArray[np.int32]
    day: NDArray[np.int32]
    client: NDArray[np.int32]
    service: NDArray[np.int32]
    minutes: NDArray[np.int64]
    charge: NDArray[np.int64]
    first_seen: NDArray[np.int32]
    rest: Hashes
    clients: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.row)

    @property
    def client_ids(self) -> Hashes:
        """The client of each row as a hash that is the same in every run."""
        return name_hashes(self.clients)[self.client]

    @property
    def service_ids(self) -> Hashes:
        """The service of each row as a hash that is the same in every run."""
        return name_hashes(self.services)[self.service]

    def take(self, indices: Indices | slice) -> "SeenRows":
        """The rows at ``indices``, in that order."""
        return replace(self, **{name: getattr(self, name)[indices] for name in SEEN_COLUMNS})


def seen_rows(book: Book, accounts: Accounts, day: int) -> SeenRows:
    """The rows of a run on ``day``, all of them first seen on it."""
    log = accounts.log
    held = log["state"].to_numpy() == _HELD
    if held.any():
        log = log[~held]
    columns: dict[str, Any] = {
        name: log[name].to_numpy(kind) for name, kind in SEEN_COLUMNS.items() if name in log
    }
    unpriced = log["state"].to_numpy() == _UNPRICED
    if unpriced.any():
        columns["charge"] = np.where(unpriced, BLANK, log["charge"].to_numpy())
    columns["first_seen"] = np.full(len(log), day, np.int32)
    columns["rest"] = rest_of(book, log)
    clients = tuple(client.name for client in book.clients)
    currencies = tuple(client.currency for client in book.clients)
    return SeenRows(
        **columns, clients=clients, services=tuple(book.services), currencies=currencies
    )


def held_rows(book: Book, accounts: Accounts, day: int) -> SeenRows:
    """The rows that wait for a finding of theirs to be mended, as far as they could be read."""
    log = accounts.log
    each = [book.held, log[log["state"].to_numpy() == _HELD]]
    rows = pd.concat([rows[_READ] for rows in each if rows is not None], ignore_index=True)
    columns: dict[str, Any] = {
        name: rows[name].to_numpy(kind) for name, kind in SEEN_COLUMNS.items() if name in rows
    }
    columns |= {
        "charge": np.full(len(rows), BLANK, np.int64),
        "first_seen": np.full(len(rows), day, np.int32),
        "rest": rest_of(book, rows),
    }
    clients = tuple(client.name for client in book.clients)
    return SeenRows(**columns, clients=clients, services=tuple(book.services))


def rest_of(book: Book, rows: pd.DataFrame) -> Hashes:
    """``SeenRows.rest`` of rows that have the columns of ``Book.log``."""
    orders = name_hashes(book.orders)[rows["order"].to_numpy()]
    return mixed(orders, *(rows[name].to_numpy() for name in _REST))


_REST: Final = ("quantity", "minutes", "agreed")


def no_rows() -> SeenRows:
    """Seen rows of an empty Log."""
    empty: dict[str, Any] = {name: np.empty(0, kind) for name, kind in SEEN_COLUMNS.items()}
    return SeenRows(**empty)


def with_first_seen(rows: SeenRows, days: NDArray[np.int32]) -> SeenRows:
    """The same rows, first seen on ``days``."""
    return replace(rows, first_seen=days)


def joined(first: SeenRows, second: SeenRows) -> SeenRows:
    """The rows of both, the codes of the second carried over to the names of the first."""
    clients, client = _recoded(first.clients, second.clients, second.client)
    services, service = _recoded(first.services, second.services, second.service)
    second = replace(second, client=client, service=service)
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in SEEN_COLUMNS
    }
    money = dict(zip(second.clients, second.currencies, strict=True))
    money |= dict(zip(first.clients, first.currencies, strict=True))
    currencies = tuple(money[client] for client in clients)
    return SeenRows(**columns, clients=clients, services=services, currencies=currencies)


def name_hashes(names: Sequence[str]) -> Hashes:
    """A hash for each name, folded, and 0 at the end: what code -1, a blank, reads."""
    folded = fold_all(names)
    texts = folded if isinstance(folded, Texts) else Texts.of(folded)
    return np.append(texts.hashes(), np.uint64(0))


def mixed(*columns: NDArray[np.integer]) -> Hashes:
    """One 64-bit hash a row out of integer columns, the same in every run."""
    hashes = np.full(len(columns[0]), _PRIME, np.uint64)
    for at in range(0, len(hashes), _BLOCK):
        total = hashes[at : at + _BLOCK]
        for column in columns:
            part = column[at : at + _BLOCK]
            total ^= part if part.dtype == np.uint64 else part.astype(np.int64).view(np.uint64)
            total *= _PRIME
            total ^= total >> _SHIFT
    return hashes


def _recoded(
    names: tuple[str, ...], others: tuple[str, ...], codes: NDArray[np.int32]
) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    all_names = tuple(dict.fromkeys((*names, *others)))
    place = {name: code for code, name in enumerate(all_names)}
    table = np.array([*(place[name] for name in others), -1], np.int32)
    return all_names, table[codes]
