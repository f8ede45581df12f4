"""Staff insert, delete, sort, paste, rename while a run is under way: nobody's cell is lost, and no
value of ours stays beside a row that it does not belong to (design §10, invariants 1 and 2).

SHEETS_SYNC_STAFF=2000 tries that many scenarios; each test run tries the first few.
"""

import os
from collections import defaultdict
from pathlib import Path

import pytest

from sheets_sync.spreadsheet.google.landing import Expectation
from tests.google.office import Office
from tests.google.scene import TITLED, Scene
from tests.sheets_api.emulator import Emulator

SCENARIOS = int(os.environ.get("SHEETS_SYNC_STAFF", "30"))


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    return Office(google, tmp_path / "office", TITLED)


def test_staff_lose_no_cell_and_no_value_stands_beside_a_wrong_row(office: Office, tmp_path: Path):
    ended: dict[str, int] = defaultdict(int)
    for seed in range(SCENARIOS):
        scene = Scene(office, seed, tmp_path)
        error = scene.play()
        assert scene.faults() == [], (seed, error, scene.staff.done)
        error = error or scene.settle()
        assert scene.faults() == [], (seed, error, scene.staff.done)
        ended[type(error).__name__ if error else "done"] += 1
        scene.close()
    assert ended["done"] > SCENARIOS / 3, dict(ended)


def faults_of(office: Office, folder: Path, seed: int) -> list[str]:
    scene = Scene(office, seed, folder)
    scene.play()
    scene.close()
    return scene.faults()


def test_the_check_notices_where_nothing_is_read_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """With the read-back switched off one of the same scenarios leaves a value beside a wrong row."""
    monkeypatch.setattr(Expectation, "strays", lambda *_: {})
    assert any(
        "belongs to another row" in fault
        for seed in range(60)
        for fault in faults_of(office, tmp_path, seed)
    )
