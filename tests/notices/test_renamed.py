"""A renamed client is not billed twice (design §17)."""

from dataclasses import replace

import pytest

from sheets_sync.notices.desk import Ask
from sheets_sync.notices.register import Fate, register
from sheets_sync.notices.renames import with_invoices
from tests.notices.cases import AT_ONCE, MORNING, TODAY, Office, books, client
from tests.notices.test_open_invoices import DAY, FIRST, WORK

OLD, NEW = client("Ромашка"), client("Ромашка и партнёры")


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def run(office, day, *who, approvals=(), paid=FIRST, work=WORK):
    what = books(who, paid, work, TODAY + day)
    moved = office.run(what, MORNING + day * DAY, ask=Ask(approvals=approvals))
    return [(f"{each.kind}{each.ordinal or ''}", each.name, each.invoice) for each in moved]


def waiting(office):
    return [(each.number, each.reason) for each in office.outbox.ledger().notices if each.live]


def gone(office):
    return [each.name for each in office.outbox.ledger().notices if each.outcomes]


def test_a_new_name_at_the_old_address_waits_and_asks(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert waiting(office) == [(2, "renamed: Ромашка")]
    assert gone(office) == ["Ромашка"]


def test_yes_takes_episode_and_invoice_over_and_reminds_when_it_is_due(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert run(office, 2, NEW, approvals={2})[1:] == []
    assert waiting(office) == []
    assert run(office, 3, NEW) == []
    assert run(office, 7, NEW) == [("REMINDER1", "Ромашка и партнёры", 1)]
    assert office.outbox.last_invoice == 1
    paid = [*FIRST, (TODAY + 8, 0, 800_000)]
    assert run(office, 8, NEW, paid=paid) == []
    more = [*WORK, (TODAY + 20, 0, "Design", 900_000)]
    assert run(office, 20, NEW, paid=paid, work=more) == [("LOW", "Ромашка и партнёры", 2)]


def test_what_was_paid_under_the_new_name_counts_for_the_old_ones_invoice(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    paid = [*FIRST, (TODAY + 3, 0, 100_000)]
    assert run(office, 7, NEW, paid=paid) == [("REMINDER1", "Ромашка и партнёры", 1)]


def test_a_name_put_back_is_who_it_was(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert [each for each in run(office, 2, OLD) if each[0] != "LOW"] == []
    assert waiting(office) == []
    assert run(office, 7, OLD) == [("REMINDER1", "Ромашка", 1)]


def test_no_is_the_old_name_entered_again_as_closed(office):
    run(office, 0, OLD)
    run(office, 1, NEW)
    assert run(office, 2, NEW, client("Ромашка", state="closed")) == [("LOW", NEW.name, 2)]


def test_another_address_is_another_client(office):
    run(office, 0, OLD)
    assert run(office, 1, client("Acme", emails=("a@acme.example",))) == [("LOW", "Acme", 2)]


def test_swapped_names_wait_for_their_addresses(office):
    one, two = client("One", emails=("one@x.example",)), client("Two", emails=("two@x.example",))
    paid, work = [*FIRST, (TODAY - 9, 1, 300_000)], [*WORK, (TODAY - 5, 1, "Design", 100_000)]
    run(office, 0, one, two, paid=paid, work=work)
    swapped = client("Two", emails=one.emails), client("One", emails=two.emails)
    assert run(office, 7, *swapped, paid=paid, work=work) == [] or waiting(office)
    assert {reason for _, reason in waiting(office)} == {"address"}


def settled_after_a_rename(office):
    """Had a letter, was renamed, Send said yes, and then paid: the episode is over."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    return [*FIRST, (TODAY + 8, 0, 800_000)]


def test_thanks_go_to_the_new_name_for_what_it_paid_on_the_old_ones_invoice(tmp_path):
    """Found: the run crashed, since the invoice had gone back to the old name by then."""
    office = Office(tmp_path, replace(AT_ONCE, receipt=True))
    paid = settled_after_a_rename(office)
    assert run(office, 8, NEW, paid=paid) == [("RECEIPT", NEW.name, 1)]
    (line,) = register(
        with_invoices(office.outbox.ledger()), books([NEW], paid, WORK, TODAY + 9).money
    )
    assert (line.fate, line.paid) == (Fate.PAID, 800_000)
    office.close()


def test_a_name_put_back_after_yes_is_asked_about_as_well(office):
    """Found: the old name had had letters, so it counted as nobody's, and was billed anew."""
    run(office, 0, OLD)
    run(office, 1, NEW)
    run(office, 2, NEW, approvals={2})
    assert [each[0] for each in run(office, 3, OLD)] == ["LOW"]
    assert [reason for _, reason in waiting(office)] == [f"renamed: {NEW.name}"]
    (number,) = (each for each, _ in waiting(office))
    run(office, 4, OLD, approvals={number})
    assert run(office, 7, OLD) == [("REMINDER1", "Ромашка", 1)]
    assert office.outbox.last_invoice == 1
