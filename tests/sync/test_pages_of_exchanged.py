"""Names exchanged between rows, and names half-way to new ones: whose page shows what (design §19).

Who has an address reads what stands there: it must never be another client's account or details.
"""

from datetime import timedelta

import pytest
from openpyxl.utils import get_column_letter as letters

from sheets_sync.use_cases.publishing_by_hand import publish_now, revoke_page
from tests.sync.agency import NOW, SHEETS, Agency, Rows
from tests.sync.lived import lived
from tests.sync.test_publishing import PUBLISH, pages, read, shown

CLIENTS: Rows = [
    ["Client", "Email", "Threshold", "Details"],
    ["Acme", "a@example.com", 1000, "Acme Holding, account 1111"],
    ["Bell", "b@example.com", 500, "Bell Gesellschaft, account 2222"],
    ["Cone", "c@example.com", 10, None],
]


@pytest.fixture
def agency(tmp_path):
    return lived(tmp_path / "office", (begun,))


def begun(folder):
    made = Agency(folder, {**SHEETS, "Clients": CLIENTS}, PUBLISH)
    made.run()
    return made


def everything(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def by_hand(agency):
    publish_now(agency.config, NOW, lambda _: None)


def names(agency, *who):
    for row, name in enumerate(who, 2):
        agency.edit("Clients", f"A{row}", name)


def everywhere(agency, old, new):
    """Staff replace a name in all rows of Prices, Payments and Log."""
    for tab, column in (("Prices", 0), ("Payments", 1), ("Log", 1)):
        for at, row in enumerate(agency.grid()[tab], 1):
            if row[column] == old:
                agency.edit(tab, f"{'AB'[column]}{at}", new)


@pytest.mark.parametrize("way", ["run", "by hand"])
def test_exchanged_names_leave_both_pages_as_they_were(agency, way):
    folders = pages(agency)
    before = {name: everything(folder) for name, folder in folders.items()}
    names(agency, "Bell", "Acme")
    agency.edit("Log", "G2", "Anna")  # and something else is new
    agency.run() if way == "run" else by_hand(agency)
    after = {name: everything(folder) for name, folder in folders.items()}
    assert (after["acme"], after["bell"]) == (before["acme"], before["bell"])
    names(agency, "Acme", "Bell")
    agency.edit("Payments", "C2", 10_001)
    agency.run() if way == "run" else by_hand(agency)
    assert everything(folders["acme"]) != before["acme"]


def test_so_do_names_exchanged_in_every_tab(agency):
    folders = pages(agency)
    before = everything(folders["acme"])
    names(agency, "Bell", "Acme")
    for old, new in (("Acme", "tmp"), ("Bell", "Acme"), ("tmp", "Bell")):
        everywhere(agency, old, new)
    agency.run()
    assert everything(folders["acme"]) == before


def test_a_name_that_goes_to_another_firm_takes_no_page_with_it(agency):
    """Acme is called Apex now, and another firm is entered as Acme in the same edit."""
    acmes, before = pages(agency)["acme"], everything(pages(agency)["acme"])
    names(agency, "Apex")
    for column, value in zip("ABCD", ("Acme", "x@example.com", 5, "Another firm, account 3333"), strict=True):  # fmt: skip
        agency.edit("Clients", f"{column}5", value)
    everywhere(agency, "Acme", "Apex")
    agency.run()
    assert everything(acmes) == before


def test_half_way_to_a_new_name(agency):
    """The old page stays as it was, and none says that nothing is left; once all rows have the new
    name, that has a page of its own at another address, and the old one is gone."""
    old, before = pages(agency)["acme"], everything(pages(agency)["acme"])
    whole = shown(read(agency, "acme"), "figure")
    names(agency, "Apex")
    for _ in range(2):
        agency.run()
        by_hand(agency)
        assert everything(old) == before
        assert not pages(agency)["apex"].exists()
    everywhere(agency, "Acme", "Apex")
    agency.run()
    assert shown(read(agency, "apex"), "figure") == whole
    assert not old.exists()
    names(agency, "Acme")
    everywhere(agency, "Apex", "Acme")
    agency.run()
    assert pages(agency)["acme"] == old  # put back, it is at its old address
    assert shown(read(agency, "acme"), "figure") == whole


@pytest.mark.parametrize("beside", [None, "new@example.com"])
def test_half_way_to_a_new_name_that_nothing_beside_it_tells(agency, beside):
    """Neither address nor details stay: a blank row is typed over, or all of it is."""
    for column in "BD":
        agency.edit("Clients", f"{column}2", None)
    agency.run()
    old, before = pages(agency)["acme"], everything(pages(agency)["acme"])
    whole = shown(read(agency, "acme"), "figure")
    names(agency, "Apex")
    agency.edit("Clients", "B2", beside)
    for _ in range(2):
        assert agency.run().published.staying == ["Apex"]
        by_hand(agency)
        assert everything(old) == before
        assert not pages(agency)["apex"].exists()
    everywhere(agency, "Acme", "Apex")
    assert agency.run().published.staying == []
    assert shown(read(agency, "apex"), "figure") == whole
    assert not old.exists()


def test_who_comes_while_rows_of_one_long_gone_are_left_has_a_page_at_once(agency):
    agency.edit("Clients", "A2", None)
    for column in "BCD":
        agency.edit("Clients", f"{column}2", None)
    agency.run()
    for column, value in zip("ABC", ("Dune", "d@example.com", 5), strict=True):
        agency.edit("Clients", f"{column}5", value)
    agency.run()
    assert shown(read(agency, "dune"), "figure")


def test_a_page_that_is_revoked_meanwhile_is_there_again_at_once(agency):
    names(agency, "Apex")
    agency.edit("Clients", "B2", "new@example.com")
    agency.edit("Clients", "D2", None)
    agency.run()
    old = pages(agency)["bell"]
    revoke_page(agency.config, "Bell", NOW, lambda _: None)
    assert not old.exists()
    assert shown(read(agency, "bell"), "figure")


LETTERS = PUBLISH + "base_url = 'https://accounts.example.com/'\n[mail]\nfolder = 'outbox'\n"


def test_while_it_is_asked_whose_new_name_it_is_the_link_of_the_letter_works(tmp_path):
    """And for good after the yes: what it leads to is the new name's account then."""
    agency = Agency(tmp_path / "office", {**SHEETS, "Clients": CLIENTS}, LETTERS)
    agency.edit("Clients", "C2", 1_000_000)  # Acme is below it, and had a letter
    agency.run()
    assert any("acme" in each.casefold() for each in agency.letters()), agency.letters()
    linked, before = pages(agency)["acme"], everything(pages(agency)["acme"])
    names(agency, "Apex")
    everywhere(agency, "Acme", "Apex")
    for minutes in (1, 2):
        agency.run(NOW + timedelta(minutes=minutes))
        shown, first = everything(linked), "index.html"
        assert {**shown, first: b""} == {**before, first: b""}
        assert b"RUB" in shown[first]
        assert (b'id="pay"' in before[first], b'id="pay"' in shown[first]) == (True, False)
    grid = agency.grid()["Notices"]
    rows = [at for at, row in enumerate(grid, 1) if "Apex" in row]
    agency.edit("Notices", f"{letters(grid[0].index('Send') + 1)}{rows[-1]}", True)
    agency.run(NOW + timedelta(minutes=3))
    agency.run(NOW + timedelta(minutes=4))
    assert pages(agency)["apex"] == linked
    assert "Apex" in (linked / "index.html").read_text("utf-8")
    assert "acme" not in pages(agency)
