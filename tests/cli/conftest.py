"""One small furnished workbook, and a way to call the program as a shell does."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
import time_machine

from sheets_sync import cli
from sheets_sync.config import load
from sheets_sync.use_cases import furnishing
from tests.cli.mailing import MOMENT, SETTLED, caller, maker, sheets
from tests.sync.agency import Agency

CONFIG = """\
[workbook]
path = "agency.xlsx"
timezone = "UTC"
[notices]
settle = "0m"
"""
TODAY = datetime.now(UTC).date()
ACMES_ACCOUNT = "40702810500000000001"
LONG = "The Northern Lighthouse Keepers' Benevolent Association"
CLIENTS = (
    "Acme",
    "Bell",
    "=cmd|' /C calc'!A0",
    "+7 Days",
    "-Minus-",
    "@Home",
    "<b>Bold & Co</b>",
    LONG,
)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("furnished")
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    furnishing.furnish(load(folder / "config.toml"), None, lambda _: None)
    book = openpyxl.load_workbook(folder / "agency.xlsx")
    for name in CLIENTS:
        _add(book["Clients"], Client=name, Email="c@example.com", Currency="RUB", Threshold=1000)
        _add(book["Payments"], Date=TODAY - timedelta(50), Client=name, Amount=5000)
        _add(
            book["Log"], Date=TODAY - timedelta(20), Client=name, Service="Call", Minutes=30,
            Order="=1+1 <i>", Staff="Anna",
        )  # fmt: skip
    _add(book["Prices"], Service="Call", Unit="min", Price=10)
    _add(book["Log"], Date=TODAY - timedelta(9), Client="Acme", Service="Call", Minutes=455)
    _add(book["Log"], Date=TODAY - timedelta(8), Client="Nobody", Service="Call", Minutes=5)
    _add(book["Log"], Date=TODAY - timedelta(8), Client="Bell", Service="Favour", Minutes=5)
    book.save(folder / "agency.xlsx")
    return folder


def _add(sheet, **cells):
    """Below the last typed row of the sheet's first four columns."""
    headers = {cell.value: cell.column for cell in sheet[1]}
    row = 1 + max(c.row for r in sheet.iter_rows(max_col=4) for c in r if c.value is not None)
    for header, value in cells.items():
        cell = sheet.cell(row, headers[header], value)
        if isinstance(value, str):
            cell.data_type = "s"  # a name that begins with "=" is text, not a formula


@pytest.fixture
def agency(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with config and workbook, and the current one."""
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    copytree(furnished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["sheets-sync", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        code = ended.value.code
        return Answer(
            code if isinstance(code, int) else 0 if code is None else 1, said.out, said.err
        )

    return run


@pytest.fixture
def fingerprints() -> Callable[[Path], dict[str, str]]:
    """What a folder holds, byte for byte; the note and the lock of a run apart."""
    return lambda folder: {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


@pytest.fixture
def ask(monkeypatch, capfdbinary):
    return caller(monkeypatch, capfdbinary)


@pytest.fixture
def office(tmp_path, monkeypatch):
    return maker(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def paid_by_bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Acme, who has an invoice over 2,000, and their bank account in Details."""
    made = Agency(tmp_path_factory.mktemp("bank"), sheets(), SETTLED)
    made.run(MOMENT)
    path = made.folder / "agency.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Clients"]
    head = next(cell.column for cell in sheet[1] if cell.value == "Details")
    sheet.cell(2, head, f"INN 7707000001, account {ACMES_ACCOUNT}")
    book.save(path)
    return made.folder


@pytest.fixture
def books(paid_by_bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of that, and the current folder, on the day of that invoice, midnight or not."""
    copytree(paid_by_bank, tmp_path, dirs_exist_ok=True)
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(MOMENT, tick=False):
        yield tmp_path
