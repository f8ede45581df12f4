"""Money that staff put aside in Bank since Payments has it, and that the bank then took back: nobody is
thanked for it, or owed less, without a word (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_deleted_tab import delete_tab
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.bank.writing import camt
from tests.sync.agency import day

ASKED = [("UNMATCHED_PAYMENT", 3)]


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, TABS)


def typed(agency, ago, client, amount, kind=None):
    agency.workbook.tabs["Payments"].append([day(ago), client, amount, kind])


def put_aside(agency, came):
    """The bank tells of the money, staff put it aside, and the bank takes it back."""
    drop(agency, "a", came, form=camt)
    agency.run()
    agency.choose(0, "-")
    agency.run()
    back = replace(came, day=day(1), credit=False, returned=True, document="8")
    drop(agency, "b", back, form=camt)
    brings = undecided(agency.run())
    reckoned = agency.run()
    assert undecided(reckoned) == brings  # letters go in the run that brings it
    return reckoned


def test_what_payments_has_is_named_and_its_client_s_letters_wait(agency):
    typed(agency, 2, "Bell", 55.5)
    reckoned = put_aside(agency, STRANGE)
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Bell"]) == (
        ASKED,
        ["Bell"],
        55_50,
    )
    assert [each.near for each in reckoned.findings if each.row == 3] == ["Payments!A3"]
    assert agency.column("State")[1].startswith("▲ waits: the bank took back Payments!A3")
    agency.choose(1, "Bell")
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Bell"]) == ([], [], 0)
    delete_tab(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], 0)
    assert agency.column("Client") == ["-", "Bell"]


def test_a_refund_that_was_typed_is_named_instead(agency):
    typed(agency, 2, "Bell", 55.5)
    typed(agency, 1, "Bell", 55.5, "refund")
    reckoned = put_aside(agency, STRANGE)
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Bell"]) == (ASKED, ["Bell"], 0)
    assert agency.column("State")[1] == "▲ waits: choose the client, or - where it is Payments!A4"
    agency.choose(1, "-")
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Bell"]) == ([], [], 0)


PARTS = (3, "Acme", 300), (3, "Bell", 400)


@pytest.mark.parametrize(
    "others", [[], [(30, "Bell", 400)], [(2, "Acme", 100), (3, "Bell", 300)], [(3, "Bell", 5)]]
)
def test_parts_in_payments_are_named_and_their_clients_letters_wait(agency, others):
    """Bank 700, put aside; in Payments 300 and 400 beside each other, whatever else stands there."""
    for each in (*PARTS, *others):
        typed(agency, *each)
    reckoned = put_aside(agency, ADVANCE)
    assert (codes(reckoned)[-1:], undecided(reckoned)) == (ASKED, ["Acme", "Bell"])
    named = "▲ waits: the bank took back Payments!A3 / Payments!A4 together"
    assert agency.column("State")[1].startswith(named)
    for ago, client, amount in PARTS:
        typed(agency, ago - 2, client, amount, "refund")
    agency.choose(1, "-")
    before = paid(reckoned)
    reckoned = agency.run()
    assert not [each for each in codes(reckoned) if each[0] == "UNMATCHED_PAYMENT"]
    assert undecided(reckoned) == []
    assert paid(reckoned) == {
        **before, "Acme": before["Acme"] - 300_00, "Bell": before["Bell"] - 400_00,
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [(3, "Acme", 300), (3, "Cone", 1), (3, "Bell", 400)],
        [(3, "Acme", 300), (2, "Bell", 400)],
        [(20, "Acme", 300), (20, "Bell", 400)],
        [*PARTS, (3, "Acme", 1), *PARTS],
        [(3, "Acme", 300), (3, "Cone", 400)],
    ],
)
def test_what_are_no_parts_surely_leaves_the_row_of_bank_named(agency, rows):
    """Apart from each other, of two days, long before, twice, in another currency."""
    for each in rows:
        typed(agency, *each)
    reckoned = put_aside(agency, ADVANCE)
    assert ASKED[0] in codes(reckoned)
    assert undecided(reckoned) == ["Acme"]  # whose account paid it
    assert agency.column("State")[1].startswith("▲ waits: the bank took back Bank!A2")
    assert agency.column("How")[1] == "taken back by the bank: a refund · perhaps Acme"
    agency.choose(1, "-")
    assert ASKED[0] not in codes(agency.run())


def test_a_held_one_whose_return_is_there_asks_once_it_is_said_to_be_one(agency):
    typed(agency, 2, "Acme", 700)
    back = replace(ADVANCE, day=day(1), credit=False, returned=True, document="8")
    drop(agency, "a", ADVANCE, back, form=camt)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Acme"]) == ([("POSSIBLE_DUPLICATE", 2)], 1_00)
        assert undecided(reckoned) == ["Acme"]
    agency.choose(0, "-")
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), undecided(reckoned)) == (ASKED, ["Acme"])
    agency.choose(1, "Acme")
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Acme"]) == ([], [], 1_00)
