"""What writes no cell takes no tab of ours apart that says nothing to it: Effort may be as long as
Log (§12). Shown on a workbook whose Effort and Findings nobody could read."""

import pytest
import time_machine

from sheets_sync.spreadsheet.xlsx.workbook_file import read_workbook_file
from tests.spreadsheet.surgery import rebuilt
from tests.sync.agency import NOW, Agency

LOOKING = (
    ("report",), ("report", "--json"), ("explain", "Acme"), ("statement", "Acme"), ("check",),
    ("simulate", "Acme", "--prices", "p.csv"), ("pricelist", "Acme"), ("invoices",),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    agency = Agency(tmp_path)
    agency.run()
    (tmp_path / "p.csv").write_text("Client,Service,Unit,Price\nAcme,Call,min,9\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoilt(path):
    """The workbook, its tabs Effort and Findings made such that no reader takes them."""
    structure = read_workbook_file(path).structure
    parts = {structure.parts[name].part: b"spoilt" for name in ("Effort", "Findings")}
    return rebuilt(path, parts)


@pytest.mark.parametrize("command", LOOKING, ids=lambda command: command[0])
def test_it_is_the_same_where_our_tabs_cannot_be_read(folder, call, command):
    with time_machine.travel(NOW, tick=False):
        before = call(*command)
        spoilt(folder / "agency.xlsx")
        assert call(*command) == before
        assert call("now").code == 1
