"""Every public function of ``columns`` does what its naive twin does, on whatever columns."""

import inspect
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.columns import grouping, packed, texts, whole, whole_numbers
from sheets_sync.columns.cell import Fault
from sheets_sync.columns.packed import Numbers, Packed, as_numbers, without_blanks
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import (
    below,
    coded,
    factorized,
    filled,
    joined,
    part,
    rows_differing,
    rows_filled,
)
from tests.columns import naive

WORDS = st.one_of(
    st.sampled_from(["", " ", "\u00a0", "\u2003x", "a", "a\0", "ab", "prefix-1", "prefix-12", "prefix-2", "Ё", "█▌", "1", "#REF!"]),
    st.text(max_size=40),
    st.text("ab\0", min_size=7, max_size=18),
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, -0.0, 1.0, True * 1, 0.1, 2.0**53, 1e300]),
)  # fmt: skip
OTHERS = st.sampled_from([
    None, True, False, date(2026, 1, 31), datetime(2026, 1, 31, 12),  # noqa: DTZ001 - cells have no zone
    time(9), timedelta(1), Fault.NO_CACHED_VALUE,
])  # fmt: skip
BLANK = st.sampled_from([None, ""])
COLUMNS = st.one_of(*(
    st.lists(st.one_of(*kinds), max_size=25)
    for kinds in ([WORDS], [NUMBERS, BLANK], [NUMBERS, BLANK, WORDS], [WORDS, NUMBERS, OTHERS])
))  # fmt: skip
CODES = st.integers(-1, 4)


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    """So that blocks end, and columns have too many texts, within a few rows."""
    monkeypatch.setattr(texts, "_BLOCK", 4)
    for module in (packed, naive):
        monkeypatch.setattr(module, "FEW_TEXTS", 6)


@st.composite
def columns(draw) -> tuple[list[Any], Any]:
    """(cells as they come back, a column that holds them): a list, packed, or numbers."""
    cells = draw(COLUMNS)
    form = draw(st.sampled_from(["list", "packed", "numbers"]))
    numbers = as_numbers(cells) if form == "numbers" else None
    if numbers is not None:
        return [naive.kept(cell) for cell in cells], numbers
    return (cells, cells) if form == "list" else (naive.packed(cells), factorized(cells))


def alike(ours, twin):
    assert list(ours) == list(twin)
    assert [isinstance(cell, bool) for cell in ours] == [isinstance(cell, bool) for cell in twin]


def test_every_public_function_has_a_twin_and_no_twin_is_left_over():
    ours = set()
    for module in (grouping, packed, texts, whole, whole_numbers):
        for name, thing in vars(module).items():
            if getattr(thing, "__module__", "") != module.__name__ or name.startswith("_"):
                continue
            if inspect.isfunction(thing):
                ours.add(name)
            elif inspect.isclass(thing):
                members = {n for n, m in vars(thing).items() if callable(getattr(m, "__func__", m))}
                ours |= {n for n in members if not n.startswith("_")}
    twins = {name for name, thing in vars(naive).items() if inspect.isfunction(thing)}
    assert twins - ours == {"shown", "kept", "same"}
    assert ours - twins == set()


# --- columns of cells ------------------------------------------------------------------------


@given(columns(), st.data())
def test_a_column_is_a_list_of_its_cells(both, data):
    cells, column = both
    alike(column, cells)
    rows = data.draw(st.lists(st.integers(0, len(cells) - 1), max_size=9) if cells else st.just([]))
    assert [column[row] for row in rows] == naive.take(cells, rows)
    assert [column[row - len(cells)] for row in rows] == naive.take(cells, rows)
    first, last = sorted(data.draw(st.tuples(st.integers(-30, 30), st.integers(-30, 30))))
    alike(column[first:last], cells[first:last])
    if isinstance(column, list):
        return
    alike(column.take(np.array(rows, np.intp)), naive.take(cells, rows))
    alike(column.padded(len(cells) + 3), naive.padded(cells, len(cells) + 3))
    if isinstance(column, Packed):
        places = st.sets(st.integers(0, len(cells) + 20), min_size=len(cells), max_size=len(cells))
        wide, at = len(cells) + 21, sorted(data.draw(places))
        alike(column.spread(np.array(at, np.intp), wide), naive.spread(cells, at, wide))
    assert column == cells
    assert column == type(column)(*(getattr(column, slot) for slot in _fields(column)))
    assert column != [*cells, 1]


