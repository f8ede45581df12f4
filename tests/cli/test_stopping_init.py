"""`init` that is asked to stop finishes its step (F65)."""

import os
import signal
from pathlib import Path

from sheets_sync.config import load
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from tests.sync.agency import NOW


def test_sigterm_in_the_middle_of_init_leaves_a_furnished_workbook(tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text("[workbook]\ntimezone = 'UTC'\n")
    replace = os.replace

    def asked_to_stop(source, target, **more):
        if Path(target).suffix == ".xlsx":
            signal.raise_signal(signal.SIGTERM)
        replace(source, target, **more)

    monkeypatch.setattr(os, "replace", asked_to_stop)
    assert call("init").code == 0
    monkeypatch.undo()
    done = sync_now(load(tmp_path / "config.toml"), Options(), NOW, lambda _: None)
    assert done.warnings == []
