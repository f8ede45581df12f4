"""kill -9 while pages are published: each file is the old one or the new one, never a piece."""

import shutil
from random import Random

import pytest

from sheets_sync.use_cases.pages import publishing
from tests.meter.agencies import Pages, invoice, tabs_of
from tests.notices import killing

pytestmark = killing.MARKS


@pytest.fixture(autouse=True)
def _steps(monkeypatch):
    """Steps are counted in what writes pages and remembers them."""
    taken = ("meter/site.py", "sheets_sync/system.py", "state/sqlite/")
    monkeypatch.setattr(killing, "TAKEN", taken)
    monkeypatch.setattr(publishing, "PAPERS_IN_A_RUN", 0)


def test_killed_at_any_step_each_page_is_old_or_new_and_the_next_run_ends_it(tmp_path):
    tabs = tabs_of(Random(7))
    start = Pages(tmp_path / "start")
    start.publish(start.reckon(tabs))
    old = start.all()
    tabs["log"] = tabs["log"][:-9]
    tabs["clients"].pop()
    changed = start.reckon(tabs)
    asked = invoice(changed, 0)

    def run_to(name, last):
        shutil.copytree(start.folder.parent, tmp_path / name)
        return killing.run_to(
            lambda: None, lambda: Pages(tmp_path / name).publish(changed, asked), last
        )

    total = run_to("whole", 0)
    assert total is not None
    assert total > 100
    whole = Pages(tmp_path / "whole")
    new = whole.all()
    assert new != old
    for step in killing.chosen(total):
        assert run_to(f"at{step}", step) is None, step
        killed = Pages(tmp_path / f"at{step}")
        for client, files in killed.all().items():
            assert files or client not in new, (step, client)
            for name, data in files.items():
                known = (old.get(client, {}).get(name), new.get(client, {}).get(name))
                assert name.startswith(".") or data in known, (step, client, name)
        killed.publish(changed, asked)
        assert killed.all() == new, step
