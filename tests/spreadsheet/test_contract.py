"""What every back end does alike (design §11). A back end joins by a fixture in conftest."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import WorkbookMoved
from sheets_sync.spreadsheet.cell_value import Formula, Link, Value
from sheets_sync.spreadsheet.protocol import ColumnEdit, Furnishing, NewColumn, Snapshot, Workbook
from sheets_sync.spreadsheet.sameness import same_cell, shown
from sheets_sync.spreadsheet.storable import storable
from tests.spreadsheet.backends import Backend, Rows

LOG: Rows = [
    ["Date", "Client", "Minutes"],
    [date(2026, 11, 2), "Ромашка", 90.0],
    [date(2026, 11, 3), "Vector", 15.5],
]
SUMMARY = Furnishing(
    "Summary", True, 3, (NewColumn(0, "Client"), NewColumn(1, "Balance", format="money")), "summary"
)
OURS = Furnishing("Log", False, 1, (NewColumn(3, "Charge", "log.charge", format="money"),))


def cells(workbook: Workbook, ref: str) -> list[list[Cell]]:
    """The cells of a tab, read afresh, blanks as None, without blank rows and columns around."""
    columns = [
        [cell if cell != "" else None for cell in column]
        for column in workbook.read([ref]).tabs[ref].columns
    ]
    while columns and not any(cell is not None for cell in columns[-1]):
        columns.pop()
    while columns and all(column[-1] is None for column in columns if column):
        columns = [column[:-1] for column in columns]
    return columns


def write(workbook: Workbook, *edits: ColumnEdit) -> Snapshot:
    return workbook.write(edits, workbook.read({edit.ref for edit in edits}))


# --- reading ---------------------------------------------------------------------------------


def test_typed_cells_are_read_as_typed(backend: Backend):
    moment = datetime(2026, 11, 23, 16, 30)  # noqa: DTZ001 (a cell has no zone)
    row: list[Any] = [
        "text",
        " padded ",
        12.5,
        -3.0,
        True,
        False,
        date(2026, 2, 28),
        moment,
        "#REF!",
        "#N/A",
    ]
    read = backend.workbook({"Log": [row]}).read(["Log"]).tabs["Log"].columns
    # A day is a date or its serial number: Google knows nothing else (design §4).
    assert all(same_cell(column[0], cell) for column, cell in zip(read, row, strict=True))
    assert [type(column[0]) for column in read[4:6]] == [bool, bool]


def test_all_columns_of_a_tab_have_its_height(backend: Backend):
    tab = (
        backend.workbook({"Log": [["a"], ["b", "c", "d"], [None, None, None, "e"]]})
        .read(["Log"])
        .tabs["Log"]
    )
    assert [len(column) for column in tab.columns] == [tab.height] * 4
    assert [[cell or None for cell in column] for column in tab.columns] == [
        ["a", "b", None], [None, "c", None], [None, "d", None], [None, None, "e"],
    ]  # fmt: skip


def test_leading_blank_rows_and_columns_keep_their_place(backend: Backend):
    tab = backend.workbook({"Log": [[], [], [None, None, "x"]]}).read(["Log"]).tabs["Log"]
    assert tab.columns[2][2] == "x"


def test_an_absent_tab_is_left_out_and_all_tabs_are_named(backend: Backend):
    snapshot = backend.workbook({"Log": LOG, "Мой лист": [["x"]]}).read(["Log", "Payments"])
    assert set(snapshot.tabs) == {"Log"}
    assert snapshot.names == ("Log", "Мой лист")


def test_an_empty_tab_has_no_cells(backend: Backend):
    tab = backend.workbook({"Log": []}).read(["Log"]).tabs["Log"]
    assert (tab.height, list(tab.columns)) == (0, [])


def test_reads_are_counted(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    workbook.read(["Log"])  # the first may have more to ask
    before = workbook.calls.read
    workbook.read(["Log"])
    assert (workbook.calls.read - before, workbook.calls.write) == (1, 0)


# --- writing ---------------------------------------------------------------------------------

TEXTS = [
    "plain", "=1+1", "+7 495 123", "-5", "@home", "'quoted", '"double"', "a & b < c > d", "tab\there",
    "two\nlines", "  spaces  ", "\u00a0", "₽ 1\u00a0234,50", "🧾 счёт", "_x0041_", "_x000D_", "a_x0041_b_x",
    "</t></is></c>", "]]>", "<!-- -->", "&amp;", "#REF!", "TRUE", "2026-11-23", "1e5", "x" * 32_000,
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:12]))
def test_text_stays_the_text_it_is(backend: Backend, text: str):
    workbook = backend.workbook({"Log": LOG})
    write(workbook, ColumnEdit("Log", 3, [2], [text]))
    assert cells(workbook, "Log")[3][1] == text


def test_characters_that_no_cell_can_hold_are_left_out(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    written = write(workbook, ColumnEdit("Log", 3, [2], ["a\x00b\x0bc\ud800d\ufffee"]))
    assert written.tabs["Log"].columns[3][1] == "abcde"
    assert cells(workbook, "Log")[3][1] == "abcde"


@pytest.mark.parametrize(
    "number", [0, 1, -1, 0.1, -0.01, 1 / 3, 1e-7, 12345678901234.56, 1e300, 2**53, 99_999_999.995]
)
def test_a_number_reads_back_as_the_same_number(backend: Backend, number: float):
    workbook = backend.workbook({"Log": LOG})
    write(workbook, ColumnEdit("Log", 3, [2], [number]))
    assert cells(workbook, "Log")[3][1] == number


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(backend: Backend, number: float):
    with pytest.raises(ValueError, match="no number"):
        write(backend.workbook({"Log": LOG}), ColumnEdit("Log", 3, [2], [number]))


def test_truths_dates_links_and_formulas_show_what_they_stand_for(backend: Backend):
    values: list[Value] = [
        True, False, date(2026, 11, 23), Link("Log!B2", "Log", "B2"), Formula("=1+1", 2.0), Formula('="a"', "a"),
    ]  # fmt: skip
    workbook = backend.workbook({"Log": LOG})
    written = write(workbook, ColumnEdit("Log", 3, [2, 3, 4, 5, 6, 7], values))
    for columns in (written.tabs["Log"].columns, workbook.read(["Log"]).tabs["Log"].columns):
        for cell, value in zip(columns[3][1:], values, strict=True):
            assert same_cell(cell, value)


def test_a_link_takes_any_text_and_any_tab(backend: Backend):
    name = """O'Neil "Log" & <Co>"""
    workbook = backend.workbook({name: LOG})
    text = ' "&CMD()&" ' + "x" * 600 + " _x0041_ "
    write(workbook, ColumnEdit(name, 3, [2], [Link(text, name, "A1")]))
    assert cells(workbook, name)[3][1] == text


