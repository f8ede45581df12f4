"""How values are stored, computed and shown: what the recordings cannot see (google-api.md §1)."""

from pathlib import Path
from typing import Any

import pytest

from ..emulator import Emulator
from .client import Client

RAW, ENTERED = {"valueInputOption": "RAW"}, {"valueInputOption": "USER_ENTERED"}
PLAIN = {"valueRenderOption": "UNFORMATTED_VALUE"}


@pytest.fixture
def client(google: Emulator, tmp_path: Path) -> Client:
    return Client(google, tmp_path, google.spreadsheet("Book", {"T": [["a", "b"], ["c"]]}))


def put(client: Client, where: str, value: Any, how: dict[str, str]) -> Any:
    client.ok("PUT", f"values/{where}", {"values": [[value]]}, **how)
    return client.values(where, **PLAIN)[0][0]


@pytest.mark.parametrize(("typed", "raw", "entered"), [
    ("12345", "12345", 12345), ("=1+1", "=1+1", 2), ("TRUE", "TRUE", True), ("0042", "0042", 42),
    ("2020-01-01", "2020-01-01", 43831), (7, 7, 7), (True, True, True), ("'5", "'5", "5"), ("1/0x", "1/0x", "1/0x"),
])  # fmt: skip
def test_raw_stores_what_it_is_given_and_user_entered_what_it_means(
    client: Client, typed: Any, raw: Any, entered: Any
):
    for how, wanted in ((RAW, raw), (ENTERED, entered)):
        got = put(client, "T!D4", typed, how)
        assert (got, type(got)) == (wanted, type(wanted))


def test_errors_are_values_with_a_type(client: Client):
    assert put(client, "T!A5", "=1/0", ENTERED).startswith("#DIV/0! (")
    cell = client.ok("GET", "", ranges="T!A5", includeGridData="true")["sheets"][0]["data"][0][
        "rowData"
    ][0]["values"][0]
    assert cell["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert cell["userEnteredValue"] == {"formulaValue": "=1/0"}


@pytest.mark.parametrize(("locale", "formula", "result"), [
    ("en_US", "=SUM(1,2)", 3), ("en_US", "=SUM(1;2)", 3), ("ru_RU", "=SUM(1;2)", 3), ("ru_RU", '=IF(1;"x";"y")', "x"),
    ("ru_RU", '=IF(1,"x","y")', "#ERROR! (Formula parse error.)"),
])  # fmt: skip
def test_formulas_follow_the_locale(
    google: Emulator, tmp_path: Path, locale: str, formula: str, result: Any
):
    client = Client(google, tmp_path, google.spreadsheet("Book", {"T": [[]]}, locale=locale))
    cell = {
        "rows": [{"values": [{"userEnteredValue": {"formulaValue": formula}}]}],
        "fields": "userEnteredValue",
    }
    assert (
        client.batch({"updateCells": {**cell, "start": {"sheetId": client.book.sheet("T").id}}})[0]
        == 200
    )
    assert client.values("T!A1", **PLAIN) == [[result]]


def test_numbers_are_typed_as_the_locale_types_them(google: Emulator, tmp_path: Path):
    client = Client(google, tmp_path, google.spreadsheet("Book", {"T": [[]]}, locale="ru_RU"))
    assert put(client, "T!A1", "1,5", ENTERED) == 1.5
    assert put(client, "T!A1", "31.12.2026", ENTERED) == 46387


def test_formulas_follow_what_they_refer_to(client: Client):
    put(client, "T!D1", "=SUM(E1:E3)", ENTERED)
    put(client, "T!E2", 5, RAW)
    assert client.values("T!D1", **PLAIN) == [[5]]


def test_columns_come_trimmed_and_the_range_closed_to_the_grid(client: Client):
    reply = client.ok("GET", "values:batchGet", ranges=["T"], majorDimension="COLUMNS", **PLAIN)
    sheet = client.book.sheet("T")
    assert reply["valueRanges"] == [
        {
            "range": f"T!A1:Z{sheet.height}",
            "majorDimension": "COLUMNS",
            "values": [["a", "c"], ["b"]],
        }
    ]


@pytest.mark.parametrize("where", ["Absent!A1", "T!A0:", "'T"])
def test_a_range_that_is_none_is_refused(client: Client, where: str):
    status, answer = client.call("GET", "values:batchGet", ranges=where)
    assert (status, answer["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert answer["error"]["message"].startswith("Unable to parse range")


def test_writes_beyond_the_grid_and_cells_too_long_are_refused(client: Client):
    status, answer = client.call("PUT", "values/T!AZ1", {"values": [[1]]}, **RAW)
    assert status == 400
    assert "exceeds grid limits. Max rows: 102, max columns: 26" in answer["error"]["message"]
    assert client.call("PUT", "values/T!A1", {"values": [["x" * 50_001]]}, **RAW)[0] == 400
    assert client.values("T!A1") == [["a"]]


def test_ten_million_cells_are_the_most(client: Client):
    grow = {
        "appendDimension": {
            "sheetId": client.book.sheet("T").id,
            "dimension": "ROWS",
            "length": 384_600,
        }
    }
    status, answer = client.batch(grow)
    assert status == 400
    assert "above the limit of 10000000 cells" in answer["error"]["message"]
    assert client.book.sheet("T").height == 102
