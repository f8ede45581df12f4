from pathlib import Path

import pytest

from tests.workbook.backends import Backend, MemoryBackend, XlsxBackend


@pytest.fixture(params=["memory", "xlsx"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    return MemoryBackend() if request.param == "memory" else XlsxBackend(tmp_path)
