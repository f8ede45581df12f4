"""What cells hold after each way of writing, and how they are read back."""

import pytest

from .inside import Inside, columns, grid, rows


@pytest.fixture
def inside() -> Inside:
    return Inside()


def text(*cells: str) -> dict:
    return {"values": [{"userEnteredValue": {"stringValue": each}} for each in cells]}


def test_raw_keeps_types_and_user_entered_reads_them(inside: Inside):
    given = ["0042", "=1+1", "2020-01-01", "TRUE", 7.0, True]
    inside.put("A1", [given])
    inside.put("A2", [given], "USER_ENTERED")
    assert inside.get("A1:F1") == [["0042", "=1+1", "2020-01-01", "TRUE", 7, True]]
    assert inside.get("A2:F2") == [[42, 2, 43831, True, 7, True]]
    assert inside.get("A2:F2", "FORMULA") == [[42, "=1+1", 43831, True, 7, True]]
    assert inside.get("A2:F2", "FORMATTED_VALUE") == [
        ["42", "2", "2020-01-01", "TRUE", "7", "TRUE"]
    ]
    moments = inside.get("A2:F2", dateTimeRenderOption="FORMATTED_STRING")
    assert moments == [[42, 2, "2020-01-01", True, 7, True]]


def test_a_formula_shows_what_its_function_is_of(inside: Inside):
    inside.put("A1", [["=DATE(2020,1,1)", "=A1"]], "USER_ENTERED")
    assert inside.get("A1:B1", "FORMATTED_VALUE")[0][0] == "1/1/2020"
    assert inside.get("A1:B1") == [[43831, 43831]]


def test_null_skips_and_only_touched_lines_count(inside: Inside):
    inside.put("A1", [["kept"]])
    made = inside.put("A1", [[None, "b"], [], ["c"]], includeValuesInResponse="true")
    assert made["updatedRange"] == "Sheet1!A1:B3"
    assert (made["updatedRows"], made["updatedColumns"], made["updatedCells"]) == (2, 2, 2)
    assert made["updatedData"]["values"] == [["kept", "b"], [], ["c"]]


def test_columns_that_are_short_leave_cells_alone(inside: Inside):
    inside.put("B2", [["kept"]])
    status, made = inside.call(
        "PUT", "/values/A1", {"majorDimension": "COLUMNS", "values": [["a", "b"], ["c"]]},
        valueInputOption="RAW",
    )  # fmt: skip
    assert (status, made["updatedCells"]) == (200, 3)
    assert inside.get("A1:B2") == [["a", "c"], ["b", "kept"]]


def test_update_cells_writes_by_start_and_clears_by_range(inside: Inside):
    inside.put("A1", [["a", "b", "c"]])
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    inside.batch(
        {"updateCells": {"start": start, "rows": [text("x")], "fields": "userEnteredValue"}}
    )
    assert inside.get("A1:C1") == [["x", "b", "c"]]
    inside.batch(
        {
            "updateCells": {
                "range": grid(0, 1, 0, 3),
                "rows": [text("y")],
                "fields": "userEnteredValue",
            }
        }
    )
    assert inside.get("A1:C1") == [["y"]]


def test_formats_have_both_kinds_of_colour_in_eight_bits(inside: Inside):
    cell = {
        "userEnteredFormat": {
            "backgroundColor": {"red": 0.5, "green": 0}, "textFormat": {"bold": True, "fontSize": 12},
        }
    }  # fmt: skip
    fields = "userEnteredFormat(backgroundColor,textFormat.bold)"
    inside.batch({"repeatCell": {"range": grid(1, 2, 0, 2), "cell": cell, "fields": fields}})
    made = inside.look("sheets.data.rowData.values.userEnteredFormat", ranges="Sheet1!B2")
    half = {"red": 0.49803922}
    assert made["sheets"][0]["data"] == [
        {"rowData": [{"values": [{"userEnteredFormat": {
            "backgroundColor": half, "backgroundColorStyle": {"rgbColor": half},
            "textFormat": {"bold": True},
        }}]}]}
    ]  # fmt: skip


