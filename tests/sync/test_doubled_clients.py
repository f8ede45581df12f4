"""The rows of a client were copied under a second name, and stand there twice: the same money is
asked once, and no letter goes by either account without a person's word (design §17)."""

import pytest

from tests.sync.agency import NOW, Agency, day
from tests.sync.lived import lived
from tests.sync.test_half_merged import shown
from tests.sync.test_merged_clients import TWO, WITH_RECEIPTS, at, ledger, tick

PAGES = '\n[publish]\nfolder = "www"\nbase_url = "https://x.example.com"\n'
COPIES = {
    "Clients": ["Dune Ltd", "d@example.com", 5000, 20_000],
    "Payments": [day(90), "Dune Ltd", 40_000],
    "Log": [day(80), "Dune Ltd", "Big", 36],
}


@pytest.fixture
def agency(tmp_path):
    """Dune was asked to pay No 1, Elm No 2, and Fir, of Elm's very rows from the first run on, No 3."""
    return lived(tmp_path / "agency", (begun,))


def begun(folder):
    clients, paid, used = TWO["Clients"], TWO["Payments"], TWO["Log"]
    sheets = {
        **TWO,
        "Clients": [*clients, ["Fir", "f@example.com", 5000, 20_000]],
        "Payments": [*paid[:2], *([day(90), name, 41_000, None] for name in ("Elm", "Fir"))],
        "Log": [*used[:2], *([day(80), name, "Big", 37] for name in ("Elm", "Fir")), [None] * 4],
    }
    made = Agency(folder, sheets, WITH_RECEIPTS + PAGES)
    made.run(NOW)
    return made


def copied(agency, *tabs):
    for tab in tabs:
        for column, cell in zip("ABCD", COPIES[tab], strict=False):
            agency.edit(tab, f"{column}5", cell)


def held(agency):
    return {e.client: e.reason for e in ledger(agency).notices if e.state == "held"}


def gone(agency):
    return [each.client for each in ledger(agency).notices if each.state == "written"][3:]


def test_neither_name_is_asked_while_the_same_rows_stand_under_both(agency):
    """Found: the copy was asked for the 20,000 of No 1 by No 4 at once."""
    before = shown(agency)
    copied(agency, *COPIES)
    at(agency, 1)
    assert held(agency) == {"dune ltd": "doubled: Dune"}
    at(agency, 8)
    assert held(agency) == {"dune": "doubled: Dune Ltd", "dune ltd": "doubled: Dune"}
    assert gone(agency) == ["elm", "fir"]
    now = shown(agency)
    assert len(now) == len(before)
    assert "Dune Ltd" not in "".join(now.values())
    tick(agency, 4)
    at(agency, 9)
    assert held(agency) == {"dune": "doubled: Dune Ltd"}  # a word is for the one letter
    assert "dune ltd" in gone(agency)


def test_two_of_the_same_retainer_who_began_on_one_day_are_two(tmp_path):
    """Found: both were told that the rows of one stand under both names, and had no letters more."""
    sheets = {
        **TWO,
        "Clients": [
            TWO["Clients"][0],
            ["Gil", "g@example.com", 5000],
            ["Hal", "h@example.com", 5000],
        ],
        "Payments": [TWO["Payments"][0], [day(1), "Gil", 10_000, None]],
        "Log": [TWO["Log"][0], [day(0), "Gil", "Big", 8]],
    }
    agency = Agency(tmp_path / "agency", sheets, WITH_RECEIPTS)
    agency.run(NOW)
    agency.add_row("Payments", day(1), "Hal", 10_000, None)
    agency.add_row("Log", day(0), "Hal", "Big", 8)
    at(agency, 1)
    assert (held(agency), [each.client for each in ledger(agency).gone]) == ({}, ["gil", "hal"])
    for name in ("Gil", "Hal"):
        agency.add_row("Payments", day(-20), name, 10_000, None)
        agency.add_row("Log", day(-30), name, "Big", 8)
    at(agency, 31)
    assert held(agency) == {}


def test_a_retainer_that_is_copied_later_is_a_copy(tmp_path):
    sheets = {
        **TWO,
        "Clients": [
            TWO["Clients"][0],
            ["Gil", "g@example.com", 5000],
            ["Hal", "h@example.com", 5000],
        ],
        "Payments": [TWO["Payments"][0], *([day(back), "Gil", 10_000, None] for back in (60, 30))],
        "Log": [TWO["Log"][0], *([day(back), "Gil", "Big", 9] for back in (60, 30))],
    }
    agency = Agency(tmp_path / "agency", sheets, WITH_RECEIPTS)
    agency.run(NOW)
    for back in (60, 30):
        agency.add_row("Payments", day(back), "Hal", 10_000, None)
        agency.add_row("Log", day(back), "Hal", "Big", 9)
    at(agency, 1)
    assert held(agency) == {"hal": "doubled: Gil"}


def take_out(agency, row):
    """Staff clear a row of each tab, and the service runs some minutes later."""
    for tab in COPIES:
        for column in "ABCD":
            agency.edit(tab, f"{column}{row}", None)
    at(agency, 8)


def test_once_the_copy_is_taken_out_the_letter_goes_by_itself(agency):
    copied(agency, *COPIES)
    at(agency, 1)
    take_out(agency, 5)
    assert held(agency) == {}
    assert sorted(gone(agency)) == ["dune", "elm", "fir"]


def test_once_the_former_is_taken_out_it_is_asked_whose_new_name_it_is(agency):
    copied(agency, *COPIES)
    at(agency, 1)
    take_out(agency, 2)
    assert held(agency) == {"dune ltd": "renamed: Dune"}
    assert gone(agency) == ["elm", "fir"]


@pytest.mark.parametrize("tab", ["Payments", "Log"])
def test_rows_of_one_tab_alone_are_no_copy_of_an_account(agency, tab):
    copied(agency, "Clients", tab)
    at(agency, 1)
    assert "dune" not in held(agency)
