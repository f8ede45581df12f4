from pathlib import Path

import pytest

from sheets_sync.spreadsheet.google import identify
from sheets_sync.spreadsheet.google.openers import by_gspread, by_itself
from tests.sheets_api.emulator import Emulator
from tests.spreadsheet.backends import Backend, GoogleBackend, MemoryBackend, XlsxBackend


@pytest.fixture(params=["memory", "xlsx", "google", "google without gspread"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    if request.param.startswith("google"):
        emulator: Emulator = request.getfixturevalue("google")
        identity = identify(emulator.credentials(tmp_path / "key.json"), emulator.url)
        return GoogleBackend(
            emulator, identity, by_itself if "without" in request.param else by_gspread
        )
    return MemoryBackend() if request.param == "memory" else XlsxBackend(tmp_path)
