"""axe-core in Chromium finds nothing wrong with clients' pages; see ``tests.readers.pages``."""

import os
import shutil
from pathlib import Path

import pytest

from sheets_sync.use_cases.pages import publishing
from tests.meter.agencies import Pages, invoice
from tests.meter.test_hostile import hostile_tabs
from tests.readers.pages import DARK, violations

AXE = Path(os.environ.get("SHEETS_SYNC_AXE", "no axe"))
pytestmark = [
    pytest.mark.skipif(not AXE.is_file(), reason="SHEETS_SYNC_AXE names no axe.min.js"),
    pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium here"),
]


@pytest.mark.parametrize("scheme", [(), DARK], ids=["light", "dark"])
def test_a_reader_of_screens_meets_nothing_wrong(tmp_path, monkeypatch, scheme):
    monkeypatch.setattr(publishing, "PAPERS_IN_A_RUN", 9)
    pages = Pages(tmp_path)
    reckoned = pages.reckon(hostile_tabs("Торговый дом «Меридиан»"))
    pages.publish(reckoned, invoice(reckoned, 0))
    (folder,) = pages.folder.iterdir()
    for name in ("index.html", "prices.html", "2026-11.html"):
        assert violations(folder / name, AXE, "--window-size=320,900", *scheme) == [], name
