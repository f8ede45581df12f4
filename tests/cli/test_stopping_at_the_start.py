"""Ctrl-C while the program is still being read ends as it does later: a sentence, and 130 (§12)."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TREE = Path(__file__).parents[2]
PROJECT = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))
PRESSED = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background takes away
signal.raise_signal(signal.SIGINT)
"""


def as_installed(script: str) -> list[str]:
    """What pip's own script of that name does."""
    module, function = PROJECT["project"]["scripts"][script].split(":")
    return ["-c", f"import sys; from {module} import {function} as main; sys.exit(main())"]


@pytest.mark.parametrize(
    "program", [as_installed("sheets-sync"), as_installed("sync"), ["-m", "sheets_sync"]]
)
def test_ctrl_c_before_the_first_command_is_a_sentence(tmp_path, program):
    (tmp_path / "click.py").write_text(PRESSED)  # ours is read after it
    done = subprocess.run(
        [sys.executable, *program, "status"], cwd=tmp_path, text=True, capture_output=True,
        check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(TREE)])},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "Interrupted; nothing is half done.\n")
