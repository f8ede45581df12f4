"""All or nothing, who may do what, marks that move, masks, limits, what is no request."""

from typing import Any

import pytest

from .inside import OWNER, SERVICE, Inside, columns, grid, rows

COLLEAGUE = "colleague@example.com"


@pytest.fixture
def inside() -> Inside:
    made = Inside()
    made.book.share(COLLEAGUE, "writer")
    return made


def write(row: int, column: int, value: Any = 1) -> dict:
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    cells = [{"values": [{"userEnteredValue": {"numberValue": value}}]}]
    return {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}


def mark(number: int, span: dict) -> dict:
    place = {
        "locationType": "ROW" if span["dimension"] == "ROWS" else "COLUMN",
        "dimensionRange": span,
    }
    return {"createDeveloperMetadata": {"developerMetadata": {
        "metadataId": number, "metadataKey": "k", "visibility": "DOCUMENT", "location": place,
    }}}  # fmt: skip


def places(inside: Inside) -> dict[int, int]:
    return {
        each["metadataId"]: each["location"]["dimensionRange"]["startIndex"]
        for each in inside.book.metadata
    }


# --- all or nothing --------------------------------------------------------------------------


def test_a_refused_batch_leaves_no_trace_of_any_kind(inside: Inside):
    inside.put("A1", [["a", "=A3"], ["b"]], "USER_ENTERED")
    rule = {"ranges": [grid(3, 5, 0, 1)], "booleanRule": {"condition": {"type": "NOT_BLANK"}}}
    inside.batch(
        mark(1, rows(2, 3)),
        {"addConditionalFormatRule": {"rule": rule}},
        {"setBasicFilter": {"filter": {"range": grid(0, 9, 0, 3)}}},
        {"addNamedRange": {"namedRange": {"name": "N", "range": grid(4, 5, 0, 1)}}},
        {"addProtectedRange": {"protectedRange": {"range": grid(6, 7, 0, 1)}}},
    )
    before = inside.call("GET", includeGridData="true")
    why = inside.refused(
        {"insertDimension": {"range": rows(0, 2)}}, write(0, 0), {"addSheet": {"properties": {"title": "X"}}},
        {"deleteDimension": {"range": columns(0, 1)}}, {"deleteSheet": {"sheetId": 99}},
    )  # fmt: skip
    assert why == "Invalid requests[4].deleteSheet: No grid with id: 99"
    assert inside.call("GET", includeGridData="true") == before


def test_a_write_of_values_is_whole_too(inside: Inside):
    status, _ = inside.call(
        "POST", "/values:batchUpdate",
        {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [[1]]}, {"range": "Nope!A1"}]},
    )  # fmt: skip
    assert status == 400
    assert inside.get("A1") == []


# --- protection ------------------------------------------------------------------------------


def test_protection_moves_shrinks_and_ends_with_its_rows(inside: Inside):
    given = {"range": grid(2, 5, 0, 2), "editors": {"users": []}}
    made = inside.batch({"addProtectedRange": {"protectedRange": given}})
    assert made["replies"][0]["addProtectedRange"]["protectedRange"]["editors"] == {}
    assert "protected cell" in inside.refused(write(2, 0), caller=COLLEAGUE)
    inside.batch(write(2, 0))
    inside.batch(
        {"insertDimension": {"range": rows(0, 1)}}, {"deleteDimension": {"range": rows(5, 9)}}
    )
    [left] = inside.book.protected
    assert (left["range"]["startRowIndex"], left["range"]["endRowIndex"]) == (3, 5)
    assert (
        inside.call("POST", ":batchUpdate", {"requests": [write(2, 0)]}, caller=COLLEAGUE)[0] == 200
    )
    inside.batch({"deleteDimension": {"range": rows(3, 5)}})
    assert inside.book.protected == []


def test_a_warning_names_no_editors_and_stops_nobody(inside: Inside):
    given = {"range": grid(0, 1, 0, 1), "warningOnly": True, "editors": None, "description": None}
    made = inside.batch({"addProtectedRange": {"protectedRange": given}})
    reply = made["replies"][0]["addProtectedRange"]["protectedRange"]
    assert reply == {
        "protectedRangeId": reply["protectedRangeId"], "warningOnly": True, "editors": {},
        "range": {name: edge for name, edge in grid(0, 1, 0, 1).items() if name != "sheetId"},
        "requestingUserCanEdit": True,
    }  # fmt: skip
    assert inside.look("sheets.protectedRanges")["sheets"] == [{"protectedRanges": [reply]}]
    assert (
        inside.call("POST", ":batchUpdate", {"requests": [write(0, 0)]}, caller=COLLEAGUE)[0] == 200
    )


