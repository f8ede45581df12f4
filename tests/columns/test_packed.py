"""Columns taken apart by bytes say the same as a JSON library does, cell by cell."""

import json
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sheets_sync.billing.name_columns import fold_all
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import name_hashes
from sheets_sync.columns.packed import Numbers, Packed, Voided, as_numbers
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import (
    below,
    coded,
    factorized,
    filled,
    joined,
    part,
    rows_differing,
)
from sheets_sync.spreadsheet.google import packing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORD = st.sampled_from(
    [
        "",
        "a",
        "ab",
        "ACME",
        "Ромашка",
        "█▌",
        "███▏",
        " ",
        "\u00a0",
        "x" * 8,
        "x" * 9,
        "x" * 17,
        "],[",
        '"',
        "\\",
        "null",
        "#REF!",
    ]
)
NUMBER = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**9), 10**9, places=2).map(float),
)
CELLS = st.one_of(
    st.lists(st.one_of(WORD, TEXT), min_size=1, max_size=60),
    st.lists(NUMBER, min_size=1, max_size=60),
    st.builds(
        lambda head, body: [*head, *body],
        st.lists(WORD, max_size=3),
        st.lists(st.one_of(NUMBER, st.just("")), min_size=1, max_size=60),
    ),
    st.lists(st.one_of(WORD, NUMBER, st.booleans()), min_size=1, max_size=40),
)


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch):
    monkeypatch.setattr(packing, "SHORT", 0)
    monkeypatch.setattr(packing, "_MANY_TEXTS", 5)
    monkeypatch.setattr(packing, "_BLOCK", 16)
    monkeypatch.setattr("sheets_sync.columns.texts._BLOCK", 7)
    monkeypatch.setattr(packing, "_SAMPLE", 40)
    monkeypatch.setattr(packing, "_RARE", 2)


def packed_of(cells) -> Any:
    return packing.pack(as_json(cells))


def as_json(cells):
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode()


def plain(cells):
    """Blanks of whatever kind as None; whole numbers as integers."""
    return [
        None
        if cell is None or (isinstance(cell, str) and not cell.strip())
        else int(cell)
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53
        else cell
        for cell in cells
    ]


@given(CELLS)
def test_a_column_is_what_its_json_says(cells):
    packed = packed_of(cells)
    assert isinstance(packed, Packed | Numbers)
    assert plain(packed) == plain(cells)
    assert list(map(type, plain(packed))) == list(map(type, plain(cells)))
    assert plain(packed[at] for at in range(len(packed))) == plain(cells)
    assert plain(packed[1:3]) == plain(cells)[1:3]


@given(CELLS, st.integers(0, 5))
def test_codes_name_each_different_cell_once_and_blanks_not_at_all(cells, first):
    column = coded(packed_of(cells), first)
    assert plain(column) == plain(cells)[first:]
    there = [(type(cell) is bool, cell) for cell in column.cells]
    assert len(set(there)) == len(there)
    assert None not in column.cells


@given(CELLS, CELLS, st.booleans())
@example([" ", "", 0], [""], True)
def test_what_differs_is_what_differs_cell_by_cell(actual, wanted, numeric):
    height = max(len(actual), len(wanted))
    wanted = ["" if isinstance(cell, str) and not cell.strip() else cell for cell in wanted]
    goal: Any = (
        as_numbers([cell for cell in wanted if not isinstance(cell, bool)]) if numeric else None
    )
    goal = goal if goal is not None else factorized([c for c in wanted if isinstance(c, str)])
    there, goal = part(packed_of(actual), 0, height), goal.padded(height)
    rows = rows_differing(there, goal)
    if rows is None:
        assert any(isinstance(cell, bool) for cell in actual)
        return
    left, right = plain(there), plain(goal)
    expected = [
        at for at in range(height) if left[at] != right[at] or type(left[at]) is not type(right[at])
    ]
    assert rows.tolist() == expected


