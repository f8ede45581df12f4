"""Somebody saves the file in the moment between our last look at it and our rename: theirs stands,
and the run computes again (design §11)."""

import errno
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from sheets_sync import system
from sheets_sync.columns.cell import Cell
from sheets_sync.errors import WorkbookMoved
from sheets_sync.spreadsheet.disk import FileState
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook, workbook
from sheets_sync.spreadsheet.xlsx.last_look import last_look
from tests.spreadsheet.backends import make_xlsx

OURS = [ColumnEdit("Log", 4, [2], ["written"])]
THEIRS: dict[str, list[list[Cell]]] = {
    "Log": [["Date", "Client"], ["2026-11-23", "typed meanwhile"]]
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_xlsx(
        tmp_path / "agency.xlsx", {"Log": [["Date", "Client"], ["2026-11-23", "Acme"]]}
    )


def saved_in_place(path: Path) -> None:
    """As scripts do, and programs on shares."""
    made = make_xlsx(path.with_name("theirs.xlsx"), THEIRS)
    path.write_bytes(made.read_bytes())
    made.unlink()


def saved_at_one_stroke(path: Path) -> None:
    """As office programs do: the new file takes the name of the old one."""
    make_xlsx(path.with_name("theirs.xlsx"), THEIRS).replace(path)


def moved_away(path: Path) -> None:
    saved_in_place(path)
    path.rename(path.with_name("elsewhere.xlsx"))


def meanwhile(monkeypatch: pytest.MonkeyPatch, person: Callable[[], object]) -> None:
    """They do it once, right after the next last look."""
    done: list[bool] = []

    def looked(written: Collection[Path], basis: Mapping[Path, FileState]) -> None:
        last_look(written, basis)
        if not done:
            done.append(True)
            person()

    monkeypatch.setattr(workbook, "last_look", looked)


def others(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each != path)


@pytest.mark.parametrize("save", [saved_in_place, saved_at_one_stroke])
def test_what_they_saved_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None]
):
    book = XlsxWorkbook(path)
    snapshot = book.read(["Log"])
    meanwhile(monkeypatch, lambda: save(path))
    with pytest.raises(WorkbookMoved, match=r"was changed meanwhile; nothing was written"):
        book.write(OURS, snapshot)
    again = book.read(["Log"])
    assert again.tabs["Log"].columns[1][1] == "typed meanwhile"
    assert others(path) == []
    book.write(OURS, again)
    cells = book.read(["Log"]).tabs["Log"].columns
    assert (cells[1][1], cells[4][1]) == ("typed meanwhile", "written")


def test_no_file_takes_the_name_that_theirs_had(path: Path, monkeypatch: pytest.MonkeyPatch):
    book = XlsxWorkbook(path)
    snapshot = book.read(["Log"])
    meanwhile(monkeypatch, lambda: moved_away(path))
    with pytest.raises(WorkbookMoved):
        book.write(OURS, snapshot)
    assert not path.exists()
    assert others(path) == ["elsewhere.xlsx"]


def test_the_same_bytes_saved_again_change_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    book = XlsxWorkbook(path)
    snapshot = book.read(["Log"])
    copy = path.with_name("copy.xlsx")
    meanwhile(monkeypatch, lambda: Path(shutil.copy(path, copy)).replace(path))
    book.write(OURS, snapshot)
    assert book.read(["Log"]).tabs["Log"].columns[4][1] == "written"
    assert others(path) == []


@pytest.mark.parametrize("locks", [True, False])
def test_of_two_services_at_the_same_moment_one_bears_the_badge(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, locks: bool
):
    """Both would mail: a letter would go twice. Some disks have no locks."""
    if not locks:
        monkeypatch.setattr(system, "_lock", no_locks)
    first, second = XlsxWorkbook(path), XlsxWorkbook(path)
    read, of_second = first.read(["Log"]), second.read(["Log"])

    def comes_in_between() -> None:
        with pytest.raises(WorkbookMoved):
            second.bear("5ec0", of_second)

    meanwhile(monkeypatch, comes_in_between)
    assert first.bear("f125", read).badge == "f125"
    with pytest.raises(WorkbookMoved):
        second.bear("5ec0", of_second)
    assert XlsxWorkbook(path).read(["Log"]).last_badge == "f125"


def no_locks(_descriptor: int) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.mark.parametrize("can", [True, False])
def test_what_another_service_is_writing_takes_no_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, can: bool
):
    """On another machine, in a folder that both share: its new file bears the same name as ours."""
    if not can:
        monkeypatch.setattr(system, "exchange_files", lambda *_: False)
    book, before = XlsxWorkbook(path), path.read_bytes()
    snapshot, new = book.read(["Log"]), path.with_name(".agency.xlsx.sheets-sync")

    def half() -> None:
        new.unlink()
        new.write_bytes(b"half")

    meanwhile(monkeypatch, half)
    with pytest.raises(WorkbookMoved):
        book.write(OURS, snapshot)
    assert path.read_bytes() == before


def test_a_file_beside_it_that_they_save_while_the_first_is_written_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = make_xlsx(path.with_name("old.xlsx"), {"Log": [["a"]]})
    book, keep = XlsxWorkbook(path), system.keep_folder
    done: list[Path] = []
    snapshot = book.read(["Log", "old.xlsx#Log"])

    def kept(folder: Path) -> None:
        keep(folder)
        if not done:
            saved_at_one_stroke(other)
        done.append(folder)

    monkeypatch.setattr(system, "keep_folder", kept)
    book.write([*OURS, ColumnEdit("old.xlsx#Log", 4, [2], ["written"])], snapshot)
    assert book.read(["old.xlsx#Log"]).tabs["old.xlsx#Log"].columns[1][1] == "typed meanwhile"


def test_where_files_cannot_be_exchanged_it_takes_the_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(system, "exchange_files", lambda *_: False)
    book = XlsxWorkbook(path)
    book.write(OURS, book.read(["Log"]))
    assert book.read(["Log"]).tabs["Log"].columns[4][1] == "written"
    assert others(path) == []
