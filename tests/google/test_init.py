"""`sync init` on a spreadsheet that a person made and shared (design §3, §12)."""

import copy
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import CredentialsError
from sheets_sync.reading.layout import DRAFTS
from sheets_sync.use_cases import furnishing
from sheets_sync.words.speaking import words_of
from tests.google.office import Office, header_rows, marks, own_tabs, staff_cells
from tests.sheets_api import faults
from tests.sheets_api.cells import CellError
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.sheet import Sheet
from tests.sync.agency import day

OURS = {
    "clients.balance",
    "clients.flag",
    "clients.days_left",
    "log.price",
    "log.charge",
    "log.balance",
    "log.status",
}
BLANK: dict[str, list[list[Any]]] = {}


def headers(sheet: Sheet, row: int = 0) -> list[Any]:
    return [cell for cell in sheet.rows[row].cells if cell is not None]


def validations(sheet: Sheet) -> dict[str, dict[str, Any]]:
    """The drop-down of each column, by header."""
    return {
        str(sheet.cell(0, column)): rule
        for column in range(sheet.width)
        if (rule := sheet.looks(5, column).validation)
    }


@pytest.mark.parametrize(("language", "tabs"), [
    ("en", {"Clients", "Prices", "Payments", "Log", "Drafts", "Summary", "Effort", "Staff", "Notices", "Findings", "Sheet1"}),
    ("ru", {"Клиенты", "Прайс", "Платежи", "Журнал", "Черновики", "Сводка", "Трудозатраты", "Сотрудники", "Уведомления", "Замечания", "Sheet1"}),
])  # fmt: skip
def test_a_blank_spreadsheet_gets_all_tabs(
    google: Emulator, tmp_path: Path, language: Any, tabs: set[str]
):
    locale = {"en": "en_US", "ru": "ru_RU"}[language]
    office = Office(google, tmp_path, BLANK, furnished=False, locale=locale)
    google.journal.clear()
    done = furnishing.furnish(office.config, words_of(language), lambda _: None)
    assert {sheet.title for sheet in office.book.sheets} == tabs
    assert len(own_tabs(office.book)) == 5
    drafts = {f"drafts.{column.key}" for column in DRAFTS.own_columns}
    assert {
        mark for found in marks(office.book).values() for mark in found.values()
    } == OURS | drafts
    assert google.journal.count("write") == 1
    assert len([sentence for sentence in done if sentence.startswith("Made the tab")]) == 10
    if language == "ru":
        log = office.book.sheet("Журнал")
        assert headers(log)[:3] == ["Дата", "Клиент", "Услуга"]
        assert log.looks(3, 0).format["numberFormat"]["pattern"] == "dd.mm.yyyy"


def test_drop_downs_are_fed_from_the_tabs_and_never_reject(google: Emulator, tmp_path: Path):
    more = '[effort]\nchannels = ["mail"]\npersonal_channels = ["mobile"]\n'
    office = Office(google, tmp_path, BLANK, more=more)
    log, notices = office.book.sheet("Log"), office.book.sheet("Notices")
    rules = validations(log)
    assert all(rule.get("strict") is False for rule in rules.values())
    rules = {name: rule for name, rule in rules.items() if rule.get("showCustomUi")}
    assert set(rules) == {"Client", "Service", "Order", "Staff", "Channel"}
    sources = {
        name: rule["condition"]["values"][0]["userEnteredValue"] for name, rule in rules.items()
    }
    assert sources["Client"] == "='Clients'!$A$2:$A"
    assert sources["Service"] == "='Prices'!$B$2:$B"
    assert sources["Staff"] == "='Log'!$G$2:$G"
    assert sources["Order"] == "='Log'!$D$2:$D"
    assert [v["userEnteredValue"] for v in rules["Channel"]["condition"]["values"]] == [
        "mail",
        "mobile",
    ]
    assert validations(notices)["Send"]["condition"] == {"type": "BOOLEAN"}


def test_headers_are_frozen_and_columns_have_formats(google: Emulator, tmp_path: Path):
    book = Office(google, tmp_path, BLANK).book
    for title, rows in (("Log", 1), ("Clients", 1), ("Summary", 6), ("Notices", 1)):
        assert book.sheet(title).properties["gridProperties"]["frozenRowCount"] == rows
    log = book.sheet("Log")
    date, charge = log.looks(7, 0).format, log.looks(7, 13).format
    assert date["numberFormat"] == {"type": "DATE", "pattern": "yyyy-mm-dd"}
    assert charge["numberFormat"]["pattern"].startswith("#,##0.00")
    assert log.looks(0, 0).format["textFormat"]["bold"] is True


