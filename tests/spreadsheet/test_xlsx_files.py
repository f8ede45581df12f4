"""The file on the disk: left as it is but for our cells, and never half written (design §11)."""

import io
import itertools
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from pathlib import Path
from typing import IO, Any, cast

import pytest

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError, WorkbookMoved
from sheets_sync.spreadsheet.cell_value import Link, Value
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import SHEET, members, rebuilt

ROWS: list[list[Cell]] = [["Date", "Client"], ["2026-11-23", "Ромашка"]]
EDIT = [ColumnEdit("Log", 4, [2], ["written"])]
KILLS = int(os.environ.get("SHEETS_SYNC_KILLS", "20"))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "agency.xlsx", {"Log": ROWS, "Other": [["keep"]]})


def write(path: Path) -> None:
    workbook = XlsxWorkbook(path)
    workbook.write(EDIT, workbook.read(["Log"]))


def leftovers(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir() if other != path)


def sentence(path: Path) -> str | None:
    """Write; what is said where that cannot be. Any other exception is a traceback."""
    try:
        write(path)
    except SheetsSyncError as error:
        return error.message
    return None


# --- all else stays ----------------------------------------------------------------------------


def with_everything(path: Path) -> Path:
    """Drawings, macros, comments, stored results, odd members: as real files hold them."""
    xml = members(path)["xl/worksheets/sheet2.xml"].replace(
        b"</sheetData>",
        b'<row r="5"><c r="A5"><f>SUM(A1:A4)</f><v>42</v></c></row></sheetData>',
    )
    return rebuilt(path, {
        "xl/worksheets/sheet2.xml": xml,
        "xl/vbaProject.bin": b"\xd0\xcf macro" * 99,
        "xl/drawings/drawing1.xml": b"<xdr:wsDr><!-- kept --></xdr:wsDr>",
        "xl/comments1.xml": b"<comments>note</comments>",
        "xl/media/image1.png": bytes(range(256)) * 40,
        "customXml/item1.xml": b"<a/>",
        "empty.bin": b"",
    })  # fmt: skip


