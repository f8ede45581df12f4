from hypothesis import given

from sheets_sync.billing.accounts import CHARGED, HELD, Flag, keep_accounts
from sheets_sync.billing.days import month_of
from sheets_sync.billing.monthly import by_month
from sheets_sync.billing.tables import BLANK
from sheets_sync.billing.terms import Terms
from tests.billing.books import DAY, books
from tests.billing.oracle import Oracle


def means(client, balance):
    """The flag of a balance, runway aside, as a number: the higher, the worse."""
    if balance < -client.credit_limit:
        return 3
    return 2 if balance <= 0 else int(balance < client.threshold)


def evenings(postings):
    """[(day, balance at its end)] of the days with postings."""
    return list({day: balance for day, *_, balance in postings}.items())


@given(books())
def test_a_flag_holds_since_the_day_from_which_every_evening_meant_it_or_worse(book):
    accounts = keep_accounts(book, Terms(), DAY).accounts
    for client, account, ledger in zip(
        book.clients, accounts, Oracle(book).ledgers, strict=True
    ):  # fmt: skip
        now = means(client, account.balance)
        since = None
        for day, balance in reversed(evenings(ledger.postings)):
            if means(client, balance) < now:
                break
            since = day
        assert account.flag_since == (None if account.flag == Flag.OK else since)


@given(books())
def test_months_hold_the_minutes_and_the_charges_of_their_days(book):
    accounts = keep_accounts(book, Terms(), DAY)
    everyone = range(len(book.clients))
    for month in by_month(accounts, everyone, [0], DAY, 12):
        mine = [
            row for row in accounts.log.to_dict("records")
            if month_of(row["day"]) == month.name and row["state"] != HELD
        ]  # fmt: skip
        assert month.minutes == sum(r["labour"] for r in mine if r["labour"] != BLANK)
        paid = [r["charge"] for r in mine if r["client"] == 0 and r["state"] == CHARGED]
        assert month.charged == sum(paid)
