"""A tab that a pattern catches by chance stops nobody, and is told (§15)."""

from typing import Any

import pytest

from sheets_sync.errors import UsageError
from tests.google.office import Office
from tests.sync.agency import QUIET, SHEETS, Agency, day

HEAD = ["Date", "Client", "Service", "Minutes"]
MONTHS: dict[str, Any] = {
    **{role: SHEETS[role] for role in ("Clients", "Prices", "Payments")},
    "May 2026": [HEAD, [day(9), "Acme", "Call", 10]],
    "June 2026": [HEAD, [day(5), "Acme", "Call", 20]],
}
PATTERN = '[tabs]\nlog = "* 2026"\n'
CAUGHT = {"Budget 2026": [["Plan", "Sum"], ["Rent", 5]], "Blank 2026": [[]]}


def test_the_other_tabs_are_read_and_it_is_named(tmp_path):
    plain = Agency(tmp_path / "plain", MONTHS, f"{QUIET}{PATTERN}").report()
    agency = Agency(tmp_path / "more", MONTHS | CAUGHT, f"{QUIET}{PATTERN}")
    agency.run()
    document = agency.report()
    assert document["clients"] == plain["clients"]
    found = {each["tab"]: each for each in document["findings"] if each["code"] == "UNREAD_TAB"}
    assert set(found) >= {"Budget 2026"}
    assert '"* 2026"' in found["Budget 2026"]["message"]
    assert "rename the tab" in found["Budget 2026"]["hint"]
    assert agency.grid()["Budget 2026"][0][:2] == ["Plan", "Sum"]
    assert len(agency.grid()["Budget 2026"][0]) == 2  # init gave it no columns


def test_a_month_with_some_of_its_headers_stops_the_run_and_so_does_the_only_one(tmp_path):
    broken = {"July 2026": [["Day", "Client", "Service", "Minutes"]]}
    with pytest.raises(UsageError):
        Agency(tmp_path / "broken", MONTHS | broken, f"{QUIET}{PATTERN}").report()
    with pytest.raises(UsageError):
        Agency(tmp_path / "only", MONTHS, f'{QUIET}[tabs]\nlog = "Pay*"\n').report()


def test_on_google(google, tmp_path):
    agency = Office(google, tmp_path, MONTHS | CAUGHT, more=PATTERN)
    found = agency.as_json(agency.run())["findings"]
    assert "Budget 2026" in {each["tab"] for each in found if each["code"] == "UNREAD_TAB"}
