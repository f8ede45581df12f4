"""Two clients become one tab by tab, run by run: while rows of one stand under both names no letter
of theirs goes, for its sum would be of half an account (design §17)."""

from itertools import permutations

import pytest

from sheets_sync.notices.wording import state_text
from sheets_sync.words.speaking import ENGLISH
from tests.smtp.server import ScriptedServer
from tests.sync.agency import NOW, Agency, day
from tests.sync.lived import lived
from tests.sync.test_merged_clients import TWO, WITH_RECEIPTS, at, ledger, notices, tick

MOVES: dict[str, list[tuple[str, str, str | None]]] = {
    "Log": [("Log", "B2", "Elm")],
    "Payments": [("Payments", "B2", "Elm")],
    "Clients": [("Clients", f"{column}2", None) for column in "ABCD"],
}
"""What staff do in each tab to make Dune a part of Elm."""

ASKED = [("LOW", "sent", 1), ("LOW", "sent", 2)]
SMTP = '\n[mail]\ntransport = "smtp"\nhost = "127.0.0.1"\nport = {}\nsecurity = "none"\nfrom = "b@x.example"\n'


@pytest.fixture
def agency(tmp_path):
    """Dune was asked to pay No 1, Elm No 2, of 20,000 each."""
    return lived(tmp_path / "agency", (begun,))


def begun(folder):
    made = Agency(folder, TWO, WITH_RECEIPTS)
    made.run(NOW)
    assert notices(made) == ASKED
    return made


def used(agency, quantity, row=4):
    """Elm uses so much more."""
    for column, cell in zip("ABCD", (day(0), "Elm", "Big", quantity), strict=True):
        agency.edit("Log", f"{column}{row}", cell)


def move(agency, *tabs):
    for tab in tabs:
        for edit in MOVES[tab]:
            agency.edit(*edit)


def asked_of_elm(agency):
    return [each for each in ledger(agency).notices if each.client == "elm" and each.number != 2]


def reasons(agency):
    return [each.reason for each in asked_of_elm(agency) if each.state == "held"]


@pytest.mark.parametrize("quantity", [5, 60])
@pytest.mark.parametrize("order", [*permutations(MOVES)], ids="-".join)
def test_nothing_goes_before_the_last_row_is_moved(agency, order, quantity):
    """Found: 48,000 were asked at once of a client who was in their own money."""
    for number, tab in enumerate(order, 1):
        move(agency, tab)
        if number == 1 + (
            order[0] == "Clients"
        ):  # while all rows are Dune's, Elm's account is whole
            used(agency, quantity)
        at(agency, number)
        assert {each.state.value for each in asked_of_elm(agency)} <= {"held", "cancelled"}, tab
        if {*order[:number]} & {"Log", "Payments"} in ({"Log"}, {"Payments"}):
            assert reasons(agency) == ["half_merged: Dune"]
    held = [each for each in asked_of_elm(agency) if each.state == "held" and each.kind.asks]
    if held:
        tick(agency, held[-1].number)
    at(agency, 12)
    (letter,) = [each for each in asked_of_elm(agency) if each.state == "written"]
    assert letter.balance == (8_000 - 1_000 * quantity) * 100


@pytest.mark.parametrize("tab", ["Log", "Payments"])
def test_what_is_held_says_why_and_goes_by_a_tick(agency, tab):
    move(agency, tab, "Clients")
    used(agency, 60)
    at(agency, 1)
    (held,) = asked_of_elm(agency)
    assert held.reason == "half_merged: Dune"
    assert "others still bear the name Dune" in state_text(held, ENGLISH)
    tick(agency, held.number)
    at(agency, 2)
    assert [each.state.value for each in asked_of_elm(agency)] == ["written"]
    at(agency, 10)
    assert [each.state.value for each in asked_of_elm(agency)][1:] == ["written"]


def test_put_back_it_goes_by_itself(agency):
    move(agency, "Log", "Clients")
    used(agency, 5)
    at(agency, 1)
    agency.edit("Log", "B2", "Dune")
    for column, cell in zip("ABCD", ("Dune", "d@example.com", 5000, 20_000), strict=True):
        agency.edit("Clients", f"{column}2", cell)
    at(agency, 2)
    (letter,) = [each for each in asked_of_elm(agency) if each.state == "written"]
    assert letter.balance == -1_000 * 100


def test_who_only_drops_out_holds_nobody(agency):
    """All rows of Dune stay theirs."""
    move(agency, "Clients")
    used(agency, 5)
    at(agency, 1)
    (letter,) = asked_of_elm(agency)
    assert letter.state == "written"


def test_one_row_typed_on_the_wrong_client_holds_nobody(agency):
    used(agency, 5)
    agency.edit("Log", "B4", "Dune")
    at(agency, 1)
    agency.edit("Log", "B4", "Elm")
    at(agency, 2)
    (letter,) = asked_of_elm(agency)
    assert letter.state == "written"


def test_by_real_smtp_nothing_leaves(tmp_path):
    with ScriptedServer(tmp_path) as server:
        agency = Agency(tmp_path / "agency", TWO, WITH_RECEIPTS + SMTP.format(server.port))
        agency.run(NOW)
        assert len(server.letters) == 2
        move(agency, "Log", "Clients")
        used(agency, 5)
        at(agency, 1)
        at(agency, 2)
        assert len(server.letters) == 2
        move(agency, "Payments")
        at(agency, 3)
        at(agency, 11)
        assert len(server.letters) == 2
        (held,) = [each for each in asked_of_elm(agency) if each.state == "held"]
        tick(agency, held.number)
        at(agency, 12)
        assert "replaces No. 2" in server.letters[-1]["data"]


def test_a_statement_waits_as_well(tmp_path):
    settings = WITH_RECEIPTS.replace("receipt = true", "statement = 'monthly'\nremind_times = 0")
    agency = Agency(tmp_path / "agency", TWO, settings)
    agency.run(NOW)
    move(agency, "Payments", "Clients")
    used(agency, 1)
    at(agency, 9)
    (statement,) = [each for each in asked_of_elm(agency) if str(each.kind) == "STATEMENT"]
    assert statement.reason == "half_merged: Dune"
    move(agency, "Log")
    at(agency, 10)
    assert asked_of_elm(agency)[-1].state == "written"


def test_the_page_stays_as_it_is(tmp_path):
    pages = '\n[publish]\nfolder = "www"\nbase_url = "https://x.example.com"\n'
    agency = Agency(tmp_path / "agency", TWO, WITH_RECEIPTS + pages)
    agency.run(NOW)
    before = shown(agency)
    move(agency, "Log", "Clients")
    at(agency, 1)
    (elms,) = [token for token, text in before.items() if "Account of Elm" in text]
    assert shown(agency)[elms] == before[elms]
    move(agency, "Payments")
    at(agency, 2)
    assert "8,000.00" in shown(agency)[elms]


def shown(agency):
    """What each page says, by its token."""
    pages = (agency.folder / "www").glob("*/index.html")
    return {each.parent.name: each.read_text(encoding="utf-8") for each in pages}
