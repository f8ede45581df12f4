"""A person who types what will be a finding is asked at once, and never refused (design §15)."""

from pathlib import Path

import openpyxl
import pytest

from tests.google.office import Office
from tests.google.test_init import BLANK
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import Agency

EXPECTED = {
    "Log": {"Date": "date", "Client": "list", "Service": "list", "Quantity": "custom", "Minutes": "custom", "Agreed price": "custom"},
    "Payments": {"Date": "date", "Client": "list", "Amount": "custom", "Kind": "list"},
    "Prices": {"Client": "list", "Price": "custom", "Minimum": "custom", "Step": "custom", "Included a month": "custom", "Valid from": "date"},
}  # fmt: skip


@pytest.mark.parametrize("tab", EXPECTED)
def test_columns_of_a_new_workbook_ask(tmp_path: Path, tab: str):
    agency = Agency(tmp_path, {"Mine": [["theirs"]]})
    sheet = openpyxl.load_workbook(agency.path)[tab]
    headers = {cell.column_letter: cell.value for cell in sheet[1]}
    asked = {
        headers[str(rule.sqref).partition(":")[0].rstrip("0123456789")]: rule
        for rule in sheet.data_validations.dataValidation
        if rule.showErrorMessage
    }
    assert {name: rule.type for name, rule in asked.items()} == EXPECTED[tab]
    assert {rule.errorStyle for rule in asked.values()} == {"warning"}
    assert all(rule.error for rule in asked.values())


def test_numbers_and_durations_have_no_format_that_would_hide_a_lost_time(tmp_path: Path):
    sheet = openpyxl.load_workbook(Agency(tmp_path, {"Mine": [["theirs"]]}).path)["Log"]
    at = {cell.value: cell.column_letter for cell in sheet[1]}
    for header in ("Quantity", "Minutes", "Agreed price"):
        assert sheet.column_dimensions[at[header]].number_format == "General"


def test_on_google_the_same_columns_warn(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, BLANK)
    sheet = office.book.sheet("Log")
    rules = {
        sheet.cell(0, column): sheet.looks(1, column).validation for column in range(sheet.width)
    }
    kinds = {
        name: rule["condition"]["type"]
        for name, rule in rules.items()
        if rule and not rule.get("showCustomUi")
    }
    assert kinds == {
        "Date": "DATE_IS_VALID",
        "Quantity": "CUSTOM_FORMULA",
        "Minutes": "CUSTOM_FORMULA",
        "Agreed price": "CUSTOM_FORMULA",
    }
    assert not any(rule["strict"] for rule in rules.values() if rule)
    assert (sheet.looks(1, 5).format or {}).get("numberFormat") is None
