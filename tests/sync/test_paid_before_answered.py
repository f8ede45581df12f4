"""A client of a new name who pays before anybody said whose name it is: the question outlives the
letter that asked it, and what they paid counts for the invoice that they had (design §17)."""

from itertools import permutations

import pytest

from sheets_sync.notices.invoices.register import register
from sheets_sync.use_cases.invoicing import ask_for_invoice
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.shared.office import view_office
from tests.sync.agency import NOW, day
from tests.sync.lived import lived
from tests.sync.test_renamed_tab_by_tab import (
    ASKED_WHO,
    LOG,
    MINUTE,
    SETTLED,
    WHERE,
    agency_of,
    at,
    rename,
    waiting,
)

QUESTION = [("Acme Group", "is this the new name of Acme, who was asked to pa")]
RECEIPTS = SETTLED.replace("[workbook]", "receipt = true\n[workbook]")
ORDERS = [*permutations(WHERE), (tuple(WHERE),)]


def lines(agency):
    """What the register says of each invoice."""
    with view_office(agency.config, NOW + 40 * 24 * 60 * MINUTE) as office:
        books = mailroom.books(agency.config, office.read_and_reckon())
        found = register(office.desk.ledger(), books.money)
    return [(each.invoice.client, str(each.fate), each.paid) for each in found]


def pays(agency, amount=2_000, name="Acme Group"):
    for column, value in zip("ABC", (day(0), name, amount), strict=True):
        agency.edit("Payments", f"{column}4", value)


def told(agency):
    """A run, and one once all has settled; what both let go. ``found`` is what they found."""
    runs = []
    for minutes in (60, 20):
        agency.at += minutes
        runs.append(at(agency, agency.at))
    for run in runs:
        if run.reckoning is not None:  # it was not still
            gone = [f for f in run.reckoning.findings if f.code == "CLIENT_GONE"]
            agency.found = [(f.text, f.client, f.near) for f in gone]
    return [each for run in runs for each in run.notices if str(each.state) == "written"]


def asking(agency):
    rows = agency.grid()["Notices"]
    return [(row[2], row[9][:49]) for row in rows[1:] if row[9].startswith("is this")]


def ticks(agency, word="TRUE"):
    rows = agency.grid()["Notices"]
    (row,) = (at for at, each in enumerate(rows, 1) if each[9].startswith("is this"))
    agency.edit("Notices", f"K{row}", word)


def started(folder, text=SETTLED):
    agency = agency_of(folder, text=text)
    agency.at = 60
    return agency


def start(text=SETTLED):
    """How that came about."""
    return started, text


def of(step, address):
    """The address that is typed in a step: beside the name, in Clients alone."""
    return address if "Clients" in step else None


def renamed(agency, step, address, and_pays=False):
    """In a tab, or in some at once; and two runs."""
    rename(agency, *((step,) if isinstance(step, str) else step), address=address)
    if and_pays:
        pays(agency)
    told(agency)


@pytest.mark.parametrize("address", [None, "new@example.com"], ids=["", "and a new address"])
@pytest.mark.parametrize("paid_after", range(4))
@pytest.mark.parametrize("steps", ORDERS, ids=str)
def test_the_question_stands_whenever_they_pay_and_yes_pays_the_invoice(
    tmp_path, steps, paid_after, address
):
    """Found: the held letter was cancelled, the question was gone with it, the invoice stayed open
    for good, and both cures of CLIENT_GONE were wrong."""
    deeds = [(renamed, each, of(each, address), at == paid_after) for at, each in enumerate(steps)]
    agency = lived(tmp_path, start(), *deeds)
    if paid_after >= len(steps):
        pays(agency)
    told(agency)
    assert asking(agency) == QUESTION
    assert waiting(agency) == []
    assert agency.found == [("Acme", "Acme Group", "1")]
    ticks(agency)
    assert told(agency) == []
    assert asking(agency) == []
    assert agency.found == []
    assert lines(agency) == [("acme group", "paid", 200_000)]
    assert agency.letters() == ["000001-low-acme.eml"]


def renamed_and_paid(folder, text=SETTLED, address=None):
    return lived(folder, start(text), (renamed, tuple(WHERE), address, True))