def test_what_is_ours_warns_and_what_is_people_s_is_open(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    book = office.book
    assert len(book.protected) == len(OURS) + 5
    for each in book.protected:
        assert each["warningOnly"] is True
        assert "overwritten" in each["description"]
    notices = book.sheet("Notices")
    [protection] = [p for p in book.protected if p["range"].get("sheetId") == notices.id]
    send, beside = protection["unprotectedRanges"]
    assert notices.cell(0, send["startColumnIndex"]) == "Send"
    assert beside == {"sheetId": notices.id, "startColumnIndex": len(notices.rows[0].cells)}


def test_a_run_leaves_protections_as_people_set_them(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    for each in office.book.protected[:3]:
        del each["warningOnly"]
        each["editors"] = {"users": ["person@example.com", google.account.email]}
    type_in(office.book.sheet("Log"), 1, 5, 26)
    before = copy.deepcopy(office.book.protected)
    assert office.run().cells_written > 0
    assert office.book.protected == before


def test_init_twice_makes_nothing_anew(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    before = office.book.version, len(office.book.protected), len(office.book.metadata)
    google.journal.clear()
    assert "has all it needs" in office.init()[0]
    assert google.journal.count("write") == 0
    assert (office.book.version, len(office.book.protected), len(office.book.metadata)) == before


def test_an_answer_that_is_lost_makes_nothing_twice(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    google.befall(faults.unavailable(applied=True, kinds=("write",)))
    office.init()
    titles = [sheet.title for sheet in office.book.sheets]
    assert len(titles) == len(set(titles)) == 9
    assert len(marks(office.book)[office.book.sheet("Log").id]) == 4
    assert headers(office.book.sheet("Log")).count("Balance") == 1


def test_what_staff_have_is_never_touched(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    log = office.book.sheet("Log")
    type_in(log, 4, 20, "a note far to the right")
    before = staff_cells(office.book, {}, {})
    office.init()
    after = staff_cells(office.book, marks(office.book), header_rows(office.book))
    assert all(after[place] == value for place, value in before.items())
    fresh = {value for place, value in after.items() if place not in before}
    assert fresh == {
        "Agreed price",
        "Billable",
        "Reference",
        "Language",
        "Credit limit",
        "Top-up",
        "Manager",
        "State",
        "Details",
        "Contract",
        "Note",
    }


def test_staff_who_type_beside_the_table_while_init_is_at_work(google: Emulator, tmp_path: Path):
    """A new column is inserted: what somebody typed there in the same second moves aside."""
    office = Office(google, tmp_path, furnished=False)
    log = office.book.sheet("Log")
    typed: list[bool] = []

    def at_work(request: Any) -> None:
        if request.path.endswith(":batchUpdate") and not typed:
            typed.append(True)
            type_in(log, 0, 9, "my own column")
            type_in(log, 1, 9, "mine")

    google.on_request(at_work)
    office.init()
    cells = [cell for row in log.values() for cell in row]
    assert "my own column" in cells
    assert "mine" in cells


def test_a_filled_column_of_our_name_stays_the_staff_s(google: Emulator, tmp_path: Path):
    sheets: dict[str, list[list[Any]]] = {
        "Log": [["Date", "Client", "Service", "Price"], [day(1), "Acme", "Call", 77]]
    }
    office = Office(google, tmp_path, sheets)
    log = office.book.sheet("Log")
    assert log.cell(1, 3) == 77
    assert "Price (account)" in headers(log)


def test_a_reader_cannot_furnish(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    office.book.share(google.account.email, "reader")
    with pytest.raises(CredentialsError, match="refuses access"):
        office.init()


@pytest.mark.parametrize("locale", ["en_US", "ru_RU"])
def test_our_formulas_come_to_something_in_every_locale(
    google: Emulator, tmp_path: Path, locale: str
):
    office = Office(google, tmp_path, locale=locale)
    office.run()
    summary = office.book.sheet("Summary")
    results = [
        office.book.result(summary, row, column)
        for row in range(summary.height) for column in range(3)
        if not isinstance(summary.cell(row, column), str | None)
    ]  # fmt: skip
    assert not any(isinstance(result, CellError) for result in results)
    assert any("adds up" in str(result) for result in results)
    google.journal.clear()
    assert office.run().cells_written == 0
    assert google.journal.calls == (1, 0)


def test_the_spreadsheet_s_own_locale_decides_about_typed_numbers(google: Emulator, tmp_path: Path):
    for locale, found in (("en_US", "BAD_NUMBER"), ("ru_RU", None)):
        office = Office(google, tmp_path / locale, locale=locale)
        type_in(office.book.sheet("Payments"), 1, 2, "10 000,50")
        codes = {finding["code"] for finding in office.as_json(office.run())["findings"]}
        assert ("BAD_NUMBER" in codes) == (found is not None)


def test_text_of_staff_never_becomes_a_formula(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    evil = '=IMPORTXML("x")'
    type_in(office.book.sheet("Clients"), 1, 0, evil)
    type_in(office.book.sheet("Log"), 5, 1, "+" + evil)
    office.run()
    formulas = [
        cell.text
        for sheet in office.book.sheets for row in sheet.rows for cell in row.cells
        if type(cell).__name__ == "Formula"
    ]  # fmt: skip
    assert formulas
    assert not any("IMPORTXML" in text for text in formulas)
    summary = office.book.sheet("Summary")
    assert any(cell == evil for row in summary.values() for cell in row)


def test_findings_link_to_the_cell_by_the_tab_s_id(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    findings, log = office.book.sheet("Findings"), office.book.sheet("Log")
    link = findings.looks(1, 1).format["textFormat"]["link"]["uri"]
    assert link.startswith(f"#gid={log.id}&range=")
    assert findings.cell(1, 1) == f"Log!{link.rpartition('=')[2]}"


def test_a_log_in_another_spreadsheet_is_read_and_written_there(google: Emulator, tmp_path: Path):
    from tests.sync.agency import SHEETS  # noqa: PLC0415

    other = google.spreadsheet("Second office", {"Work": SHEETS["Log"]})
    ref = f"https://docs.google.com/spreadsheets/d/{other.key}/edit#gid=0#Work"
    office = Office(google, tmp_path, more=f'[tabs]\nlog = ["Log", "{ref}"]\n')
    office.run()
    assert "Charge" in headers(other.sheet("Work"))
    charged = [row[marks_at(other, "log.charge")] for row in other.sheet("Work").values()[1:3]]
    assert charged == [200, 3001]
    google.journal.clear()
    assert office.run().cells_written == 0
    assert google.journal.calls == (2, 0)


def marks_at(book: Any, mark: str) -> int:
    [columns] = marks(book).values()
    return next(at for at, name in columns.items() if name == mark)
