"""What a finding says was typed is what a person would have typed (design §15)."""

from datetime import date
from typing import Any

import pytest

from sheets_sync.showing.wording import describe
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import decoded, log, row


@pytest.mark.parametrize(
    ("cell", "language", "says"),
    [
        (date(2026, 1, 2), "en", "1/2 perhaps"),
        (date(2026, 1, 2), "ru", "2.1"),
        (date(1975, 1, 1), "en", "1/75 perhaps"),
        (46143, "en", "5/1 or the like"),
        (46143, "ru", "1.5"),
        ("5400\ufdd0", "en", "Minutes is 5400: hours"),
        (1.25, "ru", "здесь 1,25."),
        ("9:00 PM", "en", "a time of day, 9:00 PM,"),
        ("9:00\u202fPM", "en", "is a time of day,"),
    ],
)
def test_a_finding_says_what_was_typed(cell, language, says):
    found = decoded(log(row(minutes=cell)), locale=language)
    [finding] = found.findings
    said = describe(finding, found.places, found.book, words_of(language))
    assert says in said.message
    assert "?" not in finding.text


@pytest.mark.parametrize("typed", ["03/04/2026", "23/11/2026", "11-23-2026"])
def test_a_day_with_slashes_is_told_of_the_setting(typed):
    found = decoded(log(row(date_=typed)))
    [finding] = found.findings
    said = describe(finding, found.places, found.book, words_of("en"))
    assert (finding.code, finding.text) == ("BAD_DATE", typed)
    assert 'dates = "d/m/y"' in said.hint


def test_payments_of_such_days_are_read_by_it(tmp_path):
    from tests.sync.agency import QUIET, Agency, day  # noqa: PLC0415 - the only whole run here

    sheets: dict[str, list[list[Any]]] = {
        "Clients": [["Client"], ["Acme"]], "Prices": [["Service", "Price"]],
        "Payments": [["Date", "Client", "Amount"], ["03/04/2026", "Acme", 5]],
        "Log": [["Date", "Client", "Service"], [day(1), "Acme", "Call"]],
    }  # fmt: skip
    config = QUIET + '[tabs]\npayments = { tab = "Payments", dates = "d/m/y" }\n'
    [acme] = Agency(tmp_path, sheets, config, furnished=False).report()["clients"]
    assert acme["paid"] == "5.00"
