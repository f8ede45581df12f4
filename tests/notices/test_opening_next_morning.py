"""Staff delete the rows of a year in the evening, and type the opening on another day (design §17):
the payment counts on once it stands, and till then nobody is asked for it again."""

import pytest

from sheets_sync.notices.invoices.register import register
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import Reason
from tests.notices.cases import TODAY
from tests.notices.test_carried_over import (  # noqa: F401 - the fixture
    ALL_OF_THEM,
    BEFORE,
    PAID,
    PART,
    WORK,
    office,
    opening,
    received_last,
)
from tests.notices.test_lost_payments import SETTLE, Life

EVENING = (500,)


def paid(office):  # noqa: F811 - the fixture
    return [each.paid for each in register(office.outbox.ledger(), office.books.money)]


@pytest.mark.parametrize("morning", [5, 7, 14])
@pytest.mark.parametrize("work", [[], WORK], ids=["Log, too", "Log next morning"])
def test_what_it_stands_for_was_received(office, morning, work):  # noqa: F811
    """Found: it was forgotten after four hours, and the cure was to put the row back."""
    office.day(4, [], minutes=EVENING, work=work)
    folded = [opening(morning, 280_000)]
    for day in range(5, morning):
        office.day(day, [], work=work)
    office.day(morning, folded, work=[])
    office.day(20, folded, work=[])
    assert (paid(office), office.held) == ([PAID], [])
    assert ({*office.sent}, received_last(office)) == ({"LOW", "REMINDER"}, PAID)


def test_till_then_nobody_is_asked_for_it(office):  # noqa: F811
    office.day(4, [], minutes=EVENING, work=WORK)
    for day in (5, 6, 7, 10):
        office.day(day, [(TODAY + 5, 0, 5_000)], work=WORK)
    assert (office.sent, [each.why_held for each in office.held]) == (
        ["LOW"],
        [Reason.PAYMENT_GONE],
    )


def test_while_nothing_changes_nothing_is_to_be_remembered_anew(office):  # noqa: F811
    office.day(4, [], minutes=EVENING, work=WORK)
    known = office.money
    office.day(9, [], work=WORK)
    assert office.money == known


def test_what_is_paid_meanwhile_counts_beside_it(office):  # noqa: F811
    later = (TODAY + 5, 0, 70_000)
    office.day(4, [], minutes=EVENING, work=[])
    office.day(5, [later], work=[])
    office.day(6, [opening(4, 280_000), later], work=[])
    assert paid(office) == [PAID + 70_000]


def test_more_than_that_is_paid_meanwhile(office):  # noqa: F811
    later = (TODAY + 5, 0, 7_000_000)
    office.day(4, [], minutes=EVENING, work=[])
    office.day(5, [later], work=[])
    office.day(6, [opening(4, 280_000), later], work=[])
    assert paid(office) == [min(PAID + 7_000_000, office.outbox.ledger().issued[1].amount)]


@pytest.mark.parametrize("minutes", [(20,), (500,)], ids=["at once", "overnight"])
@pytest.mark.parametrize(
    ("balance", "paid_then", "came_in"),
    [(360_000, TODAY + 15, 3 * PAID), (280_000, TODAY + 10, 2 * PAID)],
    ids=["paid the next week, too", "left out of it, and typed again"],
)
def test_who_pays_the_same_each_week(office, minutes, balance, paid_then, came_in):  # noqa: F811
    """Found: a new payment was taken for the one of the week before, typed again."""
    weekly = [*PART, (TODAY + 8, 0, PAID)]
    office.day(9, weekly, work=WORK)
    office.day(14, [], minutes=minutes, work=[])
    folded = [opening(14, balance), (paid_then, 0, PAID)]
    office.day(14 + (minutes[0] > 60), folded, minutes=(30,), work=[])
    assert paid(office) == [came_in]


@pytest.mark.parametrize("work", [[], WORK], ids=["Log, too", "Log later"])
@pytest.mark.parametrize("gone", [5, 7], ids=["next morning", "over a weekend"])
def test_rows_that_go_long_after_their_opening_was_typed(office, gone, work):  # noqa: F811
    """Found: the cure was to type the opening, which stood; and all later money was nothing."""
    office.day(4, [*PART, opening(4, 280_000)], minutes=EVENING, work=WORK)
    office.day(gone, ALL_OF_THEM, work=work)
    later = [*ALL_OF_THEM, (TODAY + 15, 0, 50_000)]
    office.day(15, later, work=[])
    office.day(20, later, work=[])
    assert (sum(paid(office)), office.held) == (PAID + 50_000, [])


