"""The zip that calamine reads: the file as it lies, or one of nothing but what is to be read.

calamine wants parts in their usual places, called by plain names; other programs put them where
they like. Sheets that were drawn near are new, and are packed anew: the reader copies the zip.
"""

import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Final

from sheets_sync.spreadsheet.xlsx.container import Container, usual_name
from sheets_sync.spreadsheet.xlsx.plain_xml import in_utf8
from sheets_sync.spreadsheet.xlsx.structure import Structure, relations

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "xl/workbook.xml"
_BESIDE: Final = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}


def for_reader(
    container: Container,
    structure: Structure,
    sheets: Mapping[str, bytes],
    unpacked: Mapping[str, bytes],
) -> BytesIO:
    """A zip to read the tabs ``sheets`` from, whose XML is given by the tab's name; ``unpacked``
    is what the file has of them.

    Raises ``SheetsSyncError`` where texts or styles would unpack to too much.
    """
    for part in _BESIDE.values():
        if part in container:
            container.member(part)
    parts = {structure.parts[name].part: data for name, data in sheets.items()}
    if not _is_plain(container, structure):
        return _made(container, structure, parts)
    new = {
        structure.parts[name].part: data
        for name, data in sheets.items()
        if data is not unpacked.get(name)
    }
    return container.laid_in(new) if new else BytesIO(container.data)


def _is_plain(container: Container, structure: Structure) -> bool:
    """Whether all is in its usual place, under its usual name."""
    if structure.main != _MAIN or "xl/_rels/workbook.xml.rels" not in container.archive.namelist():
        return False
    xml = container.read("xl/_rels/workbook.xml.rels")
    parts = [
        part
        for kind in ("worksheet", "sharedStrings", "styles")
        for _, part in relations(container, structure.main, f"/{kind}")
    ]
    spelt = all(
        b'"/%b"' % p in xml or b'"%b"' % p.removeprefix(b"xl/") in xml
        for p in map(str.encode, parts)
    )
    return spelt and all(usual_name(name) == name for name in container.archive.namelist())


def _made(container: Container, structure: Structure, parts: Mapping[str, bytes]) -> BytesIO:
    """A zip of the workbook's own part, its texts and styles, and those sheets."""
    main = structure.main
    named = [
        (number, "worksheet", part) for number, part in relations(container, main, "/worksheet")
    ]
    contents = {_MAIN: in_utf8(container.read(main))} | dict(parts)
    for kind, usual in _BESIDE.items():
        for number, part in relations(container, main, f"/{kind}"):
            named.append((number, kind, usual))
            contents[usual] = in_utf8(container.read(part))
    contents["xl/_rels/workbook.xml.rels"] = _relations(named)
    contents["_rels/.rels"] = _relations([("rId1", "officeDocument", _MAIN)])
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


def _relations(named: list[tuple[str, str, str]]) -> bytes:
    each = "".join(
        f'<Relationship Id="{escape(number)}" Type="{_KINDS}/{kind}" Target="/{escape(part)}"/>'
        for number, kind, part in named
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'.encode()