def test_a_warning_with_editors_is_refused(inside: Inside):
    given = {"range": grid(0, 1, 0, 1), "warningOnly": True, "editors": {"users": [COLLEAGUE]}}
    why = inside.refused({"addProtectedRange": {"protectedRange": given}})
    assert "ProtectedRange is warningOnly. Editors cannot be set on it." in why


def test_a_protection_may_turn_into_a_warning_and_back(inside: Inside):
    given = {"range": grid(0, 1, 0, 1), "protectedRangeId": 7}
    inside.batch({"addProtectedRange": {"protectedRange": given}})
    for warns, editors in ((True, {}), (False, {"users": [SERVICE]})):
        changed = {"protectedRange": {"protectedRangeId": 7, "warningOnly": warns}}
        inside.batch({"updateProtectedRange": {**changed, "fields": "warningOnly"}})
        [seen] = inside.look("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
        assert (seen.get("warningOnly", False), seen["editors"]) == (warns, editors)


def test_only_editors_see_who_may_edit(inside: Inside):
    inside.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}})
    [seen] = inside.look("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    assert seen["editors"] == {"users": [SERVICE]}
    assert seen["requestingUserCanEdit"] is True
    _, made = inside.call("GET", caller=COLLEAGUE, fields="sheets.protectedRanges")
    [seen] = made["sheets"][0]["protectedRanges"]
    assert seen.keys() == {"protectedRangeId", "range"}
    assert "protected" in inside.refused(
        {"insertDimension": {"range": rows(0, 1)}}, caller=COLLEAGUE
    )
    assert (
        inside.call("PUT", "/values/A1", {"values": [[1]]}, caller=OWNER, valueInputOption="RAW")[0]
        == 200
    )


def test_what_is_left_open_in_a_protected_tab_may_be_written(inside: Inside):
    given = {"range": {"sheetId": 0}, "unprotectedRanges": [grid(0, 1000, 3, 4)]}
    inside.batch({"addProtectedRange": {"protectedRange": given}})
    assert (
        inside.call("POST", ":batchUpdate", {"requests": [write(5, 3)]}, caller=COLLEAGUE)[0] == 200
    )
    status, made = inside.call(
        "PUT", "/values/C6:D6", {"values": [[1, 2]]}, caller=COLLEAGUE, valueInputOption="RAW"
    )
    assert (status, made["error"]["message"][:27]) == (400, "You are trying to edit a pr")


# --- developer metadata ----------------------------------------------------------------------


def test_marks_follow_insertions_moves_and_not_sorts(inside: Inside):
    inside.batch(mark(1, rows(3, 4)), mark(2, rows(5, 6)), mark(3, columns(2, 3)))
    inside.batch(
        {"insertDimension": {"range": rows(4, 6)}}, {"deleteDimension": {"range": columns(0, 1)}}
    )
    assert places(inside) == {1: 3, 2: 7, 3: 1}
    inside.batch({"moveDimension": {"source": rows(7, 8), "destinationIndex": 0}})
    assert places(inside) == {1: 4, 2: 0, 3: 1}
    inside.batch({"sortRange": {"range": grid(0, 9, 0, 2), "sortSpecs": [{"dimensionIndex": 0}]}})
    inside.batch({"deleteDimension": {"range": rows(0, 1)}})
    assert places(inside) == {1: 3, 3: 1}
    assert "already exists" in inside.refused(mark(3, rows(0, 1)))
    assert "single row" in inside.refused(mark(9, rows(0, 2)))


def test_marks_address_cells_by_data_filter(inside: Inside):
    inside.batch(mark(1, rows(3, 4)), mark(2, columns(1, 2)))
    inside.put("A4", [["a", "b"]])
    wanted = {"developerMetadataLookup": {"metadataId": 1}}
    body = {"dataFilters": [wanted], "valueRenderOption": "UNFORMATTED_VALUE"}
    _, made = inside.call("POST", "/values:batchGetByDataFilter", body)
    assert made["valueRanges"] == [{
        "valueRange": {"range": "Sheet1!A4:Z4", "majorDimension": "ROWS", "values": [["a", "b"]]},
        "dataFilters": [wanted],
    }]  # fmt: skip
    write_it = {"valueInputOption": "RAW", "data": [{"dataFilter": wanted, "values": [["x"]]}]}
    _, made = inside.call("POST", "/values:batchUpdateByDataFilter", write_it)
    assert (made["totalUpdatedCells"], made["responses"][0]["updatedRange"]) == (1, "Sheet1!A4")
    inside.call("POST", "/values:batchClearByDataFilter",
                {"dataFilters": [{"developerMetadataLookup": {"metadataId": 2}}]})  # fmt: skip
    assert inside.get("A4:B4") == [["x"]]
    assert inside.call("GET", "/developerMetadata/2")[1]["metadataKey"] == "k"


# --- masks -----------------------------------------------------------------------------------


def test_masks_cut_to_empty_shells_and_bring_grid_data_unasked(inside: Inside):
    assert inside.look("namedRanges") == {}
    assert inside.look("sheets.properties.tabColorStyle") == {"sheets": [{"properties": {}}]}
    assert inside.look("sheets/data/rowData/values/note") == {"sheets": [{"data": [{}]}]}
    inside.put("A1", [["a"]])
    made = inside.look("sheets(properties.title,data(rowData(values(formattedValue))))")
    assert made["sheets"] == [
        {
            "properties": {"title": "Sheet1"},
            "data": [{"rowData": [{"values": [{"formattedValue": "a"}]}]}],
        }
    ]


@pytest.mark.parametrize("mask", ["sheets.nope", "properties(title,colour)", "sheets(("])
def test_a_mask_of_unknown_fields_is_refused(inside: Inside, mask: str):
    assert inside.call("GET", fields=mask)[0] == 400


# --- limits ----------------------------------------------------------------------------------


def test_what_is_beyond_the_grid_is_refused(inside: Inside):
    assert "exceeds grid limits" in inside.refused(write(1000, 0))
    status, made = inside.call("GET", "/values/AA1")
    assert (status, made["error"]["message"]) == (
        400, "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
    )  # fmt: skip
    assert "limit of 10000000 cells" in inside.refused(
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 400_000}}
    )
    assert len(inside.book.sheets[0].rows) == 1000
    long = {"range": grid(0, 1, 0, 1), "cell": {"userEnteredValue": {"stringValue": "x" * 50_001}}}
    assert "50000 characters" in inside.refused(
        {"repeatCell": long | {"fields": "userEnteredValue"}}
    )


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({"updateCell": {}}, "Unknown name \"updateCell\" at 'requests[0]': Cannot find field."),
        ({"deleteSheet": {"id": 1}}, "Unknown name \"id\" at 'requests[0].delete_sheet'"),
        ({"deleteSheet": {"sheetId": "one"}}, "Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32)"),
        ({"insertDimension": {"range": rows(0, 1) | {"dimension": "LINES"}}}, 'v4.Dimension), "LINES"'),
        ({"repeatCell": {"range": grid(0, 1, 0, 1), "cell": {}}}, "At least one field must be listed"),
        ({"repeatCell": {"range": grid(0, 1, 0, 1), "cell": {}, "fields": "value"}}, "Invalid field: value"),
        ({"sortRange": [], "mergeCells": {}}, "Proto field is not repeating"),
    ],
)  # fmt: skip
def test_what_is_no_request_is_named(inside: Inside, request_: dict, why: str):
    assert why in inside.refused(request_)


def test_numbers_in_quotes_and_nulls_are_taken_as_google_takes_them(inside: Inside):
    properties = {
        "title": "T",
        "gridProperties": {"rowCount": "7", "columnCount": 4.0},
        "index": None,
    }
    made = inside.batch({"addSheet": {"properties": properties}})["replies"][0]["addSheet"]
    assert made["properties"]["gridProperties"] == {"rowCount": 7, "columnCount": 4}


def test_a_duplicate_has_all_but_the_ids(inside: Inside):
    inside.put("A1", [["a"]])
    inside.batch({"mergeCells": {"range": grid(1, 3, 0, 2)}})
    copy = {"sourceSheetId": 0, "newSheetId": 7, "insertSheetIndex": 1}
    made = inside.batch({"duplicateSheet": copy})["replies"][0]["duplicateSheet"]["properties"]
    assert (made["sheetId"], made["title"], made["index"]) == (7, "Copy of Sheet1", 1)
    inside.put("Sheet1!A1", [["b"]])
    assert inside.get("Copy of Sheet1!A1") == [["a"]]
    assert inside.look("sheets.merges")["sheets"][1]["merges"] == [grid(1, 3, 0, 2, 7)]
