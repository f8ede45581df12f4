"""A mail server of one's own for whole runs."""

import pytest

from tests.smtp.server import ScriptedServer


@pytest.fixture
def server(tmp_path):
    with ScriptedServer(tmp_path) as server:
        yield server
