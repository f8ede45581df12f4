"""One payment of the bank's that people typed into Payments in parts, as for two orders: it waits as
one that they typed as it is, or it would count twice in silence (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_folder import ADVANCE, TABS, drop
from tests.sync.agency import day

HELD = [("POSSIBLE_DUPLICATE", 2)]
PARTS = [[day(3), "Acme", 400, None], [day(3), "Acme", 300, None]]


@pytest.fixture
def agency(tmp_path):
    """The bank's 700.00 are matched to Acme."""
    made = MemoryAgency(tmp_path, TABS)
    drop(made, "a.txt", ADVANCE)
    return made


def type_in(agency, *rows):
    agency.workbook.tabs["Payments"] += [list(row) for row in rows]


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(
    "parts",
    [
        PARTS,
        PARTS[::-1],
        [[day(13), "Acme", 340.5, None], [day(13), "Acme", 359.5, None]],
        [[day(0), "Acme", each, None] for each in (100, 110, 120, 130, 90, 150)],
        [[day(3), "Acme", 5, None], *PARTS],
        [*PARTS, [day(3), "Bell", 700, None]],
    ],
)
def test_it_waits_until_staff_say_whether_both_came(agency, parts, before):
    if not before:
        agency.run()
    type_in(agency, *parts)
    typed = 1_00 + sum(int(amount * 100) for _, client, amount, _ in parts if client == "Acme")
    for _ in range(2):
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned)) == (typed, HELD)
        assert undecided(reckoned) == ["Acme"]
    for chosen, comes in (("Acme", typed + 700_00), ("-", typed)):
        agency.choose(0, chosen)
        for _ in range(2):
            reckoned = agency.run()
            assert (paid(reckoned)["Acme"], codes(reckoned), undecided(reckoned)) == (comes, [], [])


def test_state_names_all_parts(agency):
    type_in(agency, *PARTS)
    agency.run()
    (said,) = agency.column("State")
    assert said.startswith("▲ held, Payments!A3 / Payments!A4 are together equal to it")


def test_a_part_that_is_deleted_or_moved_away_lets_it_count(agency):
    type_in(agency, *PARTS)
    agency.run()
    payments = agency.workbook.tabs["Payments"]
    payments.insert(3, [day(3), "Bell", 20, None])
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (1401_00, [])
    payments.pop(3)
    assert codes(agency.run()) == HELD
    payments.pop()
    assert (paid(agency.run())["Acme"], codes(agency.run())) == (1101_00, [])


@pytest.mark.parametrize(
    "others",
    [
        [[day(3), "Acme", 400, None], [day(3), "Bell", 300, None]],
        [[day(3), "Acme", 400, None], [day(4), "Acme", 300, None]],
        [[day(14), "Acme", 400, None], [day(14), "Acme", 300, None]],
        [[day(3), "Acme", 400, None], [day(3), "Acme", 300.01, None]],
        [[day(3), "Acme", 400, None], [day(3), "Acme", 300, "bonus"]],
        [[day(3), "Acme", 800, None], [day(3), "Acme", -100, "refund"]],
        [[day(3), "Acme", each, None] for each in (100, 110, 120, 130, 90, 149, 1)],
    ],
)
def test_what_is_not_it_together_holds_nothing(agency, others):
    type_in(agency, *others)
    assert codes(agency.run())[-1:] != HELD
    assert agency.column("State") == ["counted"]


def test_a_row_that_is_equal_by_itself_goes_before_parts(agency):
    type_in(agency, *PARTS, [day(3), "Acme", 700, None])
    assert codes(agency.run()) == HELD
    assert "Payments!A5 is equal to it" in agency.column("State")[0]


def test_parts_are_one_payment_s(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    drop(agency, "a.txt", ADVANCE, replace(ADVANCE, document="2", day=day(2)))
    type_in(agency, *PARTS)
    assert codes(agency.run()) == HELD
    assert paid(agency.run())["Acme"] == 1401_00
    type_in(agency, [day(3), "Acme", 500, None], [day(3), "Acme", 200, None])
    assert codes(agency.run()) == [*HELD, ("POSSIBLE_DUPLICATE", 3)]


def test_what_the_bank_corrects_beside_parts_waits(agency):
    """The dash says that the parts are it: what the bank tells otherwise then is not one more."""
    type_in(agency, *PARTS)
    agency.run()
    agency.choose(0, "-")
    agency.run()
    drop(agency, "b.txt", replace(ADVANCE, amount=710_00))
    reckoned = agency.run()
    assert paid(reckoned)["Acme"] == 701_00
    assert [code for code, _ in codes(reckoned)] == ["TOLD_OTHERWISE"]
