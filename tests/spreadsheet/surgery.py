"""Workbook files that no library makes: one member after another, as a test wants them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.spreadsheet.backends import make_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def members(path: Path) -> dict[str, bytes]:
    """All members of a zip, in order."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def rebuilt(path: Path, changes: Mapping[str, bytes | None]) -> Path:
    """The file with some members exchanged, added or (None) left out."""
    contents = {**members(path), **changes}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            if data is not None:
                archive.writestr(name, data)
    return path


def with_rows(
    path: Path, rows: str, *, prefix: str = "", before: str = "", after: str = ""
) -> Path:
    """A workbook of one tab, Log, with that XML between the tags of ``sheetData``."""
    make_xlsx(path, {"Log": []})
    return rebuilt(path, {SHEET: sheet_xml(rows, prefix=prefix, before=before, after=after)})


def sheet_xml(rows: str, *, prefix: str = "", before: str = "", after: str = "") -> bytes:
    """A sheet's XML; an empty ``rows`` gives ``<sheetData/>``."""
    p = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    data = f"<{p}sheetData>{rows}</{p}sheetData>" if rows else f"<{p}sheetData/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<{p}worksheet {space}="{MAIN}">{before}{data}{after}</{p}worksheet>'
    ).encode()
