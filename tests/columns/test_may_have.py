"""Whether a column may have certain words, however its cells are kept."""

import numpy as np
import pytest

from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import may_have
from tests.columns import naive

WORDS = frozenset({"cancelled", "Отменено", "no charge"})
COLUMNS = {
    "a list": list,
    "codes": lambda cells: Packed(np.arange(len(cells), dtype=np.int32), list(cells)),
    "codes into a buffer": lambda cells: Packed(np.arange(len(cells), dtype=np.int32), Texts.of(cells)),
    "numbers": lambda cells: Numbers(np.full(len(cells), np.nan), dict(enumerate(cells))),
}  # fmt: skip


@pytest.mark.parametrize("kept", COLUMNS)
@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_word_is_found_wherever_it_stands(kept, word):
    assert may_have(COLUMNS[kept](["a note", word, "another, longer than the words"]), WORDS)


@pytest.mark.parametrize("kept", COLUMNS)
def test_other_texts_are_none(kept):
    assert not may_have(COLUMNS[kept](["cancelled too late", "no", ""]), WORDS)


@pytest.mark.parametrize("kept", COLUMNS)
@pytest.mark.parametrize("cells", [["a"], ["x", "no charge"], ["Cancelled"], ["b"] * 9])
def test_it_is_as_its_twin_says(kept, cells):
    assert may_have(COLUMNS[kept](cells), WORDS) == naive.may_have(cells, WORDS)
