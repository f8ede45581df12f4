"""Where making our tabs would lose something of the staff's, all of ours goes beside it (§11)."""

import zipfile

import pytest

from sheets_sync.use_cases import furnishing
from tests.sync.agency import NOW, Agency, read_grid


@pytest.fixture
def agency(tmp_path):
    """An agency whose Clients tab has a formula with a stored result, as Excel leaves it."""
    made = Agency(tmp_path / "office", furnished=False)
    made.edit("Clients", "H2", "=1+1")
    parts = {}
    with zipfile.ZipFile(made.path) as file:
        for name in file.namelist():
            parts[name] = file.read(name)
    sheet = next(name for name, data in parts.items() if b"<f>1+1</f>" in data)
    parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    assert b"<v>2</v>" in parts[sheet]
    with zipfile.ZipFile(made.path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made


def test_the_staffs_file_stays_byte_for_byte_and_ours_lies_beside_it(agency):
    data = agency.path.read_bytes()
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert any("agency.results.xlsx" in line for line in said)
    run = agency.run()
    assert run.cells_written > 0
    assert agency.path.read_bytes() == data
    beside = read_grid(agency.folder / "agency.results.xlsx")
    assert {"Summary", "Effort", "Staff", "Notices", "Findings", "Clients", "Log"} <= set(beside)
    header, *rows = beside["Log"]
    assert header[0] == "Source row"
    assert rows[0][0] == "Log!2"
    assert rows[0][header.index("Balance")] == 9880
    assert rows[0][header.index("Note")] == "first"
    assert beside["Clients"][1][beside["Clients"][0].index("Balance")] == 8295.5


def test_a_rerun_writes_nothing_there_either(agency):
    furnishing.furnish(agency.config, None, lambda _: None)
    agency.run()
    beside = agency.folder / "agency.results.xlsx"
    data = beside.read_bytes()
    assert agency.run(NOW).cells_written == 0
    assert beside.read_bytes() == data


def test_a_bare_run_makes_the_companion_by_itself_and_says_so(agency):
    data = agency.path.read_bytes()
    run = agency.run()
    assert any("agency.results.xlsx" in line for line in run.warnings)
    assert agency.path.read_bytes() == data
    assert agency.run(NOW).cells_written == 0


def test_init_folds_it_back_once_nothing_would_be_lost(agency):
    agency.run()
    letters = read_grid(agency.folder / "agency.results.xlsx")["Notices"]
    agency.edit("Clients", "H2", None)
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert any("Folded" in line for line in said)
    assert not (agency.folder / "agency.results.xlsx").exists()
    agency.run(NOW)
    assert agency.grid()["Notices"] == letters
    assert agency.run(NOW).cells_written == 0
