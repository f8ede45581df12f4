"""batchUpdate: all or nothing, marks that move, protection, what it brings back."""

from pathlib import Path
from typing import Any

import pytest

from ..emulator import Emulator
from .client import Client


@pytest.fixture
def client(google: Emulator, tmp_path: Path) -> Client:
    rows: list[list[Any]] = [["Name", "Sum", "Note"], ["b", 2, "x"], ["a", 3, "y"], ["c", 1, "z"]]
    return Client(google, tmp_path, google.spreadsheet("Book", {"T": rows}))


def sheet_id(client: Client) -> int:
    return client.book.sheet("T").id


def cell(client: Client, row: int, column: int, value: Any) -> dict[str, Any]:
    kind = "stringValue" if isinstance(value, str) else "numberValue"
    where = {
        "sheetId": sheet_id(client), "startRowIndex": row, "endRowIndex": row + 1,
        "startColumnIndex": column, "endColumnIndex": column + 1,
    }  # fmt: skip
    return {
        "updateCells": {
            "range": where,
            "rows": [{"values": [{"userEnteredValue": {kind: value}}]}],
            "fields": "userEnteredValue",
        }
    }


def line(client: Client, dimension: str, at: int, count: int = 1) -> dict[str, Any]:
    return {
        "sheetId": sheet_id(client),
        "dimension": dimension,
        "startIndex": at,
        "endIndex": at + count,
    }


def mark(client: Client, number: int, dimension: str, at: int) -> dict[str, Any]:
    location = {"dimensionRange": line(client, dimension, at)}
    made = {
        "metadataId": number,
        "metadataKey": "k",
        "metadataValue": "v",
        "location": location,
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": made}}


def where(client: Client) -> dict[int, int]:
    found = client.ok(
        "POST",
        "developerMetadata:search",
        {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]},
    )
    marks = [each["developerMetadata"] for each in found.get("matchedDeveloperMetadata", ())]
    return {each["metadataId"]: each["location"]["dimensionRange"]["startIndex"] for each in marks}


def whole(client: Client) -> Any:
    return client.ok("GET", "", includeGridData="true")


def test_one_refused_request_undoes_all_before_it(client: Client):
    before = whole(client)
    status, answer = client.batch(
        cell(client, 1, 1, 99),
        {"addSheet": {"properties": {"title": "New", "sheetId": 77}}},
        {"updateSheetProperties": {"properties": {"sheetId": sheet_id(client), "title": "U"}, "fields": "title"}},
        {"insertDimension": {"range": line(client, "ROWS", 1), "inheritFromBefore": False}},
        mark(client, 5, "COLUMNS", 1),
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 4, "range": {"sheetId": sheet_id(client)}, "editors": {}}}},
        cell(client, 5000, 1, 99),
    )  # fmt: skip
    assert status == 400
    assert answer["error"]["message"].startswith("Invalid requests[6].updateCells: ")
    assert whole(client) == before


def test_text_stays_text_whatever_it_starts_with(client: Client):
    assert client.batch(cell(client, 1, 0, "=1+1"))[0] == 200
    assert client.values("T!A2", valueRenderOption="FORMULA") == [["=1+1"]]
    assert client.book.sheet("T").cell(1, 0) == "=1+1"


def test_marks_move_with_their_lines_and_die_with_them(client: Client):
    client.batch(
        mark(client, 1, "COLUMNS", 1), mark(client, 2, "COLUMNS", 2), mark(client, 3, "ROWS", 2)
    )
    client.batch(
        {"insertDimension": {"range": line(client, "COLUMNS", 0), "inheritFromBefore": False}}
    )
    client.batch(
        {"insertDimension": {"range": line(client, "ROWS", 1, 2), "inheritFromBefore": False}}
    )
    assert where(client) == {1: 2, 2: 3, 3: 4}
    client.batch({"moveDimension": {"source": line(client, "COLUMNS", 2), "destinationIndex": 0}})
    assert where(client) == {1: 0, 2: 3, 3: 4}
    client.batch({"deleteDimension": {"range": line(client, "COLUMNS", 0)}})
    assert where(client) == {2: 2, 3: 4}
    sort = {
        "range": {"sheetId": sheet_id(client), "startRowIndex": 1},
        "sortSpecs": [{"dimensionIndex": 0}],
    }
    client.batch({"sortRange": sort})
    assert where(client) == {2: 2, 3: 4}


