"""A reminder is one of the invoice that the client has in hand: its first letter is none, wherever a
line tells of it, and the one after that is the first (design §17)."""

from datetime import timedelta

import pytest

from sheets_sync.use_cases.drafts.trying_out import Question
from sheets_sync.use_cases.simulation import simulation_of
from sheets_sync.views import run_view
from sheets_sync.views.simulated import Simulated, next_run
from sheets_sync.words.speaking import ENGLISH
from tests.sync.agency import NOW, QUIET, Agency, Rows, day

ONE: dict[str, Rows] = {
    "Clients": [["Client", "Email", "Threshold"], ["Acme", "a@example.com", 1000]],
    "Prices": [["Client", "Service", "Price"], [None, "Big", 1000]],
    "Payments": [["Date", "Client", "Amount"], [day(90), "Acme", 10_000]],
    "Log": [["Date", "Client", "Service", "Quantity"], [day(80), "Acme", "Big", 12]],
}


@pytest.fixture
def agency(tmp_path):
    """Acme are below nothing, and have had one letter; since then they fell far."""
    made = Agency(tmp_path / "agency", ONE, QUIET)
    assert told(made, weeks=0) == ["OVER"]
    made.add_row("Log", day(0), "Acme", "Big", 20)
    return made


def told(agency, weeks, **options):
    run = agency.run(NOW + timedelta(weeks=weeks), **options)
    lines = run_view.lines(run, agency.config)
    return [line.split(">: ")[1].split(",")[0] for line in lines if line.startswith("Letter to")]


def test_the_run_says_so(agency):
    """Found: it said REMINDER of a letter with an invoice that nobody had seen."""
    assert told(agency, 1, dry_run=True) == ["OVER"]
    assert told(agency, 1) == ["OVER"]
    assert told(agency, 2) == ["REMINDER"]


def kinds(agency):
    grid = agency.grid()["Notices"]
    at = grid[0].index("Kind")
    return [row[at] for row in grid[1:] if row[at]]


def test_notices_counts_what_they_were_reminded_of(agency):
    told(agency, 1)
    told(agency, 2)
    told(agency, 2)
    assert kinds(agency) == ["Over", "Over, replaces No 1", "Reminder 1"]


def test_a_simulation_calls_it_by_its_flag(agency):
    """Found: "Reminder 1" of a letter that is the first with its invoice."""
    agency.add_row("Log", day(1), "Acme", "Big", 1)
    prices = agency.folder / "new.csv"
    prices.write_text("Service,Price\nBig,1000\n", encoding="utf-8")
    asked, later = Question("Acme", prices), NOW + timedelta(weeks=1)
    made = simulation_of(agency.config, asked, later, lambda _: None)
    said = " ".join(next_run(Simulated(made, ENGLISH)))
    assert "Over" in said
    assert "Reminder" not in said
