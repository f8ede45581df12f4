"""An invoice is to be paid by the day that its paper named, however many days are given since (§17)."""

import email
import email.policy
from datetime import timedelta

import pytest

from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.invoicing import ask_for_invoice
from tests.sync.agency import NOW, SHEETS, Agency, day
from tests.sync.test_publishing import pages

DAY = timedelta(days=1)
CONFIG = """
[notices]
settle = "0m"
[workbook]
timezone = "UTC"
[publish]
folder = "www"
[invoice]
due_days = {days}
"""


def given(agency, days):
    (agency.folder / "config.toml").write_text(CONFIG.format(days=days), encoding="utf-8")


def asked(folder, days):
    """Acme is asked for 2,000, on 23 November, and given so many days."""
    sheets = {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], ["Acme", "a@example.com", None, 1000, None]],
        "Payments": [SHEETS["Payments"][0], [day(0), "Acme", 500, None]],
        "Log": [SHEETS["Log"][0]],
    }
    made = Agency(folder, sheets, CONFIG.format(days=days))
    made.run()
    assert len(made.letters()) == 1
    return made


def last(agency):
    """The text of the last letter."""
    data = (agency.folder / "outbox" / agency.letters()[-1]).read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    return " ".join(message.get_body(("plain",)).get_content().split())


@pytest.mark.parametrize("since", [5, 10, 0])
def test_fewer_days_since_make_no_reminder_call_it_overdue(tmp_path, since):
    agency = asked(tmp_path / "office", 20)
    given(agency, since)
    agency.run(NOW + 7 * DAY)
    assert "Please pay by: 13 Dec 2026" in last(agency)
    assert "overdue" not in last(agency)
    page = (pages(agency)["acme"] / "index.html").read_text(encoding="utf-8")
    assert "13 Dec 2026" in page


@pytest.mark.parametrize("since", [20, 0])
def test_nor_does_it_get_more_days_than_it_was_made_with(tmp_path, since):
    agency = asked(tmp_path / "office", 5)
    given(agency, since)
    agency.run(NOW + 7 * DAY)
    assert "was to be paid by 28 Nov 2026 and is 2 days overdue" in last(agency)


def test_one_that_named_no_day_names_none(tmp_path):
    agency = asked(tmp_path / "office", 0)
    given(agency, 5)
    agency.run(NOW + 7 * DAY)
    assert "pay by" not in last(agency)
    assert "overdue" not in last(agency)


def test_what_takes_its_place_has_the_days_of_today(tmp_path):
    agency = asked(tmp_path / "office", 20)
    given(agency, 5)
    ask_for_invoice(agency.config, "Acme", "9000", NOW + DAY, lambda _: None)
    agency.run(NOW + DAY)
    assert "Please pay by: 29 Nov 2026" in last(agency)
    with view_state(agency.config) as store:
        assert store.faults() == []
        made = store.outbox().ledger().issued.values()
        assert [each.due_days for each in made] == [20, 5]
