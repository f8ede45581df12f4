"""What a person types on Google Sheets is what is charged, in three locales (design §15).

A typed ``1:30`` comes through the API as 0.0625, and in a Russian sheet ``1.5`` as 46143: only the
format of the cell tells. It is asked for once.
"""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync import reckoning
from sheets_sync.billing.days import serial
from sheets_sync.errors import TryAgainLater
from sheets_sync.reading.formats import doubts
from sheets_sync.reading.headers import locate
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.google.workbook import GoogleWorkbook
from sheets_sync.spreadsheet.memories import Forgetful
from sheets_sync.use_cases.shared import lost_times
from sheets_sync.use_cases.shared.office import view_office
from tests.google.office import Office
from tests.google.test_commands import call
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.language.entry import entered
from tests.sheets_api.model.sheet import Sheet
from tests.sync.agency import NOW, SHEETS, day

HEAD = ["Date", "Client", "Service", "Quantity", "Minutes", "Note"]
MINUTE = [["Client", "Service", "Unit", "Price", "Step"], [None, "Call", "min", 1], [None, "Banner", "pc", 50],
          [None, "Visit", "h", 60]]  # fmt: skip


def office(google: Emulator, folder: Path, locale: str = "en_US", more: str = "") -> Office:
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": MINUTE,
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 900_000]],
        "Log": [HEAD, [day(3), "Acme", "Call", None, 5, "as ever"]],
    }
    assert set(sheets) == set(SHEETS)
    return Office(
        google, folder, sheets, locale=locale, more=f'[billing]\ncurrency = "RUB"\n{more}'
    )


def a_person_types(sheet: Sheet, row: int, column: int, text: str, locale: str = "en_US") -> None:
    """As into a cell of the browser: the spreadsheet takes it for what it likes."""
    looks = sheet.looks(row, column)
    entry = entered(text, locale, (looks.format or {}).get("numberFormat"))
    sheet.set(row, column, entry.value)
    if entry.number_format and "numberFormat" not in (looks.format or {}):
        made = {**(looks.format or {}), "numberFormat": entry.number_format}
        sheet.set_extra(row, column, replace(looks, format=made))


def new_row(office: Office, typed: str, *, column: int = 4, service: str = "Call") -> int:
    sheet = office.book.sheet("Log")
    row = max(r for r, line in enumerate(sheet.rows) if any(line.cells)) + 1
    for at, value in enumerate([day(1), "Acme", service]):
        type_in(sheet, row, at, value)
    type_in(sheet, row, 5, f"note {row} {typed}")
    a_person_types(sheet, row, column, typed, office.locale)
    return row


def outcome(office: Office, moment=NOW) -> tuple[list[str], str]:
    found = office.as_json(office.run(moment))
    [client] = found["clients"]
    codes = [each["code"] for each in found["findings"]]
    return codes, client["charged"]


HM = {"numberFormat": {"type": "TIME", "pattern": "h:mm"}}
CASES = [
    # locale, typed, what it comes to beside the 5.00 charged already
    ("en_US", "90", ([], "95.00")),
    ("en_US", "1:30", ([], "95.00")),
    ("en_US", "25:00:00", ([], "1505.00")),
    ("en_US", "24:00", ([], "1445.00")),
    ("en_US", "100:00:00", ([], "6005.00")),
    ("en_US", "48:00", ([], "2885.00")),
    ("en_US", "1", ([], "6.00")),
    ("en_US", "2", ([], "7.00")),
    ("en_US", "1/2", (["BAD_NUMBER"], "5.00")),
    ("en_US", "1.5", ([], "6.50")),
    ("ru_RU", "1:30", ([], "95.00")),
    ("ru_RU", "1.5", (["BAD_NUMBER"], "5.00")),
    ("ru_RU", "1,5", ([], "6.50")),
    ("de_DE", "1:30", ([], "95.00")),
    ("de_DE", "1,5", ([], "6.50")),
    ("en_US", "9:00 PM", (["BAD_NUMBER"], "5.00")),
    ("en_US", "9:00:30 am", (["BAD_NUMBER"], "5.00")),
    ("en_US", "9 pm", (["BAD_NUMBER"], "5.00")),
    ("en_US", "50%", (["BAD_NUMBER"], "5.00")),
    ("en_US", "1.25", (["LOST_TIME"], "5.00")),
    ("ru_RU", "21:00 Uhr", (["BAD_NUMBER"], "5.00")),
    ("de_DE", "1.5.", (["BAD_NUMBER"], "5.00")),
]


