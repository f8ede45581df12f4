"""Amounts as CSV statements write them: dashes for nothing and for no decimals, signs of currencies, in
currencies of any number of decimals (design §20)."""

import pytest

from sheets_sync.bank.csv_amounts import SumsWritten, amount_in
from sheets_sync.bank.csv_layout import CsvColumns, Layout, statements_in
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.words.speaking import words_of

UNITS = {"JPY": 1, "RUB": 100, "CHF": 100, "KWD": 1000}


@pytest.mark.parametrize("currency", UNITS)
@pytest.mark.parametrize(
    ("decimal", "text", "units"),
    [
        (",", "12,-", 12), (",", "12,--", 12), (",", "12,—", 12), (",", "12,–", 12), (",", "-12,-", -12), (",", "1.000,-", 1000),
        (",", "12,- {}", 12), (".", "{} 12.-", 12), (".", "1'000.-", 1000), (".", "1,000.--", 1000), (".", "(12.-)", -12),
        (",", "12-", -12), (".", "12-", -12), (".", "12.-", 12),
        (",", "-", 0), (",", "–", 0), (".", "—", 0), (".", "−", 0), (".", "--", 0), (".", "{} -", 0), (",", "- {}", 0),
    ],
)  # fmt: skip
def test_dashes_are_no_decimals_or_nothing(currency, decimal, text, units):
    written = SumsWritten(decimal, currency)
    assert amount_in(text.format(currency), written) == units * UNITS[currency]


@pytest.mark.parametrize(
    ("text", "currency"),
    [("¥-", "JPY"), ("- ¥", "CNY"), ("$ -", "USD"), ("$-", "HKD"), ("₩ -", "KRW"), ("- kr", "SEK")],
)
def test_a_dash_beside_a_sign_is_nothing(text, currency):
    assert amount_in(text, SumsWritten(".", currency)) == 0


@pytest.mark.parametrize(
    ("text", "currency", "units"),
    [("¥12", "JPY", 12), ("US$12", "USD", 12), ("R$ 12", "BRL", 12), ("₩12", "KRW", 12), ("12 kr", "NOK", 12), ("฿12", "THB", 12), ("HK$12", "HKD", 12)],
)  # fmt: skip
def test_signs_are_those_that_cells_know(text, currency, units):
    digits = {"JPY": 1, "KRW": 1}.get(currency, 100)
    assert amount_in(text, SumsWritten(".", currency)) == units * digits


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("12.-", ","), ("12,-", "."), ("-,-", ","), ("1,-2", ","), ("---", "."), ("€ -", ".")],
)
def test_no_other_dashes_are(text, decimal):
    with pytest.raises(StatementFault):
        amount_in(text, SumsWritten(decimal, "JPY"))


def read(rows, currency, **columns):
    account = "40702810500000000001"
    layout = Layout(CsvColumns("Date", **columns), account, currency, decimal=",", dates="y-m-d")
    (made,) = statements_in("\n".join(rows).encode(), layout)
    return [each.signed for each in made.entries], made.closing


@pytest.mark.parametrize("currency", UNITS)
def test_a_balance_of_a_dash_is_0_where_the_rows_come_to_it(currency):
    header = "Date;Credit;Debit;Balance"
    rows = [header, "2026-11-01;100,-;-;100,-", "2026-11-02;-;50,-;50,-", "2026-11-03;-;50,-;-"]
    unit = UNITS[currency]
    columns = {"credit": "Credit", "debit": "Debit", "balance": "Balance"}
    assert read(rows, currency, **columns) == ([100 * unit, -50 * unit, -50 * unit], 0)
    rows[3] = "2026-11-03;-;40,-;-"
    with pytest.raises(StatementFault, match="line 4"):
        read(rows, currency, **columns)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("dash", ["-", "\u2014 EUR"])
@pytest.mark.parametrize(
    "rows",
    [
        ["2026-11-03;700;{}"],
        ["2026-11-03;700;{}", "2026-11-03;100;100"],
        ["2026-11-02;700;{}", "2026-11-03;100;100", "2026-11-03;-40;60"],
        ["2026-11-03;700;{}", "2026-11-01;100;100", "2026-11-02;-40;60"],
        ["2026-11-03;700;{}", "2026-11-03;300;{}", "2026-11-03;-300;{}"],
    ],
)
def test_a_dash_behind_the_oldest_row_proves_nothing(rows, dash, turned):
    """It is not booked, most likely: counted, it was money that never came."""
    rows = [each.format(dash) for each in rows]
    with pytest.raises(StatementFault) as fault:
        read(
            ["Date;Sum;Balance", *rows[:: -1 if turned else 1]],
            "EUR",
            amount="Sum",
            balance="Balance",
        )
    assert fault.value.reason.what in {"blank_balance", "first_day_open", "balance_breaks"}


def test_an_opening_balance_of_a_dash_proves_the_rows_behind_it():
    opening = "2026-11-01;Brought forward;;-"
    rows = ["Date;Text;Sum;Balance", opening, "2026-11-01;Acme;50;50", "2026-11-02;Rent;-50;-"]
    assert read(rows, "EUR", amount="Sum", balance="Balance") == ([50_00, -50_00], 0)
    rows = [rows[0], *rows[:0:-1]]
    assert read(rows, "EUR", amount="Sum", balance="Balance") == ([50_00, -50_00], 0)


def test_a_dash_that_says_nothing_was_booked_is_no_balance():
    rows = ["Date;Sum;Balance;State", "2026-11-01;100;100;", "2026-11-02;-50;-;REVERTED"]
    assert read(rows, "EUR", amount="Sum", balance="Balance") == ([100_00], 100_00)


@pytest.mark.parametrize("cell", ["", "-", "— EUR"])
def test_an_amount_of_a_dash_says_so(cell):
    rows = ["Date;Sum;Balance", "2026-11-01;100;100", f"2026-11-02;{cell};100"]
    with pytest.raises(StatementFault) as fault:
        read(rows, "EUR", amount="Sum", balance="Balance")
    said = fault.value.reason.said(words_of("en"))
    assert said == "line 3: the amount is blank, or a dash, in a row with a day."
