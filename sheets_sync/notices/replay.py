"""The letters of days gone by, as if a run had looked at the end of each (design §18). Pure.

The plan is the same that runs make, on a ledger in memory. Nothing holds a letter back: there is
an address, no finding, and every word of staff that one waits for was given at once.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from sheets_sync.billing.accounts import Account, Accounts, Flag
from sheets_sync.billing.day_by_day import OneAccount, alone
from sheets_sync.billing.days import to_date
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.notices.episodes import Policy, Standing, standing
from sheets_sync.notices.issued import ONE_TWO_THREE
from sheets_sync.notices.issuing import issue
from sheets_sync.notices.letter_facts import Books
from sheets_sync.notices.notice import Notice, State
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.planning import Money, Plan, make_plan

_EVENING: Final = time(23, 59)
_ANYBODY: Final = ("somebody@example.com",)
_NO_END: Final = 10**9


class _Evening(Books):
    """The books of one client, who stands as their account does: nobody asks for a scale."""

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """See ``Books``."""
        client, account = self.book.clients[0], self.accounts.accounts[0]
        return (standing(client, account, self.terms, self.paid(fold(client.name))),)


@dataclass(frozen=True)
class Replay:
    """What letters are replayed by: the book and accounts of a reckoning, its rules, and the time
    zone in which days begin."""

    book: Book
    accounts: Accounts
    terms: Terms
    policy: Policy
    zone: ZoneInfo

    def letters(self, account: OneAccount, last: int) -> tuple[Notice, ...]:
        """The letters to one client from the first day of their account to ``last``, a serial:
        reminders and what asks for money. They are sent; ``moment`` is the evening of the day."""
        if account.first_day is None:
            return ()
        client = replace(account.client, emails=_ANYBODY, letters_held=())
        asked = replace(account, client=client)
        ledger = Ledger()
        for day, stands in account.on(range(account.first_day, last + 1), self.terms):
            if ledger.episodes or stands.flag != Flag.OK:
                ledger = self._evening(ledger, self._books(asked, stands, day))
        return ledger.notices

    def _books(self, account: OneAccount, stands: Account, day: int) -> Books:
        accounts = replace(self._nothing, accounts=(stands,))
        return _Evening(alone(self._bare, account, day), accounts, self.terms, day)

    @cached_property
    def _nothing(self) -> Accounts:
        """Accounts without a row: letters go by how an account stands, and by what was paid."""
        log, postings = self.accounts.log, self.accounts.postings
        return Accounts(log.iloc[:0], postings.iloc[:0], (), ())

    @cached_property
    def _bare(self) -> Book:
        return replace(self.book, log=self.book.log.iloc[:0])

    def _evening(self, ledger: Ledger, books: Books) -> Ledger:
        """The ledger after the run of that day."""
        now = datetime.combine(to_date(books.day), _EVENING, self.zone)
        money = Money(books.unpaid(ledger), books.paying(ledger.invoices))
        plan = make_plan(ledger, books.standings, now, _unhindered(self.policy), money)
        return _sent(_followed(ledger, plan), plan, books, now)


def _unhindered(policy: Policy) -> Policy:
    return replace(
        policy, settle=timedelta(0), approve=False, first_run_limit=_NO_END, daily_cap=_NO_END,
        scale=0, receipt=False, statement="",
    )  # fmt: skip


def _followed(ledger: Ledger, plan: Plan) -> Ledger:
    """The ledger with the plan's episodes."""
    over = {each.client for each in plan.closed}
    episodes = {who: each for who, each in ledger.episodes.items() if who not in over}
    opened = {each.client: each for each in plan.episodes}
    owners = {each.id: each.client for each in plan.episodes}
    return replace(
        ledger,
        episodes={**episodes, **opened},
        owners={**ledger.owners, **owners},
        last_episode=max([ledger.last_episode, *owners]),
    )


def _sent(ledger: Ledger, plan: Plan, books: Books, now: datetime) -> Ledger:
    """The ledger with the plan's letters, as they went."""
    for notice in _going(plan):
        invoice = issue(notice, ledger, books, ONE_TWO_THREE, max(ledger.issued, default=0))
        number = invoice.number if invoice else None
        gone = replace(notice, state=State.SENT, invoice=number, moment=now)
        ledger = replace(
            ledger,
            notices=(*ledger.notices, gone),
            issued={**ledger.issued, invoice.number: invoice} if invoice else ledger.issued,
            last_notice=max(ledger.last_notice, notice.id),
        )
    return ledger


def _going(plan: Plan) -> Iterator[Notice]:
    return (each for each in plan.notices if each.state == State.PLANNED)