def test_none_clears_a_cell_and_nothing_else(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    expected = cells(workbook, "Log")
    write(workbook, ColumnEdit("Log", 1, [2], [None]), ColumnEdit("Log", 9, [7], [None]))
    expected[1][1] = None
    assert cells(workbook, "Log") == expected


def test_a_tab_grows_to_the_right_and_downwards(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    written = write(workbook, ColumnEdit("Log", 6, [1, 9], ["head", 5.0])).tabs["Log"]
    assert (written.height, len(written.columns)) == (9, 7)
    assert all(len(column) == 9 for column in written.columns)
    read = cells(workbook, "Log")
    assert (read[6][0], read[6][8], read[1][:3]) == ("head", 5.0, ["Client", "Ромашка", "Vector"])


def test_an_empty_tab_can_be_written(backend: Backend):
    workbook = backend.workbook({"Log": []})
    write(workbook, ColumnEdit("Log", 1, [2], ["x"]))
    assert cells(workbook, "Log") == [[None, None], [None, "x"]]


def test_several_tabs_are_written_at_once(backend: Backend):
    workbook = backend.workbook({"Log": LOG, "Clients": [["Client"]], "Other": [["keep"]]})
    write(workbook, ColumnEdit("Log", 3, [2], [1.0]), ColumnEdit("Clients", 1, [1], ["Balance"]))
    assert cells(workbook, "Log")[3][1] == 1.0
    assert cells(workbook, "Clients")[1][0] == "Balance"
    assert cells(workbook, "Other") == [["keep"]]
    assert workbook.calls.write == 1


def test_the_snapshot_after_a_write_is_the_workbook_as_it_stands(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    edits = [
        ColumnEdit("Log", 3, [1, 2, 3], ["Charge", 10.0, 20.0]),
        ColumnEdit("Log", 0, [2], [None]),
    ]
    written = workbook.write(edits, workbook.read(["Log"]))
    read = workbook.read(["Log"])
    blank = [
        [cell if cell != "" else None for cell in column] for column in read.tabs["Log"].columns
    ]
    assert [list(column) for column in written.tabs["Log"].columns] == blank
    again = workbook.write([ColumnEdit("Log", 3, [2], [11.0])], written)  # its basis holds
    assert again.tabs["Log"].columns[3][1] == 11.0


def test_no_edits_write_nothing(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot = workbook.read(["Log"])
    assert workbook.write([], snapshot) is snapshot
    assert workbook.write([ColumnEdit("Log", 3, [], [])], snapshot) is snapshot
    assert workbook.calls.write == 0


def test_a_workbook_that_staff_changed_meanwhile_is_not_written(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot = workbook.read(["Log"])
    backend.staff_edit("Log", 2, 2, 120.0)
    with pytest.raises(WorkbookMoved):
        workbook.write([ColumnEdit("Log", 3, [2], [1.0])], snapshot)
    read = cells(workbook, "Log")
    assert read[2] == ["Minutes", 120.0, 15.5]
    assert len(read) == 3


def test_a_snapshot_serves_one_write(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot = workbook.read(["Log"])
    workbook.write([ColumnEdit("Log", 3, [2], [1.0])], snapshot)
    with pytest.raises(WorkbookMoved):
        workbook.write([ColumnEdit("Log", 3, [2], [2.0])], snapshot)


_texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
_values = (
    st.none()
    | _texts
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1990, 1, 1), date(2090, 1, 1))
)
_edits = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(0, 8)), _values, min_size=1, max_size=25
)
_grids = st.lists(
    st.lists(st.none() | st.sampled_from(["x", "Ж", 1.5, True, "#N/A"]), max_size=6), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=_grids, cells_wanted=_edits)
def test_any_edits_of_any_grid_read_back(
    backend: Backend, grid: Rows, cells_wanted: dict[tuple[int, int], Value]
):
    workbook = backend.workbook({"Log": grid})
    edits = [
        ColumnEdit("Log", column, rows, [cells_wanted[row, column] for row in rows])
        for column in sorted({column for _, column in cells_wanted})
        if (rows := sorted(row for row, other in cells_wanted if other == column))
    ]
    write(workbook, *edits)
    columns = workbook.read(["Log"]).tabs["Log"].columns
    kept = {
        (edit.rows[i], edit.column): value
        for edit in map(storable, edits)
        for i, value in enumerate(edit.values)
    }
    for row in range(1, 14):
        for column in range(10):
            there: Any = (
                grid[row - 1][column] if row <= len(grid) and column < len(grid[row - 1]) else None
            )
            wanted = kept.get((row, column), there)
            cell = (
                columns[column][row - 1]
                if column < len(columns) and row <= len(columns[column])
                else None
            )
            assert same_cell(cell, shown(wanted)), (row, column)


# --- furnishing ------------------------------------------------------------------------------


def test_furnishing_makes_tabs_and_columns_with_their_marks(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot, done = workbook.furnish([OURS, SUMMARY], workbook.read(["Log"]))
    assert len(done) == 2
    for seen in (snapshot, workbook.read(["Log"])):
        assert seen.names == ("Log", "Summary")
        assert seen.tabs["Log"].marks == {"log.charge": 3}
        assert seen.tabs["Log"].columns[3][0] == "Charge"
        summary = seen.own("summary")
        assert summary is not None
        assert [column[2] for column in summary.columns] == ["Client", "Balance"]


def test_of_our_tabs_those_are_read_that_are_asked_for(backend: Backend):
    workbook = backend.workbook({"Log": LOG, "Other": LOG})
    findings = replace(SUMMARY, ref="Findings", own="findings")
    whole, _ = workbook.furnish([OURS, SUMMARY, findings], workbook.read(["Log"]))
    for own, there in (
        ((), []),
        (("findings", "bank"), ["Findings"]),
        (None, ["Findings", "Summary"]),
    ):
        read = workbook.read(["Log"], own)
        assert sorted(read.tabs) == sorted(["Log", *there])
        assert all(read.tabs[ref] == whole.tabs[ref] for ref in read.tabs)
        assert (read.names, read.marked) == (whole.names, whole.marked)
        assert {*read.others} <= {"Other"}
    assert sorted(workbook.read(["*"], ()).tabs) == ["Findings", "Log", "Other", "Summary"]


def test_furnishing_twice_changes_nothing(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot, _ = workbook.furnish([OURS, SUMMARY], workbook.read(["Log"]))
    again, done = workbook.furnish([OURS, SUMMARY], snapshot)
    assert (again, done) == (snapshot, [])
    assert workbook.read(["Log"]).basis == snapshot.basis


def test_furnishing_keeps_the_cells_of_staff(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    before = cells(workbook, "Log")
    workbook.furnish([OURS], workbook.read(["Log"]))
    assert cells(workbook, "Log")[:3] == before


def test_an_adopted_column_is_marked_and_keeps_its_header(backend: Backend):
    workbook = backend.workbook({"Log": [["Date", "Списано"]]})
    column = NewColumn(1, "Charge", "log.charge", write_header=False)
    snapshot, _ = workbook.furnish([Furnishing("Log", False, 1, (column,))], workbook.read(["Log"]))
    assert snapshot.tabs["Log"].marks == {"log.charge": 1}
    assert snapshot.tabs["Log"].columns[1][0] == "Списано"


def test_two_tabs_of_one_role_bear_the_same_mark(backend: Backend):
    workbook = backend.workbook({"Log": LOG, "Log 2025": LOG})
    second = Furnishing("Log 2025", False, 1, (NewColumn(4, "Charge", "log.charge"),))
    snapshot, _ = workbook.furnish([OURS, second], workbook.read(["Log", "Log 2025"]))
    assert snapshot.tabs["Log"].marks == {"log.charge": 3}
    assert snapshot.tabs["Log 2025"].marks == {"log.charge": 4}


def test_marks_survive_a_write(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot, _ = workbook.furnish([OURS, SUMMARY], workbook.read(["Log"]))
    workbook.write(
        [ColumnEdit("Log", 3, [2], [10.0]), ColumnEdit("Summary", 0, [4], ["Ромашка"])], snapshot
    )
    read = workbook.read(["Log"])
    assert read.tabs["Log"].marks == {"log.charge": 3}
    assert read.tabs["Summary"].own == "summary"


def test_furnishing_a_workbook_that_was_changed_makes_nothing(backend: Backend):
    workbook = backend.workbook({"Log": LOG})
    snapshot = workbook.read(["Log"])
    backend.staff_edit("Log", 2, 2, 120.0)
    with pytest.raises(WorkbookMoved):
        workbook.furnish([OURS], snapshot)
    assert len(cells(workbook, "Log")) == 3


# --- the badge -------------------------------------------------------------------------------


def furnished(backend: Backend) -> Workbook:
    workbook = backend.workbook({"Log": LOG})
    workbook.furnish([SUMMARY], workbook.read(["Log"]))
    return workbook


def test_a_workbook_bears_what_it_was_given_whatever_staff_do(backend: Backend):
    workbook = furnished(backend)
    assert workbook.read(["Log"]).badge == ""
    for badge in ("0123abcd", "deadbeef"):
        borne = workbook.bear(badge, workbook.read(["Log"]))
        assert borne.badge == badge
        workbook.write([ColumnEdit("Log", 2, [2], [7.0])], borne)
        backend.staff_edit("Log", 3, 1, "Vector & Co")
        assert workbook.read(["Log"]).badge == badge
    assert cells(workbook, "Log")[1] == ["Client", "Ромашка", "Vector & Co"]


def test_of_two_who_saw_the_same_badge_one_is_refused(backend: Backend):
    workbook = furnished(backend)
    seen = workbook.bear("00000000", workbook.read(["Log"]))
    workbook.bear("11111111", seen)
    with pytest.raises(WorkbookMoved):
        workbook.bear("22222222", seen)
    assert workbook.read(["Log"]).badge == "11111111"
