"""An episode that ``low_days`` opened closes by a payment, or at twice as many days (design §17)."""

import pytest

from sheets_sync.billing.terms import Terms
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.notices.test_open_invoices import DAY

TERMS = Terms(low_days=10)
PAID = [(TODAY - 40, 0, 10_000_000)]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def runway(office, day, charges, paid=PAID):
    """A run on the day ``day`` from today; what went, and which invoice it asks for."""
    work = [(TODAY + on, 0, "Care", amount) for on, amount in charges]
    them = [client(threshold=100_000)]
    moved = office.run(books(them, paid, work, TODAY + day, TERMS), MORNING + day * DAY)
    return [(f"{each.kind}{each.ordinal or ''}", each.invoice) for each in moved]


LOW = [(-20, 7_300_000)]
"""27,000 left of 100,000, 73,000 of it in 30 days: for eleven days, and one more call for ten."""
A_CALL = (0, 300_000)


def test_a_runway_that_creeps_about_low_days_is_one_letter(office):
    """Found: three letters in five days for one invoice, as old charges fall out of the burn."""
    assert runway(office, 0, LOW) == []
    assert runway(office, 0, [*LOW, A_CALL]) == [("LOW", 1)]
    went = []
    for day in range(1, 6):
        back = (-20, 7_300_000 - 600_000 * (day % 2))  # at ease, short again, and so on
        went += runway(office, day, [back, A_CALL])
    assert went == []


def test_reminders_go_on_within_it(office):
    runway(office, 0, [*LOW, A_CALL])
    runway(office, 3, [(-20, 6_700_000), A_CALL])
    assert runway(office, 7, [*LOW, A_CALL]) == [("REMINDER1", 1)]


def test_a_payment_closes_it_and_the_next_fall_is_a_new_one(office):
    runway(office, 0, [*LOW, A_CALL])
    more = [*PAID, (TODAY + 1, 0, 500_000)]
    assert runway(office, 1, [*LOW, A_CALL], more) == []
    assert runway(office, 2, [*LOW, A_CALL, (1, 900_000)], more) == [("LOW", 2)]


def test_twice_as_many_days_close_it(office):
    runway(office, 0, [*LOW, A_CALL])
    assert runway(office, 1, [(-20, 3_000_000), A_CALL]) == []  # for over sixty days
    assert runway(office, 2, [*LOW, A_CALL]) == [("LOW", 2)]


def test_one_that_fell_below_its_threshold_since_is_an_ordinary_one(office):
    runway(office, 0, [*LOW, A_CALL])
    deep = [*LOW, A_CALL, (1, 2_350_000)]
    assert runway(office, 1, deep) == []  # low by the balance, too: the letter went
    assert runway(office, 2, [(-20, 7_000_000), A_CALL]) == []  # mended: it has recovered
    assert [each[0] for each in runway(office, 3, [*LOW, A_CALL])] == ["LOW"]
