"""A client whose rows of Log or Prices bear a name that nobody in Clients has, for one was renamed
there first: no figure of theirs is right until all bear one name, so their letters wait, and say for
which cell; nobody else's do (design §17)."""

import pytest

from tests.sync.agency import NOW, Agency, day
from tests.sync.test_half_merged import SMTP, shown
from tests.sync.test_merged_clients import TWO, WITH_RECEIPTS, at, ledger
from tests.sync.test_renamed_in_payments_first import PAGES, found, to, waiting

NAMES = ("Qp", "Elm", "Panew")
WHERE = {"Clients": ["A2"], "Payments": ["B2"], "Log": ["B2", "B5"], "Prices": ["A3"]}


@pytest.fixture
def agency(tmp_path, server):
    """Each was asked to pay, Qp 20,000 by No 1; Qp has prices of their own."""
    sheets = {
        **TWO,
        "Clients": [
            TWO["Clients"][0],
            *([name, f"{name.lower()}@example.com", 5000, 20_000] for name in NAMES),
        ],
        "Prices": [*TWO["Prices"], ["Qp", "Big", 980]],
        "Payments": [
            TWO["Payments"][0],
            *([day(90 - i), name, 40_000 + i, None] for i, name in enumerate(NAMES)),
        ],
        "Log": [
            TWO["Log"][0],
            *([day(80), name, "Big", 36] for name in NAMES),
            [day(79), "Qp", "Big", 1],
            [None] * 4,
        ],
    }
    made = Agency(tmp_path / "agency", sheets, WITH_RECEIPTS + SMTP.format(server.port) + PAGES)
    made.run(NOW)
    assert len(server.letters) == 3
    return made


def renamed(agency, *tabs, name="Qpnew"):
    for tab in tabs:
        for cell in WHERE[tab]:
            agency.edit(tab, cell, name)


@pytest.mark.parametrize(("tab", "cell"), [("Log", "Log!B2"), ("Prices", "Prices!A3")])
def test_they_wait_for_that_cell_and_nobody_who_is_only_called_alike(agency, server, tab, cell):
    """Without their charges Qp would be thanked for a top-up that nobody paid, and asked anew once
    the name is back; at everybody's prices they would owe another sum."""
    page = {token for token, text in shown(agency).items() if "Account of Qp" in text}.pop()
    before = shown(agency)[page]
    renamed(agency, tab)
    for days in (1, 8):
        at(agency, days)
        assert not {*waiting(agency)} - {"Qp"}
        assert shown(agency)[page] == before
    assert to(server) == ["elm", "panew"]
    assert any(cell in each and "was Qp's until lately" in each for each in found(agency))
    if tab == "Prices":
        assert waiting(agency) == {"Qp": f"held: mend {cell} first, see Findings"}
    renamed(agency, tab, name="Qp")
    at(agency, 10)
    assert waiting(agency) == {}
    assert to(server)[2:] == ["qp"]
    assert ledger(agency).gone[-1].invoice == 1
    assert not any("until lately" in each for each in found(agency))


@pytest.mark.parametrize("first", ["Log", "Prices"])
def test_renamed_everywhere_it_is_asked_whose_new_name_it_is(agency, server, first):
    renamed(agency, first)
    at(agency, 1)
    renamed(agency, *(tab for tab in WHERE if tab != first))
    at(agency, 2)
    assert waiting(agency)["Qpnew"].startswith("held: is this the new name of Qp,")
    assert to(server) == []


def test_a_row_on_its_way_to_anothers_name_is_known_as_theirs(agency, server):
    """By a slip of the pen for a run: Elm's account is of one and a half clients then."""
    renamed(agency, "Log", name="Elmm")
    at(agency, 1)
    renamed(agency, "Log", name="Elm")
    at(agency, 8)
    assert "others still bear the name Qp" in waiting(agency)["Elm"]
    assert to(server) == ["panew"]


def test_a_row_left_under_the_former_name_is_not_anothers_whose_same_one_is_mended_later(
    agency, server
):
    """Found: Elm's letters waited for it, and Findings called it theirs: to be charged twice."""
    renamed(agency, "Clients", "Payments", "Prices")
    at(agency, 1)
    agency.edit("Log", "D3", 37)
    for days in (2, 8):
        at(agency, days)
        assert {*waiting(agency)} == {"Qpnew"}
        assert not any("was Elm's" in each for each in found(agency))
    assert to(server) == ["elm", "panew"]


def test_a_row_of_nobodys_that_was_never_a_clients_holds_nobody(agency, server):
    for column, cell in zip("ABCD", (day(0), "Panev", "Big", 1), strict=True):
        agency.edit("Log", f"{column}6", cell)
    at(agency, 8)
    assert waiting(agency) == {}
    assert {*to(server)} == {"qp", "elm", "panew"}


def test_prices_left_under_the_former_name_hold_who_bears_the_new_one(agency, server):
    """At everybody's prices Qpnew would be asked for more; whoever they are."""
    renamed(agency, "Clients", "Payments", "Log")
    at(agency, 1)
    line = next(i for i, row in enumerate(agency.grid()["Notices"], 1) if "held" in row[9])
    agency.edit("Notices", f"K{line}", "yes")
    at(agency, 2)
    at(agency, 8)
    assert waiting(agency) == {"Qpnew": "held: mend Prices!A3 first, see Findings"}
    renamed(agency, "Prices")
    at(agency, 9)
    assert waiting(agency) == {}
    assert to(server) == ["elm", "panew", "qp"]


def test_rows_left_in_copy_under_the_former_name_count_once_and_hold_nobody(agency, server):
    """Renamed row by row they would be charged, and paid, twice: the cure is to delete them."""
    renamed(agency, *WHERE)
    for column, cell in zip("ABCD", (day(80), "Qp", "Big", 36), strict=True):
        agency.edit("Log", f"{column}6", cell)
    for column, cell in zip("ABC", (day(90), "Qp", 40_000), strict=True):
        agency.edit("Payments", f"{column}5", cell)
    at(agency, 1)
    assert waiting(agency)["Qpnew"].startswith("held: is this the new name of Qp,")
    assert any("Payments!B5" in each and "Delete this row" in each for each in found(agency))
    line = next(i for i, row in enumerate(agency.grid()["Notices"], 1) if "held" in row[9])
    agency.edit("Notices", f"K{line}", "yes")
    at(agency, 2)
    at(agency, 8)
    assert sorted(to(server)) == ["elm", "panew", "qp"]
    (own,) = [each for each in ledger(agency).gone if each.client == "qpnew"]
    assert (own.balance, own.invoice) == (374_000, 1)
