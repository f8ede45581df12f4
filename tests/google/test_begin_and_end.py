"""Begin and end of work as people type them on Google Sheets: only the format tells 12:00 from 0.5
(design §15)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.google.office import Office
from tests.google.test_lost_times import MINUTE, a_person_types, outcome
from tests.sheets_api.emulator import type_in
from tests.sync.agency import NOW, day

COLUMNS = '[columns]\nlog = { begin = "From", end = "To" }\n'


def office(google, folder, typed: list[tuple[str, str]], locale="en_US") -> Office:
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": MINUTE,
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 900_000]],
        "Log": [["Date", "Client", "Service", "From", "To"]],
    }
    made = Office(google, folder, sheets, locale=locale, more=COLUMNS)
    sheet = made.book.sheet("Log")
    for row, (begin, end) in enumerate(typed, 1):
        for at, value in enumerate([day(3), "Acme", "Call"]):
            type_in(sheet, row, at, value)
        a_person_types(sheet, row, 3, begin, locale)
        a_person_types(sheet, row, 4, end, locale)
    return made


@pytest.mark.parametrize(
    ("begin", "end", "charged"),
    [
        ("9:00", "10:30", 90), ("9:00 AM", "1:30 PM", 270), ("12:00", "18:00", 360),
        ("0:00", "6:00", 360), ("9:00", "24:00", 900), ("23:00", "1:00", 120),
        ("2026-11-03 22:00", "2026-11-04 2:00", 240), ("2026-11-03 12:00", "2026-11-04 6:00", 1080),
        ("9", "10", 0), ("9.5", "11", 0), ("900", "1030", 0), ("0.25", "0.75", 0), ("9:00", "10", 0),
        ("2026-11-03", "2026-11-04", 0), ("25%", "75%", 0), ("9:00", "25:30", 0),
    ],
)  # fmt: skip
def test_what_is_typed(google, tmp_path, begin, end, charged):
    found = outcome(office(google, tmp_path, [(begin, end)]))
    assert found == ([] if charged else ["BAD_NUMBER"], f"{charged}.00")


def test_usual_times_cost_no_read_and_others_one_once(google, tmp_path):
    agency = office(google, tmp_path, [("9:00", "10:30")])
    agency.run()
    for row, typed, reads in ((2, ("9:10", "10:50:30"), (1,)), (3, ("12:00", "12:30"), (2, 1, 1))):
        sheet = agency.book.sheet("Log")
        for at, value in enumerate([day(2), "Acme", "Call"]):
            type_in(sheet, row, at, value)
        for at, text in enumerate(typed, 3):
            a_person_types(sheet, row, at, text)
        for wanted in reads:
            google.journal.clear()
            assert outcome(agency)[0] == []
            assert google.journal.calls[0] == wanted


def test_a_cell_that_was_mended_counts_at_once_or_by_its_format_the_next_day(google, tmp_path):
    agency = office(google, tmp_path, [("0.5", "0.75"), ("9", "10")])
    assert outcome(agency) == (["BAD_NUMBER", "BAD_NUMBER"], "0.00")
    sheet = agency.book.sheet("Log")
    a_person_types(sheet, 2, 3, "9:00")
    a_person_types(sheet, 2, 4, "10:00")
    assert outcome(agency) == (["BAD_NUMBER"], "60.00")
    a_person_types(sheet, 1, 3, "12:00")
    a_person_types(sheet, 1, 4, "18:00")
    assert outcome(agency, NOW + timedelta(days=1)) == ([], "420.00")


@pytest.mark.parametrize(
    ("begin", "end", "charged"),
    [("2026-11-03 22:00", "2026-11-04 2:00", 240), ("2026-11-03 12:00", "2026-11-03 18:00", 360), ("2026-11-03 0:00", "2026-11-03 6:00", 360), ("2026-11-03", "2026-11-04", 0)],
)  # fmt: skip
def test_the_begin_may_be_the_day(google, tmp_path, begin, end, charged):
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": MINUTE,
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 900_000]],
        "Log": [["From", "To", "Client", "Service"]],
    }
    both = '[columns]\nlog = { date = "From", begin = "From", end = "To" }\n'
    made = Office(google, tmp_path, sheets, locale="en_US", more=both)
    sheet = made.book.sheet("Log")
    for at, text in enumerate((begin, end)):
        a_person_types(sheet, 1, at, text, "en_US")
    for at, text in enumerate(("Acme", "Call"), 2):
        type_in(sheet, 1, at, text)
    assert outcome(made) == ([] if charged else ["BAD_NUMBER"], f"{charged}.00")
