"""Only cells that differ are written, and what we want stands there afterwards."""

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.columns.packed import Numbers
from sheets_sync.columns.whole import coded
from sheets_sync.spreadsheet.cell_value import Formula, Link
from sheets_sync.spreadsheet.diff import Wanted, as_edited, cells_counted, differing
from sheets_sync.spreadsheet.protocol import ColumnEdit, Snapshot, Tab
from sheets_sync.spreadsheet.sameness import same_cell

DAY = date(2026, 11, 23)
SAME = [
    (None, None), ("", None), (None, ""), ("", ""), (5, 5.0), (5.0, 5), ("a", "a"), (True, True), (DAY, DAY),
    (46349, DAY), (46349.0, DAY), (DAY, 46349), (datetime(2026, 11, 23, 12), 46349.5), (46349.5, datetime(2026, 11, 23, 12)),  # noqa: DTZ001
    ("B2", Link("B2", "Log", "B2")), (7.5, Formula("=A1", 7.5)), ("ok", Formula("=A1", "ok")), (None, Formula("=A1", "")),
]  # fmt: skip
OTHER = [
    (None, 0), (0, None), ("", 0), (0, ""), (1, True), (True, 1), (0, False), (False, None), ("5", 5), (5, "5"), ("a", "A"),
    ("a", None), (DAY, None), (DAY, "2026-11-23"), ("2026-11-23", DAY), (46348, DAY), (Fault.NO_CACHED_VALUE, None),
    (Fault.NO_CACHED_VALUE, "x"), (Fault.NO_CACHED_VALUE, DAY), ("#REF!", 0), (" ", None), (8, Formula("=A1", 7.5)),
]  # fmt: skip


@pytest.mark.parametrize(("actual", "wanted"), SAME)
def test_a_cell_that_shows_it_already(actual, wanted):
    assert same_cell(actual, wanted)
    assert differing([Wanted("T", 0, 1, [wanted])], sheet([[actual]])) == []


@pytest.mark.parametrize(("actual", "wanted"), OTHER)
def test_a_cell_that_shows_another_thing(actual, wanted):
    assert not same_cell(actual, wanted)
    assert differing([Wanted("T", 0, 1, [wanted])], sheet([[actual]])) == [
        ColumnEdit("T", 0, [1], [wanted])
    ]


def sheet(columns):
    height = max(map(len, columns), default=0)
    return Snapshot(
        {"T": Tab("T", [[*c, *[None] * (height - len(c))] for c in columns], height)}, ("T",)
    )


def test_only_the_rows_that_differ_are_in_the_edit():
    [edit] = differing([Wanted("T", 1, 2, [1, 2, 3])], sheet([["a"] * 4, ["Balance", 1, 5, 3]]))
    assert edit == ColumnEdit("T", 1, [3], [2])


def test_old_cells_below_are_cleared_to_the_foot_but_only_where_asked():
    snap = sheet([["Balance", 1, 2, 3]])
    assert differing([Wanted("T", 0, 2, [1])], snap) == [ColumnEdit("T", 0, [3, 4], [None, None])]
    assert differing([Wanted("T", 0, 2, [1], to_foot=False)], snap) == []


def test_of_a_long_column_what_stands_below_is_cleared_too():
    cells: list[Cell] = ["Balance", 1, 2, None, 3]
    numbers = Numbers(np.array([np.nan, 1, 2, np.nan, 3]), {0: "Balance"})
    for column in (numbers, coded(cells, 0)):
        snap = Snapshot({"T": Tab("T", [column], 5)}, ("T",))
        assert differing([Wanted("T", 0, 2, [1])], snap) == [
            ColumnEdit("T", 0, [3, 5], [None, None])
        ]
        assert differing([Wanted("T", 0, 2, [1, 2, None, 3, None])], snap) == []
        assert differing([Wanted("T", 0, 2, [1], to_foot=False)], snap) == []


def test_cells_beyond_the_tab_are_written_too():
    assert differing([Wanted("T", 3, 2, ["x", None, "y"])], sheet([["a"]])) == [
        ColumnEdit("T", 3, [2, 4], ["x", "y"])
    ]


def test_quiet_cells_go_only_beside_others_and_are_not_counted():
    stamp = Wanted("T", 1, 1, ["now"], to_foot=False, quiet=True)
    loud = Wanted("T", 0, 1, [7], to_foot=False)
    snap = sheet([[5], ["then"]])
    assert differing([stamp], snap) == []
    assert differing([stamp, Wanted("T", 0, 1, [5])], snap) == []
    edits = differing([stamp, loud], snap)
    assert [edit.values for edit in edits] == [[7], ["now"]]
    assert cells_counted(edits, [stamp, loud]) == 1


VALUES = st.one_of(
    st.none(), st.sampled_from(["", " ", "x", "=1+1"]), st.booleans(), st.integers(-3, 3), st.sampled_from([1.0, 0.5]),
    st.just(DAY), st.builds(Link, st.sampled_from(["B2", ""]), st.just("Log"), st.just("B2")),
    st.builds(Formula, st.just("=A1"), st.sampled_from([1.0, "x"])),
)  # fmt: skip
CELLS = st.one_of(
    st.none(), st.sampled_from(["", " ", "x", "B2"]), st.booleans(), st.integers(-3, 3), st.floats(0, 1),
    st.sampled_from([DAY, 46349, 46349.0, Fault.NO_CACHED_VALUE]),
)  # fmt: skip


@given(
    st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=3),
    st.integers(0, 3), st.integers(1, 7), st.lists(VALUES, max_size=6), st.booleans(),
)  # fmt: skip
def test_after_the_edits_it_is_as_wanted_elsewhere_as_before_and_nothing_is_left_to_write(
    columns, at, first, values, to_foot
):
    snap = sheet(columns)
    wanted = [Wanted("T", at, first, values, to_foot=to_foot)]
    edits = differing(wanted, snap)
    after = as_edited(snap.tabs["T"].columns, edits)
    assert differing(wanted, sheet(after)) == []
    touched = {(edit.column, row - 1) for edit in edits for row in edit.rows}
    for c, column in enumerate(columns):
        assert all(after[c][r] is cell for r, cell in enumerate(column) if (c, r) not in touched)
    assert all(list(edit.rows) == sorted(set(edit.rows)) for edit in edits)
