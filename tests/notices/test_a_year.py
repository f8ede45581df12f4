"""Twelve months, day by day, with a state file and letters of their own: exactly these letters go.

Runs are at 00:20, 00:50 and 09:00 local, so that a flag of a day's first run has settled by the
second; on the nights when clocks change also at 02:30, which is no time or twice one.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.terms import Terms
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import State
from tests.notices.cases import Office, books, client

FIRST = date(2026, 1, 1)
POLICY = Policy(settle=timedelta(minutes=15), receipt=True, statement="monthly")
TERMS = Terms(low_days=10)
RUNS = (time(0, 20), time(0, 50), time(9))
NIGHTS = (date(2026, 3, 29), date(2026, 10, 25))
STEADY, DIPPING, TYPO, PAUSED, STRANGER, LATE, RUNWAY = range(7)


def serial(day):
    return (FIRST - EPOCH).days + day


def clients(day):
    """Clients as their rows stand on a day (0 is the first of January)."""
    dipping = 400_000 if 12 <= day < 14 else 500_000
    return [
        client("Steady", threshold=200_000),
        client("Dipping", threshold=dipping),
        client("Typo", threshold=100_000),
        client("Paused", threshold=100_000, state="paused" if day < 100 else "active"),
        client("Stranger", threshold=100_000),
        client("Late", threshold=100_000, emails=("late@x.example",) if day < 250 else ("new@x.example",)),
        client("Runway", threshold=10_000),
    ]  # fmt: skip


PAYMENTS = [
    (0, STEADY, 1_200_000), (130, STEADY, 3_000_000),
    (0, DIPPING, 600_000), (18, DIPPING, 100_000),
    (0, TYPO, 1_000_000), (0, PAUSED, 100_000), (0, LATE, 150_000), (90, LATE, 1_000_000),
    (155, RUNWAY, 1_000_000), (245, RUNWAY, 500_000),
]  # fmt: skip
CHARGES = [
    *((day, STEADY, "Care", 10_000) for day in range(1, 365)),
    (10, DIPPING, "Design", 150_000), (30, DIPPING, "Design", 100_000),
    (5, PAUSED, "Design", 150_000), (5, STRANGER, "Design", 50_000),
    (82, LATE, "Design", 100_000), (297, LATE, "Design", 1_000_000),
    (200, RUNWAY, "Care", 720_000),  # 280,000 are left, for eleven days
    (201, RUNWAY, "Care", 50_000),   # and now for nine
    (240, RUNWAY, "Care", 200_000),  # 30,000, for four
]  # fmt: skip


def typed(day, moment):
    """The mistakes that stand in the log for some minutes: (payments, charges)."""
    if day == 40 and moment.hour == 0 and moment.minute < 30:
        return [], [(40, TYPO, "Design", 9_500_000)]  # a digit too many, mended within half an hour
    if day == 60 and (moment.hour, moment.minute) >= (0, 50):
        return [(60, TYPO, 500_000)], [(60, TYPO, "Design", 950_000)]  # topped up before it settled
    if day == 60:
        return [], [(60, TYPO, "Design", 950_000)]
    if day > 60:
        return [(60, TYPO, 500_000)], [(60, TYPO, "Design", 950_000)]
    return [], []


EXPECTED = [
    # day of the year (0: 1 January), letter, client, its invoice
    (10, "LOW", "Dipping", 1),
    (17, "REMINDER1", "Dipping", 1),   # the threshold went down and up again: nobody is mailed anew
    (18, "RECEIPT", "Dipping", 1),
    (30, "LOW", "Dipping", 2),         # it had recovered: another stay below, an invoice of its own
    (37, "REMINDER1", "Dipping", 2),
    (44, "REMINDER2", "Dipping", 2),
    (51, "REMINDER3", "Dipping", 2),
    (82, "LOW", "Late", 3),
    (89, "REMINDER1", "Late", 3),      # over the night when clocks go forward in Berlin
    (90, "RECEIPT", "Late", 3),
    (100, "OVER", "Paused", 4),        # made active while below: an episode opens
    (101, "LOW", "Steady", 5),         # asks for 2,100
    (107, "REMINDER1", "Paused", 4),
    (108, "REMINDER1", "Steady", 6),   # 2,800 by now, a third more: replaced
    (114, "REMINDER2", "Paused", 4),
    (115, "REMINDER2", "Steady", 6),   # 3,500 by now, a quarter more: asked again
    (120, "EMPTY", "Steady", 7),       # 4,000
    (121, "REMINDER3", "Paused", 4),
    (121, "OVER", "Steady", 7),
    (128, "REMINDER3", "Steady", 7),   # 4,800
    (130, "RECEIPT", "Steady", 7),
    (201, "LOW", "Runway", 8),         # asks for 5,400: 30 days of burn
    (208, "REMINDER1", "Runway", 8),
    (215, "REMINDER2", "Runway", 8),
    (222, "REMINDER3", "Runway", 8),   # on day 230 the first charge falls out of the burn: for 138 days
    (240, "LOW", "Runway", 9),
    (245, "RECEIPT", "Runway", 9),
    (300, "LOW", "Late", 10),           # low from day 297 on, held: its address changed; then approved
    (307, "REMINDER1", "Late", 10),
    (314, "REMINDER2", "Late", 10),
    (321, "REMINDER3", "Late", 10),     # and no more, though nothing is paid to the end of the year
]  # fmt: skip

MONTHS = (31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
"""The first of February, March …: then goes the statement of the month before, 1512 is January."""

STATEMENTS = [
    *((day, f"STATEMENT{1512 + at}", "Steady", None) for at, day in enumerate(MONTHS)),
    (31, "STATEMENT1512", "Dipping", None),
    (31, "STATEMENT1512", "Typo", None), (90, "STATEMENT1514", "Typo", None),
    (31, "STATEMENT1512", "Stranger", None),   # charged, though they never paid
    (31, "STATEMENT1512", "Late", None), (90, "STATEMENT1514", "Late", None),
    (120, "STATEMENT1515", "Late", None), (304, "STATEMENT1521", "Late", None),
    (181, "STATEMENT1517", "Runway", None), (212, "STATEMENT1518", "Runway", None),
    (243, "STATEMENT1519", "Runway", None), (273, "STATEMENT1520", "Runway", None),
]  # fmt: skip
REPLACED = {5: 6, 6: 7}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Moscow"])
def test_a_year_of_letters_is_exactly_the_expected_list(tmp_path, zone):
    office = Office(tmp_path, POLICY)
    for day in range(365):
        for moment in moments(FIRST + timedelta(days=day), ZoneInfo(zone)):
            run(office, day, moment)
    ledger = office.outbox.ledger()
    notices = ledger.notices
    letters = len(office.letters())
    office.close()
    sent = [notice for notice in notices if notice.state == State.WRITTEN]
    assert sorted(entry(notice, zone) for notice in sent) == sorted(EXPECTED + STATEMENTS)
    assert letters == len(EXPECTED) + len(STATEMENTS)
    assert ledger.replaced == REPLACED
    assert list(ledger.issued) == list(range(1, 11))
    assert not [notice for notice in notices if notice.live and notice.number]


def moments(day, zone):
    clocks = [*RUNS, time(2, 30)] if day in NIGHTS else RUNS
    return [datetime.combine(day, clock, zone) for clock in sorted(clocks)]


def run(office, day, moment):
    notices = office.outbox.ledger().notices
    approvals = {each.number: None for each in notices if each.why_held == "address"}
    ask = Ask(approvals=approvals if day >= 300 else {})
    payments, charges = typed(day, moment)
    office.run(books_on(day, tuple(payments), tuple(charges)), moment, ask=ask)


@lru_cache(maxsize=4)
def books_on(day, payments, charges):
    """What stands in the workbook on a day: most of its runs find the same."""
    known = [(serial(on), who, amount) for on, who, amount in PAYMENTS if on <= day]
    spent = [(serial(on), who, what, sum_) for on, who, what, sum_ in CHARGES if on <= day]
    known += [(serial(on), who, amount) for on, who, amount in payments]
    spent += [(serial(on), who, what, sum_) for on, who, what, sum_ in charges]
    return books(clients(day), known, spent, serial(day), TERMS)


def entry(notice, zone):
    day = (notice.moment.astimezone(ZoneInfo(zone)).date() - FIRST).days
    return day, f"{notice.kind}{notice.ordinal or ''}", notice.name, notice.invoice
