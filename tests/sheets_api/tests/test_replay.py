"""Recorded traffic of the real API, replayed: every answer alike (needs the recordings)."""

import subprocess
import sys
from pathlib import Path

import pytest

from ..emulator import Emulator

TOOL = Path(__file__).resolve().parents[4] / "shared" / "tools" / "replay_recordings.py"


@pytest.mark.skipif(not TOOL.is_file(), reason="the recordings are not beside the repo")
def test_every_recorded_answer_is_given_again(tmp_path: Path):
    with Emulator() as google:
        key, private = google.credentials(tmp_path / "key.json"), google.spreadsheet(role=None)
        done = subprocess.run(
            [sys.executable, str(TOOL), "--base-url", google.url, "--service-account", str(key),
             "--private-id", private.key, "--failed-only"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "1.0000 (wanted 1.0)" in done.stdout
