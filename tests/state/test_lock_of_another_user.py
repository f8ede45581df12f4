"""A lock that another user made says so: no space helps there, and no right to the folder."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.lock import run_lock

NOBODY = 65_534


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may try")
@pytest.mark.parametrize(
    ("mode", "made", "cure"),
    [(0o777, True, "Another user made it"), (0o755, False, "right to write the folder")],
)
def test_the_cure_fits_what_is_forbidden(mode, made, cure):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(mode)
        if made:
            (folder / "state.sqlite3.lock").touch(0o644)
        os.seteuid(NOBODY)
        try:
            with pytest.raises(SheetsSyncError, match=cure) as told:
                run_lock(folder / "state.sqlite3", "now", datetime.now(UTC)).__enter__()
        finally:
            os.seteuid(0)
    assert "Free some space" not in str(told.value)
