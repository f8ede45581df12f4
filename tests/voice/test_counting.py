"""Numbers of things in English: one is no plural (design §12)."""

import pytest

from sheets_sync.voice.counting import counted


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")]
)
def test_one_is_no_plural(count, said):
    assert counted(count, "page") == said
