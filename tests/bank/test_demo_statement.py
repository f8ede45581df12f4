"""The demo's statement tells the very amounts of its Payments: no float is rounded (§20)."""

from datetime import date

import pytest

from sheets_sync.demo import demo_rows
from sheets_sync.demo.bank_file import from_bank, statement_file
from sheets_sync.words.speaking import words_of


@pytest.mark.parametrize("cents", [1, 29, 57, 58, 113, 114, 115, 4_12_50, 10**11 + 29, 10**12 - 1])
def test_an_amount_of_a_cell_is_told_to_the_kopeck(cents):
    words, today = words_of("en"), date(2026, 11, 23)
    [row, *_] = from_bank(demo_rows(today, words)["payments"], today, words)
    text = statement_file([{**row, "amount": cents / 100}], today, words).decode("cp1251")
    assert f"Сумма={cents // 100}.{cents % 100:02}\r\n" in text
