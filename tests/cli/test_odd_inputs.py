"""Each odd workbook, state file and config of `odd_inputs`: an exit code and a sentence that names
it, nothing of anybody's changed; once it is as it was, the next run is good."""

import re
import shutil
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync import files
from sheets_sync.config import load
from sheets_sync.spreadsheet import disk
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from tests.cli.odd_inputs import CONFIGS, STATES, WORKBOOKS, Input

TARGETS = {"agency.xlsx": WORKBOOKS, "state.sqlite3": STATES, "config.toml": CONFIGS}
TAKEN = {
    "agency.xlsx": {
        "no content types", "no styles", "200,000 tags deep", "a number of 400 digits", "no number", "no such style",
    },
    "state.sqlite3": {"a pipe for a lock", "a pipe for a note", "brackets for a note", "a pipe for the kept config"},
    "config.toml": {"a mark before UTF-8", "a million lines"},
}  # fmt: skip
"""A run takes these for what they mean."""
LOST = {"missing", "empty"}
"""A state that is gone: a run goes on and mails nothing (4)."""


@pytest.fixture(scope="module")
def used(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The furnished agency after a run, letters and all."""
    folder = tmp_path_factory.mktemp("used") / "office"
    shutil.copytree(furnished, folder)
    sync_now(load(folder / "config.toml"), Options(), datetime.now(UTC), lambda _: None)
    return folder


def cases():
    for target, inputs in TARGETS.items():
        for name, make in inputs.items():
            yield pytest.param(target, name, make, id=f"{target}: {name}")


def contents(folder: Path) -> dict[str, bytes | None]:
    """What is in those files that are such, and have an end."""
    found = {name: folder / name for name in TARGETS}
    return {
        name: path.read_bytes()
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 30
        else None
        for name, path in found.items()
    }


def letters(office: Path) -> list[str]:
    """All that the state remembers of letters. (That a run failed is remembered, too.)"""
    with closing(sqlite3.connect(office / "state.sqlite3")) as base:
        lines = [*base.iterdump()]
    tables = r'INSERT INTO "(episodes|mailings|invoices|letters)"'
    return [line for line in lines if re.match(tables, line)]


@pytest.mark.parametrize(("target", "name", "make"), [*cases()])
def test_a_sentence_and_nothing_changed_and_then_it_goes_on(
    target: str, name: str, make: Input, used: Path, tmp_path: Path, call, monkeypatch
):
    office = tmp_path / "office"
    shutil.copytree(used, office)
    monkeypatch.chdir(office)
    with ExitStack() as stack:
        if close := make(office / target):
            stack.callback(close)
        before = contents(office)
        answer = call("now")
        after = contents(office)
    said = " ".join((answer.out + answer.err).split())
    assert "Traceback" not in said
    if name in TAKEN[target]:
        assert answer.code == 0, said
    elif target == "state.sqlite3" and name in LOST:
        assert answer.code == 4, said
    else:
        assert answer.code in {1, 2, 13}, said
        assert said.startswith("Error: ")
        assert target in said
        if target != "state.sqlite3":
            assert letters(office) == letters(used) != []
            before["state.sqlite3"] = after["state.sqlite3"]
        assert after == before
    shutil.rmtree(office)
    shutil.copytree(used, office)
    monkeypatch.chdir(office)
    assert call("now").code == 0


def test_a_workbook_that_grows_while_it_is_read_is_tried_again_later(
    agency: Path, call, monkeypatch
):
    read = files.bytes_in

    def meanwhile(file, size):
        data = read(file, size)
        with (agency / "agency.xlsx").open("ab") as saving:
            saving.write(b"more")
        return data

    monkeypatch.setattr(disk, "bytes_in", meanwhile)
    answer = call("now")
    assert answer.code == 13
    assert "agency.xlsx is being written just now" in answer.err
