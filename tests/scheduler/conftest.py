"""What a real run comes to, made once."""

import pytest

from tests.sync.agency import NOW, Agency


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    done = Agency(tmp_path_factory.mktemp("agency")).run(NOW)
    return lambda _number: done
