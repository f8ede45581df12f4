"""The register of invoices, against what a bookkeeper would write; and how invoices are numbered."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.invoices.register import Fate, register
from sheets_sync.notices.ledger.episodes import Episode, Level
from sheets_sync.notices.ledger.issued import Invoice, Numbering
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.views.register_view import as_csv, paid_early, register_totals
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, NOW, TODAY, Office, books, client
from tests.notices.test_kinds import notice

DAY = timedelta(days=1)
ACME = ("acme", "RUB")


def bill(number, amount=1_000, before=0, **more):
    return Invoice(number, "acme", "RUB", amount, TODAY + number, before, **more)


def asked(number, episode=1, kind=Kind.LOW):
    return replace(
        notice(kind), id=number, number=number, client="acme", name="Acme", invoice=number, episode=episode
    )  # fmt: skip


def lines(*invoices, paid=(), notices=(), open_episode=None):
    episodes = (
        {"acme": Episode(open_episode, "acme", NOW, Level.LOW, NOW, 5)} if open_episode else {}
    )
    ledger = Ledger(episodes, tuple(notices), {each.number: each for each in invoices})
    return register(ledger, {ACME: list(paid)})


def told(line):
    return line.fate, line.paid, line.paid_day, line.left, line.by


def test_an_invoice_is_open_until_it_is_paid_and_closed_where_its_account_recovered_without():
    one, notices = bill(1), [asked(1, episode=4)]
    part = [(TODAY + 2, 300), (TODAY + 3, 200)]
    (line,) = lines(one, paid=part, notices=notices, open_episode=4)
    assert told(line) == (Fate.OPEN, 500, TODAY + 3, 500, "")
    (line,) = lines(one, paid=part, notices=notices)
    assert told(line) == (Fate.CLOSED, 500, TODAY + 3, 0, "")
    (line,) = lines(one, paid=[*part, (TODAY + 3, 700)], notices=notices)
    assert told(line) == (Fate.PAID, 1_000, TODAY + 3, 0, "")
    assert line.name == "Acme"


def test_what_was_paid_goes_to_the_invoice_that_was_asked_for_then():
    paid = [(TODAY - 9, 50), (TODAY + 1, 1_000), (TODAY + 2, 400), (TODAY + 5, -100)]
    first, second = lines(
        bill(1, before=50), bill(2, before=1_050), paid=paid, notices=[asked(1), asked(2, 2)], open_episode=2
    )  # fmt: skip
    assert told(first) == (Fate.PAID, 1_000, TODAY + 1, 0, "")
    assert told(second) == (Fate.OPEN, 300, TODAY + 2, 700, "")


def test_replaced_and_withdrawn_ones_name_what_took_their_place():
    first, second, note = lines(
        bill(1, prefix="a-"), bill(2, prefix="b-", amount=3_000, replaces=1), bill(3, amount=3_000, credits=2),
        notices=[asked(1), asked(2)], open_episode=1,
    )  # fmt: skip
    assert told(first) == (Fate.REPLACED, 0, None, 0, "b-2")
    assert told(second) == (Fate.CREDITED, 0, None, 0, "3")
    assert told(note) == (Fate.NOTE, 0, None, 0, "b-2")
    assert note.amount == -3_000
    (said,) = register_totals([first, second, note], words_of("en"))
    assert said == (
        "Invoiced: 40.00 RUB; of it paid: 0.00 RUB; open: 0.00 RUB; no longer asked: 40.00 RUB. "
        "Credit notes: 30.00 RUB, for invoices that stand in the first sum"
    )


def test_of_those_taken_over_nobody_knows_which_were_replaced_and_the_total_says_so():
    taken = [bill(number, before=None) for number in (1, 2, 3)]
    known = bill(4, before=0)
    notices = [asked(number) for number in (1, 2, 3, 4)]
    made = lines(*taken, known, notices=notices, open_episode=1)
    assert [line.fate for line in made] == [Fate.ENDED, Fate.ENDED, Fate.CLOSED, Fate.OPEN]
    assert {line.left for line in made[:3]} == {0}
    total, doubt = register_totals(made, words_of("en"))
    assert total == (
        "Invoiced: 40.00 RUB; of it paid: 0.00 RUB; open: 10.00 RUB; no longer asked: 30.00 RUB"
    )
    assert doubt.startswith("2 invoices of it were taken over from the tab Notices and may have")
    (paid, *_) = lines(*taken, notices=notices, paid=[(TODAY + 2, 1_000)])
    assert paid.fate == Fate.PAID
    assert ",closed or replaced," in as_csv(made, words_of("en"))


def test_of_a_client_who_is_gone_nothing_is_known_to_be_paid():
    ledger = Ledger(issued={1: bill(1)})
    (line,) = register(ledger, {})
    assert told(line) == (Fate.CLOSED, 0, None, 0, "")


def test_a_csv_is_for_programs_and_no_cell_of_it_is_a_formula():
    evil = replace(asked(1), name="=cmd|' /C calc'!A0")
    made = as_csv(lines(bill(1, prefix="+7-", amount=123_456), notices=[evil]), words_of("en"))
    head, row = made.splitlines()
    assert head == (
        "No,Date,Client,Amount,Currency,State,Paid,Paid on,Left,No longer asked,By or for No,"
        "Paid by older rows"
    )
    assert row == (
        "'+7-1,2026-11-24,'=cmd|' /C calc'!A0,1234.56,RUB,\"closed, not asked any more\",0.00,,0.00,1234.56,,0.00"
    )


def test_money_that_comes_after_a_withdrawal_is_not_paid_on_what_was_withdrawn():
    paid = [(TODAY + 1, 400), (TODAY + 4, 600)]
    first, _ = lines(bill(1), bill(2, before=400, credits=1), paid=paid)
    assert told(first) == (Fate.CREDITED, 400, TODAY + 1, 0, "2")
    assert first.dropped == 600
    before, _ = lines(bill(1), bill(2, before=None, credits=1), paid=paid)
    assert before.paid == 400


def test_what_is_paid_by_rows_that_are_older_than_the_invoice_is_said():
    """Two clients who were made one, by moving their rows to one name."""
    old = [(TODAY - 200, 5_000), (TODAY + 1 - 11, 700)]
    (merged,) = lines(bill(1, before=5_000), paid=old)
    assert (merged.fate, merged.paid, merged.early) == (Fate.CLOSED, 700, 700)
    (said,) = paid_early([merged], words_of("en"))
    assert "over ten days older than the invoice: No 1." in said
    assert as_csv([merged], words_of("en")).endswith(",7.00\n")
    (typed_late,) = lines(bill(1, before=5_000), paid=[(TODAY - 200, 5_000), (TODAY + 1 - 10, 700)])
    assert paid_early([typed_late], words_of("en")) == []


def test_every_invoice_is_the_sum_of_what_letters_asked_for_and_payments_brought(tmp_path):
    """A real desk: low, paid in part, replaced, paid."""
    office = Office(tmp_path)
    paid = [(TODAY - 9, 0, 300_000)]
    office.run(books([client()], paid))
    office.run(books([client()], [*paid, (TODAY, 0, 100_000)]), MORNING + 7 * DAY)
    spent = [(TODAY, 0, "Design", 450_000)]
    low = books([client()], [*paid, (TODAY, 0, 100_000)], spent)
    office.run(low, MORNING + 8 * DAY)
    first, second = register(office.outbox.ledger(), low.money)
    assert told(first) == (Fate.REPLACED, 100_000, TODAY, 0, "2")
    assert told(second) == (Fate.OPEN, 0, None, second.amount, "")
    done = books(
        [client()], [*paid, (TODAY, 0, 100_000), (TODAY + 3, 0, 5_000_000)], spent, TODAY + 3
    )
    office.run(done, MORNING + 9 * DAY)
    *_, last = register(office.outbox.ledger(), done.money)
    assert told(last) == (Fate.PAID, second.amount, TODAY + 3, 0, "")
    office.close()


def test_a_series_begins_anywhere_goes_on_without_gaps_and_keeps_the_labels_it_gave(tmp_path):
    office = Office(tmp_path, series=Numbering("2026-", 341))
    two = [client(), client("b")]
    office.run(books(two, [(TODAY - 9, 0, 300_000)]))
    office.series = Numbering("2027/", 1)
    paid = [(TODAY - 9, 0, 300_000), (TODAY - 9, 1, 300_000)]
    office.run(books(two, paid), MORNING + 7 * DAY)
    ledger = office.outbox.ledger()
    assert [each.label for each in ledger.issued.values()] == ["2026-341", "2027/342"]
    subjects = [
        email.message_from_bytes((office.folder / name).read_bytes(), policy=email.policy.default)
        for name in office.letters()
    ]
    assert ["2026-341" in each["Subject"] for each in subjects] == [True, True, False]
    assert [part.get_filename() for part in subjects[2].iter_attachments()] == [
        "invoice-2027-000342.pdf"
    ]
    assert [each.invoice_label for each in ledger.notices] == ["2026-341", "2026-341", "2027/342"]
    assert office.store.faults() == []
    office.close()


@pytest.mark.parametrize("prefix", ["", "2026-", "A/"])
def test_an_invoice_that_was_withdrawn_or_is_a_credit_note_is_nobodys_open_one(prefix):
    ledger = Ledger(issued={1: bill(1, prefix=prefix), 2: bill(2, credits=1)})
    assert ledger.invoices == {}
    assert ledger.credited == {1: 2}
    ledger = Ledger(issued={**ledger.issued, 3: bill(3)})
    assert ledger.invoices == {ACME: bill(3)}
