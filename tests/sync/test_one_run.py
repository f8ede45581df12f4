"""One run over a real workbook: what it writes, what it leaves alone, what a rerun does."""

import zipfile
from datetime import timedelta

import openpyxl
import pytest

from sheets_sync.errors import SheetsSyncError, TryAgainLater, UsageError
from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.use_cases import furnishing
from tests.sync.agency import NOW, SHEETS, TODAY, Agency, day, differences


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path / "agency")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """An agency after its first run."""
    made = Agency(tmp_path_factory.mktemp("lived"))
    made.run()
    return made


def balances(document):
    return {client["client"]: client["balance"] for client in document["clients"]}


def test_balances_are_worked_out_by_hand(agency):
    # Acme had 10000 less 100, 15 paid minutes at 8, a banner, and two minutes back.
    assert balances(agency.report()) == {"Acme": "8295.50", "Bell": "-1051.00", "Cone": "183.33"}


def test_the_tab_the_json_and_the_clients_column_say_the_same(agency):
    document = agency.as_json(agency.run())
    clients = {row[0]: row for row in agency.grid()["Clients"][1:]}
    header = agency.grid()["Clients"][0]
    for client in document["clients"]:
        shown = clients[client["client"]][header.index("Balance")]
        assert f"{shown:.2f}" == client["balance"]
        assert float(client["paid"]) - float(client["charged"]) == pytest.approx(shown)


def test_every_log_row_has_its_price_charge_balance_or_says_why_not(agency):
    agency.run()
    header, *rows = agency.grid()["Log"]
    at = {name: header.index(name) for name in ("Price", "Charge", "Balance", "Status")}
    shown = [[row[at[name]] for name in at] for row in rows]
    assert shown[0] == [8, 120, 9880, ""]
    assert shown[1] == [1500.5, 3001, -1001, ""]
    assert shown[4][:3] == ["", "", ""]
    assert 'No client is called "Acmee"' in shown[4][3]
    assert shown[5][:3] == ["", "", ""]
    assert "Favour" in shown[5][3]
    assert shown[6] == [8, -16, 8295.5, ""]
    assert shown[7] == [10, 50, -1051, ""]


def test_staff_cells_stay_as_they_were(agency):
    before = agency.grid()
    agency.run()
    ours = agency.own_cells()
    whole = {tab for tab, cell in ours if not cell}
    changed = {place for place in differences(before, agency.grid()) if place[0] not in whole}
    assert changed
    assert changed <= ours


def test_a_rerun_writes_nothing_mails_nothing_and_leaves_the_file(agency):
    first = agency.run()
    assert first.cells_written > 0
    assert agency.letters()
    data, letters = agency.path.read_bytes(), agency.letters()
    second = agency.run(NOW + timedelta(hours=3))
    assert (second.cells_written, list(second.edits), list(second.notices)) == (0, [], [])
    assert (agency.path.read_bytes(), agency.letters()) == (data, letters)


def test_a_dry_run_changes_nothing_at_all(agency):
    data = agency.path.read_bytes()
    run = agency.run(dry_run=True)
    assert run.cells_written > 0
    assert run.notices
    assert agency.path.read_bytes() == data
    assert not (agency.folder / "state.sqlite3").exists()
    assert not (agency.folder / "outbox").exists()


EDITS = {
    "a quantity": ("Log", "E3", 3),
    "minutes": ("Log", "F2", 26),
    "a typo mended": ("Log", "B6", "Acme"),
    "a typo made": ("Log", "B3", "Bellx"),
    "another client": ("Log", "B2", "Bell"),
    "a date": ("Log", "A2", day(41)),
    "a service": ("Log", "C9", "Banner"),
    "a note, which means nothing": ("Log", "I3", "hello"),
    "a channel": ("Log", "H2", "mobile"),
    "a price": ("Prices", "D2", 11),
    "a step": ("Prices", "F2", 10),
    "a bad price": ("Prices", "D4", "soon"),
    "a payment": ("Payments", "C2", 9_000),
    "a refund's kind": ("Payments", "D5", "bonus"),
    "a threshold": ("Clients", "D2", 9_000),
    "a state": ("Clients", "I2", "paused"),
    "a new row": ("Log", "B10", "Acme"),
    "a client's note": ("Clients", "L3", "slow"),
    "a cleared cell": ("Log", "C4", None),
    "an address": ("Clients", "B2", "new@example.com"),
}


@pytest.mark.parametrize(("tab", "cell", "value"), EDITS.values(), ids=EDITS)
def test_after_a_single_edit_only_cells_of_ours_that_differ_are_written(
    lived, tmp_path, tab, cell, value
):
    agency = lived.copied(tmp_path)
    agency.edit(tab, cell, value)
    agency.run(NOW + timedelta(minutes=1), dry_run=True)
    before, ours = agency.grid(), agency.own_cells()
    run = agency.run(NOW + timedelta(minutes=1))
    changed = differences(before, agency.grid())
    written = {(edit.ref, a1(edit.column, row)) for edit in run.edits for row in edit.rows}
    whole = {name for name, address in ours if not address}
    assert all(place in ours or place[0] in whole for place in written)
    assert written == changed
    stamp = written & {("Summary", "A1")}
    assert run.cells_written == len(written) - len(stamp)
    again = agency.run(NOW + timedelta(minutes=2))
    assert again.cells_written == 0


def test_a_missing_tab_stops_the_run_and_points_to_init(tmp_path):
    sheets = {name: rows for name, rows in SHEETS.items() if name != "Payments"}
    agency = Agency(tmp_path, sheets, furnished=False)
    data = agency.path.read_bytes()
    with pytest.raises(UsageError, match=r"Payments.*sync init"):
        agency.run()
    assert agency.path.read_bytes() == data