@given(CELLS, st.data())
def test_cells_put_into_a_column_stand_there_and_no_others(cells, data):
    column = packed_of(cells)
    rows = sorted(data.draw(st.sets(st.integers(0, len(cells) - 1))))
    new = data.draw(st.lists(st.one_of(WORD, NUMBER), min_size=len(rows), max_size=len(rows)))
    changed = column.with_cells(rows, new)
    expected = list(cells)
    for row, cell in zip(rows, new, strict=True):
        expected[row] = cell
    assert plain(changed) == plain(expected)
    assert plain(column) == plain(cells)


@given(st.lists(CELLS, min_size=2, max_size=3))
def test_columns_one_below_the_other(columns):
    whole = joined([coded(packed_of(each), 0) for each in columns])
    assert plain(whole) == plain(cell for each in columns for cell in each)


@given(st.lists(WORD, max_size=4), CELLS)
def test_a_head_above_a_column(head, cells):
    column = packed_of(cells)
    assert plain(below(head, column)) == plain([*head, *cells])


@given(CELLS)
def test_filled_counts_what_is_there(cells):
    column = packed_of(cells)
    spaces = sum(isinstance(cell, str) and cell != "" and not cell.strip() for cell in cells)
    there = sum(cell is not None for cell in plain(cells))
    assert there <= filled(column, 0) <= there + spaces


def test_a_broken_column_is_no_column():
    for broken in (b'["a","b', b"[1,2", b"", b"[", b'["a" "b"', b"\xff\xfe", b'["\xff","b"]'):
        with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
            packing.pack(broken)


def test_dates_are_no_numbers():
    assert as_numbers([date(2026, 1, 1), 1.0]) is None
    assert as_numbers(["x"] * 2000) is None


@given(st.lists(TEXT, max_size=40))
def test_texts_in_one_buffer_are_those_texts(texts):
    packed = Texts.of(texts)
    assert list(packed) == texts
    assert list(packed.compact()) == texts
    codes, first = packed.grouped()
    assert [packed[int(first[code])] for code in codes] == texts
    assert len(first) == len(set(texts))
    assert list(packed.take(np.flatnonzero(np.arange(len(texts)) % 2))) == texts[1::2]


@given(st.lists(TEXT, max_size=40))
def test_names_fold_alike_one_by_one_and_all_at_once(names):
    assert list(fold_all(names)) == [fold(name) for name in names]
    assert list(fold_all(Texts.of(names))) == [fold(name) for name in names]
    assert name_hashes(names).tolist() == name_hashes(Texts.of(names)).tolist()


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=12), max_size=20))
def test_plain_names_fold_alike_too(names):
    assert list(fold_all(Texts.of(names))) == [fold(name) for name in names]


def test_equal_hashes_alone_make_no_two_texts_one(monkeypatch):
    monkeypatch.setattr(Texts, "hashes", lambda self: np.zeros(len(self), np.uint64))
    codes, first = Texts.of(["a", "b", "a"]).grouped()
    assert (codes.tolist(), first.tolist()) == ([0, 1, 0], [0, 1])


@given(
    st.lists(st.one_of(st.none(), TEXT, st.integers(0, 9)), min_size=1, max_size=20),
    st.lists(st.integers(1, 40), min_size=1, max_size=20),
)
def test_a_void_is_as_good_as_the_blanks_in_it(cells, gaps):
    """The last cells stand apart by ``gaps``: by index, as a list, by codes and as a part."""
    packed = factorized(cells)
    gaps = gaps[: len(cells)]
    near = len(cells) - len(gaps)
    rows = [near + sum(gaps[: at + 1]) for at in range(len(gaps))]
    voided = Voided(packed, rows)
    plain = [*packed][:near] + [None] * (rows[-1] + 1 - near)
    for row, cell in zip(rows, [*packed][near:], strict=True):
        plain[row] = cell
    assert list(voided) == [voided[at] for at in range(len(voided))] == plain
    assert Packed(voided.codes, voided.cells) == voided == plain
    assert voided[-1] == plain[-1]
    assert voided[near:] == plain[near:]
    assert list(part(voided, 1, len(plain))) == [*plain[1:], None]
    assert packed.spread(np.arange(len(cells)) * 2, 2 * len(cells))[::2] == list(packed)
