import pytest

from sheets_sync.spreadsheet.patterns import fits, is_wanted


@pytest.mark.parametrize(
    ("ref", "pattern", "fit"),
    [
        ("Log 2026", "* 2026", True),
        ("log 2026", "LOG*", True),
        ("[2026] Log", "[2026] *", True),
        ("2 Log", "[2026] *", False),
        ("book#Log 2026", "book#Log*", True),
        ("other#Log 2026", "book#Log*", False),
        ("Log 2026", "book#Log*", False),
        ("Log 12", "Log ?", False),
        ("December 2026 ", "* 2026", True),
        ("December\u00a02026", "* 2026", True),
        (" December  2026", "December *", True),
        ("December2026", "* 2026", False),
    ],
)
def test_a_pattern_stands_for_any_text_and_any_character_alone(ref, pattern, fit):
    assert fits(ref, pattern) is fit
    assert is_wanted(ref, [pattern]) is fit
