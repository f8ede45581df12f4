"""What every back end owes where staff rearrange, rename and take away: no cell is ever lost."""

from dataclasses import replace
from hashlib import shake_256
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError, WorkbookMoved
from sheets_sync.spreadsheet.csv_files.workbook import with_files
from sheets_sync.spreadsheet.protocol import (
    About,
    ColumnEdit,
    Furnishing,
    Marks,
    NewColumn,
    Snapshot,
    Workbook,
)
from tests.spreadsheet.backends import Backend
from tests.spreadsheet.test_contract import LOG, OURS, SUMMARY, cells, write

CHARGE = "log.charge"


MARKED = replace(
    SUMMARY,
    columns=tuple(replace(each, mark=f"summary.{each.header.lower()}") for each in SUMMARY.columns),
)


def with_marks(backend: Backend, own: Furnishing = MARKED) -> Workbook:
    """A log with a column of ours behind its three, and a tab of ours."""
    workbook = backend.workbook({"Log": LOG})
    snapshot, _ = workbook.furnish([OURS, own], workbook.read(["Log"]))
    workbook.write([ColumnEdit("Log", 3, [2, 3], [10.0, 20.0])], snapshot)
    return workbook


# --- marks -----------------------------------------------------------------------------------


def test_marks_stand_in_the_workbook_itself(backend: Backend):
    with_marks(backend)
    read = backend.again().read(["Log"])
    assert read.tabs["Log"].marks == {CHARGE: 3}
    assert read.own("summary").header == 3


@pytest.mark.parametrize(
    ("order", "stands"),
    [
        ([0, 1, None, 2, 3], 4),  # a column inserted before it
        ([0, 1, 2, 3, None], 3),  # and one behind it
        ([0, 2, 3], 2),  # one before it deleted
        ([3, 0, 1, 2], 0),  # moved to the front
        ([2, None, 3, 0, None, 1], 2),  # all at once
    ],
)
def test_marks_go_with_columns_that_staff_move(backend: Backend, order, stands):
    with_marks(backend)
    backend.staff_arrange("Log", order)
    workbook = backend.again()
    snapshot = workbook.read(["Log"])
    assert snapshot.tabs["Log"].marks == {CHARGE: stands}
    assert snapshot.tabs["Log"].columns[stands][:3] == ["Charge", 10.0, 20.0]
    before = cells(workbook, "Log")
    written = workbook.write([ColumnEdit("Log", stands, [2], [11.0])], workbook.read(["Log"]))
    assert written.tabs["Log"].marks == {CHARGE: stands}
    before[stands][1] = 11.0
    assert cells(workbook, "Log") == before


def test_a_column_that_staff_deleted_has_no_mark_and_is_made_again(backend: Backend):
    with_marks(backend)
    backend.staff_arrange("Log", [0, 1, 2])
    workbook = backend.again()
    snapshot = workbook.read(["Log"])
    assert dict(snapshot.tabs["Log"].marks) == {}
    again, done = workbook.furnish([OURS], snapshot)
    assert len(done) == 1
    assert again.tabs["Log"].marks == {CHARGE: 3}
    assert [column[0] for column in cells(workbook, "Log")] == [*LOG[0], "Charge"]


def test_furnishing_knows_a_column_wherever_staff_moved_it(backend: Backend):
    with_marks(backend)
    backend.staff_arrange("Log", [3, 0, 1, 2])
    workbook = backend.again()
    before = cells(workbook, "Log")
    there = NewColumn(0, "Charge", CHARGE, write_header=False)
    snapshot, done = workbook.furnish(
        [Furnishing("Log", False, 1, (there,))], workbook.read(["Log"])
    )
    assert (done, snapshot.tabs["Log"].marks) == ([], {CHARGE: 0})
    assert cells(workbook, "Log") == before


def test_a_tab_of_ours_is_found_by_its_mark_whatever_it_is_called(backend: Backend):
    with_marks(backend)
    backend.staff_rename("Summary", "Сводка & Co's")
    workbook = backend.again()
    snapshot = workbook.read(["Log"])
    own = snapshot.own("summary")
    assert (own.ref, own.header) == ("Сводка & Co's", 3)
    workbook.write([ColumnEdit(own.ref, 1, [4], [5.0])], snapshot)
    assert cells(workbook, own.ref)[1][2:] == ["Balance", 5.0]


def test_the_mark_of_a_header_row_goes_with_its_row(backend: Backend):
    with_marks(backend)
    backend.staff_insert_rows("Summary", 2, 2)
    own = backend.again().read(["Log"]).own("summary")
    assert own.header == 5
    assert [column[4] for column in own.columns] == ["Client", "Balance"]


MARKLIKE = ["log.charge", "§log.charge", "#summary.balance", "@summary", "summary", "header"]
"""What a back end might keep its marks by; what ours do is told by each."""


