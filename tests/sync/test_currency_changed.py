"""One cell from RUB to EUR never asks for as many euro as there were roubles (design §17)."""

from datetime import timedelta

import pytest

from sheets_sync.state.sqlite.opening import open_sqlite
from tests.sync.agency import NOW, QUIET, SHEETS, Agency
from tests.sync.test_settled_figures import asked

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FREE = QUIET.replace("settle", "scale = 0\nsettle")


@pytest.fixture
def agency(tmp_path):
    """Bell, who pays in roubles, and is at ease at first."""
    payments = [[*row] for row in SHEETS["Payments"]]
    payments[2][2] = 20_000
    return Agency(tmp_path, {**SHEETS, "Payments": payments}, FREE)


def codes(run):
    return [
        (each.client, each.text, each.near)
        for each in run.reckoning.findings
        if each.code == "CURRENCY_CHANGED"
    ]


def test_a_slip_holds_every_letter_and_is_found_until_it_is_mended(agency):
    agency.run()
    agency.edit("Clients", "C3", "EUR")
    agency.edit("Payments", "C3", 10)
    found = [codes(agency.run(NOW + day * DAY)) for day in range(1, 4)]
    assert found == [[("Bell", "EUR", "RUB")]] * 3
    assert asked(agency) == []
    assert "was RUB, and this letter asks for" in agency.grid()["Notices"][1][9]
    agency.edit("Clients", "C3", None)
    assert codes(agency.run(NOW + 4 * DAY)) == []
    assert [each[0] for each in asked(agency)] == ["OVER"]
    went = [row[6] for row in agency.grid()["Notices"][1:] if row[9].startswith("written")]
    assert went == ["RUB"]


def test_send_says_that_it_is_right(agency):
    agency.run()
    agency.edit("Clients", "C3", "EUR")
    agency.edit("Payments", "C3", 10)
    agency.run(NOW + DAY)
    agency.edit("Notices", "K2", "TRUE")
    agency.run(NOW + 2 * DAY)
    assert len(asked(agency)) == 1
    assert codes(agency.run(NOW + 3 * DAY)) == []


def test_the_last_letter_tells_where_no_run_remembers(tmp_path):
    agency = Agency(tmp_path, config_text=FREE)
    agency.run()
    with open_sqlite(agency.config.state.path) as store:
        store.memories.remember("notices.sightings", "")
    agency.edit("Clients", "C3", "EUR")
    assert codes(agency.run(NOW + DAY)) == [("Bell", "EUR", "RUB")]


def test_a_client_who_never_paid_may_have_any_currency(agency):
    agency.edit("Clients", "A5", "Dune")
    agency.run()
    agency.edit("Clients", "C5", "EUR")
    assert codes(agency.run(NOW + DAY)) == []
