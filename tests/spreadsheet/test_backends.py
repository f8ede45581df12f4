"""Back ends are known by what they can do; one module knows their names, to open them."""

import ast
from pathlib import Path

import sheets_sync
from sheets_sync.config.loading import loads
from sheets_sync.spreadsheet.backends import BACKENDS, BackendKind

ROOT = Path(sheets_sync.__file__).parent


def asks_a_name(source):
    """Whether a module compares a back end with a name of one."""
    compared = [
        {ast.unparse(side).rpartition(".")[2] for side in (each.left, *each.comparators)}
        for each in ast.walk(ast.parse(source))
        if isinstance(each, ast.Compare)
    ]
    names = {repr(name) for name in BACKENDS}
    return any("backend" in sides and sides & names for sides in compared)


def test_no_module_asks_which_back_end_it_is_but_the_one_that_opens_it():
    modules = {path.relative_to(ROOT).as_posix(): path for path in ROOT.rglob("*.py")}
    assert [name for name, path in modules.items() if asks_a_name(path.read_text())] == [
        "workbooks.py"
    ]


def test_that_check_can_fail():
    assert asks_a_name('x = 1 if workbook.backend == "google" else 2')
    assert not asks_a_name('x = "google"')


def test_what_is_not_remote_stands_at_its_path_a_file_or_whatever_has_no_suffix(monkeypatch):
    monkeypatch.setitem(BACKENDS, "folder", BackendKind())
    told = '[workbook]\nbackend = "folder"\npath = "books of the agency"'
    workbook = loads(told, Path("config.toml")).workbook
    assert Path(workbook.place).name == "books of the agency"
    assert not workbook.exists()
