"""A client's book without their youngest charges (design §17). Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from sheets_sync.billing.accounts import CHARGED, Accounts
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.notices.plan.moved_charges import Charge


def book_without(book: Book, accounts: Accounts, code: int, left_out: Iterable[Charge]) -> Book:
    """``book`` with the log of the client ``code`` alone, and of that without ``left_out``: of
    charges that are alike the last ones. ``accounts`` are those of ``book``."""
    log, left = accounts.log, Counter(left_out)
    charged = log["state"].to_numpy() == CHARGED
    columns = [log[name].to_numpy() for name in ("day", "service", "charge")]
    kept = []
    for at in np.flatnonzero(log["client"].to_numpy() == code)[::-1].tolist():
        day, service, amount = (int(column[at]) for column in columns)
        charge = Charge(day, fold(book.services[service]), amount)
        if charged[at] and left[charge]:
            left[charge] -= 1
        else:
            kept.append(at)
    return replace(book, log=book.log.iloc[kept[::-1]].reset_index(drop=True))
