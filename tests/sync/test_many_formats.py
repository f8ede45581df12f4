"""A workbook with many number formats of its staff's is read alike before `init` and after."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils.indexed_list import IndexedList

from sheets_sync.use_cases import furnishing
from tests.spreadsheet.surgery import members, rebuilt
from tests.sync.agency import QUIET, Agency, day

LOOKS = [f'0.00" u{nth}"' for nth in range(60)]
SHEETS: dict[str, list[list[Any]]] = {
    "Clients": [["Client", "Currency"], ["Acme", None], ["Bell", "EUR"]],
    "Prices": [["Service", "Unit", "Price"], ["Site", "pc", 1]],
    "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", 100], [day(9), "Bell", 40]],
    "Log": [
        ["Date", "Client", "Service", "Quantity", "Mine"],
        *([day(2), "Acme", "Site", number + 1, number] for number in range(60)),
    ],
}


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """A file of 62 formats, whose money was given its own in the middle of them, and which has a
    rule with a format and a priority of its own."""
    made = Agency(tmp_path, SHEETS, QUIET, furnished=False)
    book = openpyxl.load_workbook(made.path)
    order = [*LOOKS[:38], '0.00" EUR"', '0.00" zł"', *LOOKS[38:]]  # that of their ids, from 164
    vars(book)["_number_formats"] = IndexedList(order)
    for row, look in enumerate(LOOKS, start=2):
        book["Log"].cell(row, 5).number_format = look
    book["Payments"]["C2"].number_format = '0.00" EUR"'
    book["Payments"]["C3"].number_format = '0.00" zł"'
    style = DifferentialStyle(numFmt=NumberFormat(170, '0.0" theirs"'), font=Font(bold=True))
    rule = Rule(type="expression", dxf=style, formula=["$E2>5"], priority=9)
    book["Log"].conditional_formatting.add("E2:E9", rule)
    book.save(made.path)
    return made


def found(agency: Agency) -> tuple[list[str], list[str]]:
    report = agency.report()
    codes = [f"{each['code']} {each['tab']}!{each['cell']}" for each in report["findings"]]
    return codes, [client["paid"] for client in report["clients"]]


def cells(agency: Agency) -> list[tuple[object, str]]:
    book = openpyxl.load_workbook(agency.path)
    return [
        (cell.value, cell.number_format)
        for tab, rows in SHEETS.items()
        for row in book[tab].iter_rows(2, len(rows), 1, len(rows[0]))
        for cell in row
    ]


def codes_of_ids(agency: Agency) -> dict[str, set[str]]:
    """What each id of a number format stands for, of cells and of conditional formats."""
    styles = members(agency.path)["xl/styles.xml"].decode()
    said: dict[str, set[str]] = {}
    for number, code in re.findall(r'numFmtId="(\d+)" formatCode="([^"]*)"', styles):
        said.setdefault(number, set()).add(code)
    return said


def test_money_is_what_it_was_before_init(agency: Agency):
    before, shown = found(agency), cells(agency)
    assert before == (["BAD_CURRENCY Payments!C2", "BAD_CURRENCY Payments!C3"], ["0.00", "0.00"])
    furnishing.furnish(agency.config, None, lambda _: None)
    assert found(agency) == before
    assert cells(agency) == shown


def test_no_id_stands_for_two_formats(agency: Agency):
    furnishing.furnish(agency.config, None, lambda _: None)
    said = codes_of_ids(agency)
    assert len(said) > len(LOOKS) + 5
    assert [each for each in said.values() if len(each) > 1] == []


def test_a_file_in_which_an_id_stands_for_two_formats_is_read_by_that_of_its_cells(agency: Agency):
    """As `init` of earlier versions left them."""
    furnishing.furnish(agency.config, None, lambda _: None)
    before = found(agency)
    parts = members(agency.path)
    styles = parts["xl/styles.xml"].decode()
    [euros] = re.findall(r'numFmtId="(\d+)" formatCode="0.00&quot; EUR&quot;"', styles)
    head, dxfs, tail = styles.partition("<dxfs")
    clash = re.sub(r'numFmtId="\d+"', f'numFmtId="{euros}"', tail)
    assert clash != tail
    rebuilt(agency.path, {"xl/styles.xml": (head + dxfs + clash).encode()})
    assert found(agency) == before


def test_rules_of_ours_stand_behind_those_of_staff_with_numbers_of_their_own(agency: Agency):
    furnishing.furnish(agency.config, None, lambda _: None)
    log = openpyxl.load_workbook(agency.path)["Log"]
    priorities = [rule.priority for each in log.conditional_formatting for rule in each.rules]
    assert priorities[0] == 9
    assert len(priorities) == len(set(priorities)) > 1
    assert min(priorities[1:]) > 9
