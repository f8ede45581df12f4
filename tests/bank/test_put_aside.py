"""What a dash says beside a row of nobody's: it is the one that people typed, where State named that; and
what a bank corrects after that is the same payment still (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.bank.test_typed_by_hand import typed
from tests.bank.writing import camt, client_bank, mt940
from tests.sync.agency import day

FIRST = replace(STRANGE, day=day(15))
OTHER = replace(STRANGE, day=day(4), purpose="Another", document="3")


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, TABS)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_dash_uses_up_what_was_typed(agency, at_once):
    """Found: the other equal one, ten days on, was held beside it then."""
    typed(agency, 11, 55.5, "Bell")
    drop(agency, "a.txt", FIRST, OTHER)
    agency.run()
    agency.choose(0, "-")
    if not at_once:
        agency.run()
        assert agency.column("State")[1] == "▲ waits: choose the client"
    agency.choose(1, "Bell")
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"], undecided(reckoned)) == ([], 111_00, [])
    agency.choose(0, None)
    agency.run()
    assert "typed-as" not in agency.column("Code")[0]


def test_a_dash_beside_what_named_nothing_uses_up_nothing(agency):
    drop(agency, "a.txt", FIRST, OTHER)
    agency.run()
    agency.choose(0, "-")
    typed(agency, 11, 55.5, "Bell")
    for _ in range(2):
        agency.run()
        assert agency.column("State")[1].endswith("or - where it is Payments!A3")


def test_what_the_bank_corrects_then_is_told_beside_what_was_typed(agency):
    """Found: it waited for its client, and counted beside the typed one."""
    typed(agency, 13, 55.5, "Bell")
    drop(agency, "a.txt", FIRST)
    agency.run()
    agency.choose(0, "-")
    agency.run()
    drop(agency, "b.txt", replace(FIRST, amount=60_00))
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned) == [("TOLD_OTHERWISE", 3)]
        assert undecided(reckoned) == ["Bell"]
        assert agency.column("State")[1].startswith("▲ held, Payments!A3 is the same payment")
    agency.workbook.tabs["Payments"][-1][2] = 60
    agency.choose(1, "-")
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Bell"], undecided(reckoned)) == ([], 60_00, [])


@pytest.mark.parametrize(("said", "comes"), [("-", 55_50), ("Bell", 111_00)])
def test_what_is_told_no_more_names_what_was_typed(agency, said, comes):
    """Found: a client chosen there was asked about the typed one, in a round without end."""
    typed(agency, 13, 55.5, "Bell")
    drop(agency, "a.txt", FIRST, OTHER)
    agency.run()
    drop(agency, "a.txt", OTHER)
    reckoned = agency.run()
    assert ("NO_LONGER_TOLD", 2) in codes(reckoned)
    assert "and Payments!A3 is equal to it" in agency.column("State")[0]
    agency.choose(0, said)
    agency.choose(1, "-")
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], comes)


@pytest.mark.parametrize("form", [client_bank, camt, mt940])
def test_a_row_deleted_as_the_wrong_one_comes_back_and_holds_the_other_no_more_than_before(
    agency, form
):
    """Found: each held the other then, and no dash helped."""
    drop(agency, "a", FIRST, form=form)
    agency.run()
    drop(agency, "b", replace(FIRST, amount=60_00), form=form)
    agency.run()
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2), ("TOLD_OTHERWISE", 3)]
    del agency.bank[1]
    for _ in range(2):
        assert codes(agency.run()) == [("TOLD_OTHERWISE", 2), ("UNMATCHED_PAYMENT", 3)]
    agency.choose(1, "-")
    agency.choose(0, "Bell")
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], 60_00)


@pytest.mark.parametrize("form", [client_bank, camt, mt940])
def test_a_statement_of_another_account_of_ours_corrects_nothing(agency, form):
    drop(agency, "a", ADVANCE, form=form)
    agency.run()
    again = replace(ADVANCE, purpose="Again", document="8")
    drop(agency, "b", again, form=form, account="40702810900000000002")
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Acme"]) == ([], 1401_00)


def test_a_dash_beside_rows_of_several_says_not_whose_it_is(agency):
    """Of Acme's and Bell's typed rows it is one: Acme's own is asked about when it comes, too."""
    for each in ("Bell", "Acme"):
        agency.workbook.tabs["Payments"].append([day(2), each, 700, None])
    drop(agency, "a.txt", replace(STRANGE, amount=700_00))
    agency.run()
    agency.choose(0, "-")
    drop(agency, "b.txt", ADVANCE)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Acme"]) == ([("POSSIBLE_DUPLICATE", 3)], 701_00)


def test_what_two_choices_of_one_sitting_say_the_next_run_says_too(agency):
    """Bell's and Acme's rows are of one day, and one is named beside each of the bank's two."""
    for each in ("Bell", "Acme"):
        agency.workbook.tabs["Payments"].append([day(3), each, 55.5, None])
    drop(agency, "a.txt", STRANGE, replace(STRANGE, document="3"))
    agency.run()
    agency.choose(0, "-")
    agency.choose(1, "Bell")
    first, second = ((codes(found), paid(found)) for found in (agency.run(), agency.run()))
    assert first == second
