"""Each thing that everyday input once made a letter say (design §17, docs/notices.md), and a cousin
of each, by the real command line: a process a command, its clock moved, a real .xlsx and real SMTP."""

import shutil
import threading

import pytest

from tests.cli.forked import MARKS
from tests.cli.walking import Walk, copied, held
from tests.smtp.server import ScriptedServer
from tests.sync.agency import day

pytestmark = MARKS
DAY = 24 * 60
BLOCKED = 4


@pytest.fixture
def walk(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # xdist says 80, where a table leaves columns out
    with ScriptedServer(tmp_path) as server:
        yield lambda **more: Walk(tmp_path / "office", server, **more)


def acme(threshold=5000, **more):
    cells = {"Currency": None, "State": None, "Top-up": None, "Details": None, "Ask": None, **more}
    return ["Acme", "a@x.example", cells.pop("Currency"), threshold, *cells.values()]


def low(walk, paid=3000, **more):
    """Acme has 3,000 of 5,000: a letter asks for 7,000 a quarter of an hour later."""
    made = walk(clients=[acme()], payments=[[day(40), "Acme", paid, None]], **more)
    made.now(0)
    made.now(15)
    return made


def test_an_opening_balance_is_no_receipt(walk):
    agency = walk(clients=[acme()], payments=[[day(0), "Acme", 3000, "opening"]])
    agency.now(0)
    agency.now(15)
    (mail,) = agency.mails()
    assert mail.has("invoice No. 1", "RUB 7,000.00")
    assert not mail.has("Received")


def test_a_bonus_and_an_opening_typed_after_the_invoice_are_none_either(walk):
    agency = low(walk)
    agency.pays("Acme", 600, "opening", back=30)
    agency.pays("Acme", 400, "bonus")
    agency.now(7 * DAY)
    agency.now(16)
    mail = agency.mails()[-1]
    assert mail.has("Reminder", "RUB 7,000.00", "RUB 4,000.00")
    assert not mail.has("Received")
    assert "7,000.00  " in agency.sync("invoices")[1]


def test_an_account_that_fell_to_100_000_below_gets_a_new_invoice_and_no_reminder_of_it(walk):
    agency = walk(
        clients=[acme()], payments=[[day(40), "Acme", 50_000, None]],
        log=[[day(3), "Acme", "Work", "1", 54, 30, "Anna"]],
    )  # fmt: skip
    agency.now(0)
    agency.now(15)
    agency.works("Acme", 96)
    agency.now(7 * DAY)
    agency.now(16)
    first, second = agency.mails()
    assert "Reminder" not in second.subject
    assert first.has("No. 1", "−RUB 4,000.00", "RUB 58,000.00")
    assert second.has("Invoice No. 2 replaces No. 1", "−RUB 100,000.00", "RUB 250,000.00")
    assert "replaced" in agency.sync("invoices")[1]


def test_one_that_fell_a_little_is_reminded_of_the_invoice_it_has(walk):
    agency = low(walk)
    agency.works("Acme", 1)
    agency.now(7 * DAY)
    agency.now(16)
    assert agency.mails()[-1].has("Reminder", "(invoice 1)", "RUB 7,000.00")


def test_a_payment_typed_a_day_late_counts(walk):
    agency = low(walk)
    agency.minute += DAY
    agency.pays("Acme", 1500, back=4)
    agency.now(0)
    agency.now(6 * DAY)
    assert agency.mails()[-1].has("Reminder", "Received", "RUB 1,500.00", "RUB 5,500.00")


def test_a_payment_that_is_struck_out_again_counts_no_more(walk):
    agency = low(walk)
    row = agency.pays("Acme", 1500, back=4)
    agency.now(DAY)
    for column in "ABCD":
        agency.edit("Payments", f"{column}{row}", None)
    agency.now(DAY)
    agency.now(5 * DAY)
    mail = agency.mails()[-1]
    assert mail.has("Reminder", "RUB 7,000.00")
    assert not mail.has("Received")


def test_a_typo_a_minute_before_the_run_mails_nobody_and_is_mended_in_time(walk):
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 10_000, None]])
    agency.now(0)
    agency.minute += 14
    row = agency.works("Acme", 12_000)
    agency.now(1)
    agency.now(10)
    agency.edit("Log", f"E{row}", 12)
    agency.now(5)
    assert agency.mails() == []
    agency.now(16)
    (mail,) = agency.mails()
    assert mail.has("−RUB 2,000.00", "RUB 14,000.00")


