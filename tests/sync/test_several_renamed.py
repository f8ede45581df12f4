"""Several clients renamed at once, mailed by a real server: each is asked about the one whose rows
they have, and a no is for that line alone (design §17)."""

from typing import Any

import pytest

from sheets_sync.use_cases.invoicing import withdraw_invoice
from tests.cli.mailing import smtp
from tests.sync.agency import NOW, SHEETS, Agency, Rows, day
from tests.sync.test_paid_before_answered import told
from tests.sync.test_renamed_tab_by_tab import MINUTE, SETTLED, at

NAMES = ("Cedar", "Dune", "Elm")
MAILED = SETTLED.replace("[workbook]", "receipt = true\n[workbook]")


@pytest.fixture
def agency(tmp_path, server) -> Any:
    """All are low, and were asked for money."""
    sheets: dict[str, Rows] = {
        **SHEETS,
        "Clients": [
            ["Client", "Email", "Threshold", "State"],
            *([name, f"{name.lower()}@example.com", 1000, None] for name in NAMES),
        ],
        "Payments": [
            ["Date", "Client", "Amount"],
            *([day(40 + at), name, 3000 + at] for at, name in enumerate(NAMES)),
        ],
        "Log": [
            ["Date", "Client", "Service", "Agreed price"],
            *([day(9 + at), name, "Banner", 2500 + at] for at, name in enumerate(NAMES)),
        ],
    }
    made: Any = Agency(tmp_path / "agency", sheets, MAILED + smtp(server))
    at(made, 0)
    at(made, 20)
    made.at = 60
    assert len(server.letters) == 3
    return made


ROWS = {"Cedar": 2, "Dune": 3, "Elm": 4}


def rename(agency, name, new, *tabs, address=None):
    for tab in tabs or ("Clients", "Payments", "Log"):
        agency.edit(tab, f"{'A' if tab == 'Clients' else 'B'}{ROWS[name]}", new)
    if address:
        agency.edit("Clients", f"B{ROWS[name]}", address)


def lines(agency):
    """Of each line of Notices that waits, its sheet row, client and state."""
    rows = list(enumerate(agency.grid()["Notices"], 1))[1:]
    return [(at, row[2], row[9]) for at, row in rows if "held: " in row[9]]


def asked(agency):
    """Whose new name each that waits may be."""
    return {
        who: state.partition(" of ")[2].partition(",")[0]
        for _, who, state in lines(agency)
        if "new name" in state and "somebody said" not in state
    }


def says(agency, client, word):
    ((row, _, _),) = (each for each in lines(agency) if each[1] == client)
    agency.edit("Notices", f"K{row}", word)


@pytest.fixture
def renamed(agency):
    """Cedar tab by tab, the log first, with a new address; Dune meanwhile at once, with one."""
    rename(agency, "Cedar", "Zedar", "Log")
    rename(agency, "Dune", "Neo", address="neo@example.com")
    told(agency)
    rename(agency, "Cedar", "Zedar", "Payments")
    told(agency)
    rename(agency, "Cedar", "Zedar", "Clients", address="zedar@example.com")
    told(agency)
    return agency


def test_each_is_asked_about_the_one_whose_rows_they_have(renamed, server):
    """Found: both were asked about Dune, whose invoice was the newest."""
    assert asked(renamed) == {"Neo": "Dune", "Zedar": "Cedar"}
    for client in ("Neo", "Zedar"):
        says(renamed, client, "yes")
    told(renamed)
    told(renamed)
    assert lines(renamed) == []
    assert len(server.letters) == 3


@pytest.mark.parametrize("word", ["no", "No!", "нет"])
def test_a_no_tells_one_from_one_and_lets_nothing_go(renamed, server, word):
    """Found: a no was the former one entered again, and let the letter of another client go, who
    was that one: the same money was asked twice."""
    says(renamed, "Zedar", word)
    told(renamed)
    assert asked(renamed) == {"Neo": "Dune"}
    assert len(server.letters) == 3
    (line,) = (state for _, who, state in lines(renamed) if who == "Zedar")
    assert line.startswith("held: not the new name of Cedar, as somebody said")
    says(renamed, "Zedar", "yes")
    told(renamed)
    (letter,) = server.letters[3:]
    assert letter["to"] == ["zedar@example.com"]


def test_a_former_one_who_is_entered_again_lets_nobody_go_who_has_their_rows(renamed, server):
    for column, cell in zip("ABCD", ("Dune", "d@example.com", 1000, "closed"), strict=True):
        renamed.edit("Clients", f"{column}5", cell)
    told(renamed)
    assert asked(renamed) == {"Neo": "Dune", "Zedar": "Cedar"}
    assert len(server.letters) == 3


@pytest.fixture
def stranger(agency):
    """Elm is not in Clients any more, rows and invoice left as they are; Cedar has a new name in
    all tabs, and a new address."""
    for column in "ABC":
        agency.edit("Clients", f"{column}4", None)
    rename(agency, "Cedar", "Zedar", address="zedar@example.com")
    told(agency)
    assert asked(agency) == {"Zedar": "Cedar"}
    return agency


@pytest.mark.parametrize("approve", [False, True])
def test_whose_rows_are_known_is_asked_about_nobody_else_once_their_invoice_is_withdrawn(
    stranger, server, approve
):
    """Found: the line turned to Elm, with the tick that was one on Cedar. Nor does that tick let go
    what waits for another word: the credit note, which asks by itself."""
    if approve:
        config = stranger.folder / "config.toml"
        config.write_text(config.read_text().replace("[notices]\n", "[notices]\napprove = true\n"))
    says(stranger, "Zedar", "yes")
    withdraw_invoice(stranger.config, "1", NOW + (stranger.at + 1) * MINUTE, lambda _: None)
    told(stranger)
    own = [(row[3], row[9]) for row in stranger.grid()["Notices"] if row[2] == "Zedar"]
    assert asked(stranger) == {"Zedar": "Cedar"}
    assert [kind for kind, said in own if "new name" in said] == ["Credit note"]
    assert len(server.letters) == (3 if approve else 4)
    said = "".join(said for kind, said in own if kind == "Low")
    assert ("What stands in Send was said of something else" in said) == approve


def test_nor_after_a_no(stranger, server):
    says(stranger, "Zedar", "no")
    told(stranger)
    assert asked(stranger) == {}
    (state,) = (state for _, who, state in lines(stranger) if who == "Zedar")
    assert state.startswith("held: not the new name of Cedar, as somebody said")
    assert len(server.letters) == 3


def test_wait_is_no_answer(renamed, server):
    says(renamed, "Zedar", "wait")
    told(renamed)
    assert asked(renamed) == {"Neo": "Dune", "Zedar": "Cedar"}
    assert len(server.letters) == 3


def test_of_two_whose_rows_are_the_same_the_address_tells(agency):
    """Found: both were asked about the first one. Dune's were not when they were asked for money."""
    for tab, column in (("Payments", "A"), ("Payments", "C"), ("Log", "A"), ("Log", "D")):
        agency.edit(tab, f"{column}3", agency.grid()[tab][1]["ABCD".index(column)])
    told(agency)
    rename(agency, "Dune", "Neo")
    rename(agency, "Cedar", "Zedar")
    told(agency)
    assert asked(agency) == {"Neo": "Dune", "Zedar": "Cedar"}
