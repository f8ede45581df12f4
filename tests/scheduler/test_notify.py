"""sd_notify, heard on a real socket."""

import socket
import time

import pytest

from sheets_sync import system
from sheets_sync.scheduler.notify import notify, reloading


@pytest.fixture(params=["file", "abstract"])
def manager(request, tmp_path, monkeypatch):
    name = str(tmp_path / "notify") if request.param == "file" else f"@sheets-sync-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(name.replace("@", "\0", 1) if name.startswith("@") else name)
        listening.settimeout(2)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        yield listening


def test_lines_arrive_as_one_message(manager):
    notify("READY=1", "STATUS=next run 09:15")
    assert manager.recv(200) == b"READY=1\nSTATUS=next run 09:15"


def test_reloading_comes_with_the_time_of_the_clock_that_never_jumps(manager):
    reloading()
    first, stamp = manager.recv(200).decode().split("\n")
    assert first == "RELOADING=1"
    micros = int(stamp.removeprefix("MONOTONIC_USEC="))
    assert 0 <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000 - micros < 5_000_000


def test_a_manager_that_reads_nothing_holds_nobody_up(manager):
    began = time.monotonic()
    for _ in range(2000):
        notify("WATCHDOG=1")
    assert time.monotonic() - began < 5


def test_without_a_manager_nothing_is_said(monkeypatch):
    told = []
    monkeypatch.setattr(system, "tell_manager", lambda *what: told.append(what))
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", "")
    notify("READY=1")
    assert told == []


def test_a_manager_that_went_away_stops_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify("READY=1")
