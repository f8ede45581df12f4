"""A client whose payments bear a name that nobody in Clients has, for one was renamed there first:
their letters wait, and say for which cell; nobody else's do (design §17)."""

from typing import Any

import pytest

from tests.sync.agency import NOW, Agency, day
from tests.sync.test_half_merged import SMTP, shown
from tests.sync.test_merged_clients import TWO, WITH_RECEIPTS, at, ledger, tick

NAMES = ("Qp", "Elm", "Panew")
WHERE = {"Clients": "A2", "Payments": "B2", "Log": "B2"}
PAGES = '\n[publish]\nfolder = "www"\nbase_url = "https://x.example.com"\n'


@pytest.fixture
def agency(tmp_path, server) -> Any:
    """Each was asked to pay, Qp 20,000 by No 1."""
    sheets = {
        **TWO,
        "Clients": [
            TWO["Clients"][0],
            *([name, f"{name.lower()}@example.com", 5000, 20_000] for name in NAMES),
        ],
        "Payments": [
            TWO["Payments"][0],
            *([day(90 - i), name, 40_000 + i, None] for i, name in enumerate(NAMES)),
        ],
        "Log": [TWO["Log"][0], *([day(80), name, "Big", 36] for name in NAMES), [None] * 4],
    }
    made: Any = Agency(
        tmp_path / "agency", sheets, WITH_RECEIPTS + SMTP.format(server.port) + PAGES
    )
    made.run(NOW)
    assert len(server.letters) == 3
    return made


def renamed(agency, *tabs, name="Qpnew"):
    for tab in tabs:
        agency.edit(tab, WHERE[tab], name)


def to(server):
    return [each["to"][0].partition("@")[0] for each in server.letters[3:]]


def waiting(agency):
    rows = agency.grid()["Notices"][1:]
    return {row[2]: row[9] for row in rows if "held" in row[9] or row[9].startswith("is this")}


def found(agency):
    return [" ".join(map(str, row)) for row in agency.grid()["Findings"]]


def test_they_wait_for_that_cell_and_nobody_who_is_only_called_alike(agency, server):
    """Found: for days no letter and no line of theirs, and Panew's waited in their place."""
    page = {token for token, text in shown(agency).items() if "Account of Qp" in text}.pop()
    before = shown(agency)[page]
    renamed(agency, "Payments")
    at(agency, 8)
    assert waiting(agency) == {"Qp": "held: mend Payments!B2 first, see Findings"}
    assert any("Payments!B2" in each and "was Qp's until lately" in each for each in found(agency))
    assert to(server) == ["elm", "panew"]
    assert shown(agency)[page] == before
    tick(agency, 4)
    at(agency, 9)
    assert to(server) == ["elm", "panew"]
    renamed(agency, "Payments", name="Qp")
    at(agency, 10)
    assert waiting(agency) == {}
    assert to(server)[2:] == ["qp"]
    assert ledger(agency).gone[-1].invoice == 1


def test_renamed_everywhere_it_is_asked_whose_new_name_it_is(agency, server):
    renamed(agency, "Payments")
    at(agency, 1)
    renamed(agency, "Clients", "Log")
    at(agency, 2)
    assert waiting(agency)["Qpnew"].startswith("held: is this the new name of Qp,")
    assert to(server) == []


def test_of_two_who_lack_the_same_row_both_wait(agency, server):
    agency.edit("Payments", "A3", day(90))
    agency.edit("Payments", "C3", 40_000)
    at(agency, 1)
    for row in (2, 3):
        agency.edit("Payments", f"B{row}", "Somebody")
    at(agency, 9)
    assert waiting(agency).keys() == {"Qp", "Elm"}
    assert to(server) == ["panew"]


def test_a_name_that_was_a_clients_is_no_slip_for_anothers(agency, server):
    renamed(agency, "Clients", "Payments", "Log", name="Panewx")
    at(agency, 1)
    for column in "ABCD":
        agency.edit("Clients", f"{column}2", None)
    at(agency, 9)
    assert "Panew" not in waiting(agency)
    assert {*to(server)} == {"elm", "panew"}


def test_a_payment_that_is_nobodys_row_of_before_holds_whom_it_is_like(agency, server):
    for column, cell in zip("ABC", (day(0), "Panev", 900), strict=True):
        agency.edit("Payments", f"{column}5", cell)
    at(agency, 8)
    assert waiting(agency) == {"Panew": "held: mend Payments!B5 first, see Findings"}
    assert {*to(server)} == {"elm", "qp"}


def test_what_was_anothers_holds_nobody_of_whom_it_was_said_that_they_are_not_that_one(
    agency, server
):
    """Found: Qp was deleted from Clients alone; of who came with their address that was asked about,
    and after a truthful no their letters waited for Qp's row for good, to be called theirs."""
    for column, cell in zip("ABCD", ("Nova", "qp@example.com", 5000, 20_000), strict=True):
        agency.edit("Clients", f"{column}2", cell)
    for column, cell in zip("ABC", (day(3), "Nova", 4_000), strict=True):
        agency.edit("Payments", f"{column}5", cell)
    at(agency, 1)
    assert waiting(agency)["Nova"].startswith("held: is this the new name of Qp,")
    (row,) = (at for at, each in enumerate(agency.grid()["Notices"], 1) if each[2] == "Nova")
    agency.edit("Notices", f"K{row}", "no")
    at(agency, 2)
    at(agency, 3)
    assert waiting(agency)["Nova"].startswith("held: not the new name of Qp, as somebody said")
    assert not any("Payments!B2" in each and "Nova" in each for each in found(agency))