@pytest.mark.parametrize("address", [None, "new@example.com"], ids=["", "and a new address"])
@pytest.mark.parametrize("steps", ORDERS, ids=str)
def test_thanks_go_after_the_yes_where_they_are_on(tmp_path, steps, address):
    deeds = ((renamed, each, of(each, address)) for each in steps)
    agency = lived(tmp_path, start(RECEIPTS), *deeds)
    pays(agency)
    assert told(agency) == []
    ticks(agency)
    (thanks,) = told(agency)
    assert (str(thanks.kind), thanks.name, thanks.invoice) == ("RECEIPT", "Acme Group", 1)
    assert told(agency) == []


def test_who_was_thanked_already_is_not_thanked_again_after_the_yes(tmp_path):
    """Found: the same receipt went twice to the same address, by a payment typed or of the bank."""
    agency = started(tmp_path, RECEIPTS)
    pays(agency, 1_000, "Acme")  # enough for the account, not for the invoice
    (thanks,) = told(agency)
    assert (str(thanks.kind), thanks.name) == ("RECEIPT", "Acme")
    rename(agency, *WHERE)
    agency.edit("Payments", "B4", "Acme Group")
    assert told(agency) == []
    ticks(agency)
    assert told(agency) == []
    assert asking(agency) == []


def test_a_no_leaves_the_invoice_to_who_is_gone(tmp_path):
    agency = renamed_and_paid(tmp_path)
    ticks(agency, "no")
    assert told(agency) == []
    assert (asking(agency), agency.found) == ([], [("Acme", "Acme", "1")])
    for column, cell in zip("ABCD", ("Acme", "a@example.com", 1000, "closed"), strict=True):
        agency.edit("Clients", f"{column}4", cell)
    told(agency)
    assert (asking(agency), agency.found) == ([], [])
    assert lines(agency) == [("acme", "closed", 0)]


def test_a_tick_beside_the_letter_that_asked_counts_though_they_have_paid_by_then(tmp_path):
    agency = started(tmp_path)
    rename(agency, *WHERE)
    told(agency)
    assert waiting(agency) == ASKED_WHO
    pays(agency)
    agency.edit("Notices", "K3", "TRUE")
    assert told(agency) == []
    assert (asking(agency), agency.found) == ([], [])
    assert lines(agency) == [("acme group", "paid", 200_000)]


def test_a_part_of_it_counts_as_well(tmp_path):
    """1,000 are enough for the account, and not for the invoice."""
    agency = started(tmp_path)
    rename(agency, *WHERE, address="new@example.com")
    pays(agency, 1_000)
    told(agency)
    assert asking(agency) == QUESTION
    ticks(agency)
    told(agency)
    assert lines(agency) == [("acme group", "closed", 100_000)]


def test_who_is_low_again_meanwhile_and_said_to_be_them_is_asked_for_that_alone(tmp_path):
    """One line asks, the letter's: found, two did, and a tick beside the one let the other go."""
    agency = renamed_and_paid(tmp_path)
    for column, value in zip("ABCD", (day(0), "Acme Group", "Banner", 2_400), strict=True):
        agency.edit("Log", f"{column}4", value)
    told(agency)
    assert (waiting(agency), asking(agency)) == (ASKED_WHO, [])
    agency.edit("Notices", "K4", "TRUE")
    (letter,) = told(agency)
    assert (str(letter.kind), letter.invoice) == ("LOW", 2)
    assert lines(agency) == [("acme group", "paid", 200_000), ("acme group", "open", 0)]


@pytest.mark.parametrize("hours", [0, 1, 24])  # from the run that heard it; 0: in that very run
def test_who_had_recovered_for_long_and_falls_after_the_yes_is_asked_at_once(tmp_path, hours):
    """Found: the episode of before the recovery went on, and they were asked once its reminder was
    due, a week after its letter; never where its reminders were used up."""
    agency = started(tmp_path)
    rename(agency, *WHERE)
    pays(agency, 1_000)  # enough for the account, not for the invoice
    told(agency)
    ticks(agency)
    if hours:
        agency.at += 60
        at(agency, agency.at)
        assert agency.letters() == ["000001-low-acme.eml"]
        agency.at += 60 * (hours - 1)
    for column, value in zip("ABCD", (day(0), "Acme Group", "Banner", 900), strict=True):
        agency.edit("Log", f"{column}4", value)
    (letter,) = told(agency)
    assert (str(letter.kind), letter.name, letter.invoice) == ("LOW", "Acme Group", 2)
    assert told(agency) == []


