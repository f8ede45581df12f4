"""What becomes of a formula when lines come and go, when it is copied, when a tab is renamed."""

import pytest

from ..language.formula_shift import Shift, copied, renamed, shifted


@pytest.mark.parametrize(
    ("formula", "shift", "after"),
    [
        ("=SUM(A2:A10)", Shift("T", 4, 2), "=SUM(A2:A12)"),
        ("=SUM(A2:A10)", Shift("T", 1, 1), "=SUM(A3:A11)"),
        ("=SUM(A2:A10)", Shift("T", 10, 1), "=SUM(A2:A10)"),
        ("=SUM(A2:A10)", Shift("T", 1, -3), "=SUM(A2:A7)"),
        ("=SUM(A2:A10)", Shift("T", 8, -5), "=SUM(A2:A8)"),
        ("=SUM(A2:A10)", Shift("T", 0, -20), "=SUM(#REF!)"),
        ("=A5+1", Shift("T", 3, -1), "=A4+1"),
        ("=A5+1", Shift("T", 4, -1), "=#REF!+1"),
        ("=$A$5 & 'o o'!A5", Shift("T", 0, 1), "=$A$6 & 'o o'!A5"),
        ("='o o'!A5", Shift("o o", 0, 1), "='o o'!A6"),
        ("=SUM(A:C)", Shift("T", 1, -1, by_row=False), "=SUM(A:B)"),
        ("=B5:B", Shift("T", 0, 1), "=B6:B"),
        ("=AA1", Shift("T", 0, -1, by_row=False), "=Z1"),
        ('="A5"&A5', Shift("T", 0, 1), '="A5"&A6'),
        ("=not ~ a formula A5", Shift("T", 0, 1), "=not ~ a formula A5"),
    ],
)
def test_references_follow_their_cells(formula, shift, after):
    assert shifted(formula, "en_US", "T", shift) == after


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("=A1+$A1+A$1", "=B3+$A3+B$1"),
        ("=SUM(A:A;1:1)", "=SUM(B:B;3:3)"),
        ("='o o'!A1", "='o o'!B3"),
    ],
)
def test_a_pasted_formula_looks_as_far_away_as_before(formula, after):
    assert copied(formula, "ru_RU", 2, 1) == after


def test_a_paste_off_the_grid_loses_its_reference():
    assert copied("=A1+1", "en_US", -1, 0) == "=#REF!+1"


def test_a_renamed_tab_is_renamed_in_formulas():
    assert (
        renamed("=SUM('My tab'!A1:B2)+T!A1", "en_US", "My tab", "It's")
        == "=SUM('It''s'!A1:B2)+T!A1"
    )
    assert renamed("='My tab'!A1", "en_US", "My tab", "Other") == "=Other!A1"
