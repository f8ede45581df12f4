"""A sum that its column is too narrow for is shown in smaller digits, not as ### (design §18)."""

from typing import Any

import openpyxl
import pytest

from tests.sync.agency import SHEETS, Agency, day


@pytest.fixture
def rich(tmp_path) -> Any:
    """The workbook of an agency that holds a billion of somebody's."""
    billion = [day(60), "Acme", 1_234_567_890.12, None]
    agency = Agency(tmp_path, {**SHEETS, "Payments": [*SHEETS["Payments"], billion]})
    agency.run()
    return openpyxl.load_workbook(agency.path, data_only=True)


def cells_of_a_billion(book: Any) -> set[str]:
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet
        for cell in row
        if isinstance(cell.value, float | int) and cell.value > 10**9
    }


def test_sums_are_shown_whatever_they_are(rich: Any):
    found = {place for place in cells_of_a_billion(rich) if not place.startswith("Payments!")}
    assert {place.partition("!")[0] for place in found} == {"Clients", "Log", "Summary"}
    cut = {
        place for place in found
        if not rich[place.partition("!")[0]][place.partition("!")[2]].alignment.shrink_to_fit
    }  # fmt: skip
    assert cut == set()


def test_sentences_above_the_table_are_not_made_small(rich: Any):
    above = [cell for row in rich["Summary"]["A1:Z2"] for cell in row]
    assert sum(isinstance(cell.value, str) for cell in above) > 3
    assert not any(cell.alignment.shrink_to_fit for cell in above)
