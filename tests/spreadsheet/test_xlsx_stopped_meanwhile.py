"""A run is stopped, or a disk does otherwise, in the moment in which two files exchange their
names: whatever somebody saved then is found again (design §11)."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync import system
from sheets_sync.columns.cell import Cell
from sheets_sync.errors import SheetsSyncError, WorkbookMoved
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.test_xlsx_saved_meanwhile import OURS, others

exchange = system.exchange_files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path / "agency.xlsx", "before")


def saved(path: Path, cell: str) -> Path:
    """As office programs save: at one stroke."""
    rows: dict[str, list[list[Cell]]] = {"Log": [["Date", "Client"], ["2026-11-23", cell]]}
    return make_xlsx(path.with_name("theirs.xlsx"), rows).replace(path)


def client(path: Path) -> object:
    return XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns[1][1]


def write(path: Path) -> object:
    book = XlsxWorkbook(path)
    book.write(OURS, book.read(["Log"]))
    return book.read(["Log"]).tabs["Log"].columns[4][1]


def stopped(
    path: Path, before: Callable[[], object] = lambda: None, *, exchanged: bool = True
) -> None:
    """A run that somebody's ``before`` meets, killed just before or after the exchange."""

    def then_no_more(one: Path, other: Path) -> bool:
        before()
        if exchanged:
            exchange(one, other)
        os._exit(9)

    child = os.fork()
    if not child:
        system.exchange_files = then_no_more
        try:
            write(path)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged on Linux")


@LINUX
@pytest.mark.parametrize("exchanged", [True, False])
def test_what_nobody_saved_leaves_nothing(path: Path, *, exchanged: bool):
    stopped(path, exchanged=exchanged)
    assert client(path) == "before"
    assert write(path) == "written"
    assert others(path) == []


@LINUX
def test_what_they_saved_takes_its_place_again(path: Path):
    stopped(path, lambda: saved(path, "typed meanwhile"))
    with pytest.raises(WorkbookMoved):
        write(path)
    assert client(path) == "typed meanwhile"
    assert write(path) == "written"
    assert (client(path), others(path)) == ("typed meanwhile", [])


@LINUX
def test_what_they_saved_before_the_exchange_stands(path: Path):
    stopped(path, lambda: saved(path, "typed meanwhile"), exchanged=False)
    assert write(path) == "written"
    assert (client(path), others(path)) == ("typed meanwhile", [])


@LINUX
def test_what_they_saved_lies_beside_what_was_saved_since(path: Path):
    stopped(path, lambda: saved(path, "typed meanwhile"))
    saved(path, "typed since")
    with pytest.raises(SheetsSyncError, match=r"lies in agency\.saved-1\.xlsx"):
        write(path)
    assert write(path) == "written"
    assert others(path) == ["agency.saved-1.xlsx"]
    found = [client(path), client(path.with_name("agency.saved-1.xlsx"))]
    assert found == ["typed since", "typed meanwhile"]


@LINUX
def test_who_saves_twice_in_that_moment_has_the_last(path: Path, monkeypatch: pytest.MonkeyPatch):
    saves = iter(["first", "second"])

    def met(one: Path, other: Path) -> bool:
        for each in saves:
            saved(path, each)
            break
        return exchange(one, other)

    monkeypatch.setattr(system, "exchange_files", met)
    with pytest.raises(WorkbookMoved):
        write(path)
    assert client(path) == "second"


def test_a_disk_that_only_renames(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Some file systems of programs know no flags, and say that all is well."""

    def renamed(one: Path, other: Path) -> bool:
        one.replace(other)
        return True

    monkeypatch.setattr(system, "exchange_files", renamed)
    assert write(path) == "written"
    assert others(path) == []
