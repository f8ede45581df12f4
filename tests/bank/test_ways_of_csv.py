"""Ways in which banks write CSV that are no table of bare days and amounts: months by name, sides beside
amounts, how many entries there are below, balances in the cell of their label, payers behind labels
within cells without a header (design §20). Written here after public samples of such exports."""

from dataclasses import replace

import pytest

from sheets_sync.bank.csv_amounts import SumsWritten, amount_in
from sheets_sync.bank.csv_layout import CsvColumns, Layout, statements_in
from sheets_sync.bank.day_order import day_as_written
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import to_date

DAY, MONTH, YEAR = "d.m.y", "m/d/y", "y-m-d"


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (DAY, "02 Nov 2026"), (DAY, "2 Nov 26"), (DAY, "02-NOV-2026"), (DAY, "02NOV26"), (DAY, "2 ноября 2026 г."),
        (DAY, "02 нояб. 2026"), (DAY, "2. November 2026"), (DAY, "02-lis-2026"), (DAY, "02 nov. 2026, 09:00"),
        (MONTH, "Nov 2, 2026"), (MONTH, "November 02 2026"), (MONTH, "02 Nov 2026"), (YEAR, "2026-Nov-02"), (YEAR, "26NOV02"),
        (DAY, "02.11.2026, 09:00"), (DAY, "02/11/2026, 09:00 AM"), (DAY, "09:00 02.11.2026"), (DAY, "02.11.2026."),
        (DAY, "02. 11. 2026"), (DAY, "02.11.2026 в 09:00"), (YEAR, "2026-11-02-09.00.00.000000"),
        (DAY, "Mon 02 Nov 2026"), (DAY, "Mon, 2 November 2026 09:00"), (DAY, "Mo., 02.11.2026"), (DAY, "понедельник 02.11.2026"),
        (MONTH, "Mon Nov 2, 2026"), (MONTH, "Mon 11/02/2026"), (MONTH, "Lun. 11/02/2026"), (YEAR, "Mon 2026-11-02T09:00:00Z"), (DAY, "02.11.2026 (Mon)"),
        (YEAR, "2026-11-02_09:00"), (YEAR, "20261102T090000"), (YEAR, "20261102090000"), (YEAR, "2026-11-02T09:00:00Z"),
    ],
)  # fmt: skip
def test_days_with_months_by_name_and_times(order, text):
    assert f"{to_date(day_as_written(text, order)):%Y-%m-%d}" == "2026-11-02"


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (DAY, "02 NOV"), (DAY, "02.11"), (DAY, "2 ops 2026"), (DAY, "2026 Nov 02"), (DAY, "31 Nov 2026"), (DAY, "2 ma 2026"),
        (DAY, "46328"), (DAY, "20261102"), (YEAR, "202611020"), (DAY, "2 операции"), (DAY, "02 juni juli 2026"),
        (DAY, "Tue 02 Nov 2026"), (DAY, "Mon 11.02.2026"), (MONTH, "Mon 02/11/2026"), (DAY, "Total 02.11.2026"), (DAY, "Mon"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(order, text):
    with pytest.raises(StatementFault):
        day_as_written(text, order)


@pytest.mark.parametrize(
    ("text", "currency", "units"),
    [
        ("1,500.00 CR", "GBP", 150000), ("10.50DR", "GBP", -1050), ("10.50 Dr.", "INR", -1050), ("Rs. 10.50 Dr", "INR", -1050),
        ("CR 10.50", "GBP", 1050), ("10.50 C", "BRL", 1050), ("R$ 10.50 D", "BRL", -1050), ("10.50 H", "EUR", 1050), ("10.50 S", "EUR", -1050),
        ("10.50 (C)", "EUR", 1050), ("10.50 Кт", "RUB", 1050), ("10.50 руб. Дт", "RUB", -1050), ("GBP 10.50 Cr", "GBP", 1050),
        ("0.00 DR", "GBP", 0), ("-10.50 DR", "GBP", -1050), ("10.50 Credit", "GBP", 1050), ("10.50 CRC", "CRC", 1050), ("10.50 kr", "SEK", 1050),
    ],
)  # fmt: skip
def test_a_side_beside_an_amount_is_its_sign(text, currency, units):
    assert amount_in(text, SumsWritten(".", currency)) == units


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("-10.50 CR", "GBP"), ("CR", "GBP"), ("- CR", "GBP"), ("C$10.50", "USD"), ("10.50 DH", "MAD"),
        ("10.50 CR DR", "GBP"), ("S/ 10.50", "PEN"), ("10.50 C R", "GBP"), ("CR 10.50 DR", "GBP"),
    ],
)  # fmt: skip
def test_what_says_no_side_or_two_is_no_amount(text, currency):
    with pytest.raises(StatementFault):
        amount_in(text, SumsWritten(".", currency))