def test_old_rows_that_go_long_after_are_no_loss_of_what_comes_in_later(tmp_path):
    """Found: nothing that came in afterwards was towards the invoice."""
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    made.day(0, BEFORE, work=WORK)
    folded = [opening(-1, 200_000)]
    made.day(4, [*BEFORE, *folded], minutes=EVENING, work=WORK)
    made.day(5, folded, work=[])
    made.day(9, [*folded, (TODAY + 9, 0, PAID)], work=[])
    assert paid(made)[0] == PAID
    made.close()


def test_what_goes_from_behind_a_standing_opening_was_struck_out(tmp_path):
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    old = [(TODAY - 50, each, 1_300_000, "opening", "") for each in (0, 1)]
    both = [*old, (TODAY + 1, 0, PAID), (TODAY + 2, 0, PAID)]
    made.day(0, old, work=WORK)
    made.day(2, both, work=WORK)
    made.day(5, old, work=WORK)
    assert paid(made) == [0]
    made.close()


def test_last_years_opening_and_one_payment_go(tmp_path):
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    old = [(TODAY - 50, 0, 1_300_000, "opening", "")]
    made.day(0, old, work=WORK)
    made.day(1, [*old, (TODAY + 1, 0, PAID)], work=WORK)
    made.day(4, [], minutes=EVENING, work=WORK)
    made.day(5, ALL_OF_THEM, work=[])
    assert paid(made) == [PAID]
    made.close()


def test_what_goes_while_older_rows_stay_was_struck_out(office):  # noqa: F811
    office.day(4, BEFORE, minutes=EVENING, work=WORK)
    office.day(5, [opening(4, 200_000)], work=[])
    assert paid(office) == [0]


def test_rows_that_come_back_are_not_counted_twice(office):  # noqa: F811
    office.day(4, [], minutes=EVENING, work=[])
    office.day(5, ALL_OF_THEM, work=[])
    office.day(6, PART, work=WORK)
    assert paid(office) == [PAID]
    office.day(7, [], minutes=EVENING, work=[])
    office.day(9, PART, work=WORK)
    assert paid(office) == [PAID]


def test_rows_that_became_anothers_in_the_evening_are_not_carried_over(office):  # noqa: F811
    both = [*WORK, (TODAY - 40, 1, "Design", 1_100_000)]
    office.day(2, PART, work=both)
    moved = [(day, 1, amount) for day, _, amount in PART]
    office.day(4, moved, minutes=EVENING, work=both)
    office.day(5, [*moved, opening(5, 280_000)], work=both)
    assert paid(office)[0] == 0


def test_a_row_that_is_typed_again_behind_it_is_not_counted_twice(office):  # noqa: F811
    office.day(4, [], minutes=EVENING, work=[])
    office.day(5, [opening(4, 200_000), (TODAY + 5, 0, PAID)], work=[])
    assert paid(office) == [PAID]


def test_the_only_payment_that_was_struck_out_is_no_opening_of_days_later(tmp_path):
    """Of one row nobody knows what it was for."""
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    old = [(TODAY - 9, each, 1_300_000, "opening", "") for each in (0, 1)]
    made.day(0, old, work=WORK)
    made.day(1, [*old, (TODAY + 1, 0, PAID)], work=WORK)
    made.day(4, old, minutes=EVENING, work=WORK)
    made.day(6, [*old, opening(6, 30_000)], work=WORK)
    assert paid(made) == [0]
    made.close()


@pytest.mark.parametrize("hours", [1, 15])
def test_what_is_asked_for_meanwhile_was_not_paid_by_it(tmp_path, hours):
    """Found: a letter of in between said that the money of years had come in for it."""
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    made.day(0, BEFORE, work=WORK)
    left = [BEFORE[1], (TODAY + 2, 0, 5_000)]
    made.day(2, left, work=WORK)
    assert made.sent == ["LOW", "OVER"]
    folded = [*left, opening(2, 1_300_000)]
    made.day(2, folded, minutes=(20 + 60 * hours,), work=WORK)
    made.day(9, folded, work=WORK)
    assert not any(paid(made))
    made.close()
