"""What lies near the cases of §17 and was never seen to go wrong, or went wrong once here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.register import Fate, register
from sheets_sync.notices.plan.youth import Youth
from tests.notices.cases import AT_ONCE, MORNING, TODAY, Office, books, client
from tests.notices.test_of_no_episode import LOW, ask, gone, mails, withdraw

DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def lines(office, what):
    return [
        (each.fate, each.paid, each.left) for each in register(office.outbox.ledger(), what.money)
    ]


def test_an_address_that_changes_after_the_tick_takes_the_word_back(tmp_path):
    """Found: approved for one address as the tab showed it, and gone to another."""
    office = Office(tmp_path, replace(AT_ONCE, approve=True))
    office.run(books([client()], LOW))
    elsewhere = books([client(emails=("typo@x.example",))], LOW)
    assert office.run(elsewhere, MORNING + DAY, ask=Ask(approvals={1: None})) == []
    assert office.letters() == []
    office.run(elsewhere, MORNING + 2 * DAY)
    moved = office.run(elsewhere, MORNING + 3 * DAY, ask=Ask(approvals={1: None}))
    assert gone(moved) == [("LOW", 1, "written")]
    office.close()


def test_an_amount_that_creeps_off_the_approved_one_is_held_by_what_was_approved(tmp_path):
    """Found by a history: a little at each of several runs, it left 14 % off."""
    office = Office(tmp_path, replace(AT_ONCE, approve=True))
    office.run(books([client()], LOW))
    for day, spent in ((1, 0), (2, 60_000), (3, 90_000)):
        young = Youth(restless=frozenset({"ромашка"} if day < 3 else ()))
        what = books([client()], LOW, [(TODAY, 0, "Call", spent)] if spent else [])
        office.run(replace(what, youth=young), MORNING + day * DAY, ask=Ask(approvals={1: None}))
    (notice,) = office.outbox.ledger().notices
    assert (notice.asked, notice.reason) == (790_000, "amount: 700000")
    office.close()


def test_who_pays_too_much_has_paid_the_invoice_and_the_rest_is_on_the_account(office):
    office.run(books([client()], LOW))
    paid = books([client()], [*LOW, (TODAY, 0, 5_000_000)])
    assert office.run(paid, MORNING + DAY) == []
    assert lines(office, paid) == [(Fate.PAID, 700_000, 0)]
    again = books([client()], [*LOW, (TODAY, 0, 5_000_000)], [(TODAY + 1, 0, "Call", 5_000_000)])
    assert gone(office.run(again, MORNING + 2 * DAY)) == [("LOW", 2, "written")]
    (_, second) = mails(office)
    assert "Received towards it" not in second.get_body(("plain",)).get_content()


def test_what_was_paid_in_part_is_taken_off_and_asked_no_more(office):
    office.run(books([client()], LOW))
    part = books([client()], [*LOW, (TODAY + 1, 0, 100_000)])
    assert gone(office.run(part, MORNING + 7 * DAY)) == [("REMINDER", 1, "written")]
    text = mails(office)[1].get_body(("plain",)).get_content().replace("\u00a0", " ")
    assert "Received towards it: RUB 1,000.00" in text
    assert "Left to pay: RUB 6,000.00" in text


def test_an_invoice_withdrawn_after_it_was_paid_leaves_the_money_on_the_account(office):
    office.run(books([client()], LOW))
    paid = books([client()], [*LOW, (TODAY, 0, 700_000)])
    office.run(paid, MORNING + DAY)
    withdraw(office, 1)
    assert gone(office.run(paid, MORNING + 2 * DAY)) == [("CREDIT", 2, "written")]
    text = mails(office)[1].get_body(("plain",)).get_content().replace("\u00a0", " ")
    assert "Balance as of 23 Nov 2026: RUB 10,000.00" in text
    assert [fate for fate, *_ in lines(office, paid)] == [Fate.CREDITED, Fate.NOTE]
    low = books([client()], [*LOW, (TODAY, 0, 700_000)], [(TODAY, 0, "Call", 900_000)])
    assert gone(office.run(low, MORNING + 3 * DAY)) == [("LOW", 3, "written")]


def test_one_by_hand_withdrawn_before_it_went_asks_nobody(office):
    """There is no invoice yet that could be withdrawn: it goes, and its credit note after it."""
    ask(office)
    fine = books([client()], [(TODAY - 9, 0, 900_000)])
    assert gone(office.run(fine)) == [("INVOICE", 1, "written")]
    withdraw(office, 1)
    assert gone(office.run(fine, MORNING + DAY)) == [("CREDIT", 2, "written")]


def test_two_clients_with_one_address_get_a_letter_each(office):
    two = books([client("a"), client("b")], [(TODAY - 9, 0, 300_000), (TODAY - 9, 1, 200_000)])
    assert [each.asked for each in office.run(two)] == [700_000, 800_000]
    assert office.run(two, MORNING + DAY) == []
    one_paid = [(TODAY - 9, 0, 300_000), (TODAY - 9, 1, 200_000), (TODAY, 0, 700_000)]
    moved = office.run(books([client("a"), client("b")], one_paid), MORNING + 7 * DAY)
    assert [(each.name, each.asked) for each in moved] == [("b", 800_000)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"])
def test_a_statement_goes_once_over_the_turn_of_a_month_in_any_zone(tmp_path, zone):
    """Runs each quarter of an hour, by UTC, from the evening before to the day after."""
    office = Office(tmp_path, replace(AT_ONCE, statement="monthly"))
    what = books([client()], [(TODAY - 9, 0, 900_000)])
    began = datetime(2026, 11, 30, 4, tzinfo=UTC)
    went = []
    for quarters in range(0, 4 * 40, 2):
        local = (began + quarters * timedelta(minutes=15)).astimezone(ZoneInfo(zone))
        day = TODAY + (local.date() - MORNING.date()).days
        went += [(each.ordinal, local.day) for each in office.run(replace(what, day=day), local)]
    assert went == [(1522, 1)]
    office.close()
