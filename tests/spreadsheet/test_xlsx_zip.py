"""Zips as other programs make them, and zips that nobody should unpack (design §16)."""

import os
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import SHEET, members, rebuilt

ROOT = Path(__file__).parents[2]
RELS = "xl/_rels/workbook.xml.rels"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "agency.xlsx", {"Log": [["Date", "Client"], [7, "Acme"]]})


def renamed(path: Path, name: Callable[[str], str]) -> None:
    """All members by other names, as a program of another make would call them."""
    contents = members(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for old, data in contents.items():
            info = zipfile.ZipInfo(name(old))
            info.filename, info.compress_type = name(old), zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def targeted(path: Path, target: bytes) -> None:
    """The sheet called by another spelling of its place."""
    old = members(path)[RELS]
    assert b'"/xl/worksheets/sheet1.xml"' in old
    rebuilt(path, {RELS: old.replace(b'"/xl/worksheets/sheet1.xml"', b'"%b"' % target)})


def reads_and_writes(path: Path) -> None:
    before = packed(path)
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    assert [list(column) for column in snapshot.tabs["Log"].columns] == [
        ["Date", 7],
        ["Client", "Acme"],
    ]
    workbook.write([ColumnEdit("Log", 2, [2], ["written"])], snapshot)
    assert XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns[2][1] == "written"
    after = packed(path)
    assert [*before] == [*after]
    assert len([name for name in before if before[name] != after[name]]) == 1


def packed(path: Path) -> dict[str, tuple[int, bytes]]:
    """All members as they lie in the file: checksum, and bytes as they are packed."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        found = {}
        for info in archive.infolist():
            file.seek(info.header_offset + 26)  # where the lengths of name and extra stand
            name, extra = struct.unpack("<HH", file.read(4))
            file.seek(name + extra, os.SEEK_CUR)
            found[info.filename] = info.CRC, file.read(info.compress_size)
        return found


NAMES = {
    "backslashes": lambda name: name.replace("/", "\\"),
    "capitals": str.upper,
    "small letters": str.lower,
    "from a root": lambda name: f"/{name}",
    "from here": lambda name: f"./{name}",
    "one folder in capitals": lambda name: name.replace("worksheets", "Worksheets"),
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_members_are_found_whatever_their_spelling_and_keep_it(path: Path, name):
    renamed(path, name)
    reads_and_writes(path)


@pytest.mark.parametrize("target", [
    b"worksheets/sheet1.xml", b"./worksheets/sheet1.xml", b"../xl/worksheets/sheet1.xml",
    rb"worksheets\sheet1.xml", b"worksheets/sheet%31.xml", b"WORKSHEETS/Sheet1.XML",
])  # fmt: skip
def test_sheets_are_found_by_any_spelling_of_their_place(path: Path, target: bytes):
    targeted(path, target)
    reads_and_writes(path)


def test_the_workbook_s_own_part_may_have_another_name(path: Path):
    renamed(path, lambda name: name.replace("workbook.xml", "book22.xml"))
    swapped = {
        name: data.replace(b"workbook.xml", b"book22.xml") for name, data in members(path).items()
    }
    rebuilt(path, swapped)
    reads_and_writes(path)


@pytest.mark.parametrize("library", ["of Intel's", "of Python's own"])
def test_it_is_packed_by_whatever_library_there_is(
    path: Path, library: str, monkeypatch: pytest.MonkeyPatch
):
    if library == "of Python's own":
        monkeypatch.setitem(sys.modules, "isal", None)  # as on a machine that it is not built for
    reads_and_writes(path)


# --- what nobody should unpack -------------------------------------------------------------------


class Again:
    """A deflater of equal pieces, which packs the first: whole flushes make the others the same."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._packed = b""

    def compress(self, piece: bytes) -> bytes:
        if not self._packed:
            begun = self._deflate.compress(piece)
            self._packed = begun + self._deflate.flush(zlib.Z_FULL_FLUSH)
        return self._packed

    def flush(self) -> bytes:
        return self._deflate.flush()


def bomb(path: Path, part: str, size: int = 400 << 20) -> Path:
    """``part`` made of blanks, a thousand to a byte."""
    contents = {part: b""} | members(path)
    blanks = b" " * (1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            with archive.open(name, "w") as file:
                if name != part:
                    file.write(data)
                    continue
                packing: Any = file
                packing._compressor = Again()
                for _ in range(size >> 20):
                    file.write(blanks)
    return path


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_a_part_that_unpacks_to_what_no_workbook_has_is_named(path: Path, part: str):
    bomb(path, part)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SheetsSyncError, match=f"{part} would unpack to [0-9,]+ bytes"):
        XlsxWorkbook(path).read(["Log"])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before + (50 << 10)


def test_a_bomb_in_what_is_not_read_is_left_alone(path: Path):
    rebuilt(path, {"xl/media/image1.png": b""})
    reads_and_writes(bomb(path, "xl/media/image1.png"))


def test_a_part_that_holds_more_than_the_zip_says_is_damaged(path: Path):
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(SHEET)
    said = info.file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(said, (info.file_size - 9).to_bytes(4, "little")))
    with pytest.raises(SheetsSyncError, match="is damaged"):
        XlsxWorkbook(path).read(["Log"])


HUNGRY = """
import resource, sys
from sheets_sync import cli
import numpy, pandas, python_calamine, sheets_sync.spreadsheet.xlsx.workbook
import sheets_sync.reckoning
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (int(sys.argv.pop(1)) << 20),) * 2)
cli.main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_too_little_memory_is_a_sentence(tmp_path: Path):
    rows: list[list[Cell]] = [["Date", "Client", "Service"]]
    rows += [[n, f"a client {n}", "x" * 20] for n in range(40_000)]
    make_xlsx(tmp_path / "agency.xlsx", {"Log": rows, "Clients": [["Client"]]})
    (tmp_path / "config.toml").write_text('[workbook]\npath = "agency.xlsx"\n', encoding="utf-8")
    before = (tmp_path / "agency.xlsx").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY, "20", "init"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "not enough memory" in done.stderr) == (1, True), done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert (tmp_path / "agency.xlsx").read_bytes() == before
