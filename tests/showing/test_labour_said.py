"""Whom the agency depends on: the second line above Summary, the terminal's and the digest's (§18)."""

from dataclasses import replace

import pytest

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.effort import measure
from sheets_sync.billing.terms import Terms
from sheets_sync.showing.client_lines import worst_first
from sheets_sync.showing.labour_said import dependence_said
from sheets_sync.words.speaking import words_of
from tests.effort.books import TODAY, book_of, client, did

NAMED = (client("Acme"), client("Bell"), client("Cone"))


def lines_of(charges, minutes, named=NAMED):
    """Summary's lines of clients who were charged, and took, so much."""
    pairs = enumerate(zip(charges, minutes, strict=True))
    log = [replace(did(code, 0, code, took or 1), charge=paid) for code, (paid, took) in pairs]
    log = [
        each if took else replace(each, minutes=None)
        for each, took in zip(log, minutes, strict=True)
    ]
    book, charged = book_of(log, named)
    nothing = keep_accounts(replace(book, log=book.log[:0]), Terms(), TODAY)
    accounts = replace(charged, accounts=nothing.accounts)
    return worst_first(book, accounts, measure(book, accounts, Terms(), TODAY))


def said(charges, minutes, language="en"):
    """What is said of three clients who were charged, and took, so much."""
    return dependence_said(lines_of(charges, minutes), words_of(language))


def test_who_pays_most_and_who_takes_most():
    assert said((100, 300, 0), (60, 20, 20)) == (
        "Dependence: Bell: 75% of the money, 20% of the labour; Acme: 60% of the labour, 25% of the money"
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Dependence: Bell: 75% of the money"), ("ru", "Зависимость: Bell: 75 % денег")],
)
def test_nobody_takes_none_of_a_labour_that_nobody_has(language, told):
    assert said((100, 300, 0), (0, 0, 0), language).replace("\u00a0", " ") == told


def test_nobody_brings_a_share_of_money_that_went_back():
    assert said((100, 300, -500), (60, 20, 20)) == ""