def test_without_columns_of_ours_a_run_says_so_and_writes_the_rest(tmp_path):
    agency = Agency(tmp_path, furnished=False)
    run = agency.run()
    assert any("Log" in line and "sync init" in line for line in run.warnings)
    assert agency.grid()["Summary"][SUMMARY.header_row][0] == "Bell"
    assert agency.grid()["Log"][0] == list(SHEETS["Log"][0])


def test_init_twice_changes_nothing_the_second_time(agency):
    data = agency.path.read_bytes()
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "nothing was changed" in said[0]
    assert agency.path.read_bytes() == data


def test_init_adds_no_column_beside_a_misspelt_one(tmp_path):
    head = ["Minuts" if cell == "Minutes" else cell for cell in SHEETS["Log"][0]]
    agency = Agency(tmp_path, {**SHEETS, "Log": [head, *SHEETS["Log"][1:]]})
    assert "Minutes" not in agency.grid()["Log"][0]
    assert "NEAR_HEADER" in {finding["code"] for finding in agency.report()["findings"]}


def test_a_column_of_ours_that_staff_deleted_is_made_again_by_init(agency):
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    status = [cell.value for cell in book["Log"][1]].index("Status") + 1
    for row in range(1, book["Log"].max_row + 1):
        book["Log"].cell(row, status).value = None
    book.defined_names["_sheets_sync.log.status"].attr_text = "Log!#REF!"
    book.save(agency.path)
    assert any("Status" in warning for warning in agency.run(NOW + timedelta(minutes=1)).warnings)
    furnishing.furnish(agency.config, None, lambda _: None)
    run = agency.run(NOW + timedelta(minutes=2))
    assert run.warnings == []
    rows = agency.grid()["Log"]
    assert "Acmee" in rows[5][rows[0].index("Status")]


def test_a_column_of_the_staffs_with_our_name_is_left_alone(tmp_path):
    log = [
        [*SHEETS["Log"][0], "Balance"],
        *([*row, f"theirs {n}"] for n, row in enumerate(SHEETS["Log"][1:])),
    ]
    agency = Agency(tmp_path, {**SHEETS, "Log": log})
    agency.run()
    header, *rows = agency.grid()["Log"]
    assert [row[header.index("Balance")] for row in rows] == [f"theirs {n}" for n in range(8)]
    assert rows[0][header.index("Balance (account)")] == 9880


def test_half_of_the_rows_gone_stops_the_run_until_accepted(agency):
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    book["Log"].delete_rows(3, 6)
    book.save(agency.path)
    data = agency.path.read_bytes()
    with pytest.raises(SheetsSyncError, match="accept-shrink") as caught:
        agency.run(NOW + timedelta(minutes=1))
    assert caught.value.exit_code == 1
    assert agency.path.read_bytes() == data
    assert agency.run(NOW + timedelta(minutes=2), accept_shrink=True).cells_written > 0


@pytest.mark.parametrize("name", ["~$agency.xlsx", ".~lock.agency.xlsx#"])
def test_a_file_open_elsewhere_is_left_alone_and_no_letter_goes(agency, name):
    (agency.folder / name).write_text(",Anna,office,23.11.2026 10:00,;")
    data = agency.path.read_bytes()
    with pytest.raises(TryAgainLater) as caught:
        agency.run()
    assert caught.value.exit_code == 13
    assert agency.path.read_bytes() == data
    assert agency.letters() == []


def test_text_of_staff_never_becomes_a_formula(tmp_path):
    evil = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")']
    clients = [SHEETS["Clients"][0], *([text, None, None, 5, text] for text in evil)]
    log = [SHEETS["Log"][0], *([day(1), text, text, text, 1, 5, text, text, text] for text in evil)]
    payments = [SHEETS["Payments"][0], *([day(2), text, 50, None] for text in evil)]
    agency = Agency(tmp_path, {**SHEETS, "Clients": [], "Log": [], "Payments": []}, furnished=False)
    _write_as_text(agency.path, {**SHEETS, "Clients": clients, "Log": log, "Payments": payments})
    furnishing.furnish(agency.config, None, lambda _: None)
    agency.run()
    with zipfile.ZipFile(agency.path) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/sheet"):
                formulas = file.read(name).decode().split("<f>")[1:]
                starts = {formula.split("(")[0] for formula in formulas}
                assert starts <= {"HYPERLINK", "IF", "SUBTOTAL"}
                assert not any(
                    "cmd" in f.split("</f>")[0] or "http" in f.split("</f>")[0] for f in formulas
                )
    assert {row[0] for row in agency.grid()["Summary"][SUMMARY.header_row :] if row[0]} == set(evil)


def _write_as_text(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(path)


def test_as_of_an_earlier_day_later_rows_are_left_out(agency):
    document = agency.report(day(30))
    assert balances(document)["Acme"] == "9880.00"
    assert document["rows"] == {"log": 3, "charged": 3, "unpriced": 0, "held": 0}
    assert document["as_of"] == str(day(30))
    assert day(30) < TODAY


def test_equal_rows_that_billing_holds_are_no_duplicates(tmp_path):
    held = [day(3), "Acme", "Call", 7, None, None, "Anna", "mail", None]
    unpriced = [day(3), "Acme", "Favour", 7, None, 5, "Anna", "mail", None]
    agency = Agency(tmp_path, {**SHEETS, "Log": [SHEETS["Log"][0], held, held, unpriced, unpriced]})
    found = [(f["code"], f["cell"]) for f in agency.report()["findings"]]
    assert [place for place in found if place[0] in ("POSSIBLE_DUPLICATE", "NO_QUANTITY")] == [
        ("NO_QUANTITY", "E2"), ("NO_QUANTITY", "E3"), ("POSSIBLE_DUPLICATE", "A5"),
    ]  # fmt: skip