def test_every_other_member_stays_byte_for_byte_in_order_and_packing(path: Path):
    with_everything(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("stored.bin", b"as it is" * 50)
        archive.comment = b"a remark"
    before = members(path)
    with zipfile.ZipFile(path) as archive:
        packed = [
            (info.filename, info.compress_type, info.date_time) for info in archive.infolist()
        ]
    write(path)
    after = members(path)
    assert [name for name in before if before[name] != after[name]] == [SHEET]
    with zipfile.ZipFile(path) as archive:
        assert packed == [
            (info.filename, info.compress_type, info.date_time) for info in archive.infolist()
        ]
        assert archive.comment == b"a remark"
        assert archive.testzip() is None


def test_the_patched_sheet_differs_in_its_cell_alone(path: Path):
    before = members(path)[SHEET]
    write(path)
    after = members(path)[SHEET]
    cell = b'<c r="E2" t="inlineStr"><is><t>written</t></is></c>'
    assert cell in after
    assert after.replace(cell, b"").replace(b"A1:E2", b"A1:B2") == before


def test_members_with_data_descriptors_and_foreign_names_are_copied(path: Path):
    """As streaming writers make them: sizes after the data, names in UTF-8."""
    contents = members(path) | {"xl/файл.bin": b"x" * 5000}
    with path.open("wb") as file:
        stream = _Unseekable(file)
        with zipfile.ZipFile(cast("IO[bytes]", stream), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in contents.items():
                archive.writestr(name, data)
    write(path)
    after = members(path)
    assert {name: data for name, data in after.items() if name != SHEET} == {
        name: data for name, data in contents.items() if name != SHEET
    }


class _Unseekable:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def test_no_edits_leave_the_file_alone(path: Path):
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    before = path.stat()
    workbook.write([ColumnEdit("Log", 4, [], [])], snapshot)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_and_symlink_survive(path: Path, tmp_path: Path):
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "to.xlsx"
    link.symlink_to(path)
    path.chmod(0o640)
    write(link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns[4][1] == "written"
    assert leftovers(path) == ["links"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_survives(path: Path):
    os.chown(path, 65534, 65534)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


# --- other files -------------------------------------------------------------------------------


def test_a_ref_names_a_tab_of_another_file(path: Path, tmp_path: Path):
    (tmp_path / "old").mkdir()
    other = make_xlsx(tmp_path / "old" / "2025.xlsx", {"Log": [["a"]], "Log #2": [["b"]]})
    workbook = XlsxWorkbook(path)
    refs = ["Log", "old/2025.xlsx#Log", "old/2025.xlsx#Log #2"]
    snapshot = workbook.read(refs)
    assert set(snapshot.tabs) == set(refs)
    assert snapshot.names == ("Log", "Other")
    workbook.write([*EDIT, ColumnEdit(refs[2], 1, [1], [Link("there", "Log", "A1")])], snapshot)
    again = workbook.read(refs)
    assert again.tabs["Log"].columns[4][1] == "written"
    assert again.tabs[refs[2]].columns[1][0] == "there"
    assert (
        b"""HYPERLINK("../agency.xlsx#'Log'!A1","there")"""
        in members(other)["xl/worksheets/sheet2.xml"]
    )


def test_a_change_of_any_file_read_stops_the_write_of_all(path: Path, tmp_path: Path):
    make_xlsx(tmp_path / "2025.xlsx", {"Log": [["a"]]})
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log", "2025.xlsx#Log"])
    make_xlsx(tmp_path / "2025.xlsx", {"Log": [["b"]]})
    before = path.read_bytes()
    with pytest.raises(WorkbookMoved, match=r"2025\.xlsx was changed meanwhile"):
        workbook.write(EDIT, snapshot)
    assert path.read_bytes() == before


def test_a_touched_file_with_the_same_bytes_was_not_changed(path: Path):
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    shutil.copy(path, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)
    workbook.write(EDIT, snapshot)


# --- open elsewhere ----------------------------------------------------------------------------


def excel_lock(name: str) -> bytes:
    return (
        bytes([len(name)])
        + name.encode().ljust(54)
        + len(name).to_bytes(2, "little")
        + name.encode("utf-16-le").ljust(108, b" \0"[:1])
    )


@pytest.mark.parametrize(
    ("lock", "content", "said"),
    [
        ("~$agency.xlsx", excel_lock("Anna K"), r"open in Excel \(Anna K\)"),
        ("~$agency.xlsx", b"", "open in Excel;"),
        (".~lock.agency.xlsx#", "Анна,anna,office-pc,23.11.2026 16:40,file:///x;".encode(), r"open in LibreOffice \(Анна at office-pc\)"),
        (".~lock.agency.xlsx#", b",anna,office-pc,23.11.2026 16:40,file:///x;", r"open in LibreOffice \(anna at office-pc\)"),
        (".~lock.agency.xlsx#", b"\xff\x00", "open in LibreOffice"),
    ],
)  # fmt: skip
def test_a_file_open_elsewhere_is_left_alone(path: Path, lock: str, content: bytes, said: str):
    path.with_name(lock).write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(TryAgainLater, match=said):
        write(path)
    assert path.read_bytes() == before
    assert leftovers(path) == [lock]


# --- the disk ----------------------------------------------------------------------------------


def child(code: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, **options,
    )  # fmt: skip


WRITE_AND_TELL = """
    import os
    import sys
    from pathlib import Path
    from importlib import import_module
    from pkgutil import walk_packages
    import sheets_sync.spreadsheet as house
    from sheets_sync.errors import SheetsSyncError
    from sheets_sync.spreadsheet.protocol import ColumnEdit
    from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
    from sheets_sync.words import language_of
    for module in walk_packages(house.__path__, house.__name__ + "."):
        import_module(module.name)  # all that a run imports late, and nobody may not load
    language_of("en")
    b"x".decode("cp437")
    if sys.argv[2:] and os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        workbook = XlsxWorkbook(Path(sys.argv[1]))
        workbook.write([ColumnEdit("Log", 4, [2], ["written"])], workbook.read(["Log"]))
    except SheetsSyncError as error:
        print(error.exit_code, error)
"""


def test_a_full_disk_leaves_the_old_file_and_says_so(path: Path):
    rebuilt(path, {"xl/media/image.bin": os.urandom(200_000)})
    before = path.read_bytes()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))  # noqa: E731
    done = child(WRITE_AND_TELL, path, preexec_fn=limit)
    assert done.stdout.startswith("1 There is no room on the disk"), done.stderr
    assert path.read_bytes() == before
    assert leftovers(path) == []


@pytest.mark.parametrize("what", ["folder", "file", "unreadable"])
def test_rights_are_respected_and_named(what: str):
    with tempfile.TemporaryDirectory() as share:  # tmp_path lies where others may not look
        folder = Path(share)
        path = make_xlsx(folder / "agency.xlsx", {"Log": ROWS})
        path.chmod({"folder": 0o666, "file": 0o444, "unreadable": 0o000}[what])
        folder.chmod(0o555 if what == "folder" else 0o777)
        done = child(WRITE_AND_TELL, path, "as nobody")
        assert done.stdout.startswith("1 "), done.stderr
        assert ("cannot be read" if what == "unreadable" else "may not be written") in done.stdout
        assert leftovers(path) == []
        folder.chmod(0o755)


def test_a_temporary_file_left_over_is_overwritten(path: Path):
    path.with_name(".agency.xlsx.sheets-sync").write_bytes(b"half")
    write(path)
    assert leftovers(path) == []


# --- what is no workbook -----------------------------------------------------------------------


def word_document() -> bytes:
    """A .docx, whose main part is XML as a workbook's is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r" Type="{kind}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", "<w:document xmlns:w='w'/>")
    return packed.getvalue()


NO_WORKBOOKS = {
    "empty": (b"", r"agency\.xlsx is empty"),
    "noughts": (b"\0" * 9_000, r"agency\.xlsx is empty"),
    "text": (b"Client;Balance\n", "no Excel workbook"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old Excel kind \(\.xls\)"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "a letter of Word": (word_document(), "holds no Excel workbook"),
    "zip of junk": (b"PK\x03\x04 junk", "is damaged"),
}


@pytest.mark.parametrize(("data", "said"), NO_WORKBOOKS.values(), ids=NO_WORKBOOKS)
def test_what_is_no_workbook_is_named(path: Path, data: bytes, said: str):
    path.write_bytes(data)
    with pytest.raises(SheetsSyncError, match=said) as caught:
        XlsxWorkbook(path).read(["Log"])
    assert caught.value.cure
    assert path.read_bytes() == data


def test_a_truncated_file_is_damaged_wherever_it_was_cut(path: Path):
    whole = path.read_bytes()
    for size in range(100, len(whole) - 1, 211):
        path.write_bytes(whole[:size])
        with pytest.raises(SheetsSyncError, match=r"agency\.xlsx is damaged"):
            XlsxWorkbook(path).read(["Log"])


def test_flipped_bytes_never_end_in_a_traceback(path: Path):
    whole, chance = path.read_bytes(), random.Random(1)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        told = sentence(path)
        assert told is None or told.startswith(str(path))


@pytest.mark.parametrize("at", [2**32 - 2, -40, -10])
def test_a_part_that_is_only_moved_is_not_cut_where_it_lies_behind_the_end(path: Path, at: int):
    """By the directory of the zip docProps/core.xml, which nothing reads, begins there."""
    data = bytearray(path.read_bytes())
    in_directory = data.rindex(b"docProps/core.xml")
    struct.pack_into("<I", data, in_directory - 4, at if at > 0 else len(data) + at)
    path.write_bytes(data)
    told = sentence(path)
    assert told is not None
    assert "is damaged" in told
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "member",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", SHEET, "[Content_Types].xml"],
)
@pytest.mark.parametrize(
    "data", [None, b"", b"<a", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'], ids=str
)
def test_broken_members_never_end_in_a_traceback(path: Path, member: str, data: bytes | None):
    rebuilt(path, {member: data})
    told = sentence(path)
    assert told is None or str(path) in told


def test_a_zip_without_a_workbook_is_told_to_be_saved_as_xlsx(path: Path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(SheetsSyncError, match=r"Save it as \.xlsx"):
        XlsxWorkbook(path).read(["Log"])


def test_no_file_and_a_folder_are_usage_errors(tmp_path: Path):
    with pytest.raises(UsageError, match="sync init"):
        XlsxWorkbook(tmp_path / "none.xlsx").read(["Log"])
    with pytest.raises(UsageError, match="is a folder"):
        XlsxWorkbook(tmp_path).read(["Log"])


# --- killed ------------------------------------------------------------------------------------


def write_for_ever(path: Path, ready: int) -> None:
    """Write one column again and again, once ``ready`` was told."""
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    os.close(ready)
    rows = range(2, 400)
    for turn in itertools.count():
        snapshot = workbook.write([ColumnEdit("Log", 4, rows, [float(turn)] * len(rows))], snapshot)


def writing(path: Path) -> int:
    """A child of this process that writes until it is killed; its id, once it is about to begin."""
    told, ready = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(path, ready)
        finally:
            os._exit(1)
    os.close(ready)
    with os.fdopen(told, "rb") as end:
        end.read()
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(path: Path):
    with_everything(path)
    others = {name: data for name, data in members(path).items() if name != SHEET}
    chance = random.Random(7)
    for _ in range(KILLS):
        child = writing(path)
        time.sleep(chance.random() * 0.05)
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        column = XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns
        assert len(column) == 2 or len(set(column[4][1:399])) == 1
        assert {name: data for name, data in members(path).items() if name != SHEET} == others
    write(path)
    assert leftovers(path) == []


# --- opened by another program -----------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_was_written(path: Path, tmp_path: Path):
    workbook = XlsxWorkbook(path)
    values: list[Value] = ["=1+1", "a & <b>", 12.5, True, Link("Log!A1", "Log", "A1"), None]
    workbook.write([ColumnEdit("Log", 4, range(2, 8), values)], workbook.read(["Log"]))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    rows = (tmp_path / "agency.csv").read_text().splitlines()
    assert [row.split(",")[4] for row in rows[1:6]] == ["=1+1", "a & <b>", "12.5", "TRUE", "Log!A1"]
