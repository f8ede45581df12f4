"""Names exchanged between rows of Clients mail nobody's invoice to another's mailbox (design §17)."""

from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.use_cases.invoicing import ask_for_invoice
from tests.sync.agency import NOW, SHEETS, Agency, Rows, day
from tests.sync.lived import lived

MINUTE = timedelta(minutes=1)
SETTLED = "[notices]\nsettle = '15m'\nscale = 0\n[workbook]\ntimezone = 'UTC'\n"
CLIENTS: Rows = [
    ["Client", "Email", "Threshold", "Details", "Ask"],
    ["Acme", "a@example.com", 1000, "Acme LLC", None],
    ["Bell", "b@example.com", 500, "Bell GmbH", None],
    ["Cone", "c@example.com", 10, None, None],
]
PAID = [*SHEETS["Payments"][:3], [day(40), "Bell", 20_000, None], [day(50), "Cone", 200, None]]
LOG = [each for each in SHEETS["Log"] if each[1] != "Cone"]


@pytest.fixture
def agency(tmp_path):
    """Nobody is low, and two runs know everybody's row."""
    return lived(tmp_path, (begun,))


def begun(folder):
    made = Agency(folder, {**SHEETS, "Clients": CLIENTS, "Payments": PAID, "Log": LOG}, SETTLED)
    made.run()
    return made


def at(agency, minutes):
    return agency.run(NOW + minutes * MINUTE)


def names(agency, *who):
    for row, name in enumerate(who, 2):
        agency.edit("Clients", f"A{row}", name)


def low(agency, who):
    """A charge that takes a client below zero."""
    for column, value in zip("ABCD", (day(0), who, "Banner", 70), strict=True):
        agency.edit("Log", f"{column}9", value)
    agency.edit("Log", "E9", 30)


def found(run):
    return [
        (each.client, each.field, each.near)
        for each in run.reckoning.findings
        if each.code == "CLIENT_EXCHANGED"
    ]


def waiting(agency):
    return [(row[2], row[9]) for row in agency.grid()["Notices"][1:]]


def mailed(agency):
    """Whose letters went where."""
    texts = ((agency.folder / "outbox" / name).read_bytes() for name in agency.letters())
    heads = (text.decode("latin-1").partition("\r\n\r\n")[0].splitlines() for text in texts)
    to = [line[4:] for head in heads for line in head if line.startswith("To: ")]
    return [
        (name.split("-")[-1].removesuffix(".eml"), address.split("<")[-1].strip(">"))
        for name, address in zip(agency.letters(), to, strict=True)
    ]


BOTH = [("Bell", "email", "Acme"), ("Acme", "email", "Bell")]


def test_a_first_letter_waits_and_goes_to_the_right_box_once_the_names_are_back(agency):
    names(agency, "Bell", "Acme")
    low(agency, "Bell")
    assert found(at(agency, 5)) == BOTH
    assert found(at(agency, 40)) == BOTH
    ((who, why),) = waiting(agency)
    assert who == "Bell"
    assert "address or the details of Acme" in why
    assert agency.letters() == []
    names(agency, "Acme", "Bell")
    assert found(at(agency, 41)) == []
    at(agency, 60)
    assert mailed(agency) == [("bell", "b@example.com")]


def test_what_is_asked_in_one_row_is_never_asked_of_the_other(agency):
    agency.edit("Clients", "E2", 12_000)
    at(agency, 5)
    names(agency, "Bell", "Acme")
    at(agency, 10)
    at(agency, 60)
    assert agency.letters() == []
    assert [who for who, _ in waiting(agency)] == ["Acme"]
    names(agency, "Acme", "Bell")
    at(agency, 61)
    at(agency, 90)
    assert mailed(agency) == [("acme", "a@example.com")]


