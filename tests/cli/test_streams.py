"""stdin, stdout and stderr as a service manager, a pipe, a full disk or another system gives them:
each command ends by its own exit code and without a traceback (design §12)."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import openpyxl
import pytest

from sheets_sync import cli, streams

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux's")


def in_shell(line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program as ``sync`` in a line of the shell's."""
    script = f'sync() {{ "{sys.executable}" -m sheets_sync "$@"; }}; {line}'
    return subprocess.run(
        ["/bin/sh", "-c", script], env={**ENVIRONMENT, **more}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def test_closed_streams_change_nothing(agency):
    done = in_shell("sync now >&- 2>&- <&-")
    assert done.returncode == 0
    assert (agency / "state.sqlite3").read_bytes().startswith(b"SQLite format 3")


@pytest.fixture
def given(monkeypatch) -> Callable[..., int]:
    """The exit code of a command that is given such a stream."""

    def run(name: str, stream: TextIO | None, *arguments: str) -> int:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["sheets-sync", *arguments])
            patch.setattr(sys, name, stream)
            patch.setattr(streams, "let_go_of_stdout", lambda: None)  # pytest's own is not closed
            with pytest.raises(SystemExit) as ended:
                cli.main()
            if stream is None:
                getattr(sys, name).close()
        return int(ended.value.code or 0)

    return run


@pytest.fixture
def no_room() -> Iterator[TextIO]:
    with suppress(OSError), Path("/dev/full").open("w") as device:
        yield device


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_one_closed_stream_changes_nothing(agency, given, closed):
    assert given(closed, None, "report") == 0
    assert given(closed, None, "explain", "nobody") == 2


@full
@pytest.mark.parametrize("command", ["report", "report --json", "now", "--help"])
def test_an_answer_that_finds_no_room_is_said(agency, given, no_room, capsys, command):
    assert given("stdout", no_room, *command.split()) == 1
    said = capsys.readouterr().err
    assert "The answer could not be written to stdout: No space left on device." in said
    assert "bug" not in said


@full
def test_an_answer_that_finds_no_room_leaves_no_trace_of_python_s(agency):
    done = in_shell("sync --version >/dev/full")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2, done.stderr


@full
def test_nobody_to_talk_to_changes_nothing(agency, given, no_room):
    assert given("stderr", no_room, "now", "-vv") == 0
    assert given("stderr", no_room, "explain", "nobody") == 2


def test_a_reader_who_left_changes_nothing(agency):
    done = in_shell("{ sync --quick 2>&1 >out; echo $? >code; } | true")
    assert done.returncode == 0
    assert (agency / "code").read_text().strip() == "2"


SIGNS = "Пекарня «Север»: 1\u202f234,50\u00a0₽ → ✓ … — 7"


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", SIGNS),
        ("cp1251", "Пекарня «Север»: 1 234,50\u00a0? > + … — 7"),
        ("latin-1", "??????? «?????»: 1 234,50\u00a0? > + . - 7"),
        ("ascii", '??????? "?????": 1 234,50 ? > + . - 7'),
    ],
)  # fmt: skip
def test_what_an_encoding_lacks_is_written_as_near_as_it_goes(monkeypatch, encoding, written):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    streams.made_fit()
    sys.stdout.write(f"{SIGNS}\n")
    sys.stdout.flush()
    assert raw.getvalue().decode(encoding) == f"{written}\n"


@pytest.fixture
def russian(agency: Path) -> Path:
    book = openpyxl.load_workbook(agency / "agency.xlsx")
    for row in book["Clients"].iter_rows(min_row=2, max_row=2):
        row[0].value = "Пекарня «Север» ✓"
    book.save(agency / "agency.xlsx")
    return agency


@pytest.mark.parametrize(
    ("command", "encoding"), [("doctor", "ascii"), ("report", "cp1251"), ("check", "ascii")]
)
def test_no_encoding_stops_a_command(russian, call, monkeypatch, command, encoding):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    answer = call(command)
    sys.stdout.flush()
    assert answer.code == 0, answer.err
    assert raw.getvalue().decode(encoding)


def test_data_are_utf_8_whatever_the_encoding(russian, call, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert call("report", "--json").code == 0
    sys.stdout.flush()
    assert "Пекарня «Север» ✓" in [each["client"] for each in json.loads(raw.getvalue())["clients"]]
