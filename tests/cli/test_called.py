"""What a command says to type next can be typed as it stands, however it was called."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync import terminal

PROGRAM = Path(sys.executable).with_name("sheets-sync")


@pytest.mark.parametrize("program", [".venv/bin/sheets-sync", "a folder/sheets-sync"])
def test_a_program_that_path_does_not_find_is_told_as_it_was_typed(program, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", [program, "demo"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shlex.split(terminal.called()) == [program]


def test_one_that_path_finds_is_told_by_its_name(monkeypatch):
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), "demo"])
    monkeypatch.setenv("PATH", str(PROGRAM.parent))
    assert terminal.called() == "sheets-sync"


def test_one_of_the_same_name_elsewhere_is_not_taken_for_it(monkeypatch, tmp_path):
    other = tmp_path / "sheets-sync"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), "demo"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert terminal.called() == str(PROGRAM)


def test_the_last_line_of_the_demo_runs_as_it_stands(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sheets-sync").symlink_to(PROGRAM)
    plain = {**os.environ, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def shell(line):
        return subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=tmp_path,
            env=plain,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    *_, last = shell("bin/sheets-sync demo 'my demo'").splitlines()
    again = last.partition("run: ")[2]
    assert "0 cells written" in shell(again)
