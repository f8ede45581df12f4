"""A real service over a real workbook: signals, locks, systemd, exit codes (F65)."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync.state.due import recall_due
from sheets_sync.state.lock import run_lock
from sheets_sync.state.opening import view_state
from tests.sync.agency import Agency

ROOT = Path(__file__).resolve().parents[2]
SOON = 20


def zone_where_it_is_noon():
    """Such that no test runs at midnight, when the hours "00:00-23:59" end."""
    hours = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-hours:+d}"


def due(agency):
    with view_state(agency.config) as store:
        return recall_due(store.memories)


def config(every="1s", log="text", state="state.sqlite3"):
    return (
        f"[workbook]\ntimezone = '{zone_where_it_is_noon()}'\n[notices]\nsettle = '0m'\n"
        f"[schedule]\nevery = '{every}'\nbetween = '00:00-23:59'\ndays = 'mon-sun'\ndigest = ''\n"
        f"log = '{log}'\n[state]\npath = '{state}'\n"
    )


class Child:
    """A service of ours, and what it says."""

    def __init__(self, folder, *arguments, **environ):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scheduler.child", str(folder), *arguments],
            stderr=subprocess.PIPE, cwd=ROOT, text=True, env={**os.environ, **environ},
        )  # fmt: skip
        self.said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def _listen(self):
        try:
            for line in self.process.stderr:
                self.said.put(line)
        except ValueError:
            pass  # closed with the test

    def wait_for(self, words):
        end = time.monotonic() + SOON
        heard = []
        while time.monotonic() < end:
            try:
                line = self.said.get(timeout=0.2)
            except queue.Empty:
                continue
            heard.append(line)
            if words in line:
                return line
        raise AssertionError(f"never heard {words!r}, but: {heard}")

    def tell(self, number):
        self.process.send_signal(number)

    def ended(self):
        """(exit code, seconds that it took)."""
        began = time.monotonic()
        return self.process.wait(SOON), time.monotonic() - began


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path / "agency", config_text=config())


def test_beside_sync_now_and_asked_to_stop_while_idle_it_does_at_once(agency):
    (agency.folder / "config.toml").write_text(config("1h"))
    with Child(agency.folder) as child:
        child.wait_for("run good")
        assert agency.run(datetime.now(UTC)).cells_written == 0
        child.tell(signal.SIGTERM)
        code, seconds = child.ended()
        assert code == 0
        assert seconds < 10  # far from the next run; a loaded machine takes its time
        child.wait_for("stop: as asked")
    assert due(agency).run > datetime.now(UTC)


def test_asked_to_stop_in_a_run_it_ends_between_two_steps_with_130_and_runs_again(agency):
    before = agency.path.read_bytes()
    with Child(agency.folder, "0.4") as child:
        child.wait_for("step Reading")
        child.tell(signal.SIGTERM)
        assert child.ended()[0] == 130
        child.wait_for("run stopped")
    assert agency.path.read_bytes() == before
    assert due(agency).run <= datetime.now(UTC)


def test_sighup_reads_the_config_anew_and_a_broken_one_changes_nothing(agency):
    path = agency.folder / "config.toml"
    with Child(agency.folder) as child:
        child.wait_for("run good")
        path.write_text("[schedule]\nevery = 'soon'\n")
        child.tell(signal.SIGHUP)
        assert "schedule.every" in child.wait_for("the old config stays")
        child.wait_for("run good")
        path.write_text(config(log="json"))
        child.tell(signal.SIGHUP)
        child.wait_for('"event": "reload"')
        told = json.loads(child.wait_for('"event": "run"'))
        assert told["result"] == "good"
        assert told["cells_written"] == 0
        assert datetime.fromisoformat(told["next_due"]) > datetime.fromisoformat(told["time"])


def test_of_two_services_the_second_names_the_first_and_ends_with_11(agency):
    with Child(agency.folder) as first:
        assert " 0 cells" not in first.wait_for("run good")
        with Child(agency.folder) as second:
            assert second.ended()[0] == 11
            assert f"process {first.process.pid} " in second.wait_for(
                "A service is at work here already"
            )
        assert "0 cells" in first.wait_for("run good")


def test_while_sync_now_holds_the_lock_runs_wait_for_the_next_moment(agency):
    with (
        run_lock(agency.config.state.path, "now", datetime.now(UTC)),
        Child(agency.folder) as child,
    ):
        assert f"process {os.getpid()} " in child.wait_for("run locked")
        child.wait_for("run locked")
        child.tell(signal.SIGINT)
        assert child.ended()[0] == 0


def test_killed_in_a_run_it_runs_again_at_once(agency):
    (agency.folder / "config.toml").write_text(config("1h"))
    with Child(agency.folder, "0.4") as child:
        child.wait_for("step Reading")
        child.tell(signal.SIGKILL)
        child.ended()
    with Child(agency.folder) as child:
        child.wait_for("run good")


def test_systemd_hears_of_its_life(agency, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(SOON)
        with Child(agency.folder, NOTIFY_SOCKET=str(tmp_path / "notify")) as child:
            heard = [manager.recv(500).decode()]
            assert heard[0].startswith("READY=1\nSTATUS=next run ")
            child.wait_for("run good")
            child.tell(signal.SIGHUP)
            child.wait_for("reload")
            child.tell(signal.SIGTERM)
            child.ended()
        while "STOPPING=1" not in heard[-1]:
            heard.append(manager.recv(500).decode())
    kinds = [message.split("=")[0] for message in heard]
    assert kinds.count("WATCHDOG") >= 1
    reloading = kinds.index("RELOADING")
    assert "READY" in kinds[reloading:]
    assert any(message.startswith("STATUS=last run good") for message in heard)


def test_a_config_that_is_broken_from_the_start_ends_with_2(agency):
    (agency.folder / "config.toml").write_text("[schedule]\nevery = 'soon'\n")
    with Child(agency.folder) as child:
        assert child.ended()[0] == 2
        child.wait_for("schedule.every")
