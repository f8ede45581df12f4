from pathlib import Path

import pytest

from sheets_sync.spreadsheet.google import identify
from tests.sheets_api.emulator import Emulator
from tests.spreadsheet.backends import Backend, GoogleBackend, MemoryBackend, XlsxBackend


@pytest.fixture(params=["memory", "xlsx", "google"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    if request.param == "google":
        emulator: Emulator = request.getfixturevalue("google")
        return GoogleBackend(
            emulator, identify(emulator.credentials(tmp_path / "key.json"), emulator.url)
        )
    return MemoryBackend() if request.param == "memory" else XlsxBackend(tmp_path)
