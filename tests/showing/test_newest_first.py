"""Lines in blocks, the newest first: where they stand, and what a line more moves."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.showing.newest_first import blocks, room


@given(st.lists(st.integers(0, 5), max_size=60))
def test_blocks_stand_in_order_with_blank_rows_between(ranks):
    dense = {rank: at for at, rank in enumerate(sorted(set(ranks)))}
    ranks = [dense[rank] for rank in ranks]
    laid = blocks(np.array(ranks, np.intp))
    rows = laid.rows.tolist()
    by_row = sorted(zip(rows, ranks, range(len(ranks)), strict=True))
    assert [rank for _, rank, _ in by_row] == sorted(ranks)
    assert len(set(rows)) == len(rows)
    for (row, rank, line), (below, after, next_line) in pairwise(by_row):
        if rank == after:
            assert (below, line < next_line) == (row + 1, True)
        else:
            assert below > row + 1
    assert laid.height == max(rows, default=-1) + 1


@pytest.mark.parametrize(
    ("lines", "rows"), [(1, 2), (2, 4), (5, 6), (9, 10), (20, 24), (1000, 1024)]
)
def test_a_block_has_room_for_some_more(lines, rows):
    assert room(lines) == rows
    assert lines < rows <= max(1.25 * lines + 2, 4)


def test_columns_of_every_kind_are_spread_alike():
    laid = blocks(np.array([1, 0, 1], np.intp))
    texts = Packed(np.array([0, 1, -1], np.int32), ["a", "b"])
    numbers = Numbers(np.array([1.0, 2.0, np.nan]), {2: "no peers"})
    assert list(laid.spread(texts)) == ["b", None, "a", None]
    assert list(laid.spread(numbers)) == [2, None, 1, "no peers"]
    assert laid.laid([("x",), ("y",), ("z",)], 1) == [("y",), [None], ("x",), ("z",)]
