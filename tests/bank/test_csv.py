"""CSV statements by a declared layout."""

from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.bank.csv_amounts import SumsWritten, amount_in
from sheets_sync.bank.csv_layout import CsvColumns, Layout, statements_in
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import serial

LAYOUT = Layout(
    CsvColumns(day="Date", amount="Amount", balance="Balance", purpose="Text"), "DE1", "EUR"
)


def made(text, **changed):
    return statements_in(text.encode(), replace(LAYOUT, **changed))


def amounts(text, **changed):
    (statement,) = made(text, **changed)
    return [entry.amount if entry.credit else -entry.amount for entry in statement.entries]


def test_newest_first_is_turned():
    text = "Date;Amount;Balance;Text\n3.11.2026;-5,00;1.015,00;b\n02.11.2026;1.020,00;1.020,00;a\n"
    (statement,) = made(text)
    assert [entry.purpose for entry in statement.entries] == ["a", "b"]
    assert (statement.opening, statement.closing) == (0, 101500)


@pytest.mark.parametrize(
    ("typed", "decimal", "minor"),
    [
        ("1 234,50", ",", 123450), ("1.234,50", ",", 123450), ("1234,5", ",", 123450), ("1\u00a0234,50", ",", 123450),
        ("-1234,50", ",", -123450), ("1234,50-", ",", -123450), ("\u22121234,50", ",", -123450), ("+5", ",", 500),
        ("1,234.50", ".", 123450), ("1'234.50", ".", 123450), ("1234.50 EUR", ".", 123450), ("7", ".", 700),
        ("(1.234,50)", ",", -123450), ("( 5 )", ",", -500), ("EUR 1.234,50", ",", 123450), ("'1234,5", ",", 123450),
    ],
)  # fmt: skip
def test_amounts(typed, decimal, minor):
    text = f'Date;Amount;Balance;Text\n2.11.2026;"{typed}";0;x\n'
    assert amounts(text, decimal=decimal) == [minor]


@pytest.mark.parametrize(
    ("typed", "decimal", "decimals", "currency", "minor"),
    [
        ("1.250", ".", 3, "EUR", 125), ("1,234.500", ".", 3, "EUR", 123450), ("0.120", ".", 0, "EUR", 12), ("7", ".", 3, "EUR", 700),
        ("12.345", ",", 3, "KWD", 12345000), ("12.345", ".", 0, "KWD", 12345), ("1,2500", ",", 4, "EUR", 125),
    ],
)  # fmt: skip
def test_decimals_that_the_bank_writes(typed, decimal, decimals, currency, minor):
    text = f'Date;Amount;Balance;Text\n2.11.2026;"{typed}";0;x\n'
    assert amounts(text, decimal=decimal, decimals=decimals, currency=currency) == [minor]


@pytest.mark.parametrize(
    ("typed", "decimals", "said"),
    [
        ("1234.567", 0, r"line 2: .* than EUR has: name the column .*`bank.csv.columns`.*`bank.csv.currency`"),
        ("0.125", 0, r"line 2: .* than EUR has"),
        ("1.234", 3, r"line 2: .* than EUR has"),
        ("12.34", 3, r"line 2: .*not 3 decimals, as `bank.csv.decimals` says"),
    ],
)  # fmt: skip
def test_too_many_decimals_name_their_cure(typed, decimals, said):
    text = f'Date;Amount;Balance;Text\n2.11.2026;"{typed}";0;x\n'
    with pytest.raises(StatementFault, match=said) as refused:
        made(text, decimal=".", decimals=decimals)
    assert refused.value.reason.cure == "as_set"


@pytest.mark.parametrize("typed", ["12,34.50", "1e5", "", "1,2345", "1,234,5", "0x10", "\u0661"])
def test_what_is_no_amount(typed):
    text = f'Date;Amount;Balance;Text\n2.11.2026;"{typed}";0;x\n'
    with pytest.raises(StatementFault, match="line 2"):
        made(text, decimal=".")


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("£1,500.00", "GBP"), ("-£1,500.00", "GBP"), ("£-1,500.00", "GBP"), ("(£1,500.00)", "GBP"), ("1,500.00 GBP", "GBP"),
        ("1,500.00 руб.", "RUB"), ("1,500.00₽", "RUB"), ("RUB 1,500.00", "RUB"), ("$1,500.00", "CAD"), ("1,500.00 zł", "PLN"),
    ],
)  # fmt: skip
def test_the_currency_may_stand_at_either_end(typed, currency):
    sum_ = amount_in(typed, SumsWritten(".", currency))
    assert sum_ == (-1500_00 if typed.strip("(£")[0] == "-" or typed[0] in "(-" else 1500_00)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("€1,500.00", "GBP"), ("1,500.00 $", "EUR"), ("1,500.00 r", "RUB"), ("1,500 руб. 00", "RUB"), ("GBPS 5.00", "GBP"), ("£", "GBP")],
)  # fmt: skip
def test_another_currency_is_no_amount(typed, currency):
    with pytest.raises(StatementFault, match="is no amount"):
        amount_in(typed, SumsWritten(".", currency))