@pytest.mark.parametrize("above", [1, 2, 4], ids=["over the headers", "under them", "at the end"])
def test_what_staff_type_is_never_taken_for_a_mark(backend: Backend, above: int):
    with_marks(backend)
    backend.staff_insert_rows("Log", above, 1)
    typed = [*MARKLIKE, *backend.like_marks]
    for at, text in enumerate(typed[:3]):
        backend.staff_edit("Log", above, at, text)
    for at, text in enumerate(typed):
        backend.staff_edit("Log", 6 + at, at % 3, text)
    workbook = backend.again()
    read = workbook.read(["Log"])
    assert (read.tabs["Log"].marks, read.own("summary").header) == ({CHARGE: 3}, 3)
    workbook.write([ColumnEdit("Log", 3, [6], [30.0])], read)
    log, again = cells(backend.again(), "Log"), backend.again().read(["Log"])
    assert again.tabs["Log"].marks == {CHARGE: 3}
    assert log[3][5] == 30.0
    assert [log[at][above - 1] for at in range(3)] == typed[:3]
    assert [log[at % 3][5 + at] for at in range(len(typed))] == typed


def lacking(snapshot: Snapshot) -> About:
    """The marks that a tab of ours lacks."""
    header = 0 if snapshot.tabs["Summary"].header else 3
    return About(marks={"Summary": Marks({"summary.balance": 1, "summary.client": 0}, header)})


@pytest.mark.parametrize("edits", [[ColumnEdit("Summary", 1, [4], [5.0])], []])
def test_marks_told_beside_edits_or_alone_are_set(backend: Backend, edits):
    workbook = with_marks(backend, SUMMARY)
    snapshot, before = workbook.read(["Log"]), cells(workbook, "Summary")
    calls = workbook.calls.write
    written = workbook.write(edits, snapshot, lacking(snapshot))
    assert workbook.calls.write <= calls + 2  # one to stake the places out, where that is needed
    for seen in (written, backend.again().read(["Log"])):
        assert seen.tabs["Summary"].marks == {"summary.balance": 1, "summary.client": 0}
        assert (seen.tabs["Summary"].own, seen.tabs["Summary"].header) == ("summary", 3)
        assert seen.tabs["Log"].marks == {CHARGE: 3}
    assert edits or cells(workbook, "Summary") == before


def test_no_marks_are_set_where_the_edits_beside_them_are_refused(backend: Backend):
    workbook = with_marks(backend, SUMMARY)
    snapshot = workbook.read(["Log"])
    backend.staff_arrange("Log", [1, 0, 3, 2])
    with pytest.raises(WorkbookMoved):
        workbook.write([ColumnEdit("Log", 3, [2], [5.0])], snapshot, lacking(snapshot))
    assert backend.again().read(["Log"]).tabs["Summary"].marks == {}


# --- a workbook that moved -------------------------------------------------------------------


@pytest.mark.parametrize("what", ["column", "row", "order"])
def test_nothing_of_a_write_is_left_where_staff_moved_what_it_was_for(backend: Backend, what):
    workbook = with_marks(backend)
    snapshot = workbook.read(["Log"])
    if what == "row":
        backend.staff_insert_rows("Log", 2, 1)
    else:
        backend.staff_arrange("Log", [None, 0, 1, 2, 3] if what == "column" else [1, 0, 3, 2])
    ours = 4 if what == "column" else 2 if what == "order" else 3
    theirs = cells(backend.again(), "Log")
    with pytest.raises(WorkbookMoved):
        workbook.write([ColumnEdit("Log", 3, [2, 3], [-1.0, -2.0])], snapshot)
    now = cells(backend.again(), "Log")
    stays = [*theirs.pop(ours), None]  # a cell of ours may be blank until the next run
    assert all(cell in (None, there) for cell, there in zip(now.pop(ours), stays, strict=False))
    assert now == theirs


@pytest.mark.parametrize("first", ["Clients", "Log"])
def test_a_write_that_finds_no_room_in_one_tab_leaves_every_tab_as_it_was(backend: Backend, first):
    workbook = backend.workbook({"Log": LOG, "Clients": [["Client"]]})
    texts = [shake_256(bytes([row])).hexdigest(500) for row in range(100)]
    edits = [ColumnEdit("Log", 1, [2], ["Moon"]), ColumnEdit("Clients", 1, [*range(1, 101)], texts)]
    edits.sort(key=lambda edit: edit.ref != first)
    before = {ref: cells(workbook, ref) for ref in ("Log", "Clients")}
    snapshot = workbook.read(["Log", "Clients"])
    crowded = backend.without_room("Clients")
    if crowded is None:
        pytest.skip("a write is one request")
    with crowded, pytest.raises((OSError, SheetsSyncError)):
        workbook.write(edits, snapshot)
    assert {ref: cells(backend.again(), ref) for ref in ("Log", "Clients")} == before


