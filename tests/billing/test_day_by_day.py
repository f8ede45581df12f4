"""One account at the end of each day is what a run on that day would have shown."""

from dataclasses import replace

from hypothesis import given, settings

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.day_by_day import one_account
from tests.billing.books import DAY, books, terms


def upto(book, day):
    """The book as it was at the end of a day: later rows were not there."""
    log = book.log[book.log["day"] <= day].reset_index(drop=True)
    payments = book.payments[book.payments["day"] <= day].reset_index(drop=True)
    return replace(book, log=log, payments=payments)


@settings(max_examples=12)
@given(books(), terms)
def test_each_evening_is_what_a_run_would_have_shown(book, terms):
    accounts = keep_accounts(book, terms, DAY)
    everybody = [one_account(book, accounts, code) for code in range(len(book.clients))]
    days = range(DAY - 45, DAY + 1, 15)
    evenings = [dict(account.on(days, terms)) for account in everybody]
    for at, day in enumerate(days):
        for code, shown in enumerate(keep_accounts(upto(book, day), terms, day).accounts):
            assert evenings[code][day] == replace(shown, flag_since=None)
            assert everybody[code].balances(days)[at] == shown.balance
    for account, whole in zip(everybody, accounts.accounts, strict=True):
        parts = [(DAY - 100, DAY - 20), (DAY - 19, DAY)]
        assert sum(account.charged_between(*part) for part in parts) == whole.charged
