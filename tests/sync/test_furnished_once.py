"""What ``Agency`` takes for granted: furnishing asks nothing of what the config says of letters."""

from dataclasses import replace
from typing import Any

import pytest

from sheets_sync.use_cases import furnishing
from tests.spreadsheet.surgery import members
from tests.sync.agency import OF_LETTERS, Agency


class Closed:
    """A table of the config that nobody may look into."""

    def __getattribute__(self, name):
        raise LookupError(name)


def test_furnishing_asks_nothing_of_letters(tmp_path):
    agency = Agency(tmp_path / "by hand", furnished=False)
    tables: dict[str, Any] = dict.fromkeys(OF_LETTERS, Closed())
    closed = replace(agency.config, **tables)
    with pytest.raises(LookupError):
        _ = closed.mail.host
    assert furnishing.furnish(closed, None, lambda _: None)
    assert parts(agency) == parts(Agency(tmp_path / "once"))


def parts(agency):
    """All of its file but the moment when it was saved."""
    found = members(agency.path)
    del found["docProps/core.xml"]
    return found
