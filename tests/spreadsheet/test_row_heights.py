"""Rows of a file are as tall as their wrapped texts want, in wide letters, too (design §9)."""

import pytest

from sheets_sync.spreadsheet.protocol import ColumnEdit, Tab
from sheets_sync.spreadsheet.xlsx.row_heights import lines_in_rows


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Northwind Bakery", 1),
        ("Пекарня «Северный ветер»", 3),  # seventeen Cyrillic letters are wider than 17 digits
        ("Чай «Полярный»", 1),
        ("one\ntwo", 2),
        (17, 1),
    ],
)
def test_wide_letters_take_more_lines(text, lines):
    tab = Tab("Bank", [["Matched", text]], 2, header=1)
    assert lines_in_rows(tab, [ColumnEdit("Bank", 0, [2], [text])], {0: 17}) == {2: lines}
