"""Tables: what people make of a range with one click."""

from typing import Any

import pytest

from .inside import Inside

BLUE = {"rgbColor": {"blue": 1}}
Json = dict[str, Any]


@pytest.fixture
def inside() -> Inside:
    made = Inside()
    made.put("Sheet1!A1:D4", [["Day", "Sum", "Sum", None], [1, 2, 3], [4, 5, 6], ["Total", 7]])
    return made


def table(*columns: Json, name: str = "Log", left: int = 0, right: int = 4, **more: Any) -> Json:
    where = {
        "startRowIndex": 0,
        "endRowIndex": 4,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
    return {
        "addTable": {
            "table": {"name": name, "range": where, "columnProperties": [*columns], **more}
        }
    }


def tables(inside: Inside) -> list[Json]:
    _, made = inside.call("GET", fields="sheets.tables")
    found: list[Json] = made["sheets"][0].get("tables", [])
    return found


def test_headers_are_filled_in_and_told_apart(inside: Inside):
    inside.batch(table(tableId="7"))
    assert inside.get("A1:D1") == [["Day", "Sum", "Sum 2", "Column 4"]]
    [made] = tables(inside)
    assert (made["tableId"], made["name"]) == ("7", "Log")
    assert [each["columnName"] for each in made["columnProperties"]] == [
        "Day",
        "Sum",
        "Sum 2",
        "Column 4",
    ]
    inside.put("Sheet1!A1", [[""]])
    inside.batch({"updateTable": {"table": {"tableId": "7", "name": "Work"}, "fields": "name"}})
    assert tables(inside)[0]["name"] == "Work"
    assert inside.get("A1") == [["Column 1"]]


def test_columns_have_types_that_follow_them(inside: Inside):
    inside.batch(
        table(
            {"columnIndex": 0, "columnType": "DATE"},
            {"columnIndex": 1, "columnType": "CURRENCY", "columnName": "Amount"},
        )
    )
    assert inside.get("A2:B2", "FORMATTED_VALUE") == [["12/31/1899", "$2.00"]]
    assert inside.get("A2:B2") == [[1, 2]]
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    inside.batch({"insertDimension": {"range": span}})
    [made] = tables(inside)
    assert made["range"]["endColumnIndex"] == 5
    assert [each.get("columnType") for each in made["columnProperties"]] == [
        "DATE",
        None,
        "CURRENCY",
        None,
        None,
    ]
    assert inside.get("B1:C1") == [["Column 2", "Amount"]]


def test_what_is_refused(inside: Inside):
    inside.batch(table(tableId="7", right=2))
    assert "overlaps" in inside.refused(table(name="Other", left=1))
    assert "already exists" in inside.refused(table(left=2, right=4))
    assert "DROPDOWN" in inside.refused(
        table({"columnIndex": 0, "columnType": "DROPDOWN"}, name="Other", left=2)
    )


def test_bands_and_a_footer_are_kept_and_a_table_goes_with_its_cells(inside: Inside):
    looks = {"headerColorStyle": BLUE, "firstBandColorStyle": BLUE, "footerColorStyle": BLUE}
    inside.batch(table(tableId="7", rowsProperties=looks))
    assert tables(inside)[0]["rowsProperties"] == looks
    inside.batch({"deleteTable": {"tableId": "7"}})
    assert tables(inside) == []
    assert inside.get("A1:D4") == []