def test_copies_carry_references_and_cuts_keep_them(inside: Inside):
    inside.put("A1", [[1, "=A1*2"], [5]], "USER_ENTERED")
    inside.batch({"copyPaste": {"source": grid(0, 1, 1, 2), "destination": grid(1, 2, 1, 2)}})
    assert inside.get("B2", "FORMULA") == [["=A2*2"]]
    inside.batch(
        {"cutPaste": {"source": grid(0, 1, 1, 2), "destination": {"rowIndex": 4, "columnIndex": 3}}},
        {"copyPaste": {"source": grid(1, 2, 1, 2), "destination": grid(5, 7, 0, 1),
                       "pasteType": "PASTE_VALUES"}},
    )  # fmt: skip
    assert inside.get("A1:D7", "FORMULA") == [
        [1],
        [5, "=A2*2"],
        [],
        [],
        ["", "", "", "=A1*2"],
        [10],
        [10],
    ]


def test_formulas_follow_rows_that_come_and_tabs_that_are_renamed(inside: Inside):
    inside.put("A1", [[1], [2], ["=SUM(A1:A2)"], ["=Sheet1!A1"]], "USER_ENTERED")
    inside.batch({"insertDimension": {"range": rows(1, 3)}})
    properties = {"sheetId": 0, "title": "Log of 2026"}
    inside.batch({"updateSheetProperties": {"properties": properties, "fields": "title"}})
    assert inside.get("A5:A6", "FORMULA") == [["=SUM(A1:A4)"], ["='Log of 2026'!A1"]]
    inside.put("A2", [[10]])
    assert inside.get("A5:A6") == [[13], [1]]


def test_a_sort_takes_numbers_text_booleans_and_blanks_last(inside: Inside):
    inside.put("A1", [["b", 1], [None, 2], [True, 3], [2, 4], ["A", 5], [10, 6]])
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    inside.batch({"sortRange": {"range": grid(0, 6, 0, 2), "sortSpecs": [spec]}})
    assert [row[1] for row in inside.get("A1:B6")] == [3, 1, 5, 6, 4, 2]


def test_merging_keeps_the_first_cell_and_half_a_merge_is_none(inside: Inside):
    inside.put("A1", [["a", "b"], ["c", "d"]])
    inside.batch({"mergeCells": {"range": grid(0, 2, 0, 2), "mergeType": "MERGE_COLUMNS"}})
    assert inside.get("A1:B2") == [["a", "b"]]
    merges = inside.look("sheets.merges")["sheets"][0]["merges"]
    assert merges == [
        {k: v for k, v in grid(0, 2, at, at + 1).items() if k != "sheetId"} for at in (0, 1)
    ]
    assert "select all cells" in inside.refused({"unmergeCells": {"range": grid(0, 1, 0, 2)}})


def test_appends_go_below_the_table_that_the_range_touches(inside: Inside):
    inside.put("B2", [["h", "i"], [1, 2]])
    _, made = inside.call(
        "POST", "/values/Sheet1:append", {"values": [[3, 4]]}, valueInputOption="RAW"
    )
    assert made["tableRange"] == "Sheet1!B2:C3"
    assert made["updates"]["updatedRange"] == "Sheet1!B4:C4"
    _, made = inside.call("POST", "/values/E1:append", {"values": [[9]]}, valueInputOption="RAW")
    assert "tableRange" not in made
    assert made["updates"]["updatedRange"] == "Sheet1!E1"


def test_hidden_and_resized_columns_say_so(inside: Inside):
    change = {
        "range": columns(1, 2),
        "properties": {"hiddenByUser": True},
        "fields": "hiddenByUser",
    }
    inside.batch(
        {"updateDimensionProperties": change}, {"insertDimension": {"range": columns(0, 1)}}
    )
    made = inside.look("sheets.data.columnMetadata", ranges="Sheet1!A1:D1")
    plain = {"pixelSize": 100}
    assert made["sheets"][0]["data"][0]["columnMetadata"] == [
        plain, plain, {"pixelSize": 100, "hiddenByUser": True}, plain,
    ]  # fmt: skip