@pytest.mark.parametrize(("pattern", "typed", "becomes"), [
    ("h:mm", 90, (["BAD_NUMBER"], "5.00")), ("hh:mm:ss", 1, (["BAD_NUMBER"], "5.00")),
    ("mm:ss", 1.0625, (["BAD_NUMBER"], "5.00")), ("h:mm", 46_143, (["BAD_NUMBER"], "5.00")),
    ("", 0.0625, ([], "95.00")), ('"h" mm:ss', 0.0625, (["BAD_NUMBER"], "5.00")),
    ("mm:ss", 0.0625, (["BAD_NUMBER"], "5.00")), ("mm:ss", 5 / 1440, ([], "10.00")), ("[mm]:ss", 0.0625, ([], "95.00")),
    ("[h]:mm", 1.0625, ([], "1535.00")), ("h:mm", 0.0625, ([], "95.00")),
])  # fmt: skip
def test_a_number_in_a_cell_of_hours_up_to_24_waits(
    google: Emulator, tmp_path: Path, pattern, typed, becomes
):
    """90 shows 0:00 there, 25:30 shows 1:30: what was meant nobody sees."""
    agency = office(google, tmp_path)
    row, sheet = new_row(agency, "1"), agency.book.sheet("Log")
    sheet.set(row, 4, typed)
    looks = {"numberFormat": {"type": "TIME", "pattern": pattern}}
    sheet.set_extra(row, 4, replace(sheet.looks(row, 4), format=looks))
    assert outcome(agency) == becomes
    sheet.set_extra(row, 4, replace(sheet.looks(row, 4), format={}))
    mended = {90: "95.00", 1: "6.00"}.get(typed)
    if mended:
        assert outcome(agency, NOW + timedelta(days=1)) == ([], mended)


@pytest.mark.parametrize(("hours", "minutes", "becomes"), [
    ("1", "30", ([], "95.00")), ("1:30", "", ([], "95.00")), ("1:30", "90", ([], "95.00")),
    ("", "1:30", ([], "95.00")), ("2", "90", (["BAD_NUMBER"], "5.00")), ("1/2", "", (["BAD_NUMBER"], "5.00")),
])  # fmt: skip
def test_what_is_typed_into_hours_beside_minutes(
    google: Emulator, tmp_path: Path, hours, minutes, becomes
):
    agency = office(google, tmp_path)
    sheet = agency.book.sheet("Log")
    free = len(sheet.rows[0].cells)
    type_in(sheet, 0, free, "Hours")
    row = new_row(agency, minutes)
    a_person_types(sheet, row, free, hours)
    assert outcome(agency) == becomes


@pytest.mark.parametrize(("locale", "typed", "becomes"), CASES)
def test_what_is_typed_into_minutes(google: Emulator, tmp_path: Path, locale, typed, becomes):
    agency = office(google, tmp_path, locale)
    new_row(agency, typed)
    assert outcome(agency) == becomes


def test_the_format_is_asked_for_once(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path)
    agency.run()
    new_row(agency, "1:30")
    for typed in ("3", "4"):
        new_row(agency, typed)
    for reads in (2, 1, 1):
        google.journal.clear()
        assert outcome(agency) == ([], "102.00")
        assert google.journal.calls[0] == reads
    new_row(agency, "12")
    google.journal.clear()
    assert outcome(agency) == ([], "114.00")
    assert google.journal.calls == (1, 1)


