"""A payment whose day is still to come, typed with a month or a year too many, or the bank's value
date: nobody is asked for it behind a person's back (design §17, docs/notices.md)."""

from datetime import timedelta

import pytest

from tests.cli.forked import MARKS
from tests.cli.walking import Walk, held
from tests.smtp.server import ScriptedServer
from tests.sync.agency import day

pytestmark = MARKS
DAY = 24 * 60


@pytest.fixture
def walk(tmp_path, monkeypatch):
    """Acme has 3,000 of 5,000, and is asked for 7,000 a quarter of an hour later."""
    monkeypatch.setenv("COLUMNS", "200")
    with ScriptedServer(tmp_path) as server:
        client = ["Acme", "a@x.example", None, 5000]
        made = Walk(
            tmp_path / "office", server, clients=[client],
            payments=[[day(40), "Acme", 3000, None]],
        )  # fmt: skip
        made.now(0)
        yield made


def pays_ahead(walk: Walk, days: int, amount: float | str = 7000, kind: str | None = None) -> int:
    """Staff type what came in today with a day that is so many days ahead."""
    return walk.type("Payments", walk.today + timedelta(days=days), "Acme", amount, kind)


def test_a_reminder_waits_where_they_paid_by_a_day_of_next_year(walk):
    walk.now(15)
    walk.now(DAY)
    row = pays_ahead(walk, 365)
    walk.now(7 * DAY)
    walk.now(16)
    assert walk.subjects() == ["Your account is running low: RUB 3,000.00 (invoice 1)"]
    asked, why = held(walk.notices_tab()[-1])
    assert asked == 7000
    assert "Payments has 7,000.00 RUB of theirs dated 2027-11-24" in why
    walk.edit("Payments", f"A{row}", walk.today - timedelta(days=7))
    walk.now(DAY)
    walk.now(16)
    assert len(walk.mails()) == 1


def test_nor_does_the_first_letter_go_and_the_day_that_comes_ends_it(walk):
    pays_ahead(walk, 2)
    walk.now(15)
    walk.now(DAY)
    assert walk.mails() == []
    assert "dated 2026-11-25" in held(walk.notices_tab()[-1])[1]
    walk.now(2 * DAY)
    walk.now(16)
    assert walk.mails() == []


def test_who_was_to_pay_later_is_asked_by_a_tick_in_send(walk):
    pays_ahead(walk, 30, amount=1000)
    walk.now(15)
    walk.now(16)
    (line,) = walk.notices_tab()
    walk.send(line[0])
    walk.now(15)
    (mail,) = walk.mails()
    assert mail.has("invoice No. 1", "RUB 7,000.00")


def test_one_word_is_enough_for_all_letters_of_that_payment_and_for_no_other(walk):
    row = pays_ahead(walk, 30, amount=1000)
    walk.now(15)
    walk.now(16)
    walk.send(walk.notices_tab()[0][0])
    walk.now(15)
    walk.now(7 * DAY)
    walk.now(16)
    assert [each.has("Reminder") for each in walk.mails()] == [False, True]
    walk.edit("Payments", f"C{row}", 1500)
    walk.now(7 * DAY)
    walk.now(16)
    assert len(walk.mails()) == 2
    assert "Payments has 1,500.00 RUB of theirs dated" in held(walk.notices_tab()[-1])[1]


def test_another_payment_of_that_day_asks_anew_and_names_what_they_come_to(walk):
    pays_ahead(walk, 30, amount=1000)
    walk.now(15)
    walk.now(16)
    walk.send(walk.notices_tab()[0][0])
    walk.now(15)
    pays_ahead(walk, 30, amount=500)
    walk.now(7 * DAY)
    walk.now(16)
    assert len(walk.mails()) == 1
    assert "Payments has 1,500.00 RUB of theirs dated" in held(walk.notices_tab()[-1])[1]


def test_a_row_that_is_taken_out_to_be_typed_anew_asks_nobody_meanwhile(walk):
    walk.now(15)
    row = pays_ahead(walk, 365)
    walk.now(8 * DAY)
    for column in "ABCD":
        walk.edit("Payments", f"{column}{row}", None)
    walk.now(5)
    walk.pays("Acme", 7000, back=7)
    walk.now(5)
    walk.now(16)
    assert len(walk.mails()) == 1


NO_PAYMENT = [
    ("refund", 500),
    ("correction", -500),
    ("bonus", 100),
    ("correction", 500),
    ("opening", 300),
]


@pytest.mark.parametrize(("kind", "amount"), NO_PAYMENT)
def test_what_is_no_payment_of_theirs_holds_nothing(walk, kind, amount):
    pays_ahead(walk, 30, amount, kind)
    walk.now(15)
    walk.now(16)
    assert walk.mails()[0].has("RUB 7,000.00")


def test_a_plan_of_several_payments_to_come_is_no_slip_and_holds_nothing(walk):
    for month in (1, 2, 3):
        pays_ahead(walk, 30 * month, amount=500)
    walk.now(15)
    walk.now(16)
    assert walk.mails()[0].has("RUB 7,000.00")


def test_nor_does_what_another_client_is_to_pay_or_a_row_that_is_a_finding(walk):
    walk.type("Payments", walk.today + timedelta(days=30), "Bell", 500, None)
    pays_ahead(walk, 30, "soon")
    walk.now(15)
    walk.now(16)
    assert walk.mails()[0].has("RUB 7,000.00")


@pytest.mark.parametrize("command", ["invoice", "statement"])
def test_what_a_person_or_the_calendar_asks_for_goes(walk, command):
    walk.agency.edit("Clients", "D2", 1000)
    if command == "invoice":
        walk.sync("invoice", "Acme", "2000")
    else:
        walk.configure(notices='statement = "monthly"')
    pays_ahead(walk, 30)
    walk.now(15)
    walk.now(16)
    assert len(walk.mails()) == 1
