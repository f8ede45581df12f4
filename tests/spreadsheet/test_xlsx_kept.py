"""What `init` carries over, what it shows, and where it says how to go on (design §16)."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheets_sync.config import load
from sheets_sync.errors import UsageError
from sheets_sync.use_cases.furnishing import furnish
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import SHEET, members, rebuilt

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRIVER = bytes(range(256)) * 3
PARTS = {
    "xl/printerSettings/printerSettings1.bin": DRIVER,
    "xl/worksheets/_rels/sheet1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId7" Type="{OFFICE}/printerSettings"'
        ' Target="../printerSettings/printerSettings1.bin"/></Relationships>'
    ).encode(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text('[workbook]\npath = "agency.xlsx"\n', encoding="utf-8")
    return make_xlsx(tmp_path / "agency.xlsx", {
        "Log": [["Date", "Client", "Service"], ["2026-11-02", "Acme", "Call"]],
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Price"], ["Call", 10]],
        "Payments": [["Date", "Client", "Amount"]],
    })  # fmt: skip


def init(path: Path) -> list[str]:
    return furnish(load(path.with_name("config.toml")), None, lambda _: None)


def with_printer(path: Path, page: str, after: str = "") -> Path:
    sheet = members(path)[SHEET].decode()
    sheet = re.sub(r"<pageSetup[^>]*>", "", sheet)
    sheet = sheet.replace("</worksheet>", f"{page}{after}</worksheet>")
    types = members(path)["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.printerSettings"/></Types>',
    )
    return rebuilt(path, {**PARTS, SHEET: sheet.encode(), "[Content_Types].xml": types})


@pytest.mark.parametrize("page", [
    f'<pageSetup paperSize="9" xmlns:r="{OFFICE}" r:id="rId7"/>',
    f"<pageSetup xmlns:r='{OFFICE}' r:id='rId7'></pageSetup>",
    f'<pageSetup orientation="landscape" xmlns:x="{OFFICE}" x:id="rId7" copies="2"/>',
])  # fmt: skip
def test_printer_settings_are_carried_over(path: Path, page: str):
    with_printer(path, page, "<headerFooter><oddHeader>&amp;Lx</oddHeader></headerFooter>")
    init(path)
    assert not path.with_name("agency.results.xlsx").exists()
    parts = members(path)
    assert [data for name, data in parts.items() if name.endswith(".bin")] == [DRIVER]
    called = re.search(rb'<pageSetup[^>]*:id="(\w+)"', parts[SHEET])
    related = parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert called
    assert re.search(rb'Id="%b"[^>]*printerSettings1.bin"' % called[1], related)
    assert b'Extension="bin"' in parts["[Content_Types].xml"]
    assert load_workbook(path)["Log"]["C2"].value == "Call"
    before = path.read_bytes()
    init(path)
    assert path.read_bytes() == before


def test_ours_are_never_put_into_hidden_columns_unseen(path: Path):
    book = load_workbook(path)
    hidden = book["Log"].column_dimensions["D"]
    hidden.min, hidden.max, hidden.hidden, hidden.width = 4, 16_384, True, 0
    book.save(path)
    said = init(path)
    sheet = load_workbook(path)["Log"]
    last = sheet.max_column
    shown = {c: d for c, d in sheet.column_dimensions.items() if not d.hidden}
    assert all(cell.column_letter in shown or cell.column <= 3 for cell in sheet[1])
    assert all((shown[cell.column_letter].width or 0) > 5 for cell in sheet[1][3:])
    assert sum("was hidden" in sentence for sentence in said) == last - 3


def test_staff_s_own_hidden_columns_stay_so(path: Path):
    book = load_workbook(path)
    book["Log"].column_dimensions["B"].hidden = True
    book.save(path)
    assert not any("was hidden" in sentence for sentence in init(path))
    assert load_workbook(path)["Log"].column_dimensions["B"].hidden


def test_init_that_cannot_furnish_says_how_to_go_on(path: Path):
    book = load_workbook(path)
    del book["Prices"]
    book.save(path)
    rebuilt(path, {"xl/vbaProject.bin": b"macros"})
    for _ in range(2):
        with pytest.raises(UsageError, match="Prices") as refused:
            init(path)
        assert refused.value.exit_code == 2
        assert "by hand" in refused.value.message
        assert "Service, Unit, Price" in refused.value.message
        assert "init` again" in refused.value.cure


def test_parts_are_spelt_as_excel_spells_them(path: Path):
    init(path)
    parts = members(path)
    rels = [data for name, data in parts.items() if name.endswith(".rels")]
    assert rels
    assert not any(b'Target="/' in data for data in rels)
    drawings = [data for name, data in parts.items() if name.startswith("xl/drawings/drawing")]
    assert drawings
    assert all(b"<xdr:wsDr " in data and b"<wsDr" not in data for data in drawings)