def _fields(column):
    return ("codes", "cells") if isinstance(column, Packed) else ("values", "texts")


@given(columns(), st.data())
def test_cells_put_into_a_column(both, data):
    cells, column = both
    rows = sorted(data.draw(st.sets(st.integers(0, max(len(cells) - 1, 0)), max_size=len(cells))))
    size = len(rows)
    new = data.draw(st.lists(st.one_of(WORDS, NUMBERS, OTHERS), min_size=size, max_size=size))
    if isinstance(column, list):
        return
    changed = column.with_cells(rows, new)
    if isinstance(column, Numbers):
        twin = naive.as_numbers(new)
        assert (changed is None) == (twin is None)
        new = twin
    else:
        new = [None if naive.is_blank(cell) else cell for cell in new]
    if changed is not None:
        alike(changed, naive.with_cells(cells, rows, new))
    alike(column, cells)


@given(COLUMNS)
def test_a_column_by_codes(cells):
    ours, (codes, different) = factorized(cells), naive.factorized(cells)
    used = list(dict.fromkeys(code for code in ours.codes.tolist() if code != naive.NONE))
    assert [code if code == naive.NONE else used.index(code) for code in ours.codes] == codes
    assert used == sorted(used)
    alike(naive.take(ours.cells, used), different)
    codes = [*codes, naive.NONE, *range(len(cells))]
    alike(without_blanks(np.array(codes, np.intp), cells), naive.without_blanks(codes, cells))


@given(st.lists(WORDS, unique=True, max_size=25))
def test_blank_texts_among_many_in_one_buffer(words):
    codes = [*range(len(words)), naive.NONE]
    ours = without_blanks(np.array(codes, np.intp), Texts.of(words))
    alike(ours, naive.without_blanks(codes, words))


@given(columns(), st.integers(0, 30))
def test_the_rest_of_a_column_by_codes(both, first):
    cells, column = both
    ours = coded(column, first)
    alike(ours, naive.coded(cells, first))
    assert len({naive.lookup_key(cell) for cell in ours.cells}) == len(ours.cells)


@given(columns())
def test_a_column_as_numbers(both):
    cells, column = both
    ours, twin = as_numbers(column), naive.as_numbers(cells)
    assert (ours is None) == (twin is None)
    if ours is not None:
        alike(ours, twin)
        alike(ours.packed(), naive.packed(cells))


@given(st.lists(columns(), min_size=1, max_size=3))
def test_columns_one_below_the_other(several):
    ours = joined([coded(column, 0) for _, column in several])
    alike(ours, naive.joined([cells for cells, _ in several]))


@given(st.lists(st.one_of(WORDS, NUMBERS), max_size=5), columns())
def test_a_head_above_a_column(head, both):
    cells, column = both
    if isinstance(column, Packed):
        alike(below(head, column), naive.below(naive.packed(head), cells))
    elif isinstance(column, Numbers):
        alike(below(head, column), naive.below([naive.kept(cell) for cell in head], cells))
        with pytest.raises(ValueError, match="no texts and numbers"):
            below([True], column)


@given(columns(), st.integers(0, 30), st.integers(0, 40))
def test_a_part_of_a_column(both, first, height):
    cells, column = both
    alike(part(column, first, height), naive.part(cells, first, height))


@given(columns(), st.integers(0, 30))
def test_which_cells_are_filled(both, first):
    cells, column = both
    assert rows_filled(column, first) == naive.rows_filled(cells, first)
    assert filled(column, first) == naive.filled(cells, first)


