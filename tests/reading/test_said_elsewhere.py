"""What a column that we do not read says, whatever its header, is not passed over: money that went
back, an account in another currency (design §15)."""

from datetime import date

import pytest

from sheets_sync.billing.findings import Code
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import decoded, log, row, tab

DAY = date(2026, 11, 2)


def paid(header, *rows):
    """What counts of payments, and the findings, of rows of (Amount, whatever ``header`` has)."""
    book = log(row())
    payments = [["Date", "Client", "Amount", *header], *([DAY, "Acme", *each] for each in rows)]
    tabs = {**book.tabs, "Payments": tab("Payments", payments)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    of_payments = [each for each in found.findings if each.role == "payments"]
    cells = [cell for code, cell in found.found() if cell.startswith("Payments")]
    return found.book.payments["amount"].tolist(), [str(each.code) for each in of_payments], cells


@pytest.mark.parametrize("header", ["Type", "Тип", "D/C", None])
def test_money_that_may_have_gone_back_waits(header):
    """Found: 1000 that was paid back was credited as a payment of 1000."""
    refunds = (
        "refund",
        "card refund",
        "Refund of October",
        "возврат за октябрь",
        "возврат аванс",
        "Partial refund",
        "Rückzahlung",
        "remboursement",
        "zwrot",
    )
    for cell in (*refunds, "возврат", "Refunded", "bonus", "out", "Debit", "Дт"):
        plain = "in" if cell not in (*refunds, "bonus") else "wire to our account"
        found = paid([header], [1000, cell], [500, plain])
        assert found == ([500_00], ["BAD_KIND"], ["Payments!D2"])


def test_it_is_named_and_whoever_may_have_paid_gets_no_letter():
    book = log(row())
    rows = [["Date", "Client", "Amount", "Type", "Kind"], [DAY, "Acme", 1000, "refund", None]]
    tabs = {**book.tabs, "Payments": tab("Payments", rows)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    [acme, _] = found.book.clients
    assert acme.letters_held
    assert found.places.sources["payments"][0].headers["beside kind"] == "Type"


@pytest.mark.parametrize("cells", [
    ["payment", "payment"], ["wire", "card"], ["credit", "in"], ["thanks for the refund", "refund expected"], ["card", "bank card"], ["no refund", "October"], ["payment for October", "аванс за октябрь"], ["D", "A"], [7, 8], [None, None],
    ["first", "out"], ["sent", "sent"], ["card", "debit"], ["д", "д"], ["D", "D"], ["returned", "returned"], ["out", "out"],
])  # fmt: skip
def test_a_column_of_anything_else_is_nobodys_matter(cells):
    counted, codes, _ = paid(["Remark"], *([1000 + at, cell] for at, cell in enumerate(cells)))
    assert (counted, codes) == ([1000_00, 1001_00], [])


def test_codes_of_currencies_are_words_too():
    """Found: payments of a group "ALL", and their clients, were held as of Albania."""
    for header in ("Group", "Region", "Invoice currency"):
        for cell in ("ALL", "TOP", "CAD", "USD"):
            assert paid([header], [1000, cell], [5, cell]) == ([1000_00, 5_00], [], [])
    book = log(row())
    clients = [["Client", "Segment", "Email"], ["Acme", "TOP", None], ["Bell", "ALL", None]]
    tabs = {**book.tabs, "Clients": tab("Clients", clients)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert not any(each.bad_currency for each in found.book.clients)


def test_blanks_of_a_kind_that_is_filled_are_payments():
    counted, codes, _ = paid(["Type", "Kind"], [1000, "refund", None], [1, "in", "bonus"])
    assert (counted, codes) == ([1000_00, 1_00], [])


def test_kind_settles_it_where_it_is_filled():
    counted, codes, _ = paid(["Type", "Kind"], [1000, "refund", "payment"], [1, "refund", "refund"])
    assert (counted, codes) == ([1000_00, -1_00], [])


@pytest.mark.parametrize(
    "header", ["Währung", "Ccy", "Waluta", "Currency of account", "Валюта счёта", None]
)
def test_an_account_whose_currency_stands_under_another_header_waits(header):
    """Found: an account of dollars was kept in roubles."""
    for cell, held in (("USD", True), ("$", True), ("RUB", False), ("руб.", False)):
        book = log(row(), Prices=[[None, "Call", "min", 10]])
        clients = [["Client", header, "Email"], ["Acme", cell, None], ["Bell", None, None]]
        tabs = {**book.tabs, "Clients": tab("Clients", clients)}
        found = decoded(Snapshot(tabs, tuple(tabs)))
        [acme, bell] = found.book.clients
        assert acme.bad_currency is held
        assert bell.bad_currency is False
        assert ((str(Code.BAD_CURRENCY), "Clients!B2") in found.found()) is held
        assert found.states() == ((0, 1, 0) if held else (1, 0, 0))


@pytest.mark.parametrize(("kind", "counts"), [
    ("аванс", 1000_00), ("доплата", 1000_00), ("card", 1000_00), ("Advance", 1000_00), ("payment", 1000_00), (None, 1000_00), ("refund", -1000_00),
    ("Credit card", 1000_00), ("PayPal", 1000_00), ("б/н", 1000_00), ("Anzahlung", 1000_00), ("card refund", None), ("возврат аванса", None), ("chargeback", None),
    ("остаток", None), ("out", None), ("debit", None), ("deposit", 1000_00), ("credit", None), ("whatever", None),
])  # fmt: skip
def test_how_or_for_what_it_was_paid_is_a_payment(kind, counts):
    """Found: a Kind (Вид) of аванс and доплата held every payment of a Russian list."""
    amounts, told, _ = paid(["Kind"], [1000, kind])
    assert (amounts, told) == (([], ["BAD_KIND"]) if counts is None else ([counts], []))