def test_a_write_with_a_cell_that_nothing_holds_leaves_every_tab_as_it_was(backend: Backend):
    workbook = backend.workbook({"Log": LOG, "Clients": [["Client"]]})
    edits = [ColumnEdit("Log", 1, [2], ["Moon"]), ColumnEdit("Clients", 1, [1], [float("nan")])]
    before = cells(workbook, "Log")
    with pytest.raises(ValueError, match="nan"):
        write(workbook, *edits)
    assert cells(backend.again(), "Log") == before


def test_no_badge_is_borne_beside_another_that_came_meanwhile(backend: Backend):
    workbook = with_marks(backend)
    seen = workbook.read(["Log"])
    other = backend.again()
    other.bear("11111111", other.read(["Log"]))
    with pytest.raises(WorkbookMoved):
        workbook.bear("22222222", seen)
    assert backend.again().read(["Log"]).badge == "11111111"


# --- what tells a workbook from another ------------------------------------------------------


def token(backend: Backend) -> str:
    return backend.again().brings(["Log"])


def test_a_workbook_that_nobody_touched_is_told_to_be_the_same(backend: Backend):
    with_marks(backend)
    assert token(backend) == token(backend)


@pytest.mark.parametrize("what", ["cell", "blanked", "column", "row", "name", "new tab's cell"])
def test_whatever_staff_do_makes_it_another(backend: Backend, what):
    with_marks(backend)
    before = token(backend)
    match what:
        case "cell":
            backend.staff_edit("Log", 2, 2, 91.0)
        case "blanked":
            backend.staff_edit("Log", 3, 1, None)
        case "column":
            backend.staff_arrange("Log", [0, 1, None, 2, 3])
        case "row":
            backend.staff_insert_rows("Log", 3, 1)
        case "name":
            backend.staff_rename("Log", "Log 2")
        case _:
            backend.staff_edit("Summary", 4, 0, "mine")
    assert token(backend) != before or not before


def test_our_own_write_makes_it_another(backend: Backend):
    workbook = with_marks(backend)
    before = token(backend)
    workbook.write([ColumnEdit("Log", 3, [2], [10.5])], workbook.read(["Log"]))
    assert token(backend) != before or not before


@pytest.mark.parametrize("known", [True, False])
def test_what_was_brought_is_read_whole_known_or_not(backend: Backend, known: bool):
    with_marks(backend)
    before = token(backend) if known else ""
    workbook = backend.again()
    workbook.brings(["Log"], before)
    read = workbook.read(["Log"])
    assert [list(column) for column in read.tabs["Log"].columns][1] == [
        "Client",
        "Ромашка",
        "Vector",
    ]
    assert read.tabs["Log"].marks == {CHARGE: 3}
    workbook.write([ColumnEdit("Log", 3, [2], [12.0])], read)
    assert cells(workbook, "Log")[3] == ["Charge", 12.0, 20.0]


@pytest.mark.parametrize(
    "known",
    ["[('/a.xlsx', 'ab12')]", '{"1AbC": "ab12"}', '["[(1, 2)]", {}]', "[{}, 5]", "[]", "5", "{"],
)
@pytest.mark.parametrize("files", [False, True])
def test_what_another_back_end_told_is_known_to_nobody(backend: Backend, known: str, files: bool):
    with_marks(backend)
    workbook = backend.again()
    workbook = with_files(workbook, Path(), []) if files else workbook
    assert workbook.brings(["Log"], known) != known
    assert workbook.read(["Log"]).tabs["Log"].marks == {CHARGE: 3}


# --- patterns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("* 2026", {"Log 2026", "журнал 2026"}),
        ("log*", {"Log 2025", "Log 2026"}),
        ("LOG 202?", {"Log 2025", "Log 2026"}),
        ("Журнал*", {"журнал 2026"}),
        ("Lo", set()),
    ],
)
def test_a_pattern_brings_every_tab_that_fits_it(backend: Backend, wanted, found):
    names = ("Log 2025", "Log 2026", "журнал 2026", "Clients")
    workbook = backend.workbook({name: [["Date"], [name]] for name in names})
    tabs = workbook.read([wanted]).tabs
    assert set(tabs) == found
    assert all(tab.columns[0][1] == name for name, tab in tabs.items())


def test_a_pattern_and_a_name_beside_it_bring_a_tab_once(backend: Backend):
    workbook = backend.workbook({"Log 2025": LOG, "Clients": [["Client"]]})
    assert sorted(workbook.read(["Log*", "Log 2025", "Clients"]).tabs) == ["Clients", "Log 2025"]


# --- a workbook that is not there ------------------------------------------------------------


def test_a_workbook_that_is_not_there_is_told_with_its_cure(backend: Backend):
    workbook = backend.missing()
    if workbook is None:
        pytest.skip("it is always there")
    for ask in (lambda: workbook.read(["Log"]), lambda: workbook.brings(["Log"])):
        with pytest.raises(SheetsSyncError) as told:
            ask()
        assert told.value.cure
        assert str(told.value).strip()
