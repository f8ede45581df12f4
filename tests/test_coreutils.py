"""``sync`` shares its name with coreutils' own, and hands over to it (design §12)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.cli import cli
from sheets_sync.coreutils import COMMANDS, OPTIONS, is_ours, others

OURS = """#!{python}
import sys
from sheets_sync.coreutils import main
sys.exit(main())
"""
THEIRS = """#!/bin/sh
echo "the other sync got $# arguments: $*"
exit 7
"""


def script(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "sync"
    path.write_text(text.format(python=sys.executable))
    path.chmod(0o755)
    return path


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Our script first on PATH, then the same of another venv, then a program of others."""
    script(tmp_path / "ours", OURS)
    script(tmp_path / "venv", OURS)
    script(tmp_path / "theirs", THEIRS)
    folders = [tmp_path / name for name in ("ours", "venv", "theirs")]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    return tmp_path


def run(path: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path / "ours" / "sync", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environ},
    )


@pytest.mark.parametrize("arguments", [(), ("-f", "/"), ("--file-system",), ("file", "now"), ("",)])
def test_it_becomes_the_next_sync_on_path(path, arguments):
    done = run(path, *arguments)
    assert done.returncode == 7
    assert done.stdout.startswith(f"the other sync got {len(arguments)} arguments: ")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("now", "--help")])
def test_what_is_ours_stays_ours(path, arguments):
    done = run(path, *arguments)
    assert done.returncode == 0, done.stderr
    assert "other sync" not in done.stdout


def test_a_config_option_first_is_ours(path):
    done = run(path, "--config=no-such.toml", "report")
    assert done.returncode == 2
    assert "no-such.toml" in done.stderr


def test_where_there_is_no_other_sync_it_says_so(path):
    (path / "theirs" / "sync").unlink()
    done = run(path, "file")
    assert done.returncode == 127
    assert done.stdout == ""
    assert done.stderr == (
        "`sync file` is no command of sheets-sync, and there is no other sync on PATH; "
        "see `sync --help`.\n"
    )


def test_a_link_to_ourselves_is_no_other(path, monkeypatch):
    (path / "theirs" / "sync").unlink()
    (path / "theirs" / "sync").symlink_to(path / "ours" / "sync")
    monkeypatch.delenv("PYTHONPATH")
    assert list(others(path / "ours" / "sync")) == []


def test_what_cannot_be_run_is_passed_over(path):
    (path / "theirs" / "sync").chmod(0o644)
    assert list(others(path / "ours" / "sync")) == []


def test_a_shell_that_asks_for_completions_is_answered(path):
    done = run(path, _SYNC_COMPLETE="bash_complete", COMP_WORDS="sync re", COMP_CWORD="1")
    assert "report" in done.stdout


def test_the_hand_over_needs_neither_click_nor_pandas():
    code = (
        "import sys, sheets_sync.coreutils; print(*sorted({'click', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_the_commands_are_those_of_the_command_line():
    assert set(cli.commands) == COMMANDS
    assert all(is_ours([word], {}) for word in COMMANDS | OPTIONS)