def test_a_mark_s_id_is_used_once_and_lookups_are_exact(client: Client):
    assert client.batch(mark(client, 1, "COLUMNS", 1))[0] == 200
    assert client.batch(mark(client, 1, "COLUMNS", 2))[0] == 400
    for at, left in ((2, {1: 1}), (1, {})):
        lookup = {
            "metadataId": 1,
            "metadataLocation": {"dimensionRange": line(client, "COLUMNS", at)},
            "locationMatchingStrategy": "EXACT_LOCATION",
        }
        status, answer = client.batch(
            {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
        )
        assert status == 200
        assert bool(answer["replies"][0]["deleteDeveloperMetadata"]) == (at == 1)
        assert where(client) == left


def test_protection_holds_for_all_but_owner_and_editors(client: Client):
    book = client.book
    column = {"sheetId": sheet_id(client), "startColumnIndex": 1, "endColumnIndex": 2}
    book.protected.append(
        {"protectedRangeId": 9, "range": column, "editors": {"users": ["person@example.com"]}}
    )
    status, answer = client.batch(cell(client, 1, 1, 99))
    assert (status, "protected cell" in answer["error"]["message"]) == (400, True)
    assert client.call("PUT", "values/T!B2", {"values": [[9]]}, valueInputOption="RAW")[0] == 400
    assert client.batch({"deleteDimension": {"range": line(client, "COLUMNS", 1)}})[0] == 400
    assert client.batch(cell(client, 1, 2, 5))[0] == 200
    book.protected[0]["unprotectedRanges"] = [{**column, "startRowIndex": 1, "endRowIndex": 2}]
    assert client.batch(cell(client, 1, 1, 99))[0] == 200
    book.protected[0]["editors"]["users"].append(client.google.account.email)
    assert client.batch(cell(client, 2, 1, 99))[0] == 200
    book.sheet("T").delete("COLUMNS", 1, 1)
    assert book.protected == []


def test_who_protects_may_edit_and_unknown_ids_are_refused(client: Client):
    protected = {"protectedRangeId": 9, "range": {"sheetId": sheet_id(client)}, "editors": {}}
    status, answer = client.batch(
        {"addProtectedRange": {"protectedRange": protected}}, cell(client, 1, 1, 99)
    )
    assert (
        status,
        answer["replies"][0]["addProtectedRange"]["protectedRange"]["protectedRangeId"],
    ) == (200, 9)
    update = {
        "protectedRange": {"protectedRangeId": 10, "warningOnly": False},
        "fields": "warningOnly",
    }
    assert client.batch({"updateProtectedRange": update})[0] == 400


def test_a_batch_brings_back_what_it_is_asked_for_after_the_change(client: Client):
    body = {"includeSpreadsheetInResponse": True, "responseRanges": ["T!A2:B3"]}
    fields = "updatedSpreadsheet(sheets(properties(sheetId),data(startRow,rowData(values(effectiveValue)))))"
    status, answer = client.call(
        "POST", ":batchUpdate", {"requests": [cell(client, 1, 1, 42)], **body}, fields=fields
    )
    rows = [
        [{"effectiveValue": {"stringValue": "b"}}, {"effectiveValue": {"numberValue": 42}}],
        [{"effectiveValue": {"stringValue": "a"}}, {"effectiveValue": {"numberValue": 3}}],
    ]
    data = {"startRow": 1, "rowData": [{"values": row} for row in rows]}
    assert status == 200
    assert answer == {
        "updatedSpreadsheet": {
            "sheets": [{"properties": {"sheetId": sheet_id(client)}, "data": [data]}]
        }
    }


def test_rules_charts_and_validation_are_stored_and_returned(client: Client):
    area = {
        "sheetId": sheet_id(client),
        "startRowIndex": 0,
        "endRowIndex": 2,
        "startColumnIndex": 0,
        "endColumnIndex": 1,
    }
    rule = {
        "ranges": [area],
        "booleanRule": {
            "condition": {"type": "NOT_BLANK"},
            "format": {"textFormat": {"bold": True}},
        },
    }
    chart = {
        "chartId": 3,
        "spec": {"title": "C"},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": sheet_id(client)}}},
    }
    choice = {
        "condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "x"}]},
        "strict": False,
    }
    status, _ = client.batch(
        {"addConditionalFormatRule": {"rule": rule, "index": 0}}, {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"addChart": {"chart": chart}}, {"setDataValidation": {"range": area, "rule": choice}},
    )  # fmt: skip
    sheet = whole(client)["sheets"][0]
    assert status == 200
    assert len(sheet["conditionalFormats"]) == 2
    assert sheet["charts"] == [chart]
    assert sheet["data"][0]["rowData"][1]["values"][0]["dataValidation"] == {
        "condition": choice["condition"]
    }
    assert client.batch({"addChart": {"chart": chart}})[0] == 400
    cell = {"anchorCell": {"rowIndex": 9, "columnIndex": 1}}
    move = {
        "objectId": chart["chartId"],
        "newPosition": {"overlayPosition": cell},
        "fields": "anchorCell",
    }
    assert client.batch({"updateEmbeddedObjectPosition": move})[0] == 200
    assert client.batch({"updateEmbeddedObjectPosition": move | {"fields": "column"}})[0] == 400
    assert client.batch({"updateEmbeddedObjectPosition": move | {"objectId": 1}})[0] == 400


@pytest.mark.parametrize(
    "request_",
    [
        {"makeCoffee": {}},
        {},
        {"updateCells": {"fields": "userEnteredValue"}},
        {"deleteSheet": {"sheetId": 12345}},
    ],
)
def test_what_is_no_request_is_refused(client: Client, request_: dict[str, Any]):
    status, answer = client.batch(request_)
    assert (status, answer["error"]["status"]) == (400, "INVALID_ARGUMENT")
