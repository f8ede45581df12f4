from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.accounts import CHARGED, HELD, UNPRICED, keep_accounts
from sheets_sync.billing.tables import BLANK
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.topups import amount_asked
from tests.billing.books import DAY, books, metered_books, terms
from tests.billing.oracle import Oracle, calendar

STATES = {CHARGED: "charged", UNPRICED: "unpriced", HELD: "held"}


def told(row):
    """A row of ``Accounts.log`` in the oracle's words."""
    charged = row["state"] == CHARGED
    return {
        "state": STATES[row["state"]],
        "charge": row["charge"],
        "price": None if row["price"] == BLANK else row["price"],
        "price_index": row["price_index"] if charged else -1,
        "billable": None if row["billable"] == BLANK else Fraction(row["billable"], 10_000),
        "free": Fraction(row["included"], 10_000),
        "balance": None if row["balance"] == BLANK else row["balance"],
    }


@given(st.one_of(books(), metered_books()))
def test_every_row_costs_what_the_oracle_says(book):
    accounts, oracle = keep_accounts(book, Terms(), DAY), Oracle(book)
    rows = [told(row) for row in accounts.log.to_dict("records")]
    tied = {i for i, line in enumerate(oracle.lines) if line.price_index >= 0}
    for at in tied:  # of rows with the same terms any may be named
        mine = book.prices.iloc[rows[at]["price_index"]]
        theirs = book.prices.iloc[oracle.lines[at].price_index]
        assert oracle.terms(mine) == oracle.terms(theirs)
        oracle.lines[at].price_index = rows[at]["price_index"]
    assert rows == [vars(line) for line in oracle.lines]


@given(books())
def test_every_finding_is_the_oracles(book):
    accounts = keep_accounts(book, Terms(), DAY)
    found = [(str(f.code), f.role, f.source, f.row, f.field) for f in accounts.findings]
    assert len(found) == len(set(found))
    assert set(found) == Oracle(book).findings


@given(books())
def test_postings_stand_in_order_with_the_balance_after_each(book):
    accounts, oracle = keep_accounts(book, Terms(), DAY), Oracle(book)
    columns = ["client", "day", "is_charge", "index", "amount", "balance"]
    assert accounts.postings[columns].to_numpy(dtype=object).tolist() == [
        [client, *posting]
        for client, ledger in enumerate(oracle.ledgers)
        for posting in ledger.postings
    ]


@given(books(), terms)
def test_accounts_flags_and_runways_are_the_oracles(book, chosen):
    accounts, oracle = keep_accounts(book, chosen, DAY), Oracle(book)
    for code, account in enumerate(accounts.accounts):
        ledger = oracle.ledgers[code]
        assert (account.paid, account.charged) == (ledger.paid, ledger.charged)
        assert account.balance == account.paid - account.charged
        assert (account.charged_30, account.burn_days, account.days_left) == oracle.runway(
            code, DAY
        )
        assert account.flag == oracle.flag(code, DAY, chosen.low_days)
        assert account.unbilled_rows == ledger.unbilled
        assert amount_asked(book.clients[code], account, chosen) == oracle.asked(code, DAY, chosen)


@given(books())
def test_months_weeks_and_payments_are_the_oracles(book):
    accounts, oracle = keep_accounts(book, Terms(), DAY), Oracle(book)
    for code, account in enumerate(accounts.accounts):
        ledger = oracle.ledgers[code]
        charges = [(calendar(p[0]).strftime("%Y-%m"), -p[3]) for p in ledger.postings if p[1]]
        assert account.charged_this_month == sum(c for month, c in charges if month == "2026-01")
        assert account.charged_last_month == sum(c for month, c in charges if month == "2025-12")
        assert account.weeks == tuple(
            ledger.spent(DAY - 7 * back - 6, DAY - 7 * back) for back in range(11, -1, -1)
        )
        mine = [(p["day"], i, p) for i, p in enumerate(oracle.payments) if p["client"] == code]
        paid = [p for *_, p in sorted(mine, key=lambda each: each[:2]) if p["kind"] == 0]
        last = paid[-1] if paid else {"day": None, "amount": 0}
        assert (account.last_payment_day, account.last_payment) == (last["day"], last["amount"])
        assert account.funded == any(p["kind"] in (0, 4) for *_, p in mine)
