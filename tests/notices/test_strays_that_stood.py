"""A row under a name of nobody that stood at the last run is looked at before those that came since
(design §17)."""

import pytest

from tests.notices.test_strays import DAY, Runs


def rows():
    """One of Dinar's and one of Rouble's, alike: numbers 8 and 9."""
    return [("Payments", [DAY, "Dinar", 777]), ("Payments", [DAY, "Rouble", 777])]


@pytest.mark.parametrize("moves_on", [False, True])
def test_a_slip_stays_theirs_though_another_with_such_a_row_is_renamed(moves_on):
    """Found: the row that the renamed one had above it was taken for theirs, so the slip was
    nobody's, and stayed so: a letter went that asked for what they had paid."""
    runs = Runs()
    runs.sees(more=rows())
    slip = ("Payments", 9, "Roubl")
    runs.sees(more=rows(), renamed=[slip])
    assert "rouble" in runs.waits
    gone = ("Clients", 1, "Dinar Ltd")
    runs.sees(more=rows(), renamed=[slip, gone])
    assert "rouble" in runs.waits
    if moves_on:
        moved = [("Payments", at, "Dinar Ltd") for at in (1, 5, 8)]
        runs.sees(more=rows(), renamed=[slip, gone, *moved])
    assert "rouble" in runs.waits
