"""What a user can get wrong: its exit code, one sentence with place and cure, nothing changed."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import cli
from tests.sync.agency import SHEETS, Agency, write_sheets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A sound agency; every case spoils a copy of it."""
    agency = Agency(tmp_path_factory.mktemp("office"))
    agency.run()
    return agency.folder


@pytest.fixture
def here(office, tmp_path, monkeypatch):
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    return folder


def run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["sheets-sync", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    streams = capsys.readouterr()
    assert "Traceback" not in streams.out + streams.err
    return caught.value.code, streams.err


def check(monkeypatch, capsys, folder, code, says, *arguments):
    path = folder / "agency.xlsx"
    before = path.read_bytes() if path.is_file() else None
    left, said = run(monkeypatch, capsys, *arguments)
    assert left == code, said
    for word in says:
        assert word in said, said
    assert (path.read_bytes() if path.is_file() else None) == before


ARGUMENTS = {
    "no such command": (2, ["nothing"], ("nothing",)),
    "no such option": (2, ["--fast"], ("now", "--fast")),
    "a stray argument": (2, ["extra"], ("now", "extra")),
    "as-of no date": (2, ["soon", "2026-11-23"], ("report", "--as-of", "soon")),
    "as-of impossible": (2, ["2026-02-31"], ("report", "--as-of", "2026-02-31")),
    "as-of German": (2, ["23.11.2026"], ("report", "--as-of", "23.11.2026")),
    "json and csv": (2, ["--json", "--csv"], ("report", "--json", "--csv")),
    "html and csv": (2, ["--html", "--csv"], ("statement", "Acme", "--html", "--csv")),
    "explain nobody": (2, ["CLIENT"], ("explain",)),
    "explain a stranger": (2, ["Acm", 'Did you mean "Acme"'], ("explain", "Acm")),
    "statement of a stranger": (2, ["Zzz", "The clients are"], ("statement", "Zzz")),
    "period reversed": (2, ["before it starts"], ("statement", "Acme", "--from", "2026-11-02", "--to", "2026-11-01")),
    "a language we lack": (2, ["de"], ("init", "--language", "de")),
    "runs not a number": (2, ["few"], ("history", "--runs", "few")),
    "runs zero": (2, ["0"], ("history", "--runs", "0")),
    "config elsewhere": (2, ["nowhere.toml", "sync demo"], ("--config", "nowhere.toml", "now")),
    "config a folder": (2, ["."], ("now", "--config", ".")),
    "config not TOML": (2, ["agency.xlsx"], ("now", "--config", "agency.xlsx")),
    "config option without a file": (2, ["--config"], ("now", "--config")),
    "demo into a file": (1, ["config.toml"], ("demo", "config.toml")),
    "demo over a config": (2, ["there already"], ("demo", ".")),
}  # fmt: skip


@pytest.mark.parametrize(("code", "says", "arguments"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments(here, monkeypatch, capsys, code, says, arguments):
    check(monkeypatch, capsys, here, code, says, *arguments)


CONFIGS = {
    "broken line": ("[workbook", ["config.toml", "TOML"]),
    "unknown table": ("[workbok]\n", ["workbok", "workbook"]),
    "unknown key": ("[billing]\ntreshold = '1'\n", ["billing.treshold", "threshold"]),
    "wrong type": ("[effort]\nwindow = 'long'\n", ["effort.window"]),
    "a float for money": ("[billing]\nthreshold = 12.5\n", ["billing.threshold", "quotes"]),
    "too many decimals": ("[billing]\nthreshold = '1.234'\n", ["billing.threshold"]),
    "negative threshold": ("[billing]\nthreshold = '-5'\n", ["billing.threshold", "negative"]),
    "no currency": ("[billing]\ncurrency = 'RUR'\n", ["billing.currency", "RUB"]),
    "table of no currency": ("[billing]\nthreshold = { XXQ = '5' }\n", ["billing.threshold", "XXQ"]),
    "no time zone": ("[workbook]\ntimezone = 'Moscow'\n", ["workbook.timezone", "Moscow"]),
    "no language": ("[workbook]\nlanguage = 'de'\n", ["workbook.language"]),
    "no back end": ("[workbook]\nbackend = 'csv'\n", ["workbook.backend"]),
    "google without a key": ("[workbook]\nbackend = 'google'\n", ["workbook.spreadsheet"]),
    "google, not there yet": ("[workbook]\nbackend = 'google'\nspreadsheet = 'KEY'\n", ["not there yet", "xlsx"]),
    "a tab named twice": ("[tabs]\nlog = ['Log', 'Log']\n", ["tabs.log", "Log"]),
    "one tab for two roles": ("[tabs]\nlog = ['Log']\nprices = ['Log']\n", ["Log"]),
    "unknown column": ("[columns]\nlog.minuts = 'Spent'\n", ["columns.log.minuts"]),
    "heavy over extreme": ("[effort]\nheavy = 20\n", ["effort.heavy", "extreme"]),
    "personal and agreed": ("[effort]\nchannels=['sms']\npersonal_channels=['sms']\n", ["channels", "sms"]),
    "no duration": ("[notices]\nsettle = 'soon'\n", ["notices.settle", "15m"]),
    "smtp without a host": ("[mail]\ntransport = 'smtp'\n", ["mail.host"]),
    "smtp, not there yet": ("[mail]\ntransport = 'smtp'\nhost = 'localhost'\n", ["not there yet", "folder"]),
    "no address": ("[mail]\nfrom = 'Billing'\n", ["mail.from"]),
    "between what": ("[schedule]\nbetween = '8-20'\n", ["schedule.between"]),
    "no day": ("[schedule]\ndays = 'mon-fry'\n", ["schedule.days", "fry"]),
    "window zero": ("[effort]\nwindow = 0\n", ["effort.window"]),
    "history zero": ("[billing]\nhistory_days = 0\n", ["billing.history_days"]),
    "a boolean for a number": ("[effort]\nmin_peers = true\n", ["effort.min_peers"]),
    "two faults at once": ("[effort]\nwindow = 0\n[billing]\ncurrency = 'X'\n", ["effort.window", "billing.currency"]),
    "no path": ("[workbook]\npath = ''\n", ["workbook.path"]),
    "path to nothing": ("[workbook]\npath = 'other.xlsx'\n", ["other.xlsx", "sync init"]),
    "path to a folder": ("[workbook]\npath = 'outbox'\n", ["must be an .xlsx"]),
    "state in no folder": ("[state]\npath = 'no/state.sqlite3'\n", ["no", "state.path"]),
    "a tab that is not there": ("[tabs]\nlog = ['Logg']\n", ["Logg", 'Did you mean "Log"']),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), CONFIGS.values(), ids=CONFIGS)
def test_config(here, monkeypatch, capsys, text, says):
    (here / "config.toml").write_text(text, encoding="utf-8")
    check(monkeypatch, capsys, here, 2, says, "now")


def without(tab, header):
    index = SHEETS[tab][0].index(header)
    return {**SHEETS, tab: [[c for i, c in enumerate(row) if i != index] for row in SHEETS[tab]]}


def renamed(tab, old, new):
    head = [new if cell == old else cell for cell in SHEETS[tab][0]]
    return {**SHEETS, tab: [head, *SHEETS[tab][1:]]}


WORKBOOKS = {
    **{
        f"{tab} without {header}": (without(tab, header), [tab, header, "sync init"])
        for tab, header in [
            ("Clients", "Client"), ("Prices", "Service"), ("Prices", "Price"), ("Payments", "Date"),
            ("Payments", "Client"), ("Payments", "Amount"), ("Log", "Date"), ("Log", "Client"), ("Log", "Service"),
        ]
    },
    **{
        f"no tab {tab}": ({k: v for k, v in SHEETS.items() if k != tab}, [tab, "sync init"])
        for tab in SHEETS
    },
    "a column twice": (renamed("Log", "Channel", "Minutes"), ["Minutes", "F1", "H1"]),
    "Service misspelt": (renamed("Log", "Service", "Servise"), ["Service", 'The nearest is "Servise"']),
    "no header row": ({**SHEETS, "Log": SHEETS["Log"][1:]}, ["Log", "header"]),
    "an empty tab": ({**SHEETS, "Log": []}, ["Log", "header"]),
    "header too far down": ({**SHEETS, "Log": [["x"]] * 11 + list(SHEETS["Log"])}, ["Log", "10 rows"]),
    "two logs": ({**SHEETS, "Журнал": SHEETS["Log"]}, ["Log", "Журнал", "[tabs]"]),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "says"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_workbook(here, monkeypatch, capsys, sheets, says):
    write_sheets(here / "agency.xlsx", sheets)
    check(monkeypatch, capsys, here, 2, says, "now")


FILES = {
    "text": (b"Date,Client\n", 1, ["agency.xlsx", "Excel"]),
    "empty": (b"", 1, ["agency.xlsx"]),
    "old .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), 1, [".xls", ".xlsx"]),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        1, ["password"],
    ),
    "a zip of nothing": (b"PK\x05\x06" + bytes(18), 1, ["agency.xlsx"]),
    "zip magic and rubbish": (b"PK\x03\x04" + bytes(range(256)) * 4, 1, ["agency.xlsx"]),
}  # fmt: skip


@pytest.mark.parametrize("command", ["now", "check", "report"])
@pytest.mark.parametrize(("data", "code", "says"), FILES.values(), ids=FILES)
def test_files_that_are_no_workbook(here, monkeypatch, capsys, data, code, says, command):
    (here / "agency.xlsx").write_bytes(data)
    check(monkeypatch, capsys, here, code, says, command)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(here, monkeypatch, capsys, share):
    data = (here / "agency.xlsx").read_bytes()
    (here / "agency.xlsx").write_bytes(data[: int(len(data) * share)])
    check(monkeypatch, capsys, here, 1, ["agency.xlsx"], "now")


@pytest.mark.parametrize("lock", ["~$agency.xlsx", ".~lock.agency.xlsx#"])
def test_a_workbook_open_elsewhere(here, monkeypatch, capsys, lock):
    book = openpyxl.load_workbook(here / "agency.xlsx")
    book["Log"]["F2"] = 1
    book.save(here / "agency.xlsx")
    (here / lock).write_text(",Anna Berg,office-pc,23.11.2026 10:00,;", encoding="utf-8")
    check(monkeypatch, capsys, here, 13, ["agency.xlsx", "open"], "now")


STATES = {
    "text": (b"what is this", ["state.sqlite3", "not an SQLite"]),
    "rubbish": (b"SQLite format 3\0" + bytes(4000), ["state.sqlite3"]),
}


@pytest.mark.parametrize(("data", "says"), STATES.values(), ids=STATES)
@pytest.mark.parametrize("command", ["now", "status", "history"])
def test_a_state_file_that_is_none(here, monkeypatch, capsys, data, says, command):
    (here / "state.sqlite3").write_bytes(data)
    check(monkeypatch, capsys, here, 1, says, command)


@pytest.mark.parametrize(
    ("pragma", "says"),
    [("application_id = 7", "another program"), ("user_version = 99", "newer sheets-sync")],
)
def test_a_state_file_of_somebody_else(here, monkeypatch, capsys, pragma, says):
    with sqlite3.connect(here / "state.sqlite3") as state:
        state.execute(f"PRAGMA {pragma}")
    check(monkeypatch, capsys, here, 2, [says], "now")


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
sys.argv = ["sheets-sync", "now", "--accept-shrink"]
from sheets_sync.cli import main
main()
"""


def test_a_full_disk(here):
    book = openpyxl.load_workbook(here / "agency.xlsx")
    book["Log"]["F2"] = 1
    book.save(here / "agency.xlsx")
    before = (here / "agency.xlsx").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FULL], cwd=here, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr
    assert (here / "agency.xlsx").read_bytes() == before
    assert not list(here.glob(".*tmp*"))
