"""Error cells as the API gives them, and array formulas that spill over their neighbours."""

from typing import Any

import pytest

from .inside import Inside, rows


@pytest.fixture
def inside() -> Inside:
    return Inside()


def typed(inside: Inside, where: str, *lines: list[Any]) -> None:
    inside.put(where, list(lines), "USER_ENTERED")


@pytest.mark.parametrize(
    ("formula", "unformatted"),
    [
        ('=VLOOKUP("x",A1:B1,2,FALSE)', "#N/A (Did not find value 'x' in VLOOKUP evaluation.)"),
        ("=1/0", "#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)"),
        ("=1+", "#ERROR! (Formula parse error.)"),
        ("=NOTHING(1)", "#NAME? (Unknown function: 'NOTHING'.)"),
        ("#N/A", "#N/A"),
    ],
)
def test_an_error_tells_its_reason_unless_it_is_formatted(
    inside: Inside, formula: str, unformatted: str
):
    typed(inside, "D1", [formula])
    assert inside.get("D1") == [[unformatted]]
    assert inside.get("D1", "FORMATTED_VALUE") == [[unformatted.partition(" (")[0]]]


def test_an_array_fills_the_cells_beside_it(inside: Inside):
    typed(inside, "A1", ["=ARRAYFORMULA(B1:B3*2)", 1], [None, 2], [None, "x"])
    assert inside.get("A1:A3") == [
        [2],
        [4],
        ["#VALUE! ('x' is a text and cannot be coerced to a number.)"],
    ]
    assert inside.get("A1:A3", "FORMATTED_VALUE") == [["2"], ["4"], ["#VALUE!"]]
    assert inside.get("A1:A3", "FORMULA")[0] == ["=ARRAYFORMULA(B1:B3*2)"]
    typed(inside, "B1", [7])
    assert inside.get("A1:A2") == [[14], [4]]


def test_a_look_up_of_many_spills_the_errors_of_each(inside: Inside):
    typed(inside, "A1", ["a", 5], ["b", 6])
    typed(inside, "D1", ["b"], ["z"], ["a"])
    typed(inside, "E1", ["=ARRAYFORMULA(VLOOKUP(D1:D3,A1:B2,2,FALSE))"])
    missed = "#N/A (Did not find value 'z' in VLOOKUP evaluation.)"
    assert inside.get("E1:E3") == [[6], [missed], [5]]
    assert inside.get("E1:E3", majorDimension="COLUMNS") == [[6, missed, 5]]


def test_a_spilled_cell_was_entered_by_nobody(inside: Inside):
    typed(inside, "A1", ["={1,2;3,4}"])
    look = inside.look("sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue)")
    first, second = look["sheets"][0]["data"][0]["rowData"]
    assert first["values"][0]["userEnteredValue"] == {"formulaValue": "={1,2;3,4}"}
    assert second["values"] == [
        {"effectiveValue": {"numberValue": 3}, "formattedValue": "3"},
        {"effectiveValue": {"numberValue": 4}, "formattedValue": "4"},
    ]


def test_other_formulas_see_what_was_spilled(inside: Inside):
    typed(inside, "A1", ["={1;2;3}", "=SUM(A1:A3)", "=A3*10", "=ARRAYFORMULA(A1:A3+1)"])
    assert inside.get("B1:D3") == [[6, 30, 2], ["", "", 3], ["", "", 4]]


def test_an_array_never_overwrites(inside: Inside):
    typed(inside, "A1", ["={1;2;3}"], [], ["mine"])
    why = "#REF! (Array result was not expanded because it would overwrite data in A3.)"
    assert inside.get("A1:A3") == [[why], [], ["mine"]]
    typed(inside, "A3", [""])
    assert inside.get("A1:A3") == [[1], [2], [3]]


def test_an_array_ends_where_the_grid_does(inside: Inside):
    typed(inside, "A999", ["={1;2;3}"])
    why = "#REF! (Result was not automatically expanded, please insert more rows (1).)"
    assert inside.get("A999:A1000") == [[why]]
    typed(inside, "Y1", ["={1,2,3,4}"])
    why = "#REF! (Result was not automatically expanded, please insert more columns (2).)"
    assert inside.get("Y1:Z1") == [[why]]


def test_arrays_move_with_their_formula(inside: Inside):
    typed(inside, "A1", ["={1;2}"])
    inside.batch({"insertDimension": {"range": rows(0, 1)}})
    assert inside.get("A1:A3") == [[], [1], [2]]
    inside.batch({"deleteDimension": {"range": rows(1, 2)}})
    assert inside.get("A1:A3") == []
