"""Channels and members of staff that are nearly known ones: hints, not errors (design §15).

A channel a slip of the finger away from an agreed one is no typical error in anybody's name.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.accounts import HELD, Accounts
from sheets_sync.billing.days import month_of
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.likeness import nearly
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE

_OFTEN: Final = 20
"""A member of staff with so many rows is known."""
_SELDOM: Final = 2
"""One with more rows than that is no slip."""


def meant_channel(channel: str, terms: Terms) -> str:
    """The known channel that a folded one nearly is; "" where it is known, or like none."""
    known = terms.channels | terms.personal_channels
    if channel in known:
        return ""
    return next((each for each in sorted(known) if nearly(channel, each)), "")


def near_names(book: Book, accounts: Accounts, terms: Terms) -> list[Finding]:
    """NEAR_NAME at each row whose channel or member of staff is nearly a known one."""
    channels = [meant_channel(fold(name), terms) for name in book.channels]
    kept = accounts.log["state"].to_numpy() != HELD
    staff = accounts.log["staff"].to_numpy()[kept]
    rows = np.bincount(staff[staff != NONE], minlength=len(book.staff)).tolist()
    return [
        *_found(book, accounts, "channel", book.channels, channels),
        *_found(book, accounts, "staff", book.staff, _meant_staff(book.staff, rows)),
    ]


def _meant_staff(names: Sequence[str], rows: Sequence[int]) -> list[str]:
    often = [name for name, count in zip(names, rows, strict=True) if count >= _OFTEN]
    return [
        next((each for each in often if nearly(fold(name), fold(each))), "")
        if count <= _SELDOM
        else ""
        for name, count in zip(names, rows, strict=True)
    ]


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
