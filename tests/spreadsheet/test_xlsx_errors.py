"""Error cells of every program are errors, and none of them makes a sheet unreadable."""

from pathlib import Path

import pytest

from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.surgery import with_rows

KNOWN = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
OTHERS = [
    "#SPILL!",
    "#CALC!",
    "#BUSY!",
    "#FIELD!",
    "#GETTING_DATA",
    "Err:502",
    "#ССЫЛКА!",
    "#ERROR!",
]


@pytest.mark.parametrize("formula", ["", "<f>A2</f>", '<f t="array" ref="A1"/>'])
@pytest.mark.parametrize("error", [*KNOWN, *OTHERS])
def test_an_error_cell_says_which(tmp_path: Path, error: str, formula: str):
    rows = (
        f'<row r="1"><c r="A1" t="e">{formula}<v>{error}</v></c><c r="B1"><v>5</v></c></row>'
        "<row r='2'><c r='A2' t='e'><v>#SPILL!</v></c></row>"
    )
    path = with_rows(tmp_path / "agency.xlsx", rows)
    tab = XlsxWorkbook(path).read(["Log"]).tabs["Log"]
    assert [tab.columns[0][0], tab.columns[1][0], tab.columns[0][1]] == [error, 5, "#SPILL!"]
