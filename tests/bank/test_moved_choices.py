"""Client sorted by itself in Bank: whoever has another's money by that is told of (design §20)."""

from dataclasses import replace

import pytest

from tests.bank.memory_agency import MemoryAgency, codes, paid, undecided
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.sync.agency import day


@pytest.fixture
def agency(tmp_path):
    agency = MemoryAgency(tmp_path, TABS)
    payers = ((n, f"4070281050000000020{n}", f"770700010{n}") for n in (1, 2, 3, 4))
    rows = (
        replace(STRANGE, day=day(9 - n), amount=n * 100, account=account, inn=inn, document=str(n))
        for n, account, inn in payers
    )
    drop(agency, "a.txt", *rows)
    agency.run()
    for row, client in ((1, "Bell"), (2, "-"), (3, "Acme")):
        agency.choose(row, client)
    agency.run()
    return agency


def sort(agency, *clients):
    for row, client in enumerate(clients):
        agency.choose(row, client)


def test_choices_that_moved_are_told_until_they_are_put_back(agency):
    assert paid(agency.run()) == {"Acme": 5_00, "Bell": 2_00, "Cone": 0}  # 1.00 of before
    sort(agency, "-", "Acme", "Bell", None)
    for _ in range(2):
        reckoned = agency.run()
        assert [each for each in codes(reckoned) if each[0] == "BANK_ROW_CHANGED"] == [
            ("BANK_ROW_CHANGED", row) for row in (2, 3, 4, 5)
        ]
        assert {"Acme", "Bell"} <= {*undecided(reckoned)}
    sort(agency, None, "Bell", "-", "Acme")
    reckoned = agency.run()
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 2)]
    assert paid(reckoned) == {"Acme": 5_00, "Bell": 2_00, "Cone": 0}


def test_or_until_one_is_chosen_anew(agency):
    sort(agency, None, "-", "Acme", "Bell")
    assert ("BANK_ROW_CHANGED", 3) in codes(agency.run())
    agency.choose(1, None)
    agency.run()
    agency.choose(1, "-")
    reckoned = agency.run()
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 2)]
    assert paid(reckoned) == {"Acme": 4_00, "Bell": 4_00, "Cone": 0}


def test_rows_that_are_sorted_as_a_whole_and_choices_put_right_are_none(agency):
    agency.bank[1:] = agency.bank[:0:-1]
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 5)]
    sort(agency, "Bell", "-", "Bell", None)  # a slip put right, and nothing that went there
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 5)]


def test_two_choices_made_in_each_other_s_rows_are_put_right_by_an_exchange(agency):
    """Nothing of what stands there looks sorted: row 1 is blank still, and Acme stands behind Bell."""
    sort(agency, None, "Acme", "-", "Bell")
    for _ in range(2):
        reckoned = agency.run()
        assert codes(reckoned) == [("UNMATCHED_PAYMENT", 2)]
        assert paid(reckoned) == {"Acme": 3_00, "Bell": 4_00, "Cone": 0}


@pytest.mark.parametrize(
    "clients", [("Acme", "Bell"), ("Bell", "Acme"), ("Acme", "-"), ("-", "Acme")]
)
def test_where_that_is_an_order_it_may_have_been_sorted(agency, clients):
    sort(agency, *clients, None, None)
    agency.run()
    sort(agency, None, None, None, None)
    sort(agency, *clients[::-1], None, None)
    for _ in range(2):
        assert [each for each in codes(agency.run()) if each[0] == "BANK_ROW_CHANGED"] == [
            ("BANK_ROW_CHANGED", row) for row in (2, 3)
        ]


@pytest.mark.parametrize(
    ("payers", "was", "told"),
    [
        (("Acme LLC", "Bell and sons"), ("Bell", "Acme"), []),
        (("ACME OOO", "IP Petrov"), ("Bell", "Acme"), []),
        (("Acme LLC", "A lender"), ("-", "Acme"), []),
        (("Acme LLC", "Bell and sons"), ("Acme", "Bell"), [2, 3]),
        (("IP Petrov", "Bell and sons"), ("Acme", "Bell"), [2, 3]),
        (("IP Petrov", "A lender"), ("Acme", "Bell"), [2, 3]),
        (("Bell Bell", "Bell and sons"), ("Bell", "Acme"), [2, 3]),
    ],
)
def test_at_the_top_payers_names_tell_a_slip_put_right(tmp_path, payers, was, told):
    """Two choices above blank ones look sorted, however they stand."""
    agency = MemoryAgency(tmp_path, TABS)
    named = (*payers, "Somebody")
    rows = (
        replace(STRANGE, day=day(9 - n), account=f"4070281050000000020{n}", inn="", name=name)
        for n, name in enumerate(named)
    )
    drop(agency, "a.txt", *(replace(row, document=str(n)) for n, row in enumerate(rows)))
    agency.run()
    assert [row["Payer"] for row in agency.rows()] == [*named]
    sort(agency, *was)
    agency.run()
    sort(agency, *was[::-1])
    for _ in range(2):
        found = [row for code, row in codes(agency.run()) if code == "BANK_ROW_CHANGED"]
        assert found == told


def test_rows_sorted_without_their_client_are_told_until_they_are_put_back(agency):
    """Two rows change places, Client stays where it is."""
    at = agency.bank[0].index("Client")
    rows = agency.bank[2], agency.bank[4]
    rows[0][at], rows[1][at] = rows[1][at], rows[0][at]
    agency.bank[2], agency.bank[4] = agency.bank[4], agency.bank[2]
    for _ in range(3):
        found = [each for each in codes(agency.run()) if each[0] == "BANK_ROW_CHANGED"]
        assert found == [("BANK_ROW_CHANGED", row) for row in (3, 5)]


def test_what_people_type_over_matched_is_told_until_a_client_is_chosen(agency):
    drop(agency, "b.txt", ADVANCE)
    agency.run()
    assert paid(agency.run())["Acme"] == 705_00
    at = next(
        n for n, row in enumerate(agency.rows()) if row["Matched"] == "Acme" and not row["Client"]
    )
    matched = agency.bank[0].index("Matched")
    for typed, found in (
        ("Acme", []),
        ("acme ", []),
        ("-", []),
        ("Bell", [("BANK_ROW_CHANGED", at + 2)]),
    ):
        agency.bank[at + 1][matched] = typed
        for _ in range(2):
            told = agency.run()
            assert [each for each in codes(told) if each[0] == "BANK_ROW_CHANGED"] == found
        agency.bank[at + 1][matched] = "Acme"
        assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2)]
    assert {"Acme", "Bell"} <= {*undecided(told)}
    agency.bank[at + 1][matched] = "Bell"
    agency.run()
    for chosen in ("Bell", "Acme"):
        agency.choose(at, chosen)
        for _ in range(2):
            assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2)]
    agency.choose(at, None)
    assert ("BANK_ROW_CHANGED", at + 2) in codes(agency.run())  # it is Bell's in Matched still
    agency.choose(at, "Bell")
    agency.bank[at + 1][matched] = "Acme"
    agency.run()
    agency.choose(at, None)
    assert codes(agency.run()) == [("UNMATCHED_PAYMENT", 2)]
