"""Workbooks as other programs write them, through `init` and two runs (design §16): nothing of the
staff's changes, every dialect comes to the same balances, and the second run writes no byte.

SHEETS_SYNC_DIALECTS=200 tries that many; each test run tries a few.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.config import load
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases import furnishing
from tests.dialects import reader
from tests.dialects.dialects import dialects, workbook
from tests.sync.agency import Agency

COUNT = int(os.environ.get("SHEETS_SYNC_DIALECTS", "17"))


class Office(Agency):
    """An agency whose workbook lies in a folder before anything looked at it."""

    def __init__(self, folder: Path, data: bytes) -> None:
        super().__init__(folder, furnished=False)
        self.path.write_bytes(data)

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("*.xlsx"))}


@cache
def expected(folder: Path) -> dict[str, Any]:
    """What the plainest dialect comes to."""
    office = Office(folder / "plain", workbook(()))
    furnishing.furnish(office.config, None, lambda _: None)
    return told(office)


def told(office: Office) -> dict[str, Any]:
    document = office.report()
    return {key: document[key] for key in ("clients", "rows", "findings")}


@pytest.mark.parametrize("habits", [names for names in dialects(9) if "no styles" not in names])
def test_a_dialect_is_the_same_cells_in_other_bytes(habits: tuple[str, ...]):
    plain, said = workbook(()), workbook(habits)
    assert said != plain
    cells = reader.read(said)
    assert {name: cells[name].cells for name in reader.read(plain)} == {
        name: tab.cells for name, tab in reader.read(plain).items()
    }


@pytest.mark.parametrize(
    "habits", list(dialects(COUNT)), ids=lambda names: " + ".join(names) or "plain"
)
def test_init_and_two_runs_leave_staff_their_cells(
    habits: tuple[str, ...], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    data = workbook(habits)
    office = Office(tmp_path, data)
    before = reader.read(data)
    furnishing.furnish(load(tmp_path / "config.toml"), None, lambda _: None)
    check(before, office)
    office.run()
    check(before, office)
    assert told(office) == expected(tmp_path_factory.getbasetemp())
    kept = office.bytes()
    assert office.run().cells_written == 0
    assert office.bytes() == kept


def check(before: dict[str, reader.Tab], office: Office) -> None:
    """Every cell of the staff's is as it was, and so is what else their tabs have."""
    after = reader.read(office.path.read_bytes())
    marks = XlsxWorkbook(office.path).read(list(before)).tabs
    assert set(before) <= set(after)
    for name, tab in before.items():
        if marks[name].own:
            assert not tab.cells, "a blank tab alone may become ours"
            continue
        ours = {column + 1 for column in marks[name].marks.values()}
        now = {at: cell for at, cell in after[name].cells.items() if at[1] not in ours}
        assert {at: now.get(at) for at in tab.cells} == tab.cells, name
        assert all(at[0] == 1 for at in now.keys() - tab.cells.keys()), "new headers alone"
        assert not tab.tags - after[name].tags, name
