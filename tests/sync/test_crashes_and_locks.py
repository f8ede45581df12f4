"""Killed at any moment, started twice, changed underneath: design §10, invariants 2, 5 and 6."""

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheets_sync.config import load
from sheets_sync.errors import LockedError, TryAgainLater
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.state.lock import run_lock
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.use_cases.sync import Session
from tests.states import by_scripts
from tests.sync.agency import NOW, Agency, differences, read_grid
from tests.warm import warm

KILLS = int(os.environ.get("SHEETS_SYNC_KILLS", "12"))
ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from datetime import datetime
from pathlib import Path
from sheets_sync.config import load
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.use_cases.sync import Session
print("ready", flush=True)
sys.stdin.readline()
sync_now(load(Path(sys.argv[1]) / "config.toml"), Options(), datetime.fromisoformat(sys.argv[2]), print)
"""

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sheets_sync.state.lock import run_lock
with run_lock(Path(sys.argv[1]), "now", datetime.now(UTC)):
    print("held", flush=True)
    sys.stdin.readline()
"""


def started(folder):
    """A run in a process of its own, imports done, waiting for the word."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), NOW.isoformat()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    return process


def go(process):
    process.stdin.write("\n")
    process.stdin.flush()


def forked(folder):
    """A run in a child of this process, its imports done; the child's id."""
    warm()
    child = os.fork()
    if child == 0:
        gc.freeze()  # else what the parent holds is copied
        by_scripts()
        try:
            sync_now(load(folder / "config.toml"), Options(), NOW, lambda _: None)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def without_times(grid):
    """The workbook's cells but for the stamp and the time of a letter."""
    grid["Summary"][0] = []
    return {
        tab: [[c for c in row if not hasattr(c, "minute")] for row in rows]
        for tab, rows in grid.items()
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_at_any_moment_the_next_run_comes_to_the_same_end(tmp_path):
    start = Agency(tmp_path / "start")
    calm = tmp_path / "calm"
    shutil.copytree(start.folder, calm)
    began = time.monotonic()
    assert os.waitpid(forked(calm), 0)[1] == 0
    length = min(time.monotonic() - began, 0.6)
    new, letters = (
        without_times(read_grid(calm / "agency.xlsx")),
        sorted(p.name for p in (calm / "outbox").iterdir()),
    )
    old = (start.path).read_bytes()

    chance, cut_short = random.Random(3), 0
    for kill in range(KILLS):
        folder = tmp_path / f"kill-{kill}"
        shutil.copytree(start.folder, folder)
        child = forked(folder)
        time.sleep(chance.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        in_time = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        cut_short += in_time
        length *= 1 if in_time else 0.8  # the first one took longer, beside other tests
        after = (folder / "agency.xlsx").read_bytes()
        assert after == old or read_grid(folder / "agency.xlsx")
        Agency.run(_at(folder), NOW)
        assert without_times(read_grid(folder / "agency.xlsx")) == new
        assert sorted(p.name for p in (folder / "outbox").iterdir()) == letters
        assert _at(folder).run(NOW).cells_written == 0
        assert not [p for p in folder.iterdir() if p.name.endswith((".tmp", ".new"))]
        shutil.rmtree(folder)
    assert cut_short > KILLS // 4


def _at(folder):
    agency = object.__new__(Agency)
    agency.folder = folder
    return agency


def test_the_second_of_two_runs_names_the_holder(tmp_path):
    agency = Agency(tmp_path)
    with run_lock(agency.config.state.path, "now", NOW), pytest.raises(LockedError) as caught:
        agency.run()
    assert caught.value.exit_code == 11
    assert str(os.getpid()) in caught.value.message
    assert "now" in caught.value.message
    assert agency.run().cells_written > 0


def test_a_dead_holder_locks_nobody_out(tmp_path):
    agency = Agency(tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(agency.config.state.path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match=str(holder.pid)):
        agency.run()
    holder.kill()
    holder.communicate()
    assert agency.run().cells_written > 0


def test_two_at_once_one_works_and_one_is_told(tmp_path):
    agency = Agency(tmp_path)
    pair = [started(agency.folder) for _ in range(2)]
    for process in pair:
        go(process)
    for process in pair:
        process.communicate()
    assert 0 in {process.returncode for process in pair}
    assert agency.run().cells_written == 0
    assert len(agency.letters()) == len(set(agency.letters())) == 1


class Restless(XlsxWorkbook):
    """A workbook that staff save ``times`` times, each just before a write."""

    times = 0

    def write(self, edits, snapshot, inputs=None):
        if Restless.times:
            Restless.times -= 1
            agency = _at(self.path.parent)
            agency.edit("Log", "F2", 100 + Restless.times)
        return super().write(edits, snapshot, inputs)


def test_saved_meanwhile_the_run_computes_again(tmp_path, monkeypatch):
    agency = Agency(tmp_path)
    monkeypatch.setattr("sheets_sync.spreadsheet.xlsx.XlsxWorkbook", Restless)
    Restless.times = 2
    run = agency.run()
    assert run.reckoning.accounts.log["charge"].iloc[0] == (100 - 10) * 800
    assert agency.grid()["Log"][1][5] == 100
    assert agency.run().cells_written == 0


def test_a_workbook_that_never_rests_is_given_up_and_left_alone(tmp_path, monkeypatch):
    agency = Agency(tmp_path)
    monkeypatch.setattr("sheets_sync.spreadsheet.xlsx.XlsxWorkbook", Restless)
    Restless.times = 99
    before = agency.grid()
    with pytest.raises(TryAgainLater) as caught:
        agency.run()
    Restless.times = 0
    assert caught.value.exit_code == 13
    changed = {cell for cell in differences(before, agency.grid()) if cell[0] != "Findings"}
    assert changed == {("Log", "F2")}
    assert agency.letters() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_after_a_first_run_that_was_killed_nobody_hears_that_the_state_was_lost(
    tmp_path, monkeypatch
):
    """Found: "the state remembers no earlier run (was the state lost?)", though it was not."""
    agency = Agency(tmp_path / "agency")
    child = os.fork()
    if child == 0:
        gc.freeze()
        monkeypatch.setattr(Session, "_record", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        sync_now(load(agency.folder / "config.toml"), Options(), NOW, lambda _: None)
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    letters = agency.letters()
    run = agency.run(NOW)
    assert [warning for warning in run.warnings if "lost" in warning] == []
    (said,) = (warning for warning in run.warnings if "counted from now on" in warning)
    assert said.startswith("No run has come to its end so far, the last one broke off (2026-11-23")
    assert agency.letters() == letters
    assert agency.run(NOW).warnings == []