ROWS = ["02/11/2026,Rose INV-17,1500.00,2500.00", "13/11/2026,Shop,-10.50,2489.50"]
BALANCED = Layout(
    CsvColumns(day="Date", amount="Amount", balance="Balance", purpose="Details"), "1", "GBP", delimiter=",", decimal="."
)  # fmt: skip


def read(lines, layout=BALANCED, end="\n"):
    (made,) = statements_in(("\n".join(lines) + end).encode(), layout)
    return [(each.signed, each.purpose) for each in made.entries], made.opening, made.closing


TAKEN = ([(1500_00, "Rose INV-17"), (-10_50, "Shop")], 1000_00, 2489_50)
HEADERS = "Date,Details,Amount,Balance"


@pytest.mark.parametrize(
    "below",
    ["2 transactions,,,", "2 операции,,1489.50,", "2 Buchungen", "30/11/2026 10:15:00,,,", "30 Nov 2026", "Total: 2 entries,,,"],
)  # fmt: skip
def test_how_many_there_are_and_when_it_was_made_is_no_entry(below):
    assert read([HEADERS, *ROWS, below]) == TAKEN


def test_the_newest_first_and_a_count_above():
    assert read([HEADERS, "2 transactions,,,", *ROWS[::-1]]) == TAKEN


@pytest.mark.parametrize(
    "below",
    [
        "3 NOV,Fee,-1.00,", "3 NOV,Fee,-1.00,2488.50", "14/11/2026,Fee,,", "14/11/2026,,-1.00,", "2 fees,Fee,-1.00,2488.50",
    ],
)  # fmt: skip
def test_what_may_be_an_entry_refuses_the_file(below):
    with pytest.raises(StatementFault, match="line 4"):
        read([HEADERS, *ROWS, below])


@pytest.mark.parametrize("cut", ["14/11/2026", "14/11/202", "1"])
def test_a_row_cut_within_its_day_is_no_stamp(cut):
    with pytest.raises(StatementFault, match="line 4"):
        read([HEADERS, *ROWS, cut], end="")


def test_days_of_each_row_without_a_year_are_none():
    with pytest.raises(StatementFault, match="line 2"):
        read([HEADERS, "02 NOV,Rose,1500.00,2500.00", "13 NOV,Shop,-10.50,2489.50"])


def test_months_by_name_fit_each_order():
    rows = [f"{day} Nov 2026,Rose,1.00,{number}.00" for number, day in enumerate((3, 5, 9), 1)]
    for order in (DAY, MONTH):
        made, *_ = statements_in(
            "\n".join([HEADERS, *rows]).encode(), replace(BALANCED, dates=order), 46356
        )
        assert [to_date(each.day).day for each in made.entries] == [3, 5, 9]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("Počáteční stav účtu k 01.11.2026: 1 000,00 CZK", "Koncový stav účtu k 30.11.2026: 2 489,50 CZK"),
        ("Počáteční stav účtu: 1 000,00", "Koncový stav účtu: 2 489,50"),
        ("Počáteční stav účtu k 01.11.2026;1 000,00", "Koncový stav účtu:;2 489,50 CZK"),
    ],
)  # fmt: skip
def test_a_balance_in_the_cell_of_its_label(opening, closing):
    columns = CsvColumns(day="Datum", amount="Objem", purpose="Zpráva")
    layout = Layout(columns, "1", "CZK", opening="Počáteční stav účtu", closing="Koncový stav účtu")
    rows = ["Datum;Objem;Zpráva", "02.11.2026;1500,00;Rose INV-17", "13.11.2026;-10,50;Shop"]
    assert read([opening, closing, "", *rows], layout) == TAKEN


def test_a_label_before_a_stamp_has_no_balance():
    layout = replace(
        BALANCED, columns=replace(BALANCED.columns, balance=""), opening="Stand", closing="Saldo"
    )
    with pytest.raises(StatementFault):
        read(["Stand: 01.11.2026", "Saldo,2489.50", HEADERS, *ROWS], layout)


