"""Summary's cells around the table: key figures, links, definitions, freshness."""

import re
from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.showing.definitions import DEFINED
from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.showing.summary_layout import layout_of
from sheets_sync.use_cases import furnishing
from tests.sync.agency import NOW, QUIET, SHEETS, Agency

MANY = ["RUB", "EUR", "USD", "JPY", "KWD", "CHF"]


def clients(currencies):
    rows = [(f"Client {n}", "a@example.com", each, 10, None) for n, each in enumerate(currencies)]
    paid = [(NOW.date(), name, 100 + n, None) for n, (name, *_) in enumerate(rows)]
    return {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], *rows],
        "Payments": [SHEETS["Payments"][0], *paid],
        "Log": SHEETS["Log"][:1],
    }


def key_figures(agency):
    grid = agency.grid()["Summary"]
    header = next(at for at, row in enumerate(grid) if row[0] == "Client")
    return header + 1, {
        row[0]: row for row in grid[layout_of(header + 1).totals : header] if row[0]
    }


def test_each_currency_has_its_key_figures_and_the_header_makes_room_for_them(tmp_path):
    agency = Agency(tmp_path, clients(MANY))
    agency.run()
    header, figures = key_figures(agency)
    assert header > SUMMARY.header_row == 6
    assert sorted(figures) == sorted(MANY)
    assert {row[1] for row in figures.values()} == {"✓ adds up"}
    assert [figures[c][layout_of(header).column("balance")] for c in MANY] == [
        100,
        101,
        102,
        103,
        104,
        105,
    ]
    sheet = openpyxl.load_workbook(agency.path)["Summary"]
    assert sheet.freeze_panes == "C1"  # only six rows or fewer stay in sight
    assert sheet.auto_filter.ref.startswith(f"A{header}:")
    assert agency.run(NOW + timedelta(minutes=1)).cells_written == 0


def test_currencies_that_came_later_are_named_until_the_tab_is_made_anew(tmp_path):
    agency = Agency(tmp_path, clients(MANY[:1] * 3))
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    for row, currency in enumerate(MANY[1:], start=5):
        for column, value in enumerate((f"Other {row}", None, currency, 10), start=1):
            book["Clients"].cell(row, column, value)
    book.save(agency.path)
    agency.run(NOW + timedelta(minutes=1))
    header, figures = key_figures(agency)
    assert header == SUMMARY.header_row
    assert "RUB" in figures
    [said] = [name for name in figures if len(name) > 3]
    assert re.match(r"No room for (\w{3}(, )?){5}: delete this tab", said)

    book = openpyxl.load_workbook(agency.path)
    del book["Summary"]
    del book.defined_names["_sheets_sync.tab.summary"]
    book.save(agency.path)
    furnishing.furnish(agency.config, None, lambda _: None)
    agency.run(NOW + timedelta(minutes=2))
    assert sorted(key_figures(agency)[1]) == sorted(MANY)


def test_findings_lead_to_the_clients_own_line(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    summary, findings = book["Summary"], book["Findings"]
    column = SUMMARY.at("findings") + 1
    links = {
        summary.cell(row, 1).value: summary.cell(row, column).value
        for row in range(SUMMARY.header_row + 1, SUMMARY.header_row + 4)
    }
    assert links["Cone"] is None
    [row] = re.findall(r"'Findings'!A(\d+)", str(links["Bell"]))
    assert findings.cell(int(row), 6).value == "Bell"


@pytest.mark.parametrize(("language", "word"), [("en", "Labour"), ("ru", "Труда")])
def test_definitions_stand_beside_the_table_in_its_language(tmp_path, language, word):
    agency = Agency(
        tmp_path, config_text=f"[workbook]\nlanguage = '{language}'\n[effort]\nheavy = 4\n[billing]\nlow_days = 9\n",
    )  # fmt: skip
    agency.run()
    name = {"en": "Summary", "ru": "Сводка"}[language]
    rows = agency.grid()[name][SUMMARY.header_row :]
    words = {row[SUMMARY.at("word")]: row[SUMMARY.at("meaning")] for row in rows}
    assert len([each for each in words if each]) == len(DEFINED)
    assert "4, " in words[word]
    assert "9" in words[{"en": "▲ Low", "ru": "▲ Мало"}[language]]


def test_where_the_cost_of_an_hour_is_missing_the_margin_says_what_to_set(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    _, figures = key_figures(agency)
    said = figures["RUB"][HEAD.column("margin_share")], figures["RUB"][HEAD.column("margin")]
    assert said == ("set effort.cost_per_hour", "")
    known = Agency(tmp_path / "known", config_text=QUIET + "[effort]\ncost_per_hour = '500'\n")
    known.run()
    _, figures = key_figures(known)
    share, margin = (figures["RUB"][HEAD.column(key)] for key in ("margin_share", "margin"))
    lines = [row for row in known.grid()["Summary"] if row[SUMMARY.at("currency")] == "RUB"]
    assert margin == sum(row[SUMMARY.at("margin")] for row in lines)
    assert 0 < share < 1


def test_that_a_currency_has_no_cost_of_an_hour_is_said_once_and_not_of_each_client(tmp_path):
    agency = Agency(tmp_path, config_text=QUIET + "[effort]\ncost_per_hour = { RUB = '500' }\n")
    agency.run()
    _, figures = key_figures(agency)
    assert figures["EUR"][HEAD.column("margin_share")] == "set effort.cost_per_hour"
    rows = {row[0]: row for row in agency.grid()["Summary"] if row[0]}
    assert rows["Cone"][SUMMARY.at("margin")] == ""
    assert "cost of an hour" not in str(rows["Cone"][SUMMARY.at("reasons")])


def test_a_client_whose_margin_alone_is_unknown_is_told(tmp_path):
    costs = "[effort]\nstaff_cost = { Anna = '500' }\n"
    log = [
        ["Anna" if cell == "Boris" and "Acme" in row else cell for cell in row]
        for row in SHEETS["Log"]
    ]
    agency = Agency(tmp_path, {**SHEETS, "Log": log}, QUIET + costs)
    agency.run()
    rows = {row[0]: row for row in agency.grid()["Summary"] if row[0]}
    assert "cost of an hour" in str(rows["Bell"][SUMMARY.at("reasons")])
    assert "cost of an hour" not in str(rows["Acme"][SUMMARY.at("reasons")])


def test_a_margin_is_missed_by_no_client_where_nobody_worked(tmp_path):
    """Found: in a new workbook, and one of prices by the piece, every row said so."""
    head, *rows = SHEETS["Log"]
    at = head.index("Minutes")
    log = [head, *([*row[:at], "", *row[at + 1 :]] for row in rows)]
    agency = Agency(tmp_path, {**SHEETS, "Log": log}, QUIET)
    agency.run()
    said = {row[0]: str(row[SUMMARY.at("reasons")]) for row in agency.grid()["Summary"] if row[0]}
    assert said["Acme"] == said["Cone"] == "They took no labour in the window"
