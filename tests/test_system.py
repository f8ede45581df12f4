"""Where names of POSIX are missing, and where Windows' rules of open files hold.

It cannot be run on Windows from here: its names are hidden, and its answers given, in their place.
"""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from sheets_sync import system
from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError
from sheets_sync.spreadsheet import disk
from sheets_sync.state.lock import run_lock
from tests.sync.agency import Agency
from tests.windows_locks import msvcrt

ROOT = Path(__file__).resolve().parents[1]
CHILD = """
import os, signal, socket, sys, time, types
import fpdf, numpy, openpyxl, pandas, requests, rich.console, schedule
# Libraries look for their own system as they are imported; ours come later.
from sheets_sync import system
from tests.windows_locks import msvcrt
sys.modules["msvcrt"], system.sys = msvcrt, types.SimpleNamespace(platform="win32")
HIDDEN = {
    os: "O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_CLOEXEC fchmod fchown chown geteuid getuid getegid fork"
        " kill killpg setsid uname",
    signal: "SIGHUP SIGKILL SIGPIPE SIGUSR1 SIGALRM alarm",
    socket: "AF_UNIX",
    time: "clock_gettime_ns clock_gettime CLOCK_MONOTONIC",
}
for module, names in HIDDEN.items():
    for name in names.split():
        delattr(module, name)

from pathlib import Path
from sheets_sync import cli
from sheets_sync.config import load
from sheets_sync.scheduler import World, serve
from sheets_sync.state.lock import run_lock
from sheets_sync.use_cases.now import sync_now

KNOWN = ("demo", "now", "doctor", "init", "state")

def call(*arguments):
    sys.argv = ["sheets-sync", *arguments]
    try:
        cli.main()
    except SystemExit as ended:
        print("ended", next(each for each in arguments if each in KNOWN), ended.code)

def once(*given):
    done = sync_now(*given)
    signal.raise_signal(signal.SIGTERM)
    return done

os.environ["NOTIFY_SOCKET"] = "/nowhere"
FOLDER = sys.argv[1]
SCHEDULE = '\\n[schedule]\\nbetween = ""\\ndays = "mon-sun"\\n'
call("demo", FOLDER)
config = str(Path(FOLDER) / "config.toml")
for words in (("now",), ("doctor",), ("init",), ("state", "backup"), ("state", "verify")):
    call("--config", config, *words)
with open(config, "a", encoding="utf-8") as file:
    file.write(SCHEDULE)
print("ended run", serve(lambda: load(Path(config)), World(digest=None, write=print, run=once)))
"""


def test_init_runs_and_the_demo_need_no_name_of_posix(tmp_path):
    folder = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    ends = [
        line.removeprefix("ended ")
        for line in done.stdout.splitlines()
        if line.startswith("ended ")
    ]
    assert "Traceback" not in done.stderr + done.stdout, done.stderr[-2000:]
    assert ends == [
        "demo 0", "now 0", "doctor 0", "init 0", "state 0", "state 0", "run 0",
    ], done.stderr  # fmt: skip


class HeldError(PermissionError):
    """As Windows refuses a file that another program has open."""

    def __init__(self, winerror):
        super().__init__(13, "Permission denied")
        self.winerror = winerror


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path / "office")


@pytest.mark.parametrize("winerror", [5, 32])
def test_a_workbook_that_excel_holds_is_left_alone_and_written_later(agency, monkeypatch, winerror):
    replace, before = os.replace, agency.path.read_bytes()

    def windows(source, target, **more):
        if Path(target) == agency.path:
            raise HeldError(winerror)
        replace(source, target, **more)

    monkeypatch.setattr(os, "replace", windows)
    monkeypatch.setattr(system, "exchange_files", lambda *_: False)
    with pytest.raises(TryAgainLater, match=r"open in another program; it stays as it was\."):
        agency.run()
    assert agency.path.read_bytes() == before
    assert not list(agency.folder.glob(".*.sheets-sync"))
    assert agency.letters() == []
    monkeypatch.undo()
    assert agency.run().cells_written


def test_a_workbook_that_may_not_even_be_read_is_tried_later(agency, monkeypatch):
    opened = os.open

    def windows(path, flags, *more, **named):
        if Path(path) == agency.path:
            raise HeldError(32)
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", windows)
    with pytest.raises(TryAgainLater, match="open in another program"):
        agency.run()


def test_what_was_exchanged_before_a_failure_is_told(tmp_path, monkeypatch):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    replace = os.replace

    def full(source, target, **more):
        if Path(target) == second:
            raise OSError(5, "Input/output error")
        replace(source, target, **more)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SheetsSyncError) as caught:
        disk.replace_files({first: b"1", second: b"2"}, lambda: None)
    assert "b.xlsx could not be written (Input/output error)" in caught.value.message
    assert f"it stays as it was, but {first} was written" in caught.value.message
    assert (first.read_bytes(), second.exists()) == (b"1", False)


def test_one_run_at_a_time_by_windows_locks_too(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform="win32"))
    held = system.lock_file(tmp_path / "lock")
    assert held is not None
    assert system.lock_file(tmp_path / "lock") is None
    os.close(held)
    again = system.lock_file(tmp_path / "lock")
    assert again is not None
    os.close(again)


def test_where_nothing_can_be_locked_it_is_said(tmp_path, monkeypatch):
    def none_here(_descriptor, _how):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none_here)
    state = tmp_path / "state.sqlite3"
    with (
        pytest.raises(SheetsSyncError, match="No locks available"),
        run_lock(state, "now", datetime.now(UTC)),
    ):
        pass


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o377])
def test_letters_and_locks_are_their_owner_s_alone_whatever_the_umask(tmp_path, umask):
    agency = Agency(tmp_path / "office")
    before = os.umask(umask)
    try:
        agency.run()
    finally:
        os.umask(before)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (agency.folder / "outbox", *agency.folder.glob("outbox/*"))
    }
    assert modes.pop("outbox") == 0o700
    assert set(modes.values()) == {0o600}
    lock = agency.folder / "state.sqlite3.lock"
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "root",
    ["http://sheets.example.com", "ftp://x", "sheets.googleapis.com", "https://", "https://a@b.example",
     "https://h.example/path", "https://h.example?x=1", "http://[::1", "https://h:port"],
)  # fmt: skip
def test_a_token_goes_nowhere_in_the_clear(tmp_path, root):
    agency = Agency(
        tmp_path / "office", config_text=f"[google]\napi_root = '{root}'\n", furnished=False
    )
    with pytest.raises(UsageError, match=r"google\.api_root"):
        _ = agency.config


@pytest.mark.parametrize(
    "root", ["https://sheets.example.com", "http://127.0.0.1:8080", "http://localhost:1/"]
)
def test_a_token_may_go_there(tmp_path, root):
    agency = Agency(
        tmp_path / "office", config_text=f"[google]\napi_root = '{root}'\n", furnished=False
    )
    assert agency.config.google.api_root == root