def test_what_was_asked_is_not_asked_again_by_names_that_went_there_and_back(agency):
    agency.edit("Clients", "E2", 12_000)
    at(agency, 5)
    at(agency, 30)
    for column, value in zip("ABC", (day(0), "Acme", 12_000), strict=True):
        agency.edit("Payments", f"{column}6", value)
    names(agency, "Bell", "Acme")
    assert found(at(agency, 31)) == BOTH
    at(agency, 60)
    names(agency, "Acme", "Bell")
    at(agency, 61)
    at(agency, 90)
    assert mailed(agency) == [("acme", "a@example.com")]
    assert [row[1] for row in agency.grid()["Findings"] if "Clients!" in str(row[1])] == []


def test_send_says_that_it_is_right_and_is_known_once_that_went(agency):
    names(agency, "Bell", "Acme")
    low(agency, "Bell")
    at(agency, 5)
    at(agency, 30)
    agency.edit("Notices", "K2", "TRUE")
    assert [each.client for each in at(agency, 31).notices] == ["bell"]
    assert mailed(agency) == [("bell", "a@example.com")]
    assert found(at(agency, 32)) == [("Acme", "email", "Bell")]


def test_blank_for_a_run_and_filled_in_again_it_is_right_without_a_letter(agency):
    names(agency, "Bell", "Acme")
    at(agency, 5)
    for cell in ("B2", "B3", "D2", "D3"):
        agency.edit("Clients", cell, None)
    assert found(at(agency, 10)) == []
    for cell, value in (("B2", "a@example.com"), ("B3", "b@example.com")):
        agency.edit("Clients", cell, value)
    assert found(at(agency, 15)) == []


def test_an_invoice_by_hand_waits_too_and_goes_when_a_person_says_so(agency):
    names(agency, "Bell", "Acme")
    at(agency, 5)
    ask_for_invoice(agency.config, "Bell", "500", NOW + 6 * MINUTE, lambda _: None)
    at(agency, 7)
    assert agency.letters() == []
    agency.edit("Notices", "K2", "TRUE")
    at(agency, 8)
    assert mailed(agency) == [("bell", "a@example.com")]


def test_a_lost_state_knows_nobody_s_row(agency):
    names(agency, "Bell", "Acme")
    agency.config.state.path.unlink()
    assert found(at(agency, 5)) == []


def test_what_was_asked_of_one_is_not_asked_of_the_other_who_is_let_go_in_that_row(agency):
    agency.edit("Clients", "E2", 12_000)
    at(agency, 5)
    at(agency, 30)
    names(agency, "Bell", "Acme")
    low(agency, "Bell")
    at(agency, 35)
    at(agency, 60)
    (line,) = [row for row, (who, _) in enumerate(waiting(agency), 2) if who == "Bell"]
    agency.edit("Notices", f"K{line}", "TRUE")
    at(agency, 61)
    last = at(agency, 90)
    assert mailed(agency) == [("acme", "a@example.com"), ("bell", "a@example.com")]
    (found_,) = [each for each in last.reckoning.findings if each.code == "ASK_NOT_BLANK"]
    assert (found_.client, found_.near) == ("Bell", "Acme")


def test_of_two_at_one_mailbox_the_renamed_one_alone_waits(agency):
    """Found: Send beside the letters of both had the other reminded of an invoice of theirs."""
    agency.edit("Clients", "B3", "a@example.com")
    low(agency, "Acme")
    at(agency, 5)
    at(agency, 30)
    book = openpyxl.load_workbook(agency.path)
    for tab in ("Clients", "Payments", "Log"):
        for row in book[tab].iter_rows():
            for cell in row:
                cell.value = "Acme Holding" if cell.value == "Acme" else cell.value
    book["Payments"]["C4"] = 100
    book.save(agency.path)
    at(agency, 31)
    at(agency, 60)
    assert [who for who, why in waiting(agency) if "Acme" in why] == ["Acme Holding"]
    assert mailed(agency) == [("acme", "a@example.com"), ("bell", "a@example.com")]
