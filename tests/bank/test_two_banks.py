"""Money at another bank of ours is other money, however much alike: what tells the accounts apart, and
whose letters wait where nothing does (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_folder import ADVANCE, TABS, drop
from tests.bank.writing import IBAN, OURS, camt, client_bank
from tests.sync.agency import day

OTHER = "40702810900000000002"
INN = "7707083893"
BELL = replace(ADVANCE, account="", inn=INN, name="Bell", purpose="Of Bell", document="9")


@pytest.fixture
def agency(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    agency.workbook.tabs["Clients"][2][3] = f"ИНН {INN}"
    return agency


def both(agency, *, own, opening, **more):
    """Acme's 700 at one bank, and Bell's of that day at the other, which does not name his account."""
    drop(agency, "a", ADVANCE, account=OURS, opening=0, first=day(3), last=day(3))
    agency.run()
    drop(
        agency,
        "b",
        BELL,
        form=camt,
        account=own,
        opening=opening,
        first=day(3),
        last=day(3),
        **more,
    )
    return agency.run()


def test_another_number_of_ours_is_another_account(agency):
    reckoned = both(agency, own=OTHER, opening=0)
    assert (codes(reckoned), paid(reckoned)["Bell"], undecided(reckoned)) == ([], 700_00, [])


def test_so_is_another_currency(agency):
    both(agency, own=IBAN, opening=0, currency="EUR")
    assert "another statement" not in agency.column("How")[1]


@pytest.mark.parametrize("own", [OURS, IBAN])
def test_what_may_be_the_same_holds_the_letters_of_whose_it_may_be(agency, own):
    """In every run, until it is said."""
    reckoned = both(agency, own=own, opening=0)
    for _ in range(2):
        assert "another statement has one like it" in agency.column("How")[1]
        assert (codes(reckoned), undecided(reckoned)) == ([("UNMATCHED_PAYMENT", 3)], ["Bell"])
        reckoned = agency.run()
    for said, comes in (("-", 0), ("Bell", 700_00)):
        agency.choose(1, said)
        reckoned = agency.run()
        assert (paid(reckoned)["Bell"], undecided(reckoned)) == (comes, [])


def earlier(agency, own, name, form, closing):
    """What the statement of the day before ended with."""
    drop(agency, name, form=form, account=own, opening=closing, first=day(4), last=day(4))
    agency.run()


def test_other_balances_before_the_day_are_those_of_another_account(agency):
    earlier(agency, OURS, "a4", client_bank, 0)
    earlier(agency, IBAN, "b4", camt, 5_00)
    reckoned = both(agency, own=IBAN, opening=5_00)
    assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], 700_00)


@pytest.mark.parametrize("known", [(0, 0), (0, None), (None, 5_00)])
def test_equal_ones_are_not_nor_is_what_nothing_proves(agency, known):
    """A file may begin at noon: what goes on from no earlier day tells no balance of a day."""
    ours, theirs = known
    if ours is not None:
        earlier(agency, OURS, "a4", client_bank, ours)
    if theirs is not None:
        earlier(agency, IBAN, "b4", camt, theirs)
    reckoned = both(agency, own=IBAN, opening=5_00 if theirs is None else theirs)
    assert (codes(reckoned), undecided(reckoned)) == ([("UNMATCHED_PAYMENT", 3)], ["Bell"])
