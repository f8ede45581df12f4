"""Rows of a file are as tall as their wrapped texts want, in wide letters, too (design §9)."""

import pytest

from sheets_sync.spreadsheet.protocol import ColumnEdit, Tab
from sheets_sync.spreadsheet.xlsx.row_heights import height, lines_in_rows


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
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("東京デザイン", 19),
        ("東京デザイン株式会社", 37),  # ten signs, each as wide as two digits
        ("한국 디자인 주식회사", 37),
        ("ソフトウェア Ltd", 37),
        ("Peking Ltd", None),
    ],
)
def test_signs_of_east_asia_take_two_letters_and_higher_lines(text, points):
    assert height(lines_of(text)) == (b' ht="%d"' % points if points else b"")


def lines_of(text):
    tab = Tab("Bank", [["Matched", text]], 2, header=1)
    return lines_in_rows(tab, [ColumnEdit("Bank", 0, [2], [text])], {0: 17})[2]
