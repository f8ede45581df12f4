"""Answers taken apart while they come say what a JSON library says, whatever their parts."""

import gzip
import json
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.spreadsheet.google import arriving as module
from sheets_sync.spreadsheet.google import packing
from sheets_sync.spreadsheet.google.arriving import read_answer
from sheets_sync.spreadsheet.google.body import Body, CellsAnswer

WORDS = ["", "a", "],[", '"],["', "}]}", "\\", '\\"', "]}", "Ромашка", "\n", "é" * 9]
CELL = st.one_of(
    st.sampled_from(WORDS), st.integers(-9, 9), st.booleans(), st.floats(-9, 9), st.text(max_size=5)
)
COLUMN = st.one_of(
    st.lists(CELL, max_size=6),
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.lists(st.integers(-(2**53), 2**53), max_size=6),
)
RANGE = st.fixed_dictionaries(
    {"range": st.sampled_from(["Log!A1:B9", "'a \"b\" ]'!A1:C3", "'],['!A1"])},
    optional={
        "majorDimension": st.just("COLUMNS"),
        "values": st.lists(COLUMN, min_size=1, max_size=4),
    },
)
ANSWER = st.fixed_dictionaries({"valueRanges": st.lists(RANGE, min_size=1, max_size=3)})


@pytest.fixture(autouse=True, params=[0, 10**9], ids=["packed", "lists"])
def short(request, monkeypatch):
    monkeypatch.setattr(packing, "SHORT", request.param)
    monkeypatch.setattr(module, "_LONGEST_HEAD", 60)


def cells(column):
    return [
        None if cell == "" or (isinstance(cell, str) and not cell.strip()) else cell
        for cell in column
    ]


def told(ranges):
    return [
        {"range": each["range"], "values": [cells(column) for column in each.get("values", [])]}
        for each in ranges
    ]


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(ANSWER, st.integers(1, 40), st.sampled_from([None, 1]))
def test_an_answer_says_the_same_in_whatever_parts_it_comes(answer, size, indent):
    separators = None if indent else (",", ":")
    data = json.dumps(answer, ensure_ascii=False, indent=indent, separators=separators).encode()
    assert told(read_answer(lambda: cut(data, size))) == told(answer["valueRanges"])


@given(ANSWER, st.data())
def test_half_an_answer_is_none(answer, data):
    whole = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    half = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        read_answer(lambda: cut(half, 7))


@pytest.mark.parametrize(
    "page", [b"<html>", b"", b"[]", b"{}", b"null", b'{"valueRanges":[{"range":"A"']
)
def test_a_page_is_no_answer(page):
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        read_answer(lambda: [page])


@given(ANSWER, st.booleans())
def test_a_body_is_inflated_to_what_it_was(answer, zipped):
    data = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    body = Body(gzip.compress(data, 1) if zipped else data, zipped=zipped)
    assert b"".join(body.parts()) == data
    assert told(CellsAnswer(body).ranges) == told(answer["valueRanges"])


def test_the_time_in_a_gzip_header_makes_no_other_answer():
    one, two = (Body(gzip.compress(b"cells", 1, mtime=at), zipped=True) for at in (1, 2))
    assert one.digest() == two.digest()
    assert one.digest() != Body(gzip.compress(b"cellz", 1, mtime=1), zipped=True).digest()


@pytest.mark.parametrize(
    "damage",
    [lambda wire: wire[:-5], lambda wire: wire[:30] + b"x" + wire[31:], lambda _: b"plain"],
)
def test_a_damaged_body_is_told_from_a_sound_one(damage):
    wire = gzip.compress(json.dumps(list(range(1000))).encode(), 6)
    with pytest.raises((ValueError, zlib.error)):
        b"".join(Body(damage(wire), zipped=True).parts())


@pytest.mark.parametrize("size", [10, 100_000])
def test_an_answer_is_inflated_where_the_fast_library_is_not_built_too(monkeypatch, size):
    monkeypatch.setitem(sys.modules, "isal", None)
    data = json.dumps(list(range(size))).encode()
    assert b"".join(Body(gzip.compress(data), zipped=True).parts()) == data
    with pytest.raises(ValueError, match="gzip"):
        b"".join(Body(gzip.compress(data)[:-9], zipped=True).parts())
