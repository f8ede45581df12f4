"""The tab Drafts: beside each price that is only drafted, what it would have made of the window."""

import json
from pathlib import Path

import openpyxl

from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.drafts.trying_out import Question
from sheets_sync.use_cases.simulation import simulation_of
from sheets_sync.views import simulation_view
from sheets_sync.views.simulated import Simulated
from sheets_sync.words.speaking import words_of
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW, SHEETS, Agency, day

HEADERS = SHEETS["Prices"][0]
OURS = ["Quantity", "Hours", "Charged now", "As drafted", "Difference"]
DRAFTS = [
    HEADERS,
    ["Acme", "Call", "min", 20, None, 10, None, None, None],
    [None, "Favour", "h", 600, None, None, None, day(5), None],
    ["Bell", "Banner", "pc", 2000, None, None, None, day(-40), None],
    ["Cone", "Layout", "h", 40, None, None, None, day(10), None],
]
"""Tried from the window's first day, from Favour's day, from the window's first (it is still to
come), and from a day after Layout's."""
FIGURES = [
    # quantity, hours, charged now, as drafted, difference
    [28.0, 0.42, 104.0, 560.0, 456.0],
    [0.5, 0.5, 0.0, 300.0, 300.0],
    [2.0, 1.5, 3001.0, 4000.0, 999.0],
    [0.0, 0.0, 0.0, 0.0, 0.0],
]
BAD = [
    ["Acme", "Call", "min", 20, None, None, None, day(30), None],
    ["Acme", "Call", "min", 21, None, None, None, day(30), None],
    ["Acmee", "Call", "min", "ten", None, None, None, "soon", "XXX"],
]


def sheets(drafts):
    return {**SHEETS, "Drafts": drafts}


def figures(rows):
    at = [rows[0].index(header) for header in OURS]
    return [[row[each] for each in at] for row in rows[1:]]


def test_each_draft_has_its_figures_beside_it_and_a_rerun_writes_nothing(tmp_path: Path):
    agency = Agency(tmp_path, sheets(DRAFTS))
    agency.run()
    assert figures(agency.grid()["Drafts"]) == FIGURES
    again = agency.run()
    assert (again.cells_written, again.edits) == (0, [])


def test_on_google_too(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, sheets(DRAFTS))
    office.run()
    sheet = office.book.sheet("Drafts")
    rows = [[sheet.cell(row, at) for at in range(sheet.width)] for row in range(5)]
    assert figures(rows) == FIGURES
    assert office.run().cells_written == 0


def test_they_are_what_simulate_says(tmp_path: Path):
    agency = Agency(tmp_path, sheets([HEADERS, DRAFTS[1]]))
    made = simulation_of(agency.config, Question("Acme"), NOW, lambda _: None)
    told = simulation_view.as_json(Simulated(made, words_of("en")), "xlsx")
    [price] = told["prices"]
    now, drafted = (float(price[key]) for key in ("now", "drafted"))
    assert [price["quantity"], now, drafted] == [FIGURES[0][0], *FIGURES[0][2:4]]
    assert drafted - now == FIGURES[0][4]
    assert json.dumps(told["findings"]) == "[]"


def test_what_is_wrong_in_them_is_found_and_holds_nothing(tmp_path: Path):
    sound, agency = Agency(tmp_path / "a"), Agency(tmp_path / "b", sheets([HEADERS, *BAD]))
    before, after = sound.run(), agency.run()
    assert after.reckoning.rows == before.reckoning.rows
    old, new = (sound.as_json(before), agency.as_json(after))
    assert new["clients"] == old["clients"]
    assert new["notices"] == old["notices"]
    found = [each for each in new["findings"] if each not in old["findings"]]
    assert {(each["code"], each["tab"], each["cell"]) for each in found} == {
        ("AMBIGUOUS_PRICE", "Drafts", "D2"), ("AMBIGUOUS_PRICE", "Drafts", "D3"),
        ("UNKNOWN_CLIENT", "Drafts", "A4"), ("BAD_NUMBER", "Drafts", "D4"),
        ("BAD_DATE", "Drafts", "H4"), ("BAD_CURRENCY", "Drafts", "I4"),
    }  # fmt: skip
    shown = figures(agency.grid()["Drafts"])
    assert shown[2] == [""] * 5
    assert agency.run().cells_written == 0


def test_a_workbook_of_before_gets_none_unless_staff_make_one(tmp_path: Path):
    agency = Agency(tmp_path)
    assert "Drafts" not in agency.grid()
    book = openpyxl.load_workbook(agency.path)
    book.create_sheet("Drafts")
    book.save(agency.path)
    agency.run()
    furnishing.furnish(agency.config, None, lambda _: None)
    assert agency.grid()["Drafts"][0][-5:] == OURS
    for column, cell in zip("ABCDEFGHI", DRAFTS[1], strict=True):
        agency.edit("Drafts", f"{column}2", cell)
    agency.run()
    assert figures(agency.grid()["Drafts"]) == FIGURES[:1]


def test_a_new_workbook_has_one(tmp_path: Path):
    agency = Agency(tmp_path, {"Sheet": []})
    assert agency.grid()["Drafts"][0] == [*HEADERS[:9], "Note", *OURS]


def test_a_tab_that_is_only_called_so_is_theirs(tmp_path: Path):
    letters = [["To", "Text", "Service"], ["Acme", "Dear all", "Call"]]
    agency = Agency(tmp_path, sheets(letters))
    agency.run()
    assert agency.grid()["Drafts"] == letters