def test_two_columns():
    columns = CsvColumns(day="Date", credit="In", debit="Out", balance="Balance")
    text = "Date,In,Out,Balance\n11/2/2026,5.00,,5.00\n11/3/2026,,-2.00,3.00\n"
    assert amounts(text, columns=columns, delimiter=",", decimal=".", dates="m/d/y") == [500, -200]
    with pytest.raises(StatementFault, match="the amount is blank"):
        made(text.replace("-2.00", ""), columns=columns, delimiter=",", decimal=".", dates="m/d/y")


def test_balances_behind_labels():
    columns = CsvColumns(day="Date", amount="Amount")
    text = "Account;DE1\nOpening balance:;;100,00\n\nDate;Amount\n2026-11-02;5,00\nTotal;5,00\nClosing balance;105,00\n"
    labels = {
        "opening": "Opening balance",
        "closing": "Closing balance",
        "columns": columns,
        "dates": "y-m-d",
    }
    (statement,) = made(text, **labels)
    assert (statement.opening, statement.closing) == (10000, 10500)
    assert statement.entries[0].day == serial(date(2026, 11, 2))
    for changed, said in (
        (text.replace("105,00", "104,00"), "difference of -1.00"),
        (text.replace("Closing", "Final"), 'label "Closing balance" of .* is not there'),
        (text + "Closing balance;105,00\n", "more than once"),
    ):
        with pytest.raises(StatementFault, match=said):
            made(changed, **labels)


def test_a_row_that_is_missing_breaks_the_chain():
    rows = ["2.11.2026;1,00;1,00;a", "3.11.2026;2,00;3,00;b", "4.11.2026;3,00;6,00;c"]
    with pytest.raises(StatementFault, match=r"comes to 4\.00, but the row says 6\.00 EUR"):
        made("\n".join(["Date;Amount;Balance;Text", rows[0], rows[2]]))


def test_a_statement_without_entries_is_none():
    assert made("Date;Amount;Balance;Text\n") == []


@pytest.mark.parametrize(
    ("row", "said"),
    [("31.02.2026;1,00;1,00;x", "no day"), ("2026-11-28;1,00;1,00;x", '"2026-11-28" .*`bank.csv.dates` says: d.m.y'),
     ("2.11.2026;(-5);1,00;x", "no amount"), ("2.11.2026;((5));1,00;x", "no amount"), ("2.11.1926;1,00;1,00;x", "before any statement"), ("11.2026;1;1;x", "no day"),
     ('2.11.2026;1,00;1,00;"x', "no CSV, or cut"), ("2.11.2026;99999999999,00;1,00;x", "too large")],
)  # fmt: skip
def test_rows_that_are_none(row, said):
    with pytest.raises(StatementFault, match=said):
        made(f"Date;Amount;Balance;Text\n{row}")


def test_accounts_that_are_kept_from_becoming_numbers():
    layout = replace(LAYOUT, columns=replace(LAYOUT.columns, account="Payer"))
    text = "Date;Amount;Balance;Text;Payer\n2.11.2026;1,00;1,00;x;{}\n"
    for written in ("40702810000000000001", "'40702810000000000001", '"=""40702810000000000001"""'):
        (found,) = statements_in(text.format(written).encode(), layout)
        assert found.entries[0].party.account == "40702810000000000001"


@pytest.mark.parametrize("written", ["4,07028E+19", "4.07028e19"])
def test_accounts_that_a_spreadsheet_rounded_refuse_the_file(written):
    layout = replace(LAYOUT, columns=replace(LAYOUT.columns, account="Payer"))
    text = f"Date;Amount;Balance;Text;Payer\n2.11.2026;1,00;1,00;x;{written}\n"
    with pytest.raises(StatementFault, match=r"line 2: .* rounded: take the file as the bank"):
        statements_in(text.encode(), layout)


def test_a_row_that_the_bank_did_not_book_is_passed_over():
    """It has a day and no balance, and says in some cell that nothing came of it."""
    text = """Date,State,Text,Amount,Balance
2026-11-05,COMPLETED,ACME BV,1250.00,3000.50
2026-11-04,{},Y,20.00,
2026-11-03,Completed,Uber,-20.00,1750.50
2026-11-02,REVERTED,Z,20.00,
"""
    read = {"delimiter": ",", "decimal": ".", "dates": "y-m-d"}
    for state in ("REVERTED", "Declined", "отменена"):
        assert amounts(text.format(state), **read) == [-20_00, 1_250_00]
    fault = 'line 3: the column "Balance" is blank in a row with a day'
    with pytest.raises(StatementFault, match=fault) as refused:
        made(text.format("COMPLETED"), **read)
    assert refused.value.reason.cure == "without_row"
