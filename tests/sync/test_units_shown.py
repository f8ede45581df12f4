"""Money that shows a currency, or a per cent, by its format is what it shows, on .xlsx (design §15)."""

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from sheets_sync import reckoning, workbooks
from sheets_sync.config import load
from sheets_sync.spreadsheet.number_patterns import unit_of
from tests.sync.agency import QUIET, TODAY, Agency, day

SHEETS: dict[str, list[list[Any]]] = {
    "Clients": [["Client", "Currency"], ["Acme", None], ["Bell", "EUR"]],
    "Prices": [["Service", "Unit", "Price", "Currency"], ["Call", "pc", 10, None], ["Call", "pc", 1, "EUR"]],
    "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", 30], [day(9), "Bell", 40.5]],
    "Log": [["Date", "Client", "Service", "Quantity", "Agreed price"], [day(2), "Acme", "Call", 0.5, 0.9]],
}  # fmt: skip
ROUBLES = QUIET + '[billing]\ncurrency = "RUB"\n'


def looked_at(folder: Path, looks: dict[str, str], sheets: dict[str, Any] = SHEETS) -> Any:
    """What the house of roubles has where cells ("Payments!C2") have those formats."""
    agency = Agency(folder, sheets, ROUBLES, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for place, look in looks.items():
        tab, _, cell = place.partition("!")
        book[tab][cell].number_format = look
    book.save(agency.path)
    return agency.report()


def outcome(found: Any) -> tuple[list[str], list[str], str]:
    acme, bell = found["clients"]
    codes = [f"{each['code']} {each['tab']}!{each['cell']}" for each in found["findings"]]
    return codes, [acme["paid"], bell["paid"]], acme["charged"]


AS_TYPED: tuple[list[str], list[str], str] = ([], ["30.00", "40.50"], "0.45")
CASES = [
    ({}, AS_TYPED),
    ({"Payments!C2": '#,##0.00\\ "₽"'}, AS_TYPED),
    ({"Payments!C2": "[$-419]#,##0.00", "Payments!C3": "#,##0.00 [$€-407]"}, AS_TYPED),
    ({"Payments!C2": '_-"$"* #,##0.00_-', "Payments!C3": "0.00"},
     (["BAD_CURRENCY Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C3": '0.00 "руб."'}, (["BAD_CURRENCY Payments!C3"], ["30.00", "0.00"], "0.45")),
    ({"Payments!C2": "0%"}, (["BAD_NUMBER Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C2": '0.00 "net"'}, AS_TYPED),
    ({"Payments!C2": "0.00 [$р.-419]", "Payments!C3": "[$EUR] 0"}, AS_TYPED),
    ({"Payments!C3": "0.00 [$р.-419]"}, (["BAD_CURRENCY Payments!C3"], ["30.00", "0.00"], "0.45")),
    ({"Log!D2": "0%"}, AS_TYPED),
    ({"Log!E2": "0%"}, (["BAD_NUMBER Log!E2"], ["30.00", "40.50"], "0.00")),
    ({"Log!E2": "[$€]0.00"}, (["BAD_CURRENCY Log!E2"], ["30.00", "40.50"], "0.00")),
    ({"Log!E2": "[$₽]0.0000"}, AS_TYPED),
    ({"Payments!C2": "[$R$-416] #,##0.00"}, (["BAD_CURRENCY Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C2": '_-"US$"* #,##0.00_-'}, (["BAD_CURRENCY Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C2": "[$Z$] 0"}, (["BAD_NUMBER Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C2": '0.0 "тыс. ₽"'}, (["BAD_NUMBER Payments!C2"], ["0.00", "40.50"], "0.45")),
    ({"Payments!C2": '0 "т.р."', "Payments!C3": '0.0"K"'},
     (["BAD_NUMBER Payments!C2", "BAD_NUMBER Payments!C3"], ["0.00", "0.00"], "0.45")),
    ({"Payments!C2": '0.000," тыс. ₽"', "Payments!C3": '0.00,"K" [$€]'}, AS_TYPED),
    ({"Log!D2": '0.0 "тыс. знаков"'}, AS_TYPED),
    *(({"Payments!C2": look}, (["BAD_NUMBER Payments!C2"], ["0.00", "40.50"], "0.45")) for look in (
        '0"00"', '0",000"', "0,", "0.0,,", '"≈"0', "~0", '0"?"', "0\\?", '0" p.a."', "[>=1000]0.0,;0", '0"."00', '0" per min"', '0.00" ₽/ч"', "\\-0", "-0.00 ₽",
        '0" лв."', '0" KM"', '0" у.е."', '0" kn"', '0" BTC"', '0" т. руб."', '0" M"', '0"m"', '0" коп."', '0" cents"', '"минус "0', '"от "0', '0" CR"', '0.00" m2"',
        ";;;", '""', '"%"0', '0"%"', '0," млн"', '0.0,," k"', '0" руб/мес"', "0'", "0\\'", '0"‰"', '0" °"', '"№ "0', '"#"0',
    )),
    *(({"Payments!C2": look}, (["BAD_CURRENCY Payments!C2"], ["0.00", "40.50"], "0.45")) for look in (
        '0" Kč"', '#,##0.00\\ "Ft"', '0" lei"', '0" TL"', '0" сум"', '0" Br"', '"Rs. "0', '0" 元"', '"Rp"0', '"Fr. "0', "0 [$Kč-405]",
    )),
    *(({"Payments!C2": look}, AS_TYPED) for look in (
        '0," тыс."', '0.00,"K"', '[>=1000]0.0,"K";0', "#\\ ##0.00", "#'##0.00", "#\\'##0.00", '#"’"##0', '0",-"', "[Red][<0]-0.00;0.00", '_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-',
        '_("₽"* #,##0.00_);_("₽"* \\(#,##0.00\\);_("₽"* "-"??_);_(@_)', "0.00;[Red]\\-0.00", "0.00E+00", "# ?/4", '0" без НДС"', '"+ VAT "0', '0" ₽ с НДС"', '0" руб. (net)"',
        '0" TTC"', '0" HT"', '0" hors taxe"', '0" netto"', '0" brutto"', '0" ₽ zzgl. MwSt."', '0" inkl. MwSt."', '0" (paid)"', '0" flat"', '0" fix"', '0" по договору"', '"Total: "0', '"Итого: "0 ₽',
    )),
]  # fmt: skip


@pytest.mark.parametrize(("looks", "becomes"), CASES)
def test_money_is_what_its_format_shows(tmp_path: Path, looks, becomes):
    assert outcome(looked_at(tmp_path, looks)) == becomes


@pytest.mark.parametrize(
    ("currency", "look"),
    [("CZK", '0.00" Kč"'), ("CZK", "[$Kč-405]0"), ("HUF", '#,##0.00\\ "Ft"'), ("RON", "0.00 [$lei-418]"), ("BYN", '0.00" Br"'),
     ("CHF", "[$Fr.-807] 0.00"), ("AMD", "0.00 [$֏-42B]"), ("TRY", '0.00" TL"'), ("UZS", '0" сўм"'), ("INR", '"Rs. "0'),
     ("BYN", '0.00" руб."'), ("BYN", "0.00 [$р.-423]"), ("GEL", '0" ლ"'), ("CHF", '"SFr. "0'), ("CHF", '0" fr."'), ("JPY", '0" 円"'), ("CNY", '0" 元"')],
)  # fmt: skip
def test_the_accounts_own_money_by_its_own_formats_counts(tmp_path: Path, currency: str, look: str):
    """As Excel and Google write it where it is the money of the place."""
    sheets: dict[str, Any] = {
        **SHEETS,
        "Clients": [["Client"], ["Acme"], ["Bell"]],
        "Prices": [["Service", "Unit", "Price"], ["Call", "pc", 10]],
    }
    config = f'{QUIET}[billing]\ncurrency = "{currency}"\n'
    agency = Agency(tmp_path, sheets, config, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for cell in (book["Payments"]["C2"], book["Prices"]["C2"], book["Log"]["E2"]):
        cell.number_format = look
    book.save(agency.path)
    assert agency.report()["findings"] == []


@pytest.mark.parametrize("typed", ["30 руб.", "30 р.", "30 BYN", "30 Br"])
def test_roubles_typed_in_a_house_of_byn_are_its_own(tmp_path: Path, typed: str):
    sheets: dict[str, Any] = {
        "Clients": [["Client", "Threshold", "Top-up"], ["Acme", typed, typed]],
        "Prices": [["Service", "Unit", "Price"], ["Call", "pc", typed]],
        "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", typed]],
        "Log": [["Date", "Client", "Service", "Quantity", "Agreed price"], [day(2), "Acme", "Call", 2, typed], [day(3), "Acme", "Call", 1, None]],
    }  # fmt: skip
    config = f'{QUIET}[billing]\ncurrency = "BYN"\n'
    found = Agency(tmp_path, sheets, config, furnished=False).report()
    assert found["findings"] == []
    assert (found["clients"][0]["paid"], found["clients"][0]["charged"]) == ("30.00", "90.00")


OF_WHOEVER_LOOKS = (5, 6, 7, 8, 42, 44)
"""Excel's own formats of money, by number; the other four of accounting show none."""


@pytest.mark.parametrize("number", [*OF_WHOEVER_LOOKS, 37, 38, 39, 40, 41, 43])
def test_excels_own_formats_of_money_show_the_currency_of_whoever_looks(tmp_path: Path, number):
    """As money that is any currency, the account's; no labour is money."""
    look = BUILTIN_FORMATS[number]
    assert outcome(looked_at(tmp_path, {"Payments!C2": look, "Payments!C3": look})) == AS_TYPED
    held = (["BAD_NUMBER Log!D2"], "0.00")
    assert hours(tmp_path, 2, look) == (held if number in OF_WHOEVER_LOOKS else ([], "120.00"))


def test_but_where_the_file_says_what_they_show_they_show_that(tmp_path: Path):
    """As Excel writes them: in the currency of the machine that saved the file."""
    looked_at(tmp_path, {"Payments!C2": BUILTIN_FORMATS[44], "Payments!C3": BUILTIN_FORMATS[7]})
    said = (
        b'<numFmts count="2"><numFmt numFmtId="7" formatCode="#,##0.00\\ &quot;\xe2\x82\xbd&quot;"/>'
        b'<numFmt numFmtId="44" formatCode="_-* #,##0.00\\ &quot;\xe2\x82\xac&quot;_-"/></numFmts>'
    )
    rewritten(tmp_path / "agency.xlsx", "xl/styles.xml", rb"<numFmts[^>]*/>|(?=<fonts)", said)
    found = read_again(tmp_path)
    assert [(str(each.code), each.row) for each in found.findings] == [
        ("BAD_CURRENCY", 2), ("BAD_CURRENCY", 3),
    ]  # fmt: skip


def rewritten(path: Path, part: str, old: bytes, new: bytes, count: int = 1) -> None:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part], many = re.subn(old, new, parts[part], count=count)
    assert many
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def read_again(folder: Path) -> Any:
    config = load(folder / "config.toml")
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    return reckoning.reckon(config, snapshot, TODAY, flag_future=True)


SPELT = {
    "with comments": (rb"<sheetData>", rb"<!-- made by us --><sheetData>"),
    "the style first, in other quotes": (rb'<c r="(\w+)" s="(\d+)"', rb"<c  s='\2'\n r='\1'"),
    "with a type in front": (rb'<c r="(\w+)" s="(\d+)" t="n"', rb'<c t="n" r="\1" s="\2"'),
}


@pytest.mark.parametrize("spelt", sorted(SPELT))
def test_formats_count_however_a_sheets_xml_is_spelt(tmp_path: Path, spelt: str):
    looked_at(tmp_path, {"Payments!C2": "[$€]0.00", "Payments!A3": "[$€]0.00"})
    path, sheet = tmp_path / "agency.xlsx", "xl/worksheets/sheet3.xml"
    rewritten(path, sheet, *SPELT[spelt], count=0)
    config = load(tmp_path / "config.toml")
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    [units] = [list(each) for at, each in snapshot.tabs["Payments"].shown.items() if at == 2]
    assert units == [None, "€"]
    found = reckoning.reckon(config, snapshot, TODAY, flag_future=True)
    assert [(str(each.code), each.row) for each in found.findings] == [("BAD_CURRENCY", 2)]


def test_an_amount_to_ask_for_in_other_money_is_none(tmp_path: Path):
    sheets = {**SHEETS, "Clients": [["Client", "Currency", "Ask"], ["Acme", None, 5], ["Bell", "EUR", 5]]}  # fmt: skip
    looks = {"Clients!C2": "[$€]0.00", "Clients!C3": "[$€]0.00"}
    assert outcome(looked_at(tmp_path, looks, sheets))[0] == ["BAD_CURRENCY Clients!C2"]


def test_a_line_of_sums_stays_one_whatever_its_format(tmp_path: Path):
    sums = [*SHEETS["Payments"], ["Total", None, 71]]
    found = looked_at(tmp_path, {"Payments!C4": "[$€]0.00"}, {**SHEETS, "Payments": sums})
    assert outcome(found)[0] == ["TOTALS_ROW Payments!A4"]


def test_a_price_and_a_threshold_in_other_money(tmp_path: Path):
    sheets = {**SHEETS, "Clients": [["Client", "Currency", "Threshold"], ["Acme", None, 5], ["Bell", "EUR", 5]]}  # fmt: skip
    codes, *_ = outcome(
        looked_at(tmp_path, {"Prices!C2": "[$$-409]0.00", "Clients!C2": "[$€]0.00"}, sheets)
    )
    assert {"BAD_CURRENCY Prices!C2", "BAD_CURRENCY Clients!C2"} <= {*codes}


@pytest.mark.parametrize(
    ("pattern", "unit"),
    [
        ("General", ""), ("#,##0.00", ""), ("0%", "%"), ('0.0" %"', '→\u20090.0" %"'), ("", ""), (";;;", "→\u2009;;;"), ("[$-419]0.00", ""), ("[$€-2] 0", "€"),
        ("0.00 [$USD]", "¤USD"), ("[$Kč-405]0", "¤Kč"), ("[$р.-419]0", "¤р."), ('"R$"0', "R$"), ("[$R$-416]0", "R$"), ('0 "тыс. ₽"', "тыс. ₽"), ('0,"тыс. ₽"', "₽"),
        ('0 "тыс." [$Kč-405]', "тыс. ¤Kč"), ('#,##0 "₽/ч"', "/ч ₽"), ("[$ -419]0", ""), ('#,##0 "руб."', "руб."), ("$#,##0", "$"), ("\\$0", "$"), ("[Red]0", ""),
        ("_-* #,##0.00\\ _€_-", ""), ("0\\ \\m\\i\\n", "min"), ("0\\h", "h"), ('0.0"h "', "h"), ("\\-0", "→\u2009\\-0"),
        ("0'", "'"), ("#\\'##0", ""), ("#'##0", ""), ('0"°"', "°"), ('"№ "0', "№"), ("0″", "″"), ('0"‰"', "‰"),
        ('_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-', "₽"), ("dd.mm.yyyy", ""), ('0 "pc"', "pc"),
    ],
)  # fmt: skip
def test_what_a_format_shows_beside_a_number(pattern, unit):
    assert unit_of(pattern) == unit


def hours(folder: Path, typed: float, look: str, column: str = "Hours") -> tuple[list[str], str]:
    """What a row of log costs, at 60 an hour, with that number in that format."""
    sheets = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price", "Step"], ["Call", "h", 60, None]],
        "Log": [["Date", "Client", "Service", "Hours"], [day(2), "Acme", "Call", 1]],
    }
    place = {"Hours": "Log!D2", "Quantity": "Log!D2", "Minutes": "Log!D2", "Step": "Prices!D2"}[
        column
    ]
    if column != "Step":
        sheets["Log"][0][3] = column
    tab, _, cell = place.partition("!")
    sheets[tab][int(cell[1]) - 1]["ABCD".index(cell[0])] = typed
    codes, _, charged = outcome(looked_at(folder, {place: look}, sheets))
    return codes, charged


DOUBTFUL = [
    *((look, column) for column in ("Minutes", "Hours", "Quantity") for look in (
        '[>=60]0" h";0" min"', '0"h"00', "0\\:00", '0":"00', '0" x15 min"', '0" чел-ч"', '0" days"',
        '0" d"', "0.0,,", "0,", '0.0," h"', '0"00"', '0",000"', '0".5"', "0.5", '0"½"', '"("0")"',
        '"done"',
    )),
    ('0" млн"', "Quantity"), ('0" net"', "Minutes"), ('0" net"', "Hours"),
]  # fmt: skip
"""Formats that show another number, or a unit that nobody can be sure of."""


@pytest.mark.parametrize(
    ("typed", "look", "column", "becomes"),
    [
        (1.5, "[$€-407] 0.0", "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (90, '0 "₽"', "Minutes", (["BAD_NUMBER Log!D2"], "0.00")),
        (2, '0 "руб."', "Quantity", (["BAD_NUMBER Log!D2"], "0.00")),
        (2, "0 [$Kč]", "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (2, '0.00" ₿"', "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (2, "_-* #,##0.00\\ _€_-", "Hours", ([], "120.00")),
        (0.5, "0%", "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (0.5, "0%", "Quantity", ([], "30.00")),
        (1, "0%", "Quantity", ([], "60.00")),
        *(
            (typed, look, "Quantity", (["BAD_NUMBER Log!D2"], "0.00"))
            for typed, look in ((90, "0%"), (1.5, "0.00%"), (-2, "0%"), (25, '0"%"'), (25, "0\\%"))
        ),
        *(
            (2, look, column, (["BAD_NUMBER Log!D2"], "0.00"))
            for look in (";;;", '""', ";-0", " ")
            for column in ("Minutes", "Hours", "Quantity")
        ),
        (90, '0 "min"', "Hours", ([], "90.00")),
        (90, '0 "мин."', "Quantity", ([], "90.00")),
        (1.5, '0.0 "h"', "Minutes", ([], "90.00")),
        (5 / 60, '0.00 "ч"', "Hours", ([], "5.00")),
        (30, '0 "h"', "Hours", ([], "1800.00")),
        (9, '0 "pc"', "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (90, '0 "шт."', "Minutes", (["BAD_NUMBER Log!D2"], "0.00")),
        *(
            (2, look, "Quantity", (["BAD_NUMBER Log!D2"], "0.00"))
            for look in ('0 "шт"', '0" шт."', '0" kg"', '0 "pages"', '0 "знаков"')
        ),
        *(
            (2, look, "Quantity", ([], "120.00"))
            for look in ('0" units"', '0" ед."', '0"x"', '"Qty "0')
        ),
        (2, "0'", "Hours", ([], "2.00")),
        (120, "0''", "Minutes", ([], "2.00")),
        (120, "#'##0", "Minutes", ([], "120.00")),
        (2, '"~"0', "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        (90, '0 "units"', "Hours", (["BAD_NUMBER Log!D2"], "0.00")),
        *((30, look, column, (["BAD_NUMBER Log!D2"], "0.00")) for look, column in DOUBTFUL),
        *(
            (typed, look, column, (["BAD_NUMBER Log!D2"], "0.00"))
            for column in ("Minutes", "Hours", "Quantity")
            for typed, look in ((90, "h:mm"), (1, "hh:mm:ss"), (30, "mm:ss"), (25.5 / 24, "h:mm"))
        ),
        (25.5 / 24, "[h]:mm", "Minutes", ([], "1530.00")),
        (2, '[=0]"";General', "Hours", ([], "120.00")),
        (2, '[>=1]0 "h";0.00 "h"', "Hours", ([], "120.00")),
        (2, "#\\ ##0.00", "Quantity", ([], "120.00")),
        (2, "# ?/?", "Hours", ([], "120.00")),
        (2, '0" шт."', "Step", (["BAD_NUMBER Prices!D2", "NO_PRICE Log!C2"], "0.00")),
        (15, '0" x15 min"', "Step", (["BAD_NUMBER Prices!D2", "NO_PRICE Log!C2"], "0.00")),
        (90, '0 "min"', "Step", ([], "90.00")),
        (0.5, "[$€]0.0", "Step", (["BAD_NUMBER Prices!D2", "NO_PRICE Log!C2"], "0.00")),
        (0.5, "0%", "Step", (["BAD_NUMBER Prices!D2", "NO_PRICE Log!C2"], "0.00")),
    ],
)
def test_labour_is_what_its_format_shows(tmp_path: Path, typed, look, column, becomes):
    assert hours(tmp_path, typed, look, column) == becomes


@pytest.mark.parametrize(
    ("look", "unit", "becomes"),
    [
        ('0" per min"', "h", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0"/h"', "min", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0" ₽/ч"', "min", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0"/h"', "h", ([], "120.00")),
        ('0" ₽/ч"', "h", ([], "120.00")),
        ('0" руб. за час"', "h", ([], "120.00")),
        ('0" EUR/h"', "h", (["BAD_CURRENCY Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0" руб/мес"', "h", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0" ₽/шт."', "h", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0" Kč"', "h", (["BAD_CURRENCY Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0" €/ч"', "h", (["BAD_CURRENCY Prices!C2", "NO_PRICE Log!C2"], "0.00")),
        ('0",000"', "h", (["BAD_NUMBER Prices!C2", "NO_PRICE Log!C2"], "0.00")),
    ],
)
def test_a_price_that_shows_a_time_is_one_of_that_time(tmp_path: Path, look, unit, becomes):
    sheets = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", unit, 60]],
        "Log": [["Date", "Client", "Service", "Minutes"], [day(2), "Acme", "Call", 120]],
    }
    codes, _, charged = outcome(looked_at(tmp_path, {"Prices!C2": look}, sheets))
    assert (codes, charged) == becomes


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_finding_names_the_format_and_the_cure(tmp_path: Path, language: str):
    agency = Agency(tmp_path, SHEETS, QUIET + f'language = "{language}"\n', furnished=False)
    book = openpyxl.load_workbook(agency.path)
    book["Payments"]["C2"].number_format = '0",000"'
    book.save(agency.path)
    [found] = [each for each in agency.report()["findings"] if each["tab"] == "Payments"]
    assert '30 →\u20090",000"' in found["message"]
    assert {"en": "General", "ru": "общий"}[language] in found["hint"]


@pytest.mark.parametrize("client", [None, "Acme"])
@pytest.mark.parametrize(
    ("column", "typed", "look", "unit", "becomes"),
    [
        ("Included a month", 15, '0" min"', "h", ([], "105.00")),
        ("Minimum", 150, '0" min"', "h", ([], "150.00")),
        ("Step", 3, '0" h"', "min", ([], "10800.00")),
        ("Step", 5 / 60, "0.00", "h", ([], "120.00")),
        *((column, lost, "0.00", unit, (["LOST_TIME Prices!E2", "NO_PRICE Log!C2"], "0.00"))
          for column in ("Minimum", "Included a month")
          for lost in (0.0625, 15 / 1440, "0.0625") for unit in ("min", "h", "day")),
        *(("Step", typed, look, "day", ([], charged)) for typed, look, charged in (
            (0.5, "0.00", "30.00"), (0.125, "0.00", "15.00"), (1 / 3, "0.00", "20.00"), (1, '0" day"', "60.00"), ("1 дн.", "General", "60.00"),
        )),
        ("Minimum", 150, '0" шт."', "pc", ([], "9000.00")),
        *((column, 2, look, "h", (["BAD_NUMBER Prices!E2", "NO_PRICE Log!C2"], "0.00"))
          for column in ("Minimum", "Step", "Included a month")
          for look in ('0" day"', '0" ₽"', '0" шт."', "0,", '0"0"', '"x"', "h:mm", "0%", ";;;")),
    ],
)  # fmt: skip
def test_the_terms_of_a_price_are_what_their_formats_show(
    tmp_path: Path, client, column, typed, look, unit, becomes
):
    """Found: rows of Prices without a Client, those for everyone, were passed over."""
    sheets = {
        **SHEETS,
        "Prices": [
            ["Client", "Service", "Unit", "Price", column],
            [client, "Call", unit, 60, typed],
        ],
        "Log": [["Date", "Client", "Service", "Minutes"], [day(2), "Acme", "Call", 120]],
    }
    codes, _, charged = outcome(looked_at(tmp_path, {"Prices!E2": look}, sheets))
    assert (codes, charged) == becomes


def quantity(folder: Path, typed: Any, look: str, unit: str) -> tuple[str, str]:
    """What a row of so many, shown so, costs at 60 a unit, and what the finding says."""
    sheets = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", unit, 60]],
        "Log": [["Date", "Client", "Service", "Quantity"], [day(2), "Acme", "Call", typed]],
    }
    found = looked_at(folder, {"Log!D2": look}, sheets)
    said = " ".join(f"{each['message']} {each['hint']}" for each in found["findings"])
    return found["clients"][0]["charged"], said


@pytest.mark.parametrize(
    ("typed", "look", "unit", "charged"),
    [
        *((3, look, "day", "180.00") for look in ('0" days"', '0" day"', '0"d"', '0" дн."', '0" д"', '0.0" день"')),
        (0.5, '0.0" days"', "день", "30.00"), ("3 days", "General", "day", "180.00"), ("0.5 дн.", "General", "day", "30.00"), (-1, '0" days"', "day", "-60.00"),
        (3, '0" шт."', "pc", "180.00"), (46143, '0" шт."', "pc", "2768580.00"), (0.0625, '0.00" kg"', "pc", "3.75"), ("3", '0" kg"', "h", "180.00"), (3, '0" h"', "day", "22.50"),
    ],
)  # fmt: skip
def test_a_quantity_counts_what_it_says_where_the_price_is_for_that(tmp_path, typed, look, unit, charged):  # fmt: skip
    assert quantity(tmp_path, typed, look, unit) == (charged, "")


@pytest.mark.parametrize(
    ("typed", "look", "unit", "said"),
    [
        (3, '0" days"', "h", "Quantity is 3 days, as its cell says"), (3, '0" days"', "pc", "16 h, 90 min"), ("3 days", "General", "h", "Quantity is 3 days"),
        (3, '0" шт."', "h", "Quantity is 3 of something that is no time"), (3, '0" kg"', "min", "no time"), (3, '0" сут."', "day", "no plain number"),
    ],
)  # fmt: skip
def test_and_waits_where_it_is_for_something_else(tmp_path, typed, look, unit, said):
    charged, found = quantity(tmp_path, typed, look, unit)
    assert charged == "0.00"
    assert said in found
