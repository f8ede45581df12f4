"""The accounts of all clients, from decoded tables to balances and flags (design §5-7)."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from sheets_sync.billing.charge_findings import row_findings, tie_findings
from sheets_sync.billing.charges import CHARGED, HELD, UNPRICED, Charges, agreed_prices, charge_log
from sheets_sync.billing.days import month_start
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.flags import (
    BURN_DAYS,
    Flag,
    burn_days,
    days_left,
    flag,
    flag_limit,
)
from sheets_sync.billing.payments import PaidIn, paid_in
from sheets_sync.billing.postings import Postings, post
from sheets_sync.billing.prices import price_list
from sheets_sync.billing.tables import BLANK, Book, Client
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

__all__ = ["CHARGED", "HELD", "UNPRICED", "Account", "Accounts", "Flag", "adds_up", "keep_accounts"]

WEEKS: Final = 12


@dataclass(frozen=True)
class Account:
    """A client's account as of a day. Amounts are minor units of their currency.

    ``charged_30`` are the charges of the last 30 days and ``burn_days`` what burn divides them
    by. ``last_payment`` is the latest of Kind payment, 0 where ``last_payment_day`` is None.
    ``weeks`` are the charges of twelve weeks, oldest first; the last one ends on the day.
    ``funded``: there ever was a payment or an opening. ``flag_since``: since which day the
    balance at the end of each day has meant this flag or a worse one; None where the flag is
    OK, or the account is LOW by its runway alone.
    """

    paid: int
    charged: int
    balance: int
    flag: Flag
    days_left: int | None
    charged_30: int
    burn_days: int
    last_payment_day: int | None
    last_payment: int
    charged_this_month: int
    charged_last_month: int
    unbilled_rows: int
    weeks: tuple[int, ...]
    funded: bool
    flag_since: int | None


@dataclass(frozen=True)
class Accounts:
    """All accounts of a book.

    ``log``: the rows of ``Book.log`` and, beside its columns: state int8 (CHARGED, UNPRICED,
    HELD); price int64 fixed; price_index int32, the position in ``Book.prices`` of the price
    (NONE: an agreed price, or none); terms_index int32, the position of what gave unit, Minimum
    and Step (NONE: a piece); labour int64, fixed minutes (BLANK: unknown, or held), see
    ``Charges``; billable and included int64, fixed minutes where that unit is time,
    else fixed pieces: the quantity after Minimum and Step, and the part of it that was free;
    charge int64 minor; balance int64 minor after the posting. Where a row is not charged, price,
    billable and balance are BLANK, included and charge 0.

    ``postings``: see ``postings.Postings``. ``accounts``: one a client of the book, in its
    order. ``findings``: those of billing.
    """

    log: pd.DataFrame
    postings: pd.DataFrame
    accounts: tuple[Account, ...]
    findings: tuple[Finding, ...]


def keep_accounts(book: Book, terms: Terms, day: int) -> Accounts:
    """The accounts of ``book``, which holds nothing later than ``day`` (a serial)."""
    prices = price_list(book)
    charges = charge_log(book, prices)
    postings = post(book, charges.state == CHARGED, charges.charge)
    return Accounts(
        log=_log(book, charges, postings),
        postings=postings.table,
        accounts=_accounts(book, terms, day, charges, postings),
        findings=(*tie_findings(book, prices.ties), *row_findings(book, charges)),
    )


def adds_up(accounts: Iterable[Account]) -> bool:
    """Whether money in − charged is the balance, in each of the accounts by itself: two that
    are wrong by as much, one up and one down, do not make up for each other (design §9)."""
    return all(each.paid - each.charged == each.balance for each in accounts)


def _log(book: Book, charges: Charges, postings: Postings) -> pd.DataFrame:
    """The log with our columns beside it; the log's own are shared, not copied."""
    agreed = agreed_prices(book.log) != BLANK
    ours = {
        "state": charges.state,
        "price": charges.price,
        "price_index": np.where(agreed, np.int32(NONE), charges.terms),
        "terms_index": charges.terms,
        "labour": charges.labour,
        "billable": charges.billable,
        "included": charges.included,
        "charge": charges.charge,
        "balance": postings.row_balance,
    }
    beside = pd.DataFrame(ours, index=book.log.index, copy=False)
    return pd.concat([book.log, beside], axis=1)


def _accounts(
    book: Book, terms: Terms, day: int, charges: Charges, postings: Postings
) -> tuple[Account, ...]:
    unpriced = book.log["client"].to_numpy()[charges.state == UNPRICED]
    facts = zip(
        paid_in(book.payments, len(book.clients)),
        postings.ends(),
        postings.charged_before(bounds(day)).tolist(),
        np.bincount(unpriced, minlength=len(book.clients)).tolist(),
        strict=True,
    )
    accounts = (
        account_of(client, terms, day, *each)
        for client, each in zip(book.clients, facts, strict=True)
    )
    return tuple(
        _flagged_since(account, client, postings, code)
        for code, (client, account) in enumerate(zip(book.clients, accounts, strict=True))
    )


def _flagged_since(account: Account, client: Client, postings: Postings, code: int) -> Account:
    if account.flag == Flag.OK:
        return account
    since = postings.held_since(code, flag_limit(client, account.flag))
    return replace(account, flag_since=since)


def bounds(day: int) -> list[int]:
    """The first days of what is summed up: this month, the last, 30 days, then the weeks."""
    weeks = range(day + 1 - 7 * WEEKS, day + 2, 7)
    return [month_start(day), month_start(day, 1), day + 1 - BURN_DAYS, *weeks]


def account_of(
    client: Client,
    terms: Terms,
    day: int,
    paid: PaidIn,
    ends: tuple[int | None, int],
    before: list[int],
    unbilled_rows: int,
) -> Account:
    """One account as of ``day``, without ``flag_since``: ``paid`` in by then, ``ends`` the day of
    its first posting and its balance, ``before`` the charges before each of ``bounds``."""
    first_day, balance = ends
    this_month, last_month, last_30, *weeks = before
    charged = weeks[-1]
    over = burn_days(first_day, day)
    left = days_left(balance, charged - last_30, over)
    return Account(
        paid=paid.total,
        charged=charged,
        balance=balance,
        flag=flag(client, balance, left, terms.low_days),
        days_left=left,
        charged_30=charged - last_30,
        burn_days=over,
        last_payment_day=paid.last_day,
        last_payment=paid.last,
        charged_this_month=charged - this_month,
        charged_last_month=this_month - last_month,
        unbilled_rows=unbilled_rows,
        weeks=tuple(end - start for start, end in pairwise(weeks)),
        funded=paid.funded,
        flag_since=None,
    )
