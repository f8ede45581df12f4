"""A client whose rows went to a new name, while the old row of Clients was left there: asked about as
one who was renamed (design §17)."""

from itertools import permutations

import pytest

from sheets_sync.use_cases.invoicing import ask_for_invoice, withdraw_invoice
from tests.sync.agency import NOW
from tests.sync.lived import lived
from tests.sync.test_paid_before_answered import asking, lines, pays, start, started, ticks, told
from tests.sync.test_renamed_tab_by_tab import ASKED_WHO, MINUTE, WHERE, waiting

LEFT: dict[str, dict[str, str | None]] = {
    "as it was": {},
    "closed": {"D2": "closed"},
    "emptied": {"B2": None, "C2": None, "D2": None},
}
ORDERS = [*permutations(WHERE), (tuple(WHERE),)]


def copied(agency, tabs, left, address="a@example.com"):
    for tab in tabs:
        if tab != "Clients":
            agency.edit(tab, WHERE[tab], "Acme Group")
            continue
        for column, value in zip("ABC", ("Acme Group", address, 1000), strict=True):
            agency.edit("Clients", f"{column}4", value)
        for cell, value in LEFT[left].items():
            agency.edit("Clients", cell, value)


def copied_in(folder, steps, left, address="a@example.com"):
    """An agency where it went over in those steps."""
    deeds = (
        (one_step, step, *((left, address) if "Clients" in step else ("as it was", "")))
        for step in steps
    )
    return lived(folder, start(), *deeds)


def one_step(agency, step, left, address):
    copied(agency, (step,) if isinstance(step, str) else step, left, address)
    told(agency)


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("address", ["a@example.com", "new@example.com"])
@pytest.mark.parametrize("steps", ORDERS, ids=str)
def test_it_is_asked_about_before_the_same_money_is_asked_again(tmp_path, steps, address, left):
    agency = copied_in(tmp_path, steps, left, address)
    assert agency.letters() == ["000001-low-acme.eml"]
    assert waiting(agency) == ASKED_WHO
    ticks_letter(agency)
    assert told(agency) == []
    assert lines(agency) == [("acme group", "open", 0)]


def ticks_letter(agency):
    rows = agency.grid()["Notices"]
    (row,) = (at for at, each in enumerate(rows, 1) if each[9].startswith("held: is this"))
    agency.edit("Notices", f"K{row}", "TRUE")


@pytest.mark.parametrize("left", LEFT)
def test_who_paid_by_then_is_asked_about_too(tmp_path, left):
    agency = copied_in(tmp_path, [tuple(WHERE)], left)
    pays(agency)
    told(agency)
    assert [who for who, _ in asking(agency)] == ["Acme Group"]
    assert agency.found == [("Acme", "Acme Group", "1")]
    ticks(agency)
    assert told(agency) == []
    assert lines(agency) == [("acme group", "paid", 200_000)]


def test_a_new_client_at_the_same_mailbox_is_none_of_theirs(tmp_path):
    """Acme has their rows, and owes; who came with the same address has rows of their own."""
    agency = started(tmp_path)
    for column, value in zip("ABC", ("Dune", "a@example.com", 1000), strict=True):
        agency.edit("Clients", f"{column}4", value)
    pays(agency, 500, name="Dune")
    letters = told(agency)
    assert [(each.name, each.invoice) for each in letters] == [("Dune", 2)]
    assert waiting(agency) == []


def test_rows_that_come_back_are_the_clients_own(tmp_path):
    agency = copied_in(tmp_path, [tuple(WHERE)], "as it was")
    assert waiting(agency) == ASKED_WHO
    for tab in ("Payments", "Log"):
        agency.edit(tab, WHERE[tab], "Acme")
    told(agency)
    assert (waiting(agency), agency.found) == ([], [])
    assert agency.letters() == ["000001-low-acme.eml"]


def test_no_is_a_word_and_both_are_clients_of_their_own(tmp_path):
    agency = copied_in(tmp_path, [tuple(WHERE)], "as it was")
    agency.edit("Notices", "K3", "no")
    assert told(agency) == []
    assert waiting(agency) == [("Acme Group", "held: not the new name of Acme, as someb")]
    assert lines(agency) == [("acme", "open", 0)]
    agency.edit("Notices", "K4", "yes")
    (letter,) = told(agency)
    assert (letter.name, letter.invoice) == ("Acme Group", 2)


def test_whoever_withdraws_what_they_were_asked_for_asks_nobody_either(tmp_path):
    agency = copied_in(tmp_path, [tuple(WHERE)], "as it was")
    withdraw_invoice(agency.config, "1", NOW + (agency.at + 5) * MINUTE, lambda _: None)
    letters = told(agency)
    assert sorted(str(each.kind) for each in letters) == ["CREDIT", "LOW"]
    assert waiting(agency) == []


def test_an_invoice_asked_for_before_waits_where_none_of_their_rows_are_left(tmp_path):
    agency = started(tmp_path)
    pays(agency, name="Acme")
    told(agency)
    moment = NOW + (agency.at + 5) * MINUTE
    ask_for_invoice(agency.config, "Acme", "500", moment, lambda _: None)
    copied(agency, tuple(WHERE), "as it was", address="new@example.com")
    agency.edit("Payments", "B4", "Acme Group")
    assert told(agency) == []
    assert waiting(agency) == [("Acme", "held: since a person asked for it, no ro")]