def test_a_time_that_lost_its_format_holds_its_row_and_is_asked_about_again_the_next_day(
    google: Emulator, tmp_path: Path
):
    agency = office(google, tmp_path)
    row = new_row(agency, "1:30")
    sheet = agency.book.sheet("Log")
    looks = sheet.looks(row, 4)
    sheet.set_extra(
        row, 4, replace(looks, format={"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})
    )
    for moment in (NOW, NOW + timedelta(minutes=5)):
        assert outcome(agency, moment) == (["LOST_TIME"], "5.00")
    sheet.set_extra(row, 4, looks)
    assert outcome(agency, NOW + timedelta(days=1)) == ([], "95.00")


@pytest.mark.parametrize("typed", ["9:00 PM", "1/2", "1.25"])
def test_the_cure_works_in_the_same_cell_whatever_format_it_has_by_now(
    google: Emulator, tmp_path: Path, typed: str
):
    agency = office(google, tmp_path)
    row = new_row(agency, typed)
    codes, charged = outcome(agency)
    assert (len(codes), charged) == (1, "5.00")
    a_person_types(agency.book.sheet("Log"), row, 4, "90 min")
    assert outcome(agency) == ([], "95.00")


def test_fractions_of_a_minute_count_where_the_config_says_so(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path, more="fractional_minutes = true\n")
    new_row(agency, "0.5")
    new_row(agency, "1:30")
    assert outcome(agency) == ([], "95.50")


@pytest.mark.parametrize(
    ("typed", "service", "becomes"),
    [
        ("1:30", "Visit", ([], "95.00")),
        ("0.25", "Visit", ([], "20.00")),
        ("1:30", "Banner", (["BAD_NUMBER"], "5.00")),
        ("0.5", "Banner", ([], "30.00")),
        ("46143", "Visit", (["LOST_TIME"], "5.00")),
        ("1/2", "Banner", (["BAD_NUMBER"], "5.00")),
        ("24:00", "Visit", ([], "1445.00")),
        ("72:00", "Visit", ([], "4325.00")),
        ("1", "Visit", ([], "65.00")),
        ("-1:30", "Visit", ([], "-85.00")),
        ("36:00", "Banner", (["BAD_NUMBER"], "5.00")),
        ("9:00 PM", "Visit", (["BAD_NUMBER"], "5.00")),
        ("90", "Visit", (["LOST_TIME"], "5.00")),
        ("90 min", "Visit", ([], "95.00")),
        ("90 h", "Visit", ([], "5405.00")),
        ("90", "Banner", ([], "4505.00")),
        ("50%", "Banner", ([], "30.00")),
    ],
)
def test_quantities(google: Emulator, tmp_path: Path, typed, service, becomes):
    agency = office(google, tmp_path)
    new_row(agency, typed, column=3, service=service)
    assert outcome(agency) == becomes


def test_a_lost_time_in_a_step_is_asked_about_again_the_next_day(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path)
    prices = agency.book.sheet("Prices")
    a_person_types(prices, 3, 4, "0:15")
    new_row(agency, "0:20", service="Visit")
    looks = prices.looks(3, 4)
    plain = {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}
    prices.set_extra(3, 4, replace(looks, format=plain))
    for moment in (NOW, NOW + timedelta(minutes=5)):
        assert outcome(agency, moment) == (["LOST_TIME", "NO_PRICE"], "5.00")
    prices.set_extra(3, 4, looks)
    assert outcome(agency, NOW + timedelta(days=1)) == ([], "35.00")


def test_a_step_of_time_and_an_amount_that_became_a_day(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path, "ru_RU")
    a_person_types(agency.book.sheet("Prices"), 3, 4, "0:15", "ru_RU")
    new_row(agency, "0:20", column=3, service="Visit")
    row = agency.book.sheet("Payments")
    type_in(row, 2, 0, day(2))
    type_in(row, 2, 1, "Acme")
    a_person_types(row, 2, 2, "1.5", "ru_RU")
    codes, charged = outcome(agency)
    assert (codes, charged) == (["BAD_NUMBER"], "35.00")


def test_a_day_of_the_last_century_in_a_column_of_numbers(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path, "ru_RU")
    for column, service in ((3, "Banner"), (4, "Call")):
        new_row(agency, "1.1.1975", column=column, service=service)
    a_person_types(agency.book.sheet("Payments"), 1, 2, "1.1.1975", "ru_RU")
    assert outcome(agency) == (["BAD_NUMBER"] * 3, "5.00")


def test_the_answer_to_the_write_tells_what_plain_labour_shows(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path)
    new_row(agency, "2", column=3, service="Banner")
    agency.run()
    new_row(agency, "1", column=3, service="Banner")
    new_row(agency, "12")
    tomorrow = NOW + timedelta(days=1)
    for moment in (NOW, tomorrow, tomorrow + timedelta(minutes=5)):
        google.journal.clear()
        assert outcome(agency, moment) == ([], "167.00")
        assert google.journal.calls[0] == 1


def test_what_no_write_tells_a_run_asks_that_has_nothing_to_write(google: Emulator, tmp_path: Path):
    """One call and one more: a plain Step in a cell of times moves no cell."""
    agency = office(google, tmp_path)
    prices = agency.book.sheet("Prices")
    prices.set(2, 4, 5)
    agency.run()
    type_in(prices, 1, 4, 5)
    prices.set_extra(1, 4, replace(prices.looks(1, 4), format=HM))
    google.journal.clear()
    assert outcome(agency)[0] == ["BAD_NUMBER", "NO_PRICE"]
    assert google.journal.calls in ((2, 1), (1, 2))
    google.journal.clear()
    assert outcome(agency)[0] == ["BAD_NUMBER", "NO_PRICE"]
    assert google.journal.calls == (1, 0)


@pytest.mark.parametrize("blanked", [False, True], ids=["at first", "blanked and typed again"])
@pytest.mark.parametrize("column", [3, 4])
def test_a_90_that_shows_0_00_amid_plain_numbers_waits_in_the_same_run(
    google: Emulator, tmp_path: Path, column: int, blanked: bool
):
    """The write's own answer tells; what it found wrong is written once more, before any letter."""
    agency = office(google, tmp_path)
    service = "Call" if column == 4 else "Banner"
    for typed in ("7", "8", "9"):
        row = new_row(agency, typed, column=column, service=service)
    charged = outcome(agency)[1]
    row, sheet = new_row(agency, "", column=column, service=service), agency.book.sheet("Log")
    if blanked:
        a_person_types(sheet, row, column, "1:30" if column == 4 else "0.5")
        agency.run()
        type_in(sheet, row, column, None)
        agency.run()
    sheet.set(row, column, 90)
    sheet.set_extra(row, column, replace(sheet.looks(row, column), format=HM))
    for calls in ((1, 2), (1, 0)):
        google.journal.clear()
        assert outcome(agency) == (["BAD_NUMBER"], charged)
        assert google.journal.calls == calls
    held = [cell for cell in sheet.rows[row].cells if isinstance(cell, str) and "h:mm" in cell]
    assert len(held) == 1


def test_letters_wait_for_what_the_write_tells(google: Emulator, tmp_path: Path):
    """Labour that shows $ is none: nobody is told that their money is used up by it."""
    agency = office(google, tmp_path)
    clients = agency.book.sheet("Clients")
    clients.set(1, [*clients.rows[0].cells].index("Email"), "acme@example.com")
    new_row(agency, "7")
    agency.run()
    row, sheet = new_row(agency, "899990"), agency.book.sheet("Log")
    assert [*agency.run(dry_run=True).notices] != []
    shown = {"numberFormat": {"type": "CURRENCY", "pattern": '"$"0'}}
    sheet.set_extra(row, 4, replace(sheet.looks(row, 4), format=shown))
    assert [*agency.run().notices] == []


UNLIKELY = [
    # typed into the column, for a service
    ("24:00", 3, "Banner"),
    ("$2", 3, "Banner"),
    ("30 €", 4, "Call"),
    ("$500", 4, "Call"),
]


@pytest.mark.parametrize(("typed", "column", "service"), UNLIKELY)
def test_labour_that_shows_a_day_or_money_waits_in_the_same_run(
    google: Emulator, tmp_path: Path, typed, column, service
):
    """No number tells that a 1 shows 24:00, or that a 30 shows money: the write's answer does."""
    locale = "ru_RU" if "€" in typed else "en_US"
    agency = office(google, tmp_path, locale)
    new_row(agency, "3", column=3, service="Banner")
    agency.run()
    new_row(agency, typed, column=column, service=service)
    google.journal.clear()
    assert outcome(agency) == (["BAD_NUMBER"], "155.00")
    assert google.journal.calls == (1, 2)


@pytest.mark.parametrize(("typed", "column", "service"), UNLIKELY)
def test_and_in_a_first_run_at_once(google, tmp_path, typed, column, service):
    agency = office(google, tmp_path, "ru_RU" if "€" in typed else "en_US")
    new_row(agency, typed, column=column, service=service)
    assert outcome(agency) == (["BAD_NUMBER"], "5.00")


def test_of_very_much_labour_only_what_is_like_a_time_is_asked_about(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(doubts, "MOST_PLAIN", 1)
    agency = office(google, tmp_path)
    new_row(agency, "$500")
    new_row(agency, "1:30")
    assert outcome(agency) == ([], "595.00")


def test_where_a_columns_formats_say_more_than_numbers_new_ones_are_asked_about_at_once(
    google: Emulator, tmp_path: Path
):
    agency = office(google, tmp_path)
    hours = {"numberFormat": {"type": "NUMBER", "pattern": '0.0 "h"'}}
    sheet = agency.book.sheet("Log")
    for typed, charged in (("8", "485.00"), ("5", "785.00")):
        row = new_row(agency, typed)
        sheet.set_extra(row, 4, replace(sheet.looks(row, 4), format=hours))
        google.journal.clear()
        assert outcome(agency) == ([], charged)
    assert google.journal.calls[0] == 2


@pytest.mark.parametrize(
    "where", ["first of its column", "over a time", "below a time", "above it"]
)
def test_a_plain_number_in_a_cell_of_times_is_asked_about_at_once_among_plain_ones(
    google: Emulator, tmp_path: Path, where: str
):
    """A 90 that shows 0:00 counted till the next day, where the other numbers of its column are plain."""
    agency = office(google, tmp_path)
    sheet, column = agency.book.sheet("Log"), 3 if where == "first of its column" else 4
    for typed in ("7", "8", "1:30", "9") if column == 4 else ():
        row = new_row(agency, typed)
    if where in ("below a time", "above it"):
        type_in(sheet, row - (where == "above it") * 2, 4, None)
    agency.run()
    row = (
        {
            "first of its column": 0,
            "over a time": row - 1,
            "below a time": row,
            "above it": row - 2,
        }[where]
        if column == 4
        else new_row(agency, "", column=3, service="Visit")
    )
    sheet.set(row, column, 2)
    sheet.set_extra(row, column, replace(sheet.looks(row, column), format=HM))
    for reads in (2, 1):
        google.journal.clear()
        codes, _ = outcome(agency)
        assert (codes, google.journal.calls[0]) == (["BAD_NUMBER"], reads)


def test_a_plain_number_in_a_column_of_times_is_asked_about_at_once(
    google: Emulator, tmp_path: Path
):
    """90 typed into a cell that shows hours up to 24 shows 0:00: it counted till the next day."""
    agency = office(google, tmp_path)
    new_row(agency, "1:30")
    new_row(agency, "0:45")
    assert outcome(agency) == ([], "140.00")
    sheet = agency.book.sheet("Log")
    row = new_row(agency, "90")
    shown = {"numberFormat": {"type": "TIME", "pattern": "h:mm"}}
    sheet.set_extra(row, 4, replace(sheet.looks(row, 4), format=shown))
    google.journal.clear()
    assert outcome(agency) == (["BAD_NUMBER"], "140.00")
    assert google.journal.calls[0] == 2


DOUBTFUL = [
    # the column, what it holds, the pattern that its cell is shown by, what the row comes to
    (4, 0.5, '[>=60]0" h";0" min"', (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '0"h"00', (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '0" days"', (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '0" чел-ч"', (["BAD_NUMBER"], "5.00")),
    (4, 0.5, "0.0,,", (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '[=0]"";0.0 "h"', (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '[>=60]0 "h";0.0 "h"', ([], "35.00")),
    (4, 0.5, ";;;", (["BAD_NUMBER"], "5.00")),
    (4, 0.5, '0.0"%"', (["BAD_NUMBER"], "5.00")),
]


@pytest.mark.parametrize(("column", "number", "pattern", "becomes"), DOUBTFUL)
def test_labour_whose_format_nobody_can_be_sure_of_waits(
    google: Emulator, tmp_path: Path, column, number, pattern, becomes
):
    agency = office(google, tmp_path)
    sheet, row = agency.book.sheet("Log"), new_row(agency, "", column=column)
    sheet.set(row, column, number)
    shown = {"numberFormat": {"type": "NUMBER", "pattern": pattern}}
    sheet.set_extra(row, column, replace(sheet.looks(row, column), format=shown))
    assert outcome(agency) == becomes


@pytest.mark.parametrize(
    ("pattern", "becomes"),
    [
        ('0"00"', (["BAD_NUMBER"], "0.00")), ('0",000"', (["BAD_NUMBER"], "0.00")),
        ("0,", (["BAD_NUMBER"], "0.00")), ('0," тыс."', ([], "900000.00")),
        ("#\\ ##0.00", ([], "900000.00")), ('0.00" Kč"', (["BAD_CURRENCY"], "0.00")),
        ('0" т. руб."', (["BAD_NUMBER"], "0.00")), ('0" M"', (["BAD_NUMBER"], "0.00")),
        (";;;", (["BAD_NUMBER"], "0.00")), ('0" руб. без НДС"', ([], "900000.00")),
    ],
)  # fmt: skip
def test_so_does_money(google: Emulator, tmp_path: Path, pattern, becomes):
    agency = office(google, tmp_path)
    sheet = agency.book.sheet("Payments")
    shown = {"numberFormat": {"type": "NUMBER", "pattern": pattern}}
    sheet.set_extra(1, 2, replace(sheet.looks(1, 2), format=shown))
    assert paid(agency) == becomes


@pytest.mark.parametrize(
    "typed", ["10:30", "1:30", "25:30:00", "30:00", "24:00", "100:00", "1250:30", "48:00:30"]
)
def test_a_price_and_an_amount_that_became_a_time(google: Emulator, tmp_path: Path, typed: str):
    agency = office(google, tmp_path)
    a_person_types(agency.book.sheet("Prices"), 1, 3, typed)
    a_person_types(agency.book.sheet("Payments"), 1, 2, typed)
    codes, charged = outcome(agency)
    assert (codes, charged) == (["BAD_NUMBER", "BAD_NUMBER", "NO_PRICE"], "0.00")


@pytest.mark.parametrize(("typed", "becomes"), [
    ("50%", ([], "30.00")), ("100%", ([], "55.00")), ("9000%", (["BAD_NUMBER"], "5.00")),
])  # fmt: skip
def test_half_of_a_thing_may_be_50_per_cent(google: Emulator, tmp_path: Path, typed, becomes):
    agency = office(google, tmp_path)
    new_row(agency, typed, column=3, service="Banner")
    assert outcome(agency) == becomes


@pytest.mark.parametrize("typed", ["5%", "7%", "90 %", "12.5%"])
def test_a_per_cent_is_no_money(google: Emulator, tmp_path: Path, typed: str):
    agency = office(google, tmp_path)
    a_person_types(agency.book.sheet("Prices"), 1, 3, typed)
    a_person_types(agency.book.sheet("Payments"), 1, 2, typed)
    codes, charged = outcome(agency)
    assert (codes, charged) == (["BAD_NUMBER", "BAD_NUMBER", "NO_PRICE"], "0.00")


def paid(office: Office, moment=NOW) -> tuple[list[str], str]:
    found = office.as_json(office.run(moment))
    return [each["code"] for each in found["findings"]], found["clients"][0]["paid"]


IN_OTHER_MONEY = [
    # locale, the account's currency, what is typed into Amount, the rows that are none of it
    ("en_US", "", ["$30", "€30.50", "900%", "90%", "30"], {3: "BAD_CURRENCY", 4: "BAD_CURRENCY", 5: "BAD_NUMBER", 6: "BAD_NUMBER"}),
    ("ru_RU", "", ["30 $", "30,50 €", "30 ₽", "30 р."], {3: "BAD_CURRENCY", 4: "BAD_CURRENCY"}),
    ("ru_RU", "EUR", ["30 ₽", "30 €"], {3: "BAD_CURRENCY"}),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "currency", "typed", "bad"), IN_OTHER_MONEY)
def test_an_amount_in_other_money_is_none(
    google: Emulator, tmp_path: Path, locale, currency, typed, bad
):
    """It comes as a bare number: whoever paid $30 would have 30 roubles credited."""
    agency = office(google, tmp_path, locale)
    type_under(agency, "Clients", 1, "Currency", currency or "RUB")
    sheet = agency.book.sheet("Payments")
    for row, text in enumerate(typed, start=2):
        type_in(sheet, row, 0, day(2 + row))
        type_in(sheet, row, 1, "Acme")
        a_person_types(sheet, row, 2, text, locale)
    found = agency.as_json(agency.run())
    codes = {
        (each["cell"], each["code"]) for each in found["findings"] if each["tab"] == "Payments"
    }
    assert codes == {(f"C{row}", code) for row, code in bad.items()}
    good = 900_000 + 30 * (len(typed) - len(bad))
    assert found["clients"][0]["paid"] == f"{good}.00"


def type_under(office: Office, tab: str, row: int, header: str, text: str) -> str:
    """Type into a column that ``init`` made, where it has no format of its own; what the cell is
    called. One with a format keeps it, at Google, and shows 30.00."""
    sheet = office.book.sheet(tab)
    at = sheet.rows[0].cells.index(header)
    sheet.set_extra(row, at, replace(sheet.looks(row, at), format=None))
    a_person_types(sheet, row, at, text, office.locale)
    return a1(at, row + 1)


def test_nor_is_it_in_any_other_column_of_money(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path, "ru_RU")
    heads = ["Threshold", "Credit limit", "Top-up"]
    cells = {type_under(agency, "Clients", 1, head, "30 $") for head in heads}
    cells |= {type_under(agency, "Prices", 3, "Price", "30 $")}
    cells |= {type_under(agency, "Log", 1, "Agreed price", "30 $")}
    found = agency.as_json(agency.run())["findings"]
    assert {each["cell"] for each in found if each["code"] == "BAD_CURRENCY"} == cells


def test_new_sums_are_asked_about_once_and_mended_formats_the_next_day(
    google: Emulator, tmp_path: Path
):
    agency = office(google, tmp_path, "ru_RU")
    agency.run()
    sheet = agency.book.sheet("Payments")
    type_in(sheet, 2, 0, day(2))
    type_in(sheet, 2, 1, "Acme")
    a_person_types(sheet, 2, 2, "30 $", "ru_RU")
    new_row(agency, "12")
    for calls in ((2, 1), (1, 0), (1, 0)):
        google.journal.clear()
        assert paid(agency) == (["BAD_CURRENCY"], "900000.00")
        assert google.journal.calls == calls
    sheet.set_extra(2, 2, replace(sheet.looks(2, 2), format=None))
    for moment, reads in ((NOW + timedelta(days=1), 2), (NOW + timedelta(days=1, minutes=1), 1)):
        google.journal.clear()
        assert paid(agency, moment) == ([], "900030.00")
        assert google.journal.calls[0] == reads


def test_of_very_many_sums_only_those_like_times_are_asked_about(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(doubts, "MOST_ASKED", 2)
    agency = office(google, tmp_path)
    agency.run()
    type_in(agency.book.sheet("Prices"), 1, 3, 125.5)
    google.journal.clear()
    assert outcome(agency) == ([], "627.50")
    assert google.journal.calls[0] == 1
    type_in(agency.book.sheet("Prices"), 1, 3, 1.25)  # 30:00 is no other number
    for reads in (2, 1):
        google.journal.clear()
        assert outcome(agency) == ([], "6.25")
        assert google.journal.calls[0] == reads


def test_a_memory_that_makes_no_sense_is_asked_for_anew(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path)
    new_row(agency, "1:30")
    assert outcome(agency) == ([], "95.00")
    with view_office(agency.config, NOW) as at_work:
        text = at_work.memory.recall("lost_times") or ""
        snapshot = at_work.read()
        places = locate(snapshot, reckoning.sources(agency.config, snapshot), {})
        spoilt = [text.replace('"looks": []', f'"looks": {each}')
                  for each in ('[["number"]]', '[["money", "$"]]', "7", "[7]")]  # fmt: skip
        by_an_earlier_version = re.sub(r'"read_by": \d+, ', "", text)
        for said in (*spoilt, by_an_earlier_version):
            assert said != text
            kept = Forgetful()
            kept.remember("lost_times", said)
            google.journal.clear()
            found = lost_times.settled(at_work.workbook, kept, snapshot, places, serial(NOW.date()))
            assert [*found.told.values()] == [{3: timedelta(minutes=90)}]
            assert google.journal.calls == (1, 0)
            assert kept.recall("lost_times") == text


def test_a_row_moved_by_a_sort_needs_no_asking(google: Emulator, tmp_path: Path):
    agency = office(google, tmp_path)
    new_row(agency, "1:30")
    agency.run()
    agency.book.sheet("Log").insert("ROWS", 1, 1)
    google.journal.clear()
    assert outcome(agency) == ([], "95.00")
    assert google.journal.calls[0] <= 2  # the inserted row may cost a look at the tabs


def test_very_many_numbers_are_asked_about_in_several_calls_once(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lost_times, "_AT_ONCE", 2)
    agency = office(google, tmp_path)
    agency.run()
    for typed in ("1:30", "0:15", "0:30", "0:20", "0:25"):
        new_row(agency, typed)
    for calls in (3, 0):
        google.journal.clear()
        assert outcome(agency) == ([], "185.00")
        assert google.journal.calls[0] == 1 + calls


def test_what_was_told_before_a_call_failed_is_not_asked_again(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lost_times, "_AT_ONCE", 2)
    agency = office(google, tmp_path)
    agency.run()
    for typed in ("1:30", "0:15", "0:30", "0:20", "0:25"):
        new_row(agency, typed)
    settle, asked = GoogleWorkbook.kinds, iter(range(9))

    def kinds(*args: Any) -> Any:
        if next(asked) == 2:
            raise TryAgainLater("Google did not answer.", "Try again.")
        return settle(*args)

    monkeypatch.setattr(GoogleWorkbook, "kinds", kinds)
    with pytest.raises(TryAgainLater):
        agency.run()
    assert outcome(agency) == ([], "185.00")
    assert next(asked) == 4  # the one that failed, once more


def test_commands_that_only_look_ask_too(google: Emulator, tmp_path: Path, capsys):
    agency = office(google, tmp_path)
    new_row(agency, "1:30")
    code, out = call(agency, capsys, "report", "--json")
    assert (code, json.loads(out)["clients"][0]["charged"]) == (0, "95.00")
