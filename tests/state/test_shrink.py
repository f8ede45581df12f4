"""The guard against a workbook that shrank (design §10, invariant 8)."""

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.runs import check_shrink


@pytest.mark.parametrize(
    ("before", "now", "names"),
    [
        ({"log": 100}, {"log": 49}, ["log: 49 rows, 100"]),
        ({"log": 100, "clients": 4}, {"log": 0, "clients": 1}, ["log: 0", "clients: 1"]),
        ({"log": 3}, {}, ["log: 0"]),
        ({"prices": 1}, {"prices": 0}, ["prices: 0"]),
    ],
)
def test_a_role_that_lost_more_than_half_stops_the_run(before, now, names):
    with pytest.raises(SheetsSyncError, match="--accept-shrink") as caught:
        check_shrink(before, now)
    assert caught.value.exit_code == 1
    assert all(name in str(caught.value) for name in names)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"log": 100}, {"log": 50}),
        ({}, {"log": 0}),
        ({"log": 0}, {"log": 0}),
        ({"log": 1}, {"log": 9}),
        ({"log": 2}, {"log": 1}),
    ],
)
def test_half_or_more_is_enough(before, now):
    check_shrink(before, now)
