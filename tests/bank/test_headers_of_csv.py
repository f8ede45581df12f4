"""Where CSV has its headers, below whatever preamble, in one row or two, and what is said where the config
reads them wrongly (design §20)."""

import re
from dataclasses import replace

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.refusing import AS_SET, WITHOUT_ROW, BankFileError
from sheets_sync.bank.taking import take
from tests.bank.layouts import reading_by

ING_BSK = """"Lista transakcji";;;;;;"ING Bank Śląski S.A.";;;;;
"Dokument nr 1";"z dnia 30.11.2026";

"Zakres dat:";"2026-11-01 - 2026-11-30";;"Liczba transakcji:";3;
;;;;;"Suma uznań (1):";1500,00;PLN;

"Data transakcji";"Data księgowania";"Dane kontrahenta";"Tytuł";"Nr rachunku";"Kwota transakcji (waluta rachunku)";"Waluta";"Kwota blokady/zwolnienie blokady";"Waluta";"Kwota płatności w walucie";"Waluta";"Konto";"Saldo po transakcji";"Waluta";;;
2026-11-04;;"SHOP";"Blokada";'';;;-5,00;PLN;;;"Direct";;;;;
2026-11-03;2026-11-04;" HOTEL BERLIN ";" 03.11.2026 ";'';-10,50;PLN;;;2,50;EUR;"Direct";2489,50;PLN;;;
2026-11-02;2026-11-02;" Rose Sp. z o.o. ";" INV-17 ";'61109010140000071219812874 ';1500,00;PLN;;;;;"Direct";2500,00;PLN;;;

"Dokument ma charakter informacyjny, nie stanowi dowodu księgowego";
"""
ING_LAYOUT = Layout(
    CsvColumns(
        "Data księgowania", amount="Kwota transakcji (waluta rachunku)", balance="Saldo po transakcji",
        name="Dane kontrahenta", account="Nr rachunku", purpose="Tytuł",
    ),
    "12105000000000000000000000", "PLN", encoding="cp1250", dates="y-m-d",
)  # fmt: skip
SBER_TWO_ROWS = """Выписка по счету 40702810900000000001;;;;;;
за период с 01.11.2026 по 30.11.2026;;;;;;

Дата проводки;Счет;;Сумма;;№ документа;Назначение платежа
;Дебет;Кредит;по дебету;по кредиту;;
02.11.2026;40702810500000000077;40702810900000000001;;1 500,00;55;"Оплата
INV-17"
03.11.2026;40702810900000000001;70601810000000000001;10,50;;12;Комиссия
Итого;;;10,50;1 500,00;;
Входящий остаток;;;;1 000,00;;
Исходящий остаток;;;;2 489,50;;
"""
SBER_LAYOUT = Layout(
    CsvColumns(
        "Дата проводки", credit="по кредиту", debit="по дебету", account="Дебет", purpose="Назначение платежа",
    ),
    "40702810900000000001", "RUB", encoding="cp1251", opening="Входящий остаток", closing="Исходящий остаток",
)  # fmt: skip
PLAIN = "Date;Type;Sum;Left;Name\n02.11.2026;Credit;1500,00;2500,00;Rose\n03.11.2026;Debit;10,50;2489,50;Bank\n"
PLAIN_LAYOUT = Layout(
    CsvColumns("Date", amount="Sum", side="Type", balance="Left", name="Name"), "1", "EUR",
    into="Credit", out="Debit",
)  # fmt: skip
BANKS = {
    "ING BSK": (ING_BSK, ING_LAYOUT, "61109010140000071219812874"),
    "Sber, two rows": (SBER_TWO_ROWS, SBER_LAYOUT, "40702810500000000077"),
    "plain": (PLAIN, PLAIN_LAYOUT, ""),
}


def read(path, text, layout, encoding=""):
    path.write_bytes(text.encode(encoding or layout.encoding))
    (statement,) = take(path, reading_by(layout)).statements
    return statement


def refused(path, text, layout, encoding=""):
    with pytest.raises(BankFileError) as fault:
        read(path, text, layout, encoding)
    return fault.value


@pytest.mark.parametrize("bank", BANKS)
def test_it_is_read_to_the_cent(tmp_path, bank):
    text, layout, account = BANKS[bank]
    statement = read(tmp_path / "a.csv", text, layout)
    assert [each.signed for each in statement.entries] == [1500_00, -10_50]
    assert (statement.opening, statement.closing) == (1000_00, 2489_50)
    assert statement.entries[0].party.account == account


