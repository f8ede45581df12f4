"""Pipes, devices, sockets, folders and loops where a file should be: a sentence at once."""

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.config.secrets import Secret
from sheets_sync.errors import CredentialsError
from tests.cli.forked import MARKS, Command, forked

pytestmark = MARKS

SECONDS = 30
"""Far more than a command takes on a busy machine, far less than for ever."""

GOOGLE = '[workbook]\nbackend = "google"\nspreadsheet = "abc"\n[google]\ncredentials = "it"\napi_root = "http://127.0.0.1:9"\n'
XLSX = '[workbook]\npath = "agency.xlsx"\n'


@pytest.fixture(params=["pipe", "device", "socket", "folder", "loop", "stdin"])
def it(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """Something that is no file, called ``it`` in the current folder."""
    path = tmp_path / "it"
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        match request.param:
            case "pipe":
                os.mkfifo(path)
            case "device":
                path.symlink_to("/dev/zero")
            case "socket":
                listening.bind("it")  # a short name: the long one of a test would not do
            case "folder":
                path.mkdir()
            case "loop":
                path.symlink_to(path)
            case _:
                path.symlink_to("/dev/stdin")
        yield path


def said(config: str, *arguments: str) -> tuple[int, str]:
    """Exit code and words of a command; stdin is a pipe that nobody closes."""
    Path("config.toml").write_text(config, encoding="utf-8")
    reading, writing = os.pipe()
    try:
        code, told = forked(Command(arguments), stdin=reading, timeout=SECONDS)
    finally:
        os.close(reading)
        os.close(writing)
    text = " ".join(told.split())
    assert code >= 0, "it waited for ever"
    assert "Traceback" not in text
    assert re.search(r"\w.{8,}[.!?)]", text), text
    return code, text


@pytest.mark.parametrize("command", ["now", "init"])
def test_as_the_workbook(it: Path, command: str):
    it.rename(it.with_suffix(".xlsx")) if not it.is_symlink() else _moved(it)
    code, text = said('[workbook]\npath = "it.xlsx"\n', command)
    assert code in {1, 2}
    assert "it.xlsx" in text


def _moved(link: Path) -> None:
    target = link.readlink()
    link.unlink()
    moved = link.with_suffix(".xlsx")
    moved.symlink_to(moved if target == link else target)


def test_as_the_config(it: Path):
    code, text = said("", "now", "--config", "it")
    assert (code, "it" in text) == (2, True)


@pytest.mark.parametrize("command", [("now",), ("status",), ("state", "verify")])
def test_as_the_state(it: Path, command: tuple[str, ...]):
    code, text = said(f'{XLSX}[state]\npath = "it"\n', *command)
    assert (code, "it" in text) == (2, True), text


def test_as_the_target_of_a_backup(it: Path):
    assert said(XLSX, "init")[0] == 0
    assert said(XLSX, "now")[0] == 0
    code, text = said(XLSX, "state", "backup", "it")
    assert (code, "it is there already" in text) == (2, True), text


def test_as_the_key_file(it: Path):
    """Found: the cure was a chmod, which makes no file of a folder."""
    for command in ("now", "doctor"):
        code, text = said(GOOGLE, command)
        assert (code, "key file" in text, "chmod" in text) == (12, True, False), text


def test_as_the_password_file(it: Path):
    secret = Secret("mail.password_file", "file", "it", it.parent)
    with pytest.raises(CredentialsError, match="it cannot be read"):
        secret.read()


def test_as_the_outbox(it: Path):
    if it.is_dir() and not it.is_symlink():
        return  # that is what it should be
    code, text = said(f'{XLSX}[mail]\nfolder = "it"\n', "doctor")
    assert (code != 0, re.search(r"it is no folder", text) is not None) == (True, True), text
