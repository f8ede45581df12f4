"""Error cells as Google gives them: with a reason in a read, by their type in a read-back, and
spilled into cells that nobody typed into."""

from pathlib import Path
from typing import Any

import pytest

from tests.google.office import Office, marks
from tests.sheets_api.cells import Formula
from tests.sheets_api.emulator import Emulator, type_in

MISSED = "=ARRAYFORMULA(VLOOKUP(Z2:Z4,X1:Y2,2,FALSE))"
"""Minutes looked up for three rows; of two, nothing is known."""


def spill(office: Office) -> None:
    log = office.book.sheet("Log")
    for row in (1, 2, 3):
        log.set(row, 5, None)
        type_in(log, row, 25, f"job {row}")
    type_in(log, 0, 23, "job 1")
    type_in(log, 0, 24, 25)
    type_in(log, 1, 5, Formula(MISSED))
    office.book.changed(0)


def error_cells(office: Office, run: Any) -> list[str]:
    found = office.as_json(run)["findings"]
    return [each["cell"] for each in found if each["code"] == "ERROR_CELL"]


def test_an_error_that_is_spilled_into_an_input_is_a_finding_and_stops_nothing(
    google: Emulator, tmp_path: Path
):
    office = Office(google, tmp_path)
    office.run()
    spill(office)
    run = office.run()
    log = office.book.sheet("Log")
    assert error_cells(office, run) == ["F3", "F4"]
    status = next(at for at, key in marks(office.book)[log.id].items() if key == "log.status")
    assert all(log.cell(row, status) for row in (2, 3))
    assert office.run().cells_written == 0
    type_in(log, 7, 5, 30)
    office.book.changed(0)
    assert office.run().cells_written > 0


@pytest.mark.parametrize("formula", ["=1/0", "=VLOOKUP(1,X1:Y1,2,FALSE)", "=Nope()", '="a"+1'])
def test_every_kind_of_error_is_a_finding(google: Emulator, tmp_path: Path, formula: str):
    office = Office(google, tmp_path)
    type_in(office.book.sheet("Log"), 1, 5, Formula(formula))
    assert error_cells(office, office.run()) == ["F2"]
    assert office.run().cells_written == 0
