"""Channels, members of staff and orders that are nearly known ones: hints, not errors (§15).

A channel a slip of the finger away from an agreed one is no typical error in anybody's name.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.accounts import HELD, Accounts
from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.likeness import nearly
from sheets_sync.billing.name_columns import looking_alike
from sheets_sync.billing.names import alike, shape
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE

_OFTEN: Final = 20
"""A member of staff with so many rows is known."""
_OFTEN_IN_A_SMALL_LOG: Final = 5
_SMALL_PART: Final = 5
"""A fifth of a log's rows are as good as 20 of them."""
_SELDOM: Final = 2
"""One with more rows than that is no slip, unless it looks the same; beside a name with less than
20 rows one with more than one."""
_MOST_ORDERS: Final = 20_000
"""Where there are more, none is held against another: each run would pay for it."""


def meant_channel(channel: str, terms: Terms) -> str:
    """The known channel that one (``alike``) nearly is; "" where it is known, or like none."""
    known = terms.channels | terms.personal_channels
    if channel in known:
        return ""
    looks = shape(channel)
    return next((e for e in sorted(known) if shape(e) == looks or nearly(channel, e)), "")


def near_names(book: Book, accounts: Accounts, terms: Terms) -> list[Finding]:
    """NEAR_NAME at each row whose channel or member of staff is nearly a known one."""
    channels = [meant_channel(alike(name), terms) for name in book.channels]
    kept = accounts.log["state"].to_numpy() != HELD
    meant_staff = _meant_staff(book.staff, _rows(accounts, "staff", kept, len(book.staff)))
    orders = [""] * len(book.orders)
    if len(orders) <= _MOST_ORDERS:
        orders = looking_alike(book.orders, _rows(accounts, "order", kept, len(orders)))
    return [
        *_found(book, accounts, "channel", book.channels, channels),
        *_found(book, accounts, "staff", book.staff, meant_staff),
        *_found(book, accounts, "order", book.orders, orders),
    ]


def _rows(accounts: Accounts, field: str, kept: NDArray[np.bool_], names: int) -> list[int]:
    """How many rows have each of so many ``names``."""
    codes = accounts.log[field].to_numpy()[kept]
    counts: list[int] = np.bincount(codes[codes != NONE], minlength=names).tolist()
    return counts


def _meant_staff(names: Sequence[str], rows: Sequence[int]) -> list[str]:
    looks_so = looking_alike(names, rows)
    counted = list(zip(names, rows, strict=True))
    part = max(_OFTEN_IN_A_SMALL_LOG, sum(rows) // _SMALL_PART)
    often = [name for name, count in counted if count >= _OFTEN]
    known = {1: [name for name, count in counted if count >= min(part, _OFTEN)], _SELDOM: often}
    return [
        looks or _slip(name, known.get(count, ()))
        for (name, count), looks in zip(counted, looks_so, strict=True)
    ]


def _slip(name: str, known: Sequence[str]) -> str:
    return next((each for each in known if nearly(alike(name), alike(each))), "")


def _found(
    book: Book, accounts: Accounts, field: str, names: Sequence[str], meant: Sequence[str]
) -> Iterator[Finding]:
    """A finding at each counted row whose name of ``field`` was meant to be another."""
    if not any(meant):
        return
    log = accounts.log
    slip = np.array([bool(each) for each in (*meant, "")])
    at = np.flatnonzero(slip[log[field].to_numpy()] & (log["state"].to_numpy() != HELD))
    columns = (
        log[key].to_numpy()[at].tolist()
        for key in ("source", "row", "day", "client", "staff", field)
    )
    for source, row, day, client, staff, code in zip(*columns, strict=True):
        yield Finding(
            Code.NEAR_NAME, "log", source, row, field,
            text=names[code],
            client=book.clients[client].name,
            staff=book.staff[staff] if staff != NONE else "",
            month=month_of(day),
            near=meant[code],
        )  # fmt: skip
