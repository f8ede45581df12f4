"""Monthly statements that follow on: each opens with what the one before closed with, says what was
entered since for days that were told already, and then tells all days since (design §17). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.days import month_numbered, month_start
from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import (
    AccountLine,
    AccountMonth,
    EnteredSince,
    account_month,
    lines_of,
    own_postings,
)
from sheets_sync.notices.ledger.notice import Notice

_OPENING: Final = PAYMENT_KINDS.index("opening")
_SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")


@dataclass(frozen=True)
class _Sums:
    """What of an account adds up to its ``balance``: what it was ``charged``, its ``openings``, and
    what else came in. Minor units."""

    balance: int
    charged: int
    openings: int

    @property
    def money_in(self) -> int:
        return self.balance + self.charged

    @property
    def paid(self) -> int:
        return self.money_in - self.openings


@dataclass(frozen=True)
class _Own:
    """The postings of one client, in order."""

    day: Integers
    amount: Integers
    is_charge: NDArray[np.bool_]
    is_opening: NDArray[np.bool_]

    def sums(self, those: NDArray[np.bool_]) -> _Sums:
        total, charged, openings = (
            int(self.amount[those & each].sum())
            for each in (np.True_, self.is_charge, self.is_opening)
        )
        return _Sums(total, -charged, openings)


def last_told(statement: Notice) -> int:
    """The last day of the month that it tells."""
    return month_numbered(statement.ordinal + 1) - 1


def with_sums_told(statement: Notice, book: Book, accounts: Accounts, code: int) -> Notice:
    """It with what it tells as of its last day, for the next one to follow on."""
    own = _own(book, accounts, code)
    sums = own.sums(own.day <= last_told(statement))
    return replace(statement, closing=sums.balance, charged=sums.charged, openings=sums.openings)


def gaps_since(
    book: Book, accounts: Accounts, those: Sequence[tuple[int, Notice]]
) -> Iterator[tuple[int, int]]:
    """Of each client's account, by code, beside a statement: by how much it is another than the one
    that was told, as of the last day of that, and how much had moved in that; minor units."""
    codes = sorted({code for code, _ in those})
    each_own = dict(zip(codes, _each_own(book, accounts, codes), strict=True))
    sums: dict[tuple[int, int], _Sums] = {}
    for code, statement in those:
        known, at = _known(statement), (code, last_told(statement))
        if at not in sums:
            sums[at] = each_own[code].sums(each_own[code].day <= at[1])
        gap = abs(sums[at].charged - known.charged) + abs(sums[at].money_in - known.money_in)
        yield gap, known.charged + abs(known.money_in)


def moved_since(
    book: Book, accounts: Accounts, before: Mapping[int, Notice], last: int
) -> Iterator[int]:
    """The clients, by code, whose account moved up to the serial ``last`` since the statement
    beside: by a posting of a later day, or something entered for earlier ones. Openings move
    nothing, nor do rows that are gone: these may be about to be carried over, or another's."""
    each_own = _each_own(book, accounts, [*before])
    for (code, statement), own in zip(before.items(), each_own, strict=True):
        known, told_to = _known(statement), last_told(statement)
        now = own.sums(own.day <= told_to)
        later = (told_to < own.day) & (own.day <= last) & ~own.is_opening
        late = len(own.day) and (now.charged > known.charged or now.paid > known.paid)
        if later.any() or late:
            yield code


def statement_month(
    book: Book, accounts: Accounts, code: int, statement: Notice, before: Notice | None
) -> AccountMonth:
    """What a statement tells to a client who has the one ``before`` in hand: all days since. The
    openings of these take the place of what was told."""
    first, last = month_numbered(statement.ordinal), last_told(statement)
    if before is None:
        return account_month(book, accounts, code, first, last)
    own, known, told_to = _own(book, accounts, code), _known(before), last_told(before)
    till, told = own.day <= last, own.day <= told_to
    entered = _entered(known, own.sums(told | (till & own.is_opening)), told_to)
    opening = known.balance + entered.money_in - entered.charged
    rows = own_postings(accounts, code)[till & ~told & ~own.is_opening]
    lines = tuple(_balanced(opening, lines_of(book, accounts, rows)))
    return AccountMonth(
        first=min([first, *(month_start(line.day) for line in lines[:1])]),
        last=last,
        opening=known.balance,
        closing=lines[-1].balance if lines else opening,
        lines=lines,
        entered=entered,
    )


def _known(statement: Notice) -> _Sums:
    return _Sums(statement.closing or 0, statement.charged or 0, statement.openings or 0)


def _entered(known: _Sums, now: _Sums, told_to: int) -> EnteredSince:
    """What came since; where both became less, rows are gone, or are carried over: what they
    brought and what they took is nothing that was entered."""
    charged, money_in = now.charged - known.charged, now.money_in - known.money_in
    gone = min(0, max(charged, money_in))
    return EnteredSince(told_to, money_in - gone, charged - gone)


def _balanced(opening: int, lines: Iterable[AccountLine]) -> Iterator[AccountLine]:
    """The lines with the balance after each."""
    for line in lines:
        opening += line.amount
        yield replace(line, balance=opening)


def _each_own(book: Book, accounts: Accounts, codes: Sequence[int]) -> Iterator[_Own]:
    """The postings of each of some clients, by code."""
    columns = ("client", "day", "amount", "is_charge", "index")
    whose, *others = (accounts.postings[name].to_numpy() for name in columns)
    kinds = book.payments["kind"].to_numpy()
    starts, ends = (whose.searchsorted(np.asarray(codes), side).tolist() for side in _SIDES)
    for start, end in zip(starts, ends, strict=True):
        day, amount, is_charge, index = (each[start:end] for each in others)
        is_opening = np.zeros(end - start, bool)
        is_opening[~is_charge] = kinds[index[~is_charge]] == _OPENING
        yield _Own(day, amount, is_charge, is_opening)


def _own(book: Book, accounts: Accounts, code: int) -> _Own:
    return next(_each_own(book, accounts, [code]))
