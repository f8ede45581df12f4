"""Fourteen questions of a manager, each answered by Summary, the last by Staff: the question, the
cell.

The demo's story is fixed for a fixed day; what a cell should say is worked out from the tabs that
staff fill in, not by the program under test.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.showing.own_tabs import SUMMARY, SUMMARY_TABLE
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.words.speaking import words_of

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = MOMENT.date()
TABLE = SUMMARY_TABLE  # definitions and the charts' figures stand to the right
TAKER = "Meridian Trade House"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY, words_of("en"))
    config = load(folder / "config.toml")
    sync_now(config, Options(), MOMENT, lambda _: None)
    return openpyxl.load_workbook(config.workbook.path, data_only=True)


@pytest.fixture(scope="module")
def summary(book):
    """Rows by client, cells by header."""
    sheet = book["Summary"]
    headers = [cell.value for cell in sheet[SUMMARY.header_row]][:TABLE]
    rows = {}
    for line in sheet.iter_rows(min_row=SUMMARY.header_row + 1, values_only=True):
        if line[0]:
            rows[line[0]] = dict(zip(headers, line[:TABLE], strict=True))
    return rows


def tab(book, name):
    lines = book[name].iter_rows(values_only=True)
    headers = next(lines)
    return [dict(zip(headers, line, strict=True)) for line in lines if any(line)]


def as_day(value):
    return value.date() if isinstance(value, datetime) else value


def evenings(book, client):
    """The balance at the end of each day on which something was posted."""
    moves: dict[date, float] = defaultdict(float)
    for row in tab(book, "Payments"):
        sign = -1 if row["Kind"] == "refund" else 1
        if row["Client"] == client:
            moves[as_day(row["Date"])] += sign * row["Amount"]
    for row in tab(book, "Bank"):
        if row["Matched"] == client:
            moves[as_day(row["Day"])] += row["Amount"]
    for row in tab(book, "Log"):
        if row["Client"] == client:
            moves[as_day(row["Date"])] -= row["Charge"] or 0
    balance, found = 0.0, {}
    for day in sorted(moves):
        balance += moves[day]
        found[day] = round(balance, 2)
    return found


def hours(book, client, first: date, last: date):
    rows = (r for r in tab(book, "Log") if r["Client"] == client)
    return sum(r["Minutes"] or 0 for r in rows if first <= as_day(r["Date"]) <= last) / 60


def test_1_who_is_out_of_money(book, summary):
    flagged = {name for name, row in summary.items() if row["Flag"] in ("✖ Over", "● Empty")}
    balances = {name: list(evenings(book, name).values())[-1] for name in summary}
    assert flagged == {name for name, balance in balances.items() if balance <= 0}
    assert list(summary)[: len(flagged)] == [name for name in summary if name in flagged]


def test_2_since_when(book, summary):
    row = summary[TAKER]
    assert row["Flag"] == "● Empty"
    days = evenings(book, TAKER)
    bad = [day for day, balance in days.items() if balance <= 0]
    last_good = max(day for day, balance in days.items() if balance > 0)
    assert as_day(row["Since"]) == min(day for day in bad if day > last_good)


def test_3_who_is_about_to_be(book, summary):
    low = [name for name, row in summary.items() if row["Flag"] == "▲ Low"]
    assert low == ["Harbour Dental"]
    row = summary[low[0]]
    month = TODAY - timedelta(days=29)
    rows = (r for r in tab(book, "Log") if r["Client"] == low[0])
    burn = sum(r["Charge"] or 0 for r in rows if as_day(r["Date"]) >= month) / 30
    assert row["Days left"] == row["Balance"] // burn


def test_4_what_did_they_pay_last(book, summary):
    paid = [
        (as_day(r["Date"]), r["Amount"]) for r in tab(book, "Payments")
        if r["Client"] == TAKER and r["Kind"] in (None, "payment")
    ]  # fmt: skip
    paid += [(as_day(r["Day"]), r["Amount"]) for r in tab(book, "Bank") if r["Matched"] == TAKER]
    row = summary[TAKER]
    assert (as_day(row["Last paid on"]), row["Last payment"]) == max(paid)


def test_5_who_eats_our_labour(summary):
    index = {name: row["Effort index"] for name, row in summary.items()}
    assert max(index, key=lambda name: index[name]) == TAKER
    assert index[TAKER] >= 3 > max(value for name, value in index.items() if name != TAKER)
    assert summary[TAKER]["× others"].count("█") > summary["Lumen School"]["× others"].count("█")


def test_6_whose_hours_doubled(book, summary):
    doubled = {name for name, row in summary.items() if (row["Hours ×"] or 0) >= 2}
    expected = set()
    for name in summary:
        lately = hours(book, name, TODAY - timedelta(days=29), TODAY)
        before = hours(book, name, TODAY - timedelta(days=59), TODAY - timedelta(days=30))
        if before and round(lately / before, 2) >= 2:
            expected.add(name)
    assert doubled == expected


def test_7_what_do_we_do_about_them_and_why(summary):
    row = summary[TAKER]
    assert row["Advice"] == "part"
    least, most = (f"{float(end):.1f}" for end in row["90% range"].split(" … "))
    assert f"they take {least} … {most}× the labour of others' orders" in row["Why"]
    assert (row["Labour"], row["Orders"] > 4) == ("heavy", True)
    assert "despite prices of their own since 2026-07-01" in row["Why"]
    others = {name: row for name, row in summary.items() if name != TAKER}
    owing = {name for name, row in others.items() if row["Flag"] == "✖ Over"}
    assert {name for name, row in others.items() if row["Advice"] == "collect"} == owing
    assert all(row["Advice"] == "keep" for name, row in others.items() if name not in owing)
    assert all(not row["Why"] for name, row in others.items() if name not in owing)
    assert all(row["Labour"] == "like the others" for row in others.values())


def test_8_do_they_redo_quotes_and_go_past_the_channels(book, summary):
    row = summary[TAKER]
    window = TODAY - timedelta(days=89)
    mine = [
        r for r in tab(book, "Log") if r["Client"] == TAKER and as_day(r["Date"]) >= window
    ]  # fmt: skip
    quotes = [r for r in mine if r["Service"] == "Quote"]
    orders = {r["Order"] for r in quotes if r["Order"]}
    unnamed = sum(not r["Order"] for r in quotes)
    assert row["Quotes an order"] == round(len(quotes) / (len(orders) + unnamed), 2)
    assert row["Quotes an order"] > 3 * row["Peers' quotes"]
    assert row["Off channel"] > 0.3


def test_9_what_is_not_billed_and_where(book, summary):
    row = summary[TAKER]
    unpriced = [
        r for r in tab(book, "Log")
        if r["Client"] == TAKER and r["Charge"] is None and r["Date"]
    ]  # fmt: skip
    assert row["Unbilled rows"] == len(unpriced) == 44
    assert row["Findings"] == "44 findings"


def test_10_can_i_trust_these_figures(book):
    sheet = book["Summary"]
    assert sheet["A1"].value.startswith("✓ As of 2026-11-23 · written 2026-11-23 12:00")
    assert sheet["A1"].value.endswith("Out of date from 2026-11-26 12:00 on")
    waits, read = "1 payment in Bank waits", "Log rows: 2300; charged 2255, without a price 44"
    assert sheet["A2"].value.startswith(waits)
    # Found: all of it in one line went over the edge of the screen, and of the paper.
    assert ": 15,000.00 RUB. Dependence (RUB): Meridian Trade House" in sheet["A2"].value
    assert read in sheet["M2"].value
    assert {cell.value for cell in sheet[2] if cell.column_letter not in "AM"} == {None}
    assert [sheet[f"B{row}"].value for row in (4, 5)] == ["✓ adds up", "✓ adds up"]


HEAD = 3
ROUBLES = 5
MONTH = TODAY.strftime("%Y-%m")
COST = {"Anna": 1800}  # an hour, as the demo's config has it; all others 1500


@pytest.fixture(scope="module")
def head(book):
    """The key figures above the table, those in roubles, by what they are called."""
    names, figures = (book["Summary"][row] for row in (HEAD, ROUBLES))
    return {name.value: cell.value for name, cell in zip(names, figures, strict=True) if name.value}


def in_roubles(book):
    """Their rows of log; the one whose client nobody knows waits."""
    roubles = {r["Client"] for r in tab(book, "Clients") if r["Currency"] != "EUR"}
    return [r for r in tab(book, "Log") if r["Client"] in roubles]


def test_11_what_is_owed_to_us(head, book, summary):
    assert head["Currency"] == "RUB"
    owing = {
        name: list(evenings(book, name).values())[-1]
        for name, row in summary.items() if row["Currency"] == "RUB"
    }  # fmt: skip
    assert head["Owed to us"] == -sum(min(balance, 0) for balance in owing.values()) > 0


def test_12_what_is_asked_and_unpaid_and_since_when(head, book, summary):
    asked = {name: row for name, row in summary.items() if row["Invoice"]}
    letters = {r["Client"]: r for r in tab(book, "Notices")}
    assert {name: row["Unpaid"] for name, row in asked.items()} == {
        name: row["Amount asked"] for name, row in letters.items()
    }
    assert all(row["Balance"] + row["Unpaid"] >= row["Threshold"] for row in asked.values())
    assert head["Asked and unpaid"] == sum(row["Unpaid"] for row in asked.values())
    days = [as_day(row["Asked on"]) for row in asked.values()]
    assert as_day(head["The oldest of"]) == min(days) == TODAY
    assert head["Open"] == len(asked) == 3


def test_13_does_the_agency_earn_and_how_much(head, book):
    window = TODAY - timedelta(days=89)
    rows = [r for r in in_roubles(book) if as_day(r["Date"]) >= window]
    charged = sum(r["Charge"] or 0 for r in rows)
    cost = sum((r["Minutes"] or 0) / 60 * COST.get(r["Staff"], 1500) for r in rows)
    assert head["Margin"] == pytest.approx(charged - cost, abs=1)
    assert head["Margin, %"] == pytest.approx((charged - cost) / charged, abs=0.0001)


def test_14_what_did_anna_do_this_month(book):
    sheet = book["Staff"]
    lines = list(sheet.iter_rows(values_only=True))
    at = next(row for row, line in enumerate(lines) if line[0] == "Month")
    [anna] = [
        dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]
        if line[:3] == (MONTH, "Anna", "RUB")
    ]  # fmt: skip
    hers = [
        r for r in in_roubles(book) if r["Staff"] == "Anna" and as_day(r["Date"]) >= TODAY.replace(day=1)
    ]  # fmt: skip
    hours = sum(r["Minutes"] for r in hers) / 60
    assert anna["Charged"] == sum(r["Charge"] or 0 for r in hers) > 0
    assert anna["Credited hours"] + anna["Uncredited hours"] == pytest.approx(hours, abs=0.01)
    assert anna["Out of tariff"] == sum(r["Charge"] is None for r in hers) == 1
    assert at < 4 < len(lines)  # the newest month first: it needs no scrolling