def test_nor_does_it_despite_an_approval_of_another_amount(walk):
    agency = low(
        walk, notices="approve = true\nscale = 0", log=[[day(35), "Acme", "Work", "1", 4, 30, "Anna"]]
    )  # fmt: skip
    assert [held(line) for line in agency.notices_tab()] == [
        (11_000, "held for approval, as every letter is here (`notices.approve`): tick Send")
    ]
    agency.send(1)
    row = agency.works("Acme", 12_000)
    agency.now(1)
    agency.now(16)
    ((asked, why),) = map(held, agency.notices_tab())
    assert asked > 10_000_000
    assert "11,000.00" in why
    agency.edit("Log", f"E{row}", 1)
    agency.now(1)
    assert agency.mails() == []
    agency.now(16)
    assert [mail.has("RUB 12,000.00") for mail in agency.mails()] == [True]


def test_a_slip_in_a_payment_or_a_top_up_settles_too(walk):
    """A digit missing in what they have paid, a digit too many in Top-up."""
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 30_000, None]])
    agency.now(0)
    agency.minute += 29
    agency.edit("Payments", "C2", 3000)
    agency.edit("Clients", "F2", 90_000)
    agency.now(1)
    agency.now(10)
    agency.edit("Payments", "C2", 30_000)
    agency.edit("Clients", "F2", 9_000)
    agency.now(1)
    agency.now(30)
    assert agency.mails() == []


def test_the_first_mail_after_a_week_of_the_folder_is_a_first_letter(walk):
    agency = low(walk, transport="folder")
    agency.now(7 * DAY)
    assert len(agency.agency.letters()) == 2
    agency.configure(transport="smtp")
    agency.now(1)
    (mail,) = agency.mails()
    assert "Reminder" not in mail.subject
    assert mail.has("invoice No. 1", "RUB 7,000.00")
    assert not mail.has("overdue")


def test_whoever_paid_in_that_week_gets_no_mail_at_all(walk):
    agency = low(walk, transport="folder", notices="receipt = true")
    agency.pays("Acme", 7000)
    agency.configure(transport="smtp")
    agency.now(DAY)
    agency.now(16)
    assert agency.mails() == []


def creeping(walk):
    """Low by the days that are left alone: ten of them, by a burn of 1,000 a day."""
    agency = walk(
        clients=[acme(threshold=10)], payments=[[day(60), "Acme", 39_000, None]],
        notices="remind_every = 90\n[billing]\nlow_days = 10",
        log=[[day(20 + back), "Acme", "Work", "1", 3, 30, "Anna"] for back in range(10)],
    )  # fmt: skip
    agency.now(0)
    agency.now(15)
    return agency


def test_a_runway_about_low_days_is_one_letter(walk):
    agency = creeping(walk)
    assert len(agency.mails()) == 1
    for _ in range(5):
        agency.works("Acme", 1)
        agency.now(DAY)
    assert len(agency.mails()) == 1


def test_one_that_paid_and_is_short_again_gets_a_second_one(walk):
    agency = creeping(walk)
    agency.pays("Acme", 20_000)
    agency.days(1)
    agency.works("Acme", 24)
    agency.days(1)
    assert [mail.has("(invoice 1)") for mail in agency.mails()] == [True, False]


def renamed(agency, name):
    agency.edit("Clients", "A2", name)
    agency.edit("Payments", "B2", name)


def test_a_renamed_client_is_not_billed_twice(walk):
    agency = low(walk)
    renamed(agency, "Acme Holding")
    agency.now(1)
    agency.now(16)
    assert len(agency.mails()) == 1
    assert "Acme" in held(agency.notices_tab()[-1])[1]
    agency.send(2)
    agency.now(1)
    agency.now(16)
    assert len(agency.mails()) == 1
    agency.now(7 * DAY)
    agency.now(16)
    assert agency.mails()[-1].has("Reminder", "(invoice 1)", "Dear Acme Holding", "RUB 7,000.00")


def test_one_whose_name_is_only_spelled_otherwise_is_the_same(walk):
    agency = low(walk)
    renamed(agency, " ACME  ")
    agency.now(1)
    agency.now(7 * DAY)
    assert [("Reminder" in mail.subject, mail.has("(invoice 1)")) for mail in agency.mails()] == [
        (False, True),
        (True, True),
    ]


def test_one_cell_from_roubles_to_euro_asks_nobody_for_euro(walk):
    agency = low(walk)
    agency.edit("Clients", "C2", "EUR")
    agency.now(1)
    agency.now(7 * DAY)
    assert len(agency.mails()) == 1
    assert "RUB" in held(agency.notices_tab()[-1])[1]
    agency.edit("Clients", "C2", None)
    agency.now(1)
    agency.now(16)
    assert agency.mails()[-1].has("Reminder", "(invoice 1)", "RUB 7,000.00")


