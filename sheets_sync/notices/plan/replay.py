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

from sheets_sync.billing.accounts import Accounts, Flag
from sheets_sync.billing.day_by_day import OneAccount
from sheets_sync.billing.days import to_date
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.episodes import Policy, Standing, standing
from sheets_sync.notices.ledger.issued import ONE_TWO_THREE
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.issuing import issue
from sheets_sync.notices.plan.money import Money
from sheets_sync.notices.plan.planning import Plan, make_plan
from sheets_sync.notices.plan.wishes import episode_wishes

_EVENING: Final = time(23, 59)
_ANYBODY: Final = ("somebody@example.com",)
_NO_END: Final = 10**9
_NOTHING: Final = Plan()


@dataclass(frozen=True)
class _Evening(Books):
    """The books of one client, who stands as their account does: nobody asks for a scale. ``till``
    are those of an evening with the same payments, which adds these up for all of them."""

    till: Books | None = None

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """See ``Books``."""
        client, account = self.book.clients[0], self.accounts.accounts[0]
        return (standing(client, account, self.terms, self.paid(fold(client.name))),)

    def paid(self, client: str, upto: int | None = None) -> int:
        """See ``Books``."""
        return self.till.paid(client, upto) if self.till else super().paid(client, upto)


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
        return self.on(account, account.days(last)).notices

    def on(self, account: OneAccount, days: range, before: Ledger | None = None) -> Ledger:
        """What went by the last of ``days``, serials, where ``before`` is what went by then."""
        client = replace(account.client, emails=_ANYBODY, letters_held=())
        asked = replace(account, client=client)
        ledger, till, quiet = before or Ledger(), None, None
        for day, stands in asked.on(days, self.terms):
            if ledger.episodes or stands.flag != Flag.OK:
                till = self._till(asked, day, till)
                accounts = replace(self._nothing, accounts=(stands,))
                books = _Evening(till.book, accounts, self.terms, day, till=till)
                if books.standings == quiet and not self._reminds(ledger, books):
                    continue  # as on the evening before, which brought nothing
                after = self._evening(ledger, books)
                ledger, quiet = after, books.standings if after is ledger else None
        return ledger

    def _reminds(self, ledger: Ledger, books: Books) -> bool:
        """Whether anything is called for that day: where all else is as it was, a reminder."""
        wishes = episode_wishes(
            ledger, books.standings, ledger.episodes, self._now(books.day), self._policy
        )
        return any(True for _ in wishes)

    def _till(self, account: OneAccount, day: int, before: Books | None) -> Books:
        """The books with what was paid by that day: those of an evening ``before``, where nothing
        came in since."""
        rows = account.paid_by(day)
        if before is not None and len(before.book.payments) == rows:
            return before
        paid = account.payments.iloc[:rows]
        book = replace(self._bare, clients=(account.client,), payments=paid)
        return Books(book, self._nothing, self.terms, day)

    @cached_property
    def _nothing(self) -> Accounts:
        """Accounts without a row: letters go by how an account stands, and by what was paid."""
        log, postings = self.accounts.log, self.accounts.postings
        return Accounts(log.iloc[:0], postings.iloc[:0], (), ())

    @cached_property
    def _bare(self) -> Book:
        return replace(self.book, log=self.book.log.iloc[:0])

    @cached_property
    def _policy(self) -> Policy:
        """By which nothing is held."""
        return replace(
            self.policy, settle=timedelta(0), approve=False, first_run_limit=_NO_END,
            daily_cap=_NO_END, scale=0, receipt=False, statement="",
        )  # fmt: skip

    def _now(self, day: int) -> datetime:
        return datetime.combine(to_date(day), _EVENING, self.zone)

    def _evening(self, ledger: Ledger, books: Books) -> Ledger:
        """The ledger after the run of that day; the same one, where nothing is planned."""
        now = self._now(books.day)
        money = Money(books.unpaid(ledger), books.paying(ledger))
        plan = make_plan(ledger, books.standings, now, self._policy, money)
        return ledger if plan == _NOTHING else _sent(_followed(ledger, plan), plan, books, now)


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