def test_a_state_nobody_can_read_makes_no_half_account_of_who_recovered(tmp_path):
    """Found: their letters waited for it, the former's episode did not rest, and who had paid all
    and fell again was told that they had that letter already, and asked of nothing."""
    agency = started(tmp_path)
    rename(agency, *WHERE)
    pays(agency)
    agency.edit("Clients", "D2", "activ??")
    told(agency)
    agency.edit("Clients", "D2", None)
    for column, value in zip("ABCD", (day(0), "Acme Group", "Banner", 1900), strict=True):
        agency.edit("Log", f"{column}4", value)
    told(agency)
    rows = agency.grid()["Notices"]
    (row,) = (at for at, each in enumerate(rows, 1) if each[9].startswith("held: is this"))
    agency.edit("Notices", f"K{row}", "TRUE")
    (letter,) = told(agency)
    assert (str(letter.kind), letter.name, letter.invoice) == ("LOW", "Acme Group", 2)
    assert lines(agency) == [("acme group", "paid", 200_000), ("acme group", "open", 0)]


def test_who_seemed_to_recover_for_a_moment_goes_on_with_the_invoice_in_hand(tmp_path):
    """A charge was away, and back after the yes: nobody has a second invoice for it."""
    agency = started(tmp_path)
    rename(agency, *WHERE)
    told(agency)
    for charge, word in ((25, ""), (25, "TRUE"), (2500, "")):
        agency.edit("Log", "D2", charge)
        if word:
            ticks(agency, word)
        agency.at += 5
        at(agency, agency.at)
    assert told(agency) == []
    assert agency.letters() == ["000001-low-acme.eml"]


def test_one_asked_by_hand_alone_is_asked_about_whether_they_paid_or_not(tmp_path):
    """An invoice by hand is no episode's: it stayed open under a name that is nobody's."""
    agency = agency_of(tmp_path, log=[LOG[0], LOG[2]])
    agency.at = 60
    ask_for_invoice(agency.config, "Acme", "2500", NOW + 30 * MINUTE, lambda _: None)
    told(agency)
    rename(agency, "Clients", "Payments", address="new@example.com")
    told(agency)
    assert (asking(agency), agency.found) == (QUESTION, [("Acme", "Acme Group", "1")])
    pays(agency, 2_500)
    told(agency)
    assert asking(agency) == QUESTION
    ticks(agency)
    assert told(agency) == []
    assert lines(agency) == [("acme group", "paid", 250_000)]


def test_nothing_is_asked_of_one_who_had_paid_before_the_name_changed(tmp_path):
    agency = started(tmp_path)
    pays(agency, name="Acme")
    told(agency)
    rename(agency, *WHERE)
    agency.edit("Payments", "B4", "Acme Group")
    told(agency)
    assert (asking(agency), agency.found) == ([], [])


def test_a_client_who_drops_out_for_a_run_is_nobodys_new_name(tmp_path):
    """Found: whoever came back while somebody else was gone was asked about as their new name, and
    yes replaced an invoice of their own."""
    agency = agency_of(tmp_path)
    agency.at = 60
    for client, row in (("Cone", 4), ("Dune", 5)):
        agency.edit("Clients", f"A{row}", client)
    told(agency)
    for gone in ("A3", "A2"):
        agency.edit("Clients", gone, None)
        told(agency)
    agency.edit("Clients", "A3", "Bell")
    agency.edit("Clients", "C3", 30_000)  # they are below it
    run = told(agency)
    assert (asking(agency), waiting(agency)) == ([], [])
    assert [(each.name, each.invoice) for each in run] == [("Bell", 2)]
    assert agency.found == [("Acme", "Acme", "1")]