def test_nor_does_an_amount_in_ask_beside_it(walk):
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 30_000, None]])
    agency.now(0)
    agency.edit("Clients", "C2", "EUR")
    agency.edit("Clients", "H2", 12_000)
    agency.now(1)
    agency.now(16)
    assert agency.mails() == []
    agency.edit("Clients", "C2", "RUB")
    agency.now(1)
    agency.now(16)
    assert [mail.has("RUB 12,000.00") for mail in agency.mails()] == [True]


def test_a_backup_put_back_mails_nothing_until_it_is_adopted(walk, tmp_path):
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 3000, None]])
    agency.now(0)
    assert agency.sync("state", "backup", str(tmp_path / "backup"))[0] == 0
    assert agency.now(15) == 0
    for beside in agency.agency.folder.glob("state.sqlite3*"):
        beside.unlink()
    shutil.copy(tmp_path / "backup", agency.agency.folder / "state.sqlite3")
    assert [agency.now(16), agency.now(16)] == [BLOCKED, BLOCKED]
    assert len(agency.mails()) == 1
    assert "Nothing is mailed" in agency.sync("status")[1]
    assert agency.sync("state", "adopt")[0] == 0
    assert agency.now(16) == 0
    agency.now(7 * DAY)
    agency.now(16)
    assert [("Reminder" in each.subject) for each in agency.mails()] == [False, True]
    assert agency.mails()[-1].has("(invoice 1)")


def test_a_workbook_put_back_from_before_the_letter_sends_no_second_one(walk, tmp_path):
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 3000, None]])
    agency.now(0)
    shutil.copy(agency.agency.path, tmp_path / "yesterday.xlsx")
    agency.now(15)
    shutil.copy(tmp_path / "yesterday.xlsx", agency.agency.path)
    assert [agency.now(16), agency.now(16)] == [0, 0]
    assert len(agency.mails()) == 1
    assert agency.notices_tab()[0][9] == "sent"


def test_a_clock_a_day_back_mails_nobody(walk):
    agency = low(walk)
    agency.works("Acme", 9)
    assert agency.now(-DAY) == BLOCKED
    assert agency.now(16) == BLOCKED
    assert len(agency.mails()) == 1
    assert [agency.now(DAY), agency.now(16)] == [0, 0]
    assert len(agency.mails()) == 2


def test_nor_one_that_is_months_ahead(walk):
    agency = low(walk)
    assert agency.now(60 * DAY) == BLOCKED
    agency.minute -= 60 * DAY
    assert agency.now(16) == 0
    assert len(agency.mails()) == 1


def test_a_copied_service_mails_nothing(walk, tmp_path):
    agency = low(walk)
    other = copied(agency, tmp_path / "copy")
    agency.works("Acme", 9)
    assert [agency.now(1), agency.now(16)] == [0, 0]
    assert agency.now(1, folder=other) == BLOCKED
    assert agency.now(8 * DAY, folder=other) == BLOCKED
    assert len(agency.mails()) == 2


def test_of_two_at_the_same_moment_one_mails(walk, tmp_path):
    agency = walk(clients=[acme()], payments=[[day(40), "Acme", 3000, None]])
    agency.now(0)
    other = copied(agency, tmp_path / "copy")
    agency.minute += 16
    codes = []
    both = [
        threading.Thread(
            target=lambda folder=folder: codes.append(agency.sync("now", folder=folder)[0])
        )
        for folder in (agency.agency.folder, other)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    for folder in (agency.agency.folder, other):
        agency.now(16, folder=folder)
    assert len(agency.mails()) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Общество с ограниченной ответственностью «Ромашка и партнёры»",
        'ИП Щеглова-Ёлкина А. Б. "Цветы, ёлки & подарки" (Москва)',
    ],
)
def test_a_russian_subject_keeps_its_spaces(walk, name):
    agency = walk(
        language="ru", clients=[[name, "a@x.example", None, 5000]],
        payments=[[day(40), name, 3000, None]],
    )  # fmt: skip
    agency.now(0)
    agency.now(15)
    assert agency.subjects() == [
        "На вашем лицевом счёте мало средств: 3 000,00 ₽ (счёт на оплату № 1)"
    ]
    assert agency.server.letters[0]["data"].isascii()
    assert agency.mails()[0].has(name)
