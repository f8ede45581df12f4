"""What no episode causes: an invoice that a person asks for, one that they withdraw, and the
statement of a month. Each goes once, through the same outbox."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.invoices.register import Fate, register
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.plan.moved_charges import Charge
from sheets_sync.notices.plan.youth import Youth
from sheets_sync.notices.wording import state_text
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.words.speaking import ENGLISH
from tests.notices.cases import AT_ONCE, MORNING, NOW, TODAY, Office, books, client
from tests.notices.paper.cases import needs_pdftotext, text_of
from tests.notices.test_due_days import Moody

DAY = timedelta(days=1)
FINE = [(TODAY - 9, 0, 900_000)]
LOW = [(TODAY - 9, 0, 300_000)]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def ask(office, amount=2_500_000, number=1, **more):
    values = {"kind": Kind.INVOICE, "client": "ромашка", "currency": "RUB", "invoice": None, **more}
    office.outbox.ask(Errand(id=number, amount=amount, moment=NOW, **values))


def withdraw(office, invoice, number=9):
    ask(office, 1, number, kind=Kind.CREDIT, invoice=invoice)


def gone(moved):
    return [(str(each.kind), each.invoice, str(each.state)) for each in moved]


def mails(office):
    found = [(office.folder / name).read_bytes() for name in office.letters()]
    return [email.message_from_bytes(each, policy=email.policy.default) for each in found]


def pdf(message):
    (part,) = message.iter_attachments()
    return part.get_filename(), part.get_content()


@needs_pdftotext
def test_a_first_advance_goes_at_once_and_never_twice(office, tmp_path):
    empty = books([client(contract="7/26")])
    assert office.run(empty) == []
    ask(office)
    assert gone(office.run(empty)) == [("INVOICE", 1, "written")]
    for days in (0, 1, 30):
        assert office.run(empty, MORNING + days * DAY) == []
    (mail,) = mails(office)
    assert mail["Subject"] == "Invoice 1: RUB 25,000.00"
    assert "Here is the invoice for an advance" in mail.get_body(("plain",)).get_content()
    name, paper = pdf(mail)
    assert name == "invoice-000001.pdf"
    assert "Invoice No. 1" in text_of(paper, tmp_path)


def test_it_goes_whatever_waits_for_approval_or_to_settle_but_not_without_an_address(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, settle=DAY, approve=True))
    ask(office)
    (held,) = office.run(books([client(emails=())]))
    assert held.reason == "no_address"
    assert gone(office.run(books([client(state="paused")]), MORNING + DAY)) == [
        ("INVOICE", 1, "written")
    ]
    office.close()


def test_it_takes_the_place_of_the_open_invoice_whatever_it_asks_for(office):
    assert gone(office.run(books([client()], LOW))) == [("LOW", 1, "written")]
    ask(office, 123)
    assert gone(office.run(books([client()], LOW))) == [("INVOICE", 2, "written")]
    assert office.outbox.ledger().replaced == {1: 2}


def test_a_letter_asks_again_for_one_that_is_enough_and_replaces_one_that_is_not(office):
    ask(office)
    office.run(books([client()], FINE))
    assert gone(office.run(books([client()], LOW))) == [("LOW", 1, "written")]
    ask(office, 100, 2)
    office.run(books([client()], LOW))
    (held,) = office.run(books([client()], LOW), MORNING + 7 * DAY)
    assert (held.reason, held.invoice) == ("by_hand: 100 2", None)
    said = "held: a person asked for 1.00 RUB by invoice No 2, which is unpaid, and this letter asks for 7,000.00 RUB"
    assert said in state_text(held, ENGLISH)
    office.run(books([client()], [*LOW, (TODAY, 0, 40)]), MORNING + 7 * DAY)
    said = "asked for 1.00 RUB by invoice No 2, of which 0.60 RUB is left to pay, and this letter"
    assert said in state_text(office.outbox.ledger().notices[-1], ENGLISH)
    ticked = Ask(approvals={held.number: None})
    moved = office.run(books([client()], LOW), MORNING + 7 * DAY, ask=ticked)
    assert gone(moved) == [("REMINDER", 3, "written")]
    assert office.outbox.ledger().replaced == {1: 2, 2: 3}


@pytest.mark.parametrize("paid", [True, False])
def test_a_letter_that_waits_beside_one_by_hand_goes_by_itself_once_that_is_over(office, paid):
    """Found: with 10,000 in Ask the client was asked for 20,000 a day later, unsaid."""
    ask(office, 100)
    office.run(books([client()], LOW))
    (held,) = office.run(books([client()], LOW), MORNING + DAY)
    assert held.reason == "by_hand: 100 1"
    if not paid:
        withdraw(office, 1)
    rows = [*LOW, *([(TODAY, 0, 100)] if paid else [])]
    moved = office.run(books([client()], rows), MORNING + 2 * DAY)
    assert ("LOW", 2, "written") in gone(moved)
    assert office.outbox.ledger().replaced == {}


def test_one_asked_for_in_another_currency_waits(office):
    ask(office, currency="EUR")
    assert office.run(books([client()], FINE)) == []
    assert gone(office.run(books([client(currency="EUR")], FINE))) == [("INVOICE", 1, "written")]


@needs_pdftotext
def test_a_withdrawn_invoice_is_asked_for_no_more_and_its_credit_note_goes_once(office, tmp_path):
    low = books([client()], LOW)
    office.run(low)
    withdraw(office, 1)
    assert office.outbox.ledger().invoices == {}
    assert gone(office.run(low)) == [("CREDIT", 2, "written")]
    assert office.run(low, MORNING + DAY) == []
    assert gone(office.run(low, MORNING + 7 * DAY)) == [("REMINDER", 3, "written")]
    _, note, fresh = mails(office)
    assert note["Subject"] == "Invoice 1 is withdrawn: credit note 2"
    body = note.get_body(("plain",)).get_content()
    assert "Need not be paid: invoice No. 1 of 23 Nov 2026: RUB\u00a07,000.00" in body
    assert "Please pay" not in body
    name, paper = pdf(note)
    assert name == "credit-note-000002.pdf"
    said = text_of(paper, tmp_path)
    for words in (
        "Credit note No. 2",
        "Withdrawal of invoice No. 1 of 23 Nov 2026",
        "−RUB 7,000.00",
    ):
        assert words in said
    assert "Reminder" not in fresh["Subject"]  # nobody has seen that invoice yet
    lines = register(office.outbox.ledger(), low.money)
    assert [each.fate for each in lines] == [Fate.CREDITED, Fate.NOTE, Fate.OPEN]
    assert office.store.faults() == []


def test_what_people_asked_for_waits_while_the_currency_may_be_a_slip(office):
    """Found: an invoice by hand and a credit note with the balance in euros, which were roubles."""
    office.run(books([client()], LOW))
    slip = books([client(currency="EUR")], LOW)
    slip = replace(slip, youth=Youth(were_in={"ромашка": "RUB"}))
    ask(office, currency="EUR")
    withdraw(office, 1)
    assert {state for *_, state in gone(office.run(slip))} == {"held"}
    held = [each for each in office.outbox.ledger().notices if each.live and each.number]
    errands = [(str(each.kind), each.reason) for each in held if not each.kind.of_episode]
    assert sorted(errands) == [("CREDIT", "currency: RUB"), ("INVOICE", "currency: RUB")]
    ticked = Ask(approvals={each.number: None for each in held if each.kind.withdraws})
    office.run(slip, ask=ticked)
    assert [str(each.kind) for each in office.outbox.ledger().gone] == ["LOW", "CREDIT"]


def test_an_invoice_is_withdrawn_once(office):
    office.run(books([client()], LOW))
    withdraw(office, 1)
    with pytest.raises(BrokenRuleError):
        withdraw(office, 1, 10)


def test_a_waiting_letter_that_asks_for_a_withdrawn_invoice_does_not_go(office):
    low = books([client()], LOW)
    office.folder.touch()  # no folder: every letter is put off
    assert gone(office.run(low)) == [("LOW", 1, "retry")]
    withdraw(office, 1)
    office.folder.unlink()
    moved = office.run(low, MORNING + DAY)
    assert gone(moved) == [("LOW", 1, "cancelled"), ("LOW", 2, "written")]  # nobody had No 1


def test_an_invoice_by_hand_keeps_its_number_where_its_letter_is_made_anew(office):
    office.folder.touch()  # no folder: every letter is put off
    ask(office)
    assert gone(office.run(books([client()], FINE))) == [("INVOICE", 1, "retry")]
    office.folder.unlink()
    elsewhere = books([client(emails=("new@x.example",))], FINE)
    moved = office.run(elsewhere, MORNING + DAY)
    assert gone(moved) == [("INVOICE", 1, "cancelled"), ("INVOICE", 1, "written")]
    assert list(office.outbox.ledger().issued) == [1]


MONTHLY = replace(AT_ONCE, statement="monthly")
OCTOBER = TODAY - 40  # 14 October


@needs_pdftotext
def test_a_statement_goes_once_a_month_to_who_is_active_and_whose_account_moved(tmp_path):
    office = Office(tmp_path, MONTHLY)
    people = [client("a"), client("b"), client("c", state="paused")]
    paid = [
        (OCTOBER - 60, 0, 900_000),
        (OCTOBER, 0, 100_000),
        (OCTOBER - 60, 1, 900_000),
        (OCTOBER, 2, 900_000),
    ]
    work = [(OCTOBER + 1, 0, "Call", 12_345), (TODAY - 20, 0, "Call", 55)]
    moved = office.run(books(people, paid, work))
    assert [(each.name, *each_of(each)) for each in moved] == [("a", "STATEMENT", None, "written")]
    assert office.run(books(people, paid, work), MORNING + DAY) == []
    (mail,) = mails(office)
    assert mail["Subject"] == "Your account statement, October 2026"
    body = mail.get_body(("plain",)).get_content()
    for words in (
        "Balance at the start: RUB\u00a09,000.00", "Money in: RUB\u00a01,000.00", "Charged: RUB\u00a0123.45",
        "Balance at the end: RUB\u00a09,876.55",
    ):  # fmt: skip
        assert words in body
    name, paper = pdf(mail)
    assert name == "statement-2026-10.pdf"
    said = text_of(paper, tmp_path)
    assert "1 Oct 2026 to 31 Oct 2026" in said
    assert said.count("Call") == 1
    december = replace(books(people, paid, work), day=TODAY + 8)
    assert gone(office.run(december, MORNING + 8 * DAY)) == [("STATEMENT", None, "written")]
    assert office.run(december, MORNING + 9 * DAY) == []
    assert office.store.faults() == []
    office.close()


def each_of(notice):
    return str(notice.kind), notice.invoice, str(notice.state)


def test_statements_are_held_where_letters_are_approved_and_never_asked_of_anybody_else(tmp_path):
    office = Office(tmp_path, replace(MONTHLY, approve=True))
    what = books([client()], [(OCTOBER, 0, 900_000)])
    (held,) = office.run(what)
    assert (held.reason, held.asked) == ("approval", 0)
    office.close()
    office = Office(tmp_path / "never")
    assert office.run(what) == []
    office.close()


def test_one_by_hand_that_is_enough_is_asked_again_after_the_letter_has_settled_too(tmp_path):
    """Found by histories: once the letter had waited a run, the advance was replaced by less."""
    office = Office(tmp_path, replace(AT_ONCE, settle=timedelta(minutes=15), remind_every=1))
    ask(office)
    office.run(books([client()], FINE))
    for minutes in (0, 15):
        moved = office.run(books([client()], LOW), MORNING + timedelta(minutes=minutes))
    assert gone(moved) == [("LOW", 1, "written")]
    assert gone(office.run(books([client()], LOW), MORNING + 2 * DAY)) == [
        ("REMINDER", 1, "written")
    ]
    office.close()


def test_one_by_hand_ends_with_the_episode_that_asked_for_it_though_planned_before_it(tmp_path):
    """Found by histories: a letter that had waited since before the advance asked for it last."""
    office = Office(tmp_path, replace(AT_ONCE, settle=timedelta(minutes=15)))
    office.run(books([client()], LOW))
    ask(office)
    (by_hand,) = office.run(books([client()], LOW), MORNING + timedelta(minutes=1))
    (low,) = office.run(books([client()], LOW), MORNING + timedelta(minutes=20))
    assert gone([by_hand, low]) == [("INVOICE", 1, "written"), ("LOW", 1, "written")]
    assert low.id < by_hand.id
    paid = [*LOW, (TODAY, 0, 600_000)]
    assert office.run(books([client()], paid), MORNING + DAY) == []
    again = books([client()], paid, [(TODAY, 0, "Work", 500_000)])
    office.run(again, MORNING + 2 * DAY)
    (low,) = office.run(again, MORNING + 3 * DAY)
    assert gone([low]) == [("LOW", 2, "written")]
    office.close()


def test_whoever_gets_one_by_hand_is_not_asked_for_another_in_the_same_run(office):
    """Found by histories: a reminder of the invoice that the other letter had just replaced."""
    low = books([client()], LOW)
    office.run(low)
    ask(office, 900_000)
    assert gone(office.run(low, MORNING + 7 * DAY)) == [("INVOICE", 2, "written")]
    moved = office.run(low, MORNING + 7 * DAY + timedelta(minutes=1))
    assert gone(moved) == [("REMINDER", 2, "written")]


def test_a_letter_put_off_does_not_ask_for_what_one_by_hand_has_replaced(office):
    low = books([client()], LOW)
    office.folder.touch()  # no folder: every letter is put off
    office.run(low)
    office.folder.unlink()
    ask(office, 900_000)
    assert gone(office.run(low, MORNING + timedelta(minutes=1))) == [("INVOICE", 2, "written")]
    moved = office.run(low, MORNING + DAY)
    assert gone(moved) == [("LOW", 1, "cancelled"), ("LOW", 2, "written")]


def test_one_by_hand_says_the_balance_that_the_tab_says(office):
    """Found by histories: of a busy account the letter left out the charge of a minute ago."""
    work = [(TODAY, 0, "Call", 12_300)]
    young = Youth({"ромашка": (Charge(TODAY, "call", 12_300),)}, overdue=frozenset({"ромашка"}))
    ask(office)
    moved = office.run(replace(books([client()], LOW, work), youth=young))
    kinds = {str(each.kind): each.balance for each in moved}
    assert kinds == {"INVOICE": 300_000 - 12_300}
    (mail,) = mails(office)
    assert "2,877.00" in mail.get_body(("plain",)).get_content()


def test_nobody_is_thanked_for_a_payment_that_was_struck_out_meanwhile(tmp_path):
    """Found by histories: the receipt waited to settle, and a bonus came in the payment's place."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True, settle=timedelta(minutes=15)))
    for minutes in (0, 15):
        office.run(books([client()], LOW), MORNING + timedelta(minutes=minutes))
    paid = [*LOW, (TODAY, 0, 800_000)]
    office.run(books([client()], paid), MORNING + timedelta(minutes=20))
    gift = [*LOW, (TODAY, 0, 800_000, "bonus", "")]
    for minutes in (30, 50):
        assert office.run(books([client()], gift), MORNING + timedelta(minutes=minutes)) == []
    office.close()


