import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync.errors import LockedError, UsageError
from sheets_sync.state.lock import note_path, read_holder, run_lock

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from sheets_sync.state.lock import run_lock
with run_lock(Path(sys.argv[1]), "sync now", datetime(2026, 11, 23, 6, 0, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state.sqlite3"


@pytest.fixture
def other(state):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_run_names_the_holder_and_exits_11(state, other):
    with pytest.raises(LockedError) as caught, run_lock(state, "sync now", NOW):
        pass
    assert caught.value.exit_code == 11
    for part in (str(other.pid), "sync now", "since 2026-11-23 06:00 UTC", os.uname().nodename):
        assert part in str(caught.value)


def test_a_dead_holder_locks_nobody_out(state, other):
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert read_holder(state) is not None
    with run_lock(state, "sync check", NOW) as holder:
        assert holder.pid == os.getpid()
        assert read_holder(state) == holder


def test_a_run_that_ends_takes_its_note_away_even_when_it_fails(state):
    with pytest.raises(ValueError, match="broken"), run_lock(state, "sync now", NOW):
        raise ValueError("broken")
    assert read_holder(state) is None
    with run_lock(state, "sync now", NOW):
        pass


@pytest.mark.usefixtures("other")
def test_a_note_that_cannot_be_read_changes_nothing(state):
    note_path(state).write_text("{", encoding="utf-8")
    with pytest.raises(LockedError, match="another process"), run_lock(state, "sync now", NOW):
        pass


def test_a_missing_folder_is_a_fault_of_usage(tmp_path):
    with pytest.raises(UsageError), run_lock(tmp_path / "no" / "state", "sync now", NOW):
        pass
