"""Machines that die at any moment: no letter twice, no number left out, no workbook stuck (§21).

By hand: ``SHEETS_SYNC_KILLS=20 pytest tests/fleet/test_killed.py``. Each kill takes what a process
takes to start, and what nobody's sign of life takes to be missed.
"""

import os

import pytest

from tests.fleet.firm import CLIENTS, Firm, Rage
from tests.notices.killing import server

KILLS = int(os.environ.get("SHEETS_SYNC_KILLS", "0"))
BOOKS = max(2, KILLS // 2)


@pytest.fixture
def firm(make_fleet, google, tmp_path):
    journal = tmp_path / "journal"
    journal.touch()
    with server(journal) as port:
        firm = Firm(make_fleet(), google, port, journal)
        yield firm
        for each in firm.crews:
            each.kill()
            each.wait()


def all_well(rows):
    return all(row["result"] == "good" and row["letters"] for row in rows)


@pytest.mark.skipif(not KILLS, reason="SHEETS_SYNC_KILLS says how many")
def test_nothing_is_mailed_twice_left_out_or_stuck(firm):
    firm.add(BOOKS)
    firm.start()
    rage = Rage(firm)
    rage.kill(KILLS, patience=120)
    assert rage.look_until(300), "a workbook was not taken over"
    assert firm.wait(all_well, 300), "a workbook is stuck"
    assert firm.stop() == [0] * len(firm.crews), "SIGTERM ends it after the run in hand"
    found = firm.verdict()
    assert found.twice == []
    assert found.lost == []
    assert found.unseen == []
    assert found.gaps == []
    assert len(found.numbers) == BOOKS * CLIENTS