def test_who_pays_after_their_invoice_was_withdrawn_is_thanked(tmp_path):
    """Found: they were not: the receipt had no invoice to name."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    office.run(books([client()], LOW))
    withdraw(office, 1)
    office.run(books([client()], LOW))
    paid = books([client()], [*LOW, (TODAY, 0, 800_000)])
    assert gone(office.run(paid, MORNING + DAY)) == [("RECEIPT", 1, "written")]
    assert office.run(paid, MORNING + 2 * DAY) == []
    said = mails(office)[-1].get_body(("plain",)).get_content()
    assert "Received since invoice No. 1 of 23 Nov 2026: RUB\u00a08,000.00" in said
    office.close()


def test_who_did_not_pay_is_not_thanked_after_it_was_withdrawn(tmp_path):
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    office.run(books([client()], LOW))
    withdraw(office, 1)
    gift = books([client()], [*LOW, (TODAY, 0, 800_000, "bonus", "")])
    assert gone(office.run(gift, MORNING + DAY)) == [("CREDIT", 2, "written")]
    office.close()


def test_nobody_is_thanked_twice_for_the_same_money(tmp_path):
    """Found: a choice in Bank that was taken back, and made again."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    days = iter(range(1, 9))

    def on_next_day(*payments):
        moved = office.run(books([client()], [*LOW, *payments]), MORNING + next(days) * DAY)
        return gone(moved)

    came = (TODAY, 0, 800_000)
    assert on_next_day() == [("LOW", 1, "written")]
    assert on_next_day(came) == [("RECEIPT", 1, "written")]
    assert on_next_day() == [("LOW", 2, "written")]
    assert on_next_day(came) == []
    assert on_next_day() == [("LOW", 3, "written")]
    assert on_next_day((TODAY, 0, 900_000)) == [("RECEIPT", 3, "written")]
    office.close()


@pytest.mark.parametrize("after", ["withdrawn", "replaced"])
def test_a_refused_invoice_that_is_asked_for_no_more_offers_no_cure(office, after):
    """Found: its line said to mend the address or to tick Send, which then only cancelled it."""
    office.transport = Moody("boss@romashka.example")
    what = books([client()], FINE)
    ask(office)
    office.run(what)
    ask(office, 9_900_000, 2) if after == "replaced" else withdraw(office, 1)
    office.run(what, MORNING + DAY)
    office.run(what, MORNING + 2 * DAY)
    first = office.outbox.ledger().notices[0]
    assert state_text(first, ENGLISH) == "cancelled: its cause is gone"
    office.transport.refused = ()
    office.run(what, MORNING + 3 * DAY, ask=Ask(approvals={1: None}))
    assert office.transport.got == []