PKO = [
    '"Data operacji","Data waluty","Typ transakcji","Kwota","Waluta","Saldo po transakcji","Opis transakcji","","",""',
    '"2026-11-13","2026-11-13","Płatność kartą","-10.50","PLN","+2489.50","Tytuł: 7423","Lokalizacja: Kraj: POLSKA Miasto: X","Data i czas operacji: 2026-11-12",""',
    '"2026-11-02","2026-11-02","Przelew na rachunek","+1500.00","PLN","+2500.00","Rachunek nadawcy: 61 1090 1014 0000 0712 1981 2874","Nazwa nadawcy: ROZA SP. Z O.O.","Adres nadawcy: UL. DLUGA 1","Tytuł: INV-17"',
]
LABELLED = CsvColumns(
    day="Data operacji", amount="Kwota", balance="Saldo po transakcji", name="Nazwa nadawcy:",
    account="Rachunek nadawcy:", purpose="Tytuł:",
)  # fmt: skip


def test_the_payer_behind_labels_within_cells_without_a_header():
    layout = Layout(LABELLED, "1", "PLN", delimiter=",", decimal=".", dates=YEAR)
    (made,) = statements_in("\n".join(PKO).encode(), layout)
    told = [(e.signed, e.party.name, e.party.account, e.purpose) for e in made.entries]
    assert told == [
        (1500_00, "ROZA SP. Z O.O.", "61109010140000071219812874", "INV-17"),
        (-10_50, "", "", "7423"),
    ]


def test_a_header_with_a_colon_is_a_header():
    columns = replace(BALANCED.columns, purpose="Details:")
    lines = [HEADERS.replace("Details", "Details:"), *ROWS]
    assert read(lines, replace(BALANCED, columns=columns)) == TAKEN


def test_a_label_is_no_amount_s_and_a_missing_header_is_named():
    columns = replace(LABELLED, balance="Saldo:")
    layout = Layout(columns, "1", "PLN", delimiter=",", decimal=".", dates=YEAR)
    with pytest.raises(StatementFault, match="not found: Saldo:"):
        statements_in("\n".join(PKO).encode(), layout)


@pytest.mark.parametrize("newest_first", [False, True])
def test_where_what_came_went_again_days_tell_which_rows_are_the_oldest(newest_first):
    """Balances fit both ways then."""
    rows = ["02/11/2026,Refund,-100.00,1000.00", "13/11/2026,Rose,100.00,1100.00"]
    made, *ends = read([HEADERS, *(rows[::-1] if newest_first else rows)])
    assert (made, ends) == ([(-100_00, "Refund"), (100_00, "Rose")], [1100_00, 1100_00])


def test_of_one_day_nothing_tells_it_and_the_file_is_read_as_it_stands():
    rows = ["02/11/2026,Rose,100.00,1100.00", "02/11/2026,Refund,-100.00,1000.00"]
    assert read([HEADERS, *rows])[1:] == (1000_00, 1000_00)


BALTIC = Layout(
    CsvColumns(day="Date", amount="Amount", side="D/K", purpose="Details"), "1", "EUR", decimal=".",
    opening="Opening balance", closing="Closing balance", into="K", out="D",
)  # fmt: skip
BOOKED = ["03.11.2026;Rose INV-17;100.00;K", "04.11.2026;Fee;10.00;D"]


@pytest.mark.parametrize("word", ["Turnover", "Apyvarta", "Käive", "Apgrozījums", "Оборот"])
@pytest.mark.parametrize("above", [False, True])
def test_turnovers_between_the_balances_are_no_entries(word, above):
    """As Baltic banks write them, a row for each side."""
    turnovers = [f"30.11.2026;{word};10.00;D", f"30.11.2026;{word};100.00;K"]
    rows = [*turnovers, *BOOKED] if above else [*BOOKED, *turnovers]
    assert between(rows, "1090.00") == [(100_00, "Rose INV-17"), (-10_00, "Fee")]


@pytest.mark.parametrize(
    ("row", "closing"),
    [
        ("05.11.2026;Turnover;5.00;K", "1095.00"),  # not all that came: somebody's word for it
        ("05.11.2026;Turnover of November;100.00;K", "1190.00"),
        ("05.11.2026;Turnover;100.00;K", "1190.00"),
    ],
)
def test_what_is_no_turnover_is_an_entry(row, closing):
    assert len(between([*BOOKED, row], closing)) == 3


def test_turnovers_that_come_to_nought_are_none_either():
    """Where as much went as came the balances follow with them, too."""
    rows = ["03.11.2026;Rose INV-17;10.00;K", BOOKED[1]]
    turnovers = ["30.11.2026;Turnover;10.00;D", "30.11.2026;Turnover;10.00;K"]
    assert between([*rows, *turnovers], "1000.00") == [(10_00, "Rose INV-17"), (-10_00, "Fee")]


def between(rows, closing):
    lines = ["Date;Details;Amount;D/K", "01.11.2026;Opening balance;1000.00;K", *rows]
    return read([*lines, f"30.11.2026;Closing balance;{closing};K"], BALTIC)[0]
