"""What a workbook, a state file or a config can be but should not, as data for the test beside this
and for `tests/benchmarks/inputs.py`, which prints what becomes of each.

An input is a function that puts it at a path; where it must hold something open, it gives back what
closes it. All of them can be made by any user, in a folder of their own.
"""

import gzip
import io
import os
import random
import socket
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

from tests.spreadsheet.surgery import members, rebuilt

Closing = Callable[[], object]
Input = Callable[[Path], Closing | None]

LAUGHS: Final = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">%b]>""" % b"".join(
    b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)


def data(content: bytes) -> Input:
    return lambda path: _put(path, content)


def link(target: str) -> Input:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def _put(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def listening(path: Path) -> Closing:
    path.unlink(missing_ok=True)
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.relpath(path))  # a short name: the long one of a test would not do
    return server.close


def loop(path: Path) -> None:
    link(str(path))(path)


def sparse(size: int, head: bytes = b"") -> Input:
    """A file that says it is that large and takes no room."""

    def make(path: Path) -> None:
        _put(path, head)
        os.truncate(path, size)

    return make


def half(path: Path) -> None:
    _put(path, path.read_bytes()[: path.stat().st_size // 2])


def without_end(path: Path) -> None:
    _put(path, path.read_bytes()[:-200])


def spoilt(path: Path) -> None:
    """Sixteen bytes of other content in the middle of the largest part."""
    content = bytearray(path.read_bytes())
    at = len(content) // 3
    content[at : at + 16] = bytes(16)
    _put(path, bytes(content))


def part(name: str, content: bytes | Callable[[bytes], bytes]) -> Input:
    """The workbook with another content in one of its parts."""

    def make(path: Path) -> None:
        new = content if isinstance(content, bytes) else content(members(path)[name])
        rebuilt(path, {name: new})

    return make


def without_part(name: str) -> Input:
    def make(path: Path) -> None:
        rebuilt(path, {name: None})

    return make


def other_zip(**contents: bytes) -> Input:
    """A zip of another kind; ``__`` stands for a slash, ``_`` for a point."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data(made.getvalue())


_ZEROS: Final = bytes(16 << 20)


def bomb(name: str, gigabytes: int) -> Input:
    """One part unpacks to so much."""

    def make(path: Path) -> None:
        others = {each: content for each, content in members(path).items() if each != name}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            _add_zeros(archive, name, gigabytes)
            for each, content in others.items():
                archive.writestr(each, content)

    return make


def _add_zeros(archive: zipfile.ZipFile, name: str, gigabytes: int) -> None:
    """A part of zeros: they are packed once, and that stands there again and again."""
    part = zipfile.ZipInfo(name)
    packed = _packed_zeros()
    with archive.open(part, "w", force_zip64=True) as file:
        for _ in range(gigabytes << 6):
            file.write(packed)
        file.write(b"\x03\x00")  # an empty last block
    part.compress_type, part.file_size = zipfile.ZIP_DEFLATED, gigabytes << 30
    part.CRC = _crc_of_zeros(gigabytes)
    end = archive.fp.tell()
    archive.fp.seek(part.header_offset)
    archive.fp.write(part.FileHeader(zip64=True))
    archive.fp.seek(end)


@cache
def _packed_zeros() -> bytes:
    """The zeros as blocks that others may follow, and that look at nothing before them."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(_ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)


@cache
def _crc_of_zeros(gigabytes: int) -> int:
    crc = _crc_of_zeros(gigabytes - 1) if gigabytes else 0
    for _ in range(64 if gigabytes else 0):
        crc = zlib.crc32(_ZEROS, crc)
    return crc


def locked_zip(path: Path) -> None:
    """Every part says that a password locks it."""
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    _put(path, bytes(content))


def in_rows(text: str) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", text.encode() + b"</sheetData>")


def rows_of(number: str, cell: str) -> Callable[[bytes], bytes]:
    return in_rows(f'<row r="{number}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>')


def deep(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b"</sheetData>" + b"<a>" * 200_000 + b"</a>" * 200_000)


def doctype(xml: bytes) -> bytes:
    """Entities that grow to a terabyte, asked for in the first text."""
    bare = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
    return LAUGHS + bare.replace(b"<sheetData>", b"<sheetData><row><c><v>&m;</v></c></row>")


_LOG: Final = "xl/worksheets/sheet4.xml"

WORKBOOKS: Final[Mapping[str, Input]] = {
    "missing": missing, "empty": data(b""), "a folder": folder, "a pipe": pipe, "a socket": listening,
    "a device": link("/dev/zero"), "a link in a circle": loop, "a link to nothing": link("gone.xlsx"),
    "a text of /proc": link("/proc/version"), "our own memory": link("/proc/self/mem"), "all memory": link("/proc/kcore"),
    "100 GB of nothing": sparse(100 << 30), "a zip of 100 GB": sparse(100 << 30, b"PK\x03\x04"),
    "a text": data(b"Date;Client\n2026-11-23;Acme\n"), "random bytes": data(random.Random(1).randbytes(5000)),
    "an .xls": data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1500)),
    "with a password": data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")),
    "an .ods": other_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<office/>"),
    "a .docx": other_zip(word__document_xml=b"<w/>"), "an .xlsb": other_zip(xl__workbook_bin=b"\x83\x01"),
    "a PDF": data(b"%PDF-1.7\n" + bytes(400)), "gzip": lambda path: _put(path, gzip.compress(path.read_bytes())),
    "HTML": data(b"<html><table><tr><td>1</td></tr></table></html>"), "an empty zip": other_zip(),
    "half of it": half, "less its end": without_end, "spoilt inside": spoilt, "a zip with a password": locked_zip,
    "a bomb of 5 GB": bomb(_LOG, 5), "a bomb in its texts": bomb("xl/sharedStrings.xml", 3), "a bomb in its styles": bomb("xl/styles.xml", 3),
    "no content types": without_part("[Content_Types].xml"), "no workbook part": without_part("xl/workbook.xml"),
    "no relations": without_part("xl/_rels/workbook.xml.rels"), "no styles": without_part("xl/styles.xml"), "no sheet": without_part(_LOG),
    "an empty sheet": part(_LOG, b""), "a sheet that is no XML": part(_LOG, b"\0\1\2"),
    "a sheet cut short": part(_LOG, lambda xml: xml[: len(xml) // 2]), "a workbook cut short": part("xl/workbook.xml", lambda xml: xml[:-30]),
    "entities in a sheet": part(_LOG, doctype), "entities in the workbook": part("xl/workbook.xml", lambda xml: LAUGHS + xml.replace(b"Log", b"&m;")),
    "200,000 tags deep": part(_LOG, deep),
    "row 0": part(_LOG, rows_of("0", "A0")), "row 1,048,577": part(_LOG, rows_of("1048577", "A1048577")), "row 99,999,999,999": part(_LOG, rows_of("99999999999", "A99999999999")),
    "column XFE": part(_LOG, rows_of("900", "XFE900")), "column ZZZZZZ": part(_LOG, rows_of("900", "ZZZZZZ900")),
    "no such address": part(_LOG, rows_of("900", "900A")), "a row twice": part(_LOG, rows_of("2", "A2")),
    "no such text": part(_LOG, in_rows('<row r="900"><c r="A900" t="s"><v>999999</v></c></row>')),
    "text number -1": part(_LOG, in_rows('<row r="900"><c r="A900" t="s"><v>-1</v></c></row>')),
    "a number of 400 digits": part(_LOG, in_rows(f'<row r="900"><c r="F900"><v>{"9" * 400}</v></c></row>')),
    "no number": part(_LOG, in_rows('<row r="900"><c r="F900"><v>NaN</v></c></row>')),
    "no such style": part(_LOG, in_rows('<row r="900"><c r="A900" s="4000000000"><v>46000</v></c></row>')),
    "no such type": part(_LOG, in_rows('<row r="900"><c r="A900" t="zz"><v>46000</v></c></row>')),
    "a cell at XFD1048576": part(_LOG, rows_of("1048576", "XFD1048576")), "a cell at AZ1048576": part(_LOG, rows_of("1048576", "AZ1048576")),
}  # fmt: skip
"""Each put in place of a furnished workbook, whose fourth sheet is Log."""


def foreign(path: Path) -> None:
    missing(path)
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE t (x)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")


def held(path: Path) -> Closing:
    """Another program is in the midst of a write."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("BEGIN EXCLUSIVE")
    return base.close


def pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    _put(path, bytes(content))


def beside(name: str, make: Input) -> Input:
    """Something beside the file, in the place of one that a run makes: ``{}`` is its name."""
    return lambda path: make(path.with_name(name.format(path.name)))


STATES: Final[Mapping[str, Input]] = {
    "missing": missing, "empty": data(b""), "a folder": folder, "a pipe": pipe, "a socket": listening, "a device": link("/dev/zero"),
    "a link in a circle": loop, "a text of /proc": link("/proc/version"), "100 GB of nothing": sparse(100 << 30),
    "a text": data(b"no database at all, " * 60), "random bytes": data(random.Random(2).randbytes(9000)),
    "another program's": foreign, "a newer program's": newer, "half of it": half, "spoilt pages": pages, "held by another": held,
    "its head alone": lambda path: _put(path, path.read_bytes()[:100]),
    "a folder for a journal": beside("{}-journal", folder), "a folder for a WAL": beside("{}-wal", folder), "a pipe for a WAL": beside("{}-wal", pipe),
    "a folder for a note": beside("{}.holder", folder), "a folder for a note's draft": beside("{}.holder.new", folder),
    "brackets for a note": beside("{}.holder", data(b"[" * 100_000)),
    "a folder for a lock": beside("{}.lock", folder), "a pipe for a lock": beside("{}.lock", pipe),
    "a pipe for a note": beside("{}.holder", pipe), "a pipe for the kept config": beside("{}.config", pipe),
}  # fmt: skip


def config(change: Callable[[str], str], encoding: str = "utf-8") -> Input:
    return lambda path: _put(path, change(path.read_text("utf-8")).encode(encoding))


def same(text: str) -> str:
    return text


CONFIGS: Final[Mapping[str, Input]] = {
    "missing": missing, "empty": data(b""), "a folder": folder, "a pipe": pipe, "a socket": listening, "a device": link("/dev/zero"),
    "a link in a circle": loop, "100 GB of nothing": sparse(100 << 30), "our own memory": link("/proc/self/mem"),
    "UTF-16": config(same, "utf-16"), "UTF-16, no mark": config(same, "utf-16-le"), "a mark before UTF-8": config(same, "utf-8-sig"), "Windows letters": config(lambda text: text + "# при", "cp1251"),
    "a key twice": config(lambda text: text.replace("timezone", 'timezone = "UTC"\ntimezone')), "a table twice": config(lambda text: text + "[workbook]\n"),
    "NUL": config(lambda text: text + "\0"), "brackets without end": config(lambda text: text + "x = " + "[" * 100_000),
    "a number of 100,000 digits": config(lambda text: text + "x = " + "9" * 100_000), "a million lines": config(lambda text: text + "# x\n" * 1_000_000),
    "Mac lines": config(lambda text: text.replace("\n", "\r")), "JSON": data(b'{"workbook": {"path": "agency.xlsx"}}'), "INI": data(b"[workbook]\npath = agency.xlsx\n"),
}  # fmt: skip
