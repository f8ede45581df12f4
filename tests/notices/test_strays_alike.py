"""Two rows alike under names of nobody: either may be theirs of whom one is (design §17)."""

from collections import Counter

import pytest

from tests.notices.test_strays import LATE, LATER, Runs
from tests.notices.whose_strays import WhoseStrays

TABS = {"Log": ("Call", None, 7), "Payments": (70,)}
"""What stands in a row of each tab beside its day and its name: the same for everybody."""

ONE = LATER - LATE


class Rows:
    """Rows alike, of that ``tab``, seen by runs: each a name, or a day and a name."""

    def __init__(self, tab):
        self.runs, self.tab = Runs(), tab

    def sees(self, *names, times=1, gone=False):
        more = [
            (self.tab, [day, name, *TABS[self.tab]])
            for day, name in (each if isinstance(each, tuple) else (LATE, each) for each in names)
        ]
        renamed = [("Clients", 1, "Dinar Ltd")] if gone else []
        for _ in range(times):
            self.runs.sees(more=more, renamed=renamed)
        return self.runs.waits


@pytest.fixture(params=TABS)
def rows(request):
    return Rows(request.param)


@pytest.mark.parametrize("stood", [1, 3])
def test_a_slip_is_theirs_once_the_other_row_like_it_is_anothers(rows, stood):
    """Found by histories (900127): a retainer typed under a former name was taken for theirs in the
    run in which theirs got a slip, and the slip for that of one who had left: so it stayed once the
    other row was put right, and a letter went on half an account."""
    rows.sees("Yen", "Dinar")
    rows.sees("Yen", gone=True)
    assert "yen" in rows.sees("Former", "Slip", gone=True, times=stood)
    assert "yen" in rows.sees("Slip", gone=True, times=2)
    assert "yen" in rows.sees("Rouble", "Slip", gone=True, times=2)
    assert "yen" not in rows.sees("Rouble", "Yen", gone=True)


@pytest.mark.parametrize("stood", [1, 3])
def test_both_wait_for_the_one_that_is_left_of_two(rows, stood):
    """The first was taken for that of whom more stands under its name; it was somebody else's."""
    rows.sees("Yen", (LATER, "Yen"), "Dinar")
    waits = rows.sees("Former", (LATER, "Former"), "Slip", times=stood)
    assert waits == {"yen", "dinar"}
    assert rows.sees((LATER, "Yen"), "Slip", times=2) == {"yen", "dinar"}


def test_one_that_comes_later_may_be_theirs_too(rows):
    """Cut in one run and pasted in the next, under a slip, while another row was taken for it."""
    rows.sees("Yen", "Dinar")
    rows.sees("Yen", gone=True)
    assert "yen" in rows.sees("Former", gone=True)
    assert "yen" in rows.sees("Former", "Slip", gone=True)
    assert "yen" in rows.sees("Slip", gone=True, times=2)


def test_each_is_theirs_alone_who_lack_more_of_that_names(rows):
    """A tab of each under a slip of its own: who struck a row of theirs waits for no other's."""
    theirs = [(day, who) for who in ("Yen", "Dinar") for day in (LATE, LATER)]
    rows.sees(*theirs, (LATER + ONE, "Yen"), (LATER + 2 * ONE, "Dinar"))
    slips = [(day, f"Slip {who}") for day, who in theirs]
    mine = (LATER + ONE, "Slip Yen"), (LATER + 2 * ONE, "Slip Dinar")
    assert rows.sees(*slips, *mine) == {"yen", "dinar"}
    assert rows.sees(*slips[2:], mine[1], (LATER + ONE, "Yen")) == {"dinar"}


def test_to_the_bookkeeper_too_it_may_be_theirs_of_whom_the_other_was():
    row, other = ("charge", 1, -500), ("charge", 2, -900)
    keeper = WhoseStrays()
    have = Counter([row])
    keeper.look({"yen": have, "dinar": have}, [], {})
    keeper.look({"yen": have}, [], {})
    for _ in range(2):
        keeper.look({"yen": Counter()}, [("former", row), ("slip", row)], {})
        assert keeper.wait == {"yen"}
    for _ in range(2):
        keeper.look({"yen": Counter([other])}, [("slip", row)], {})
        assert keeper.wait == {"yen"}