@given(columns(), columns(), st.data())
def test_the_rows_that_differ(one, other, data):
    height = max(len(one[0]), len(other[0]))
    actual: Any = part(one[1], 0, height)
    wanted: Any = part(other[1], 0, height)
    if data.draw(st.booleans()):  # mostly alike, as at every run
        actual = naive.with_cells(list(wanted), [0] if height else [], ["new"] if height else [])
    if isinstance(wanted, list):
        wanted = factorized(wanted)
    rows = rows_differing(actual, wanted)
    if isinstance(wanted, Numbers):
        twin = naive.as_numbers(actual)
        assert (rows is None) == (twin is None)
    else:
        twin = naive.packed(actual)
    if rows is not None:
        assert rows.tolist() == naive.rows_differing(twin, list(wanted))


@given(st.one_of(WORDS, NUMBERS, OTHERS), st.one_of(WORDS, NUMBERS, OTHERS))
def test_cells_looked_up_by_value(one, other):
    assert packed.is_blank(one) == naive.is_blank(one)
    assert packed.cell_of(packed.lookup_key(one)) is one
    assert (packed.lookup_key(one) == packed.lookup_key(other)) == naive.same(one, other)


# --- texts -----------------------------------------------------------------------------------


@st.composite
def buffers(draw) -> tuple[list[str], Texts]:
    """(texts, the same in one buffer), in order or with gaps between them."""
    words = draw(st.lists(WORDS, max_size=25))
    whole_buffer = Texts.of(words)
    if not words or draw(st.booleans()):
        return words, whole_buffer
    places = draw(st.lists(st.integers(0, len(words) - 1), max_size=25))
    return naive.take(words, places), whole_buffer.take(np.array(places, np.intp))


@given(buffers(), st.integers(-30, 30), st.integers(-30, 30))
def test_texts_are_a_list_of_texts(both, first, last):
    words, ours = both
    assert list(ours) == naive.of(words)
    assert ours[first:last] == words[first:last]
    assert [ours[at] for at in range(len(words))] == words
    assert list(ours.compact()) == naive.compact(words)
    assert ours.initials().tolist() == naive.initials(words)


@given(buffers())
def test_a_hash_is_the_same_from_every_buffer(both):
    words, ours = both
    assert ours.hashes().tolist() == ours.compact().hashes().tolist() == naive.hashes(words)


@pytest.mark.parametrize("different", [2**64, 3, 1])
def test_equal_texts_are_found_be_hashes_as_poor_as_they_may(monkeypatch, different):
    hashes = Texts.hashes
    poor = np.uint64(different - 1)
    monkeypatch.setattr(Texts, "hashes", lambda self: np.minimum(hashes(self), poor))

    @given(buffers())
    def found(both):
        words, ours = both
        codes, first = ours.grouped()
        assert (codes.tolist(), first.tolist()) == naive.grouped(words)

    found()


# --- rows gathered by codes ------------------------------------------------------------------


@given(st.lists(st.tuples(CODES, CODES, st.integers(-1, 10**6)), max_size=30), st.integers(1, 3))
def test_rows_of_equal_codes_are_one_group(rows, width):
    table = [np.array([row[at] for row in rows], np.int32) for at in range(width)]
    ours, (number, groups) = grouping.gather(*table), naive.gather(*map(np.ndarray.tolist, table))
    assert ours.number.tolist() == number
    assert len(ours) == len(groups)
    assert [tuple(column[row] for column in table) for row in ours.row.tolist()] == groups


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**63), 2**63 - 1)), max_size=30))
def test_sums_are_exact_however_large(rows):
    number, values = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    assert grouping.totals(number, 4, values).tolist() == naive.totals(number, 4, values)
    assert whole_numbers.largest(values) == naive.largest(values)


@given(st.lists(st.tuples(st.integers(0, 3), CODES), max_size=30))
def test_orders_are_counted_once_and_rows_without_one_each(rows):
    number, order = (np.array([row[at] for row in rows], np.int32) for at in (0, 1))
    ours = grouping.count_orders(number, 4, order)
    assert ours.tolist() == naive.count_orders(number.tolist(), 4, order.tolist())
