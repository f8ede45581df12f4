"""`sync run` meets one odd workbook and state after the other: each is told, none ends it, and once
the input is as it was, the next run is good."""

import os
import shutil
import signal
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import schedule

from sheets_sync.config import load
from sheets_sync.scheduler import World, serve
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from tests.cli.odd_inputs import CONFIGS, STATES, WORKBOOKS, Closing, Input
from tests.scheduler.test_process import config
from tests.sync.agency import Agency

FEW = (
    "missing", "empty", "a folder", "a pipe", "a device", "a link in a circle", "half of it", "random bytes",
    "spoilt inside", "no sheet", "row 1,048,577", "a cell at XFD1048576", "a zip of 100 GB", "entities in a sheet",
    "spoilt pages", "another program's", "a newer program's", "held by another", "a folder for a lock", "UTF-16", "JSON",
)  # fmt: skip
ALL = "SHEETS_SYNC_ODD" in os.environ
"""SHEETS_SYNC_ODD=1 tries all of them."""


def inputs(target: str, among: Mapping[str, Input]) -> Iterator[tuple[str, str, Input]]:
    return ((target, name, put) for name, put in among.items() if ALL or name in FEW)


class Trouble:
    """Puts an input in place at a pause of the service, and what was there back at the next."""

    def __init__(self, agency: Agency, steps) -> None:
        self.folder, self.steps = agency.folder, deque(steps)
        self.sound = agency.folder.with_name("sound")
        shutil.copytree(self.folder, self.sound)
        self.moment = datetime.now(UTC)
        self.said: list[str] = []
        self.found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        self.now: tuple[str, str] | None = None
        self.close: Closing | None = None

    def hear(self, line: str) -> None:
        self.said.append(line)

    def pause(self, _seconds: float) -> None:
        said, self.said = self.said, []
        if self.now in self.found or self.now is None:
            self._next(said)
        else:
            self.found[self.now] = (said, [])
            self._put_back()
        self.moment += timedelta(minutes=1)

    def _next(self, said: list[str]) -> None:
        if self.now:
            self.found[self.now][1].extend(said)
        if not self.steps:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        target, name, put = self.steps.popleft()
        self.now = (target, name)
        self.close = put(self.folder / target)
        if target == "config.toml":
            os.kill(os.getpid(), signal.SIGHUP)

    def _put_back(self) -> None:
        if self.close:
            self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(self.sound, self.folder)
        os.chdir(self.folder)  # that of before is gone
        if self.now and self.now[0] == "config.toml":
            os.kill(os.getpid(), signal.SIGHUP)


@pytest.mark.parametrize(
    ("target", "among"),
    [("agency.xlsx", WORKBOOKS), ("state.sqlite3", STATES), ("config.toml", CONFIGS)],
)
def test_each_is_told_and_the_next_tick_is_good(target, among, tmp_path: Path, monkeypatch):
    agency = Agency(tmp_path / "agency", config_text=config(every="1m"))
    sync_now(agency.config, Options(), datetime.now(UTC), lambda _: None)
    monkeypatch.chdir(agency.folder)
    workbook = agency.path.name
    steps = [(workbook if t == "agency.xlsx" else t, n, p) for t, n, p in inputs(target, among)]
    trouble = Trouble(agency, steps)
    monkeypatch.setattr(schedule.Scheduler, "idle_seconds", property(lambda _: 3))
    world = World(
        lambda *_: "", trouble.hear,
        clock=lambda: trouble.moment, pause=trouble.pause,
    )  # fmt: skip
    assert serve(lambda: load(agency.folder / "config.toml"), world) == 0
    assert len(trouble.found) == len(steps) > 3
    for case, (met, after) in trouble.found.items():
        lost = target == "state.sqlite3" and case[1] in {"missing", "empty"}
        assert lost or ALL or any("failed" in line for line in met), (case, met)
        assert not any("Traceback" in line or "bug" in line.lower() for line in met), (case, met)
        assert any(" run " in line and "failed" not in line for line in after), (case, after)