@pytest.mark.parametrize("bank", BANKS)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"delimiter": ","}, 'set `delimiter = ";"` there'),
        ({"delimiter": "\t"}, 'set `delimiter = ";"` there'),
        ({"encoding": "koi8-r"}, 'set `encoding = "cp125[01]"` there'),
        ({"encoding": "cp866", "delimiter": "|"}, '`encoding = "cp125[01]"`, `delimiter = ";"`'),
    ],
)
def test_a_setting_that_would_find_the_headers_is_named(tmp_path, bank, change, said):
    text, layout, _ = BANKS[bank]
    if bank == "plain" and "encoding" in change:
        return  # its letters are those of all encodings
    fault = refused(tmp_path / "a.csv", text, replace(layout, **change), layout.encoding)
    assert re.search(said, fault.message)
    assert fault.reason.cure == AS_SET


@pytest.mark.parametrize("header", ["Data", "Kwota"])
def test_headers_that_are_nowhere_are_named_as_they_were(tmp_path, header):
    columns = replace(ING_LAYOUT.columns, name=header)
    fault = refused(tmp_path / "a.csv", ING_BSK, replace(ING_LAYOUT, columns=columns))
    assert (
        f"line 7: the row of headers has not all of `[bank.csv]`; not found: {header}."
        in fault.message
    )


def test_of_two_rows_of_headers_what_neither_has_is_named(tmp_path):
    columns = replace(SBER_LAYOUT.columns, account="Плательщик")
    fault = refused(tmp_path / "a.csv", SBER_TWO_ROWS, replace(SBER_LAYOUT, columns=columns))
    assert "line 5: " in fault.message
    assert fault.message.count("not found: Плательщик.") == 1


def test_no_entry_is_taken_for_the_second_row_of_headers(tmp_path):
    """Or the first one would be lost, its balances adding up without it."""
    columns = CsvColumns("Date", amount="Sum", balance="Left", name="Rose")
    fault = refused(
        tmp_path / "a.csv", PLAIN, replace(PLAIN_LAYOUT, columns=columns, into="", out="")
    )
    assert "not found: Rose" in fault.message


def test_of_several_currencies_that_behind_the_sum_is_the_account_s(tmp_path):
    other = ING_BSK.replace("-10,50;PLN", "-10,50;EUR")
    assert "line 9: the row is in EUR" in refused(tmp_path / "a.csv", other, ING_LAYOUT).message
    balance = ING_BSK.replace("2489,50;PLN", "2489,50;EUR")
    assert "line 9: the row is in EUR" in refused(tmp_path / "a.csv", balance, ING_LAYOUT).message


PURPOSED = "Date;Sum;Left;Name;For\n02.11.2026;1500,00;2500,00;Rose;INV-17\n03.11.2026;-10,50;2489,50;Bank;Fee"


def test_a_file_that_ends_in_the_midst_of_its_last_row_is_cut(tmp_path):
    """Its balances are right wherever it is cut behind them."""
    columns = CsvColumns("Date", amount="Sum", balance="Left", name="Name", purpose="For")
    layout = Layout(columns, "1", "EUR")
    assert read(tmp_path / "a.csv", PURPOSED, layout).closing == 2489_50
    for cut in ("3.11.2026;-10,50;2489,50;Bank", ";-10,50;2489,50"):
        text = PURPOSED[: PURPOSED.index(cut) + len(cut)]
        assert "line 3: " in refused(tmp_path / "a.csv", text, layout).message
        assert read(tmp_path / "a.csv", f"{text}\n", layout).closing == 2489_50
    ragged = PURPOSED.replace(";INV-17", "").removesuffix(";Fee")
    assert read(tmp_path / "a.csv", ragged, layout).closing == 2489_50


def test_what_is_not_booked_names_a_cure_that_works(tmp_path):
    columns = replace(ING_LAYOUT.columns, day="Data transakcji")
    fault = refused(tmp_path / "a.csv", ING_BSK, replace(ING_LAYOUT, columns=columns))
    assert "line 8: the amount is blank" in fault.message
    assert fault.reason.cure == WITHOUT_ROW
    assert "`day`" in fault.cure
