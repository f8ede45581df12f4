"""Staff turn Log into a Google Table with one click, and work on in it (design §10, §16).

SHEETS_SYNC_TABLES=2000 tries that many scenarios; each test run tries the first few.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.google.office import Office, marks, slices
from tests.google.scene import Scene
from tests.sheets_api.cells import Cell, Formula
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model import batch_tables
from tests.sheets_api.model.sheet import Sheet
from tests.sheets_api.model.typed_tables import body_box, keep_headers, tables_of
from tests.sheets_api.staff import Change
from tests.sync.agency import SHEETS

SCENARIOS = int(os.environ.get("SHEETS_SYNC_TABLES", "12"))
TYPES = {0: "DATE", 3: "DOUBLE", 4: "DOUBLE", 5: "DOUBLE", 6: "TEXT"}


def tabulate(office: Office, *, footer: bool, whole: bool, sums: int = 5) -> None:
    """One click: ``whole`` takes our columns in, a ``footer`` sums minutes up, in column ``sums``."""
    log = office.book.sheet("Log")
    foot = len(log.values())
    if footer:
        type_in(log, foot, 0, "Total")
        type_in(log, foot, sums, Formula(f"=SUM(F2:F{foot})"))
    wide = max(marks(office.book)[log.id]) + 1 if whole else len(SHEETS["Log"][0])
    style = {"rgbColor": {"blue": 1}}
    rows = {"headerColorStyle": style, **({"footerColorStyle": style} if footer else {})}
    where = {
        "sheetId": log.id, "startRowIndex": 0, "endRowIndex": foot + footer,
        "startColumnIndex": 0, "endColumnIndex": wide,
    }  # fmt: skip
    columns = [{"columnIndex": at, "columnType": kind} for at, kind in TYPES.items()]
    table = {"range": where, "rowsProperties": rows, "columnProperties": columns}
    batch_tables.add(office.book, {"table": table}, "person@example.com")
    office.book.changed(0)


class TableScene(Scene):
    """A scene whose staff also sort, and insert and delete rows of, the table alone."""

    def _at_work(self, request: Any) -> None:
        super()._at_work(request)
        if self.chance.random() < 0.5:
            self.edit_table()

    def edit_table(self) -> None:
        log = next((each for each in self.book.sheets if tables_of(each)), None)
        if log is None:
            return
        box = body_box(log, tables_of(log)[0])
        if (box.bottom or 0) - box.top < 3 or not box.width:
            return
        row = self.chance.randrange(box.top, (box.bottom or 0) - 1)
        # A twin has not the values of ours that staff may sort by: it follows the file.
        order = log.order(box, [(self.chance.randrange(box.left, box.right or 1), False)])
        full = any(
            log.cell(log.height - 1, column) is not None
            for column in range(box.left, box.right or 0)
        )
        change = self.chance.choice([
            lambda s: s.arrange(box, order),
            lambda s: None if full else shift(s, row, 1, box.left, box.right or 0),
            lambda s: shift(s, row, -1, box.left, box.right or 0),
        ])  # fmt: skip
        self._everywhere(log, change)

    def _everywhere(self, log: Sheet, change: Change) -> None:
        for book in (self.book, self.before):
            change(book.sheet_by_id(log.id))
            keep_headers(book.sheet_by_id(log.id))
            book.changed(book.modified)


def shift(sheet: Sheet, row: int, by: int, left: int, right: int) -> None:
    """Insert a row of the table alone, or delete one: what is beside it stays."""
    height = sheet.height
    old = [[sheet.cell(r, column) for column in range(left, right)] for r in range(height)]
    blank: list[list[Cell]] = [[None] * (right - left)]
    lines = [*old[:row], *blank, *old[row:-1]] if by > 0 else [*old[:row], *old[row + 1 :], *blank]
    for r in range(height):
        for column, cell in enumerate(lines[r], left):
            if sheet.cell(r, column) != cell:
                sheet.set(r, column, cell)


@pytest.mark.parametrize("seeds", slices((SCENARIOS + 3) // 4), ids=str)
@pytest.mark.parametrize("footer", [False, True], ids=["no footer", "footer"])
@pytest.mark.parametrize("whole", [False, True], ids=["their columns", "all columns"])
def test_no_cell_is_lost_and_no_value_stands_beside_a_wrong_row(
    google: Emulator, tmp_path: Path, seeds: range, footer: bool, whole: bool
):
    office = Office(google, tmp_path / "office")
    # A row is told by its inputs, and a sum changes with every other row: it stands in Note.
    tabulate(office, footer=footer, whole=whole, sums=8)
    for seed in seeds:
        scene = TableScene(office, seed, tmp_path)
        error = scene.play()
        assert scene.faults() == [], (seed, error, scene.staff.done)
        error = error or scene.settle()
        assert scene.faults() == [], (seed, error, scene.staff.done)
        scene.close()


def test_a_run_and_init_go_on_in_a_table(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    tabulate(office, footer=True, whole=False)
    office.init()
    office.run()
    log = office.book.sheet("Log")
    [table] = tables_of(log)
    assert table["range"]["endColumnIndex"] == len(SHEETS["Log"][0])
    charge = next(at for at, key in marks(office.book)[log.id].items() if key == "log.charge")
    assert log.cell(1, charge) == 120
    assert log.cell(9, charge) is None
    assert office.run().cells_written == 0
    assert "has all it needs" in office.init()[0]
