"""Numbers that may be lost times are told from each other by what stands in their rows."""

import numpy as np
import pytest

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import as_numbers
from sheets_sync.columns.whole import factorized
from sheets_sync.reading.formats.doubts import _hashes

CELLS: list[Cell] = ["Minutes", 0.5, 1, 0.5, None, -0.0, 1.5, "n/a", 0, 46000]


@pytest.mark.parametrize("rows", [[1, 2, 3, 4, 5, 6], [0, 1, 7, 8, 9], [], [7]])
def test_a_row_has_one_digest_however_its_columns_are_packed(rows: list[int]):
    at = np.array(rows, np.intp)
    numbers = as_numbers(CELLS)
    assert numbers is not None
    plain = _hashes(CELLS)(at).tolist()
    assert _hashes(factorized(CELLS))(at).tolist() == plain
    assert _hashes(numbers)(at).tolist() == plain


def test_cells_that_differ_have_other_digests():
    header, half, one, same, blank, nought, *_, text, zero, day = _hashes(CELLS)(
        np.arange(len(CELLS))
    ).tolist()
    assert (half, nought) == (same, zero)
    assert len({header, half, one, blank, nought, text, day}) == 7
