"""The check against the schemas is able to fail: a workbook of ours broken in five ways, each found.

It wants Microsoft's validator (``schemas`` says how it is had), in SHEETS_SYNC_VALIDATOR=FOLDER.
"""

import os
import re
from pathlib import Path

import pytest

from tests.readers.schemas import faults, validator
from tests.spreadsheet.surgery import members, rebuilt
from tests.sync.agency import Agency

FOLDER = os.environ.get("SHEETS_SYNC_VALIDATOR", "")
SHEET = "xl/worksheets/sheet{}.xml"
pytestmark = pytest.mark.skipif(not FOLDER, reason="no SHEETS_SYNC_VALIDATOR=FOLDER")

BREAKS = {
    "a row after the cells' section": (SHEET.format(1), rb"</sheetData>", b'</sheetData><row r="9"/>'),
    "a type of cell that is none": (SHEET.format(1), rb'<c r="A1"[^>]*?>', b'<c r="A1" t="money">'),
    "an attribute that is none": (SHEET.format(4), rb"<sheetData>", b'<sheetData colour="red">'),
    "a width that is no number": (SHEET.format(5), rb'width="[^"]*"', b'width="wide"'),
    "a style that is not there": ("xl/styles.xml", rb"<cellXfs[^>]*>.*?</cellXfs>", b""),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    agency = Agency(tmp_path_factory.mktemp("office"))
    agency.run()
    return agency.path


def test_a_workbook_of_ours_is_valid(sound: Path):
    assert faults(validator(Path(FOLDER)), sound) == {}


@pytest.mark.parametrize(("part", "found", "instead"), BREAKS.values(), ids=BREAKS)
def test_each_break_is_found(sound: Path, tmp_path: Path, part: str, found: bytes, instead: bytes):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(sound.read_bytes())
    before = members(path)[part]
    after = re.sub(found, instead, before, count=1, flags=re.DOTALL)
    assert after != before
    rebuilt(path, {part: after})
    assert faults(validator(Path(FOLDER)), path)
