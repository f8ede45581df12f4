"""Pieces that are typed behind a number (design §15)."""

import pytest

from tests.reading.sheets import decoded, log, row


@pytest.mark.parametrize(
    "typed", ["3 шт", "3шт.", "3 pcs", "3 pc.", "3 штуки", "3 Stück", "3 szt.", "3 ШТ."]
)
def test_pieces_typed_behind_a_quantity_of_things_are_that_many(typed):
    """Found: each row with "10 шт" was held, though the price was for a piece."""
    for service, unit in (("Banner", "pc"), ("Banner", "шт"), ("Banner", None), ("Banner", "page")):
        prices = [[None, service, unit, 50]]
        book = decoded(log(row(service=service, quantity=typed, minutes=None), Prices=prices))
        assert (book.codes(), book.charges()) == ([], [150_00])


@pytest.mark.parametrize("unit", ["min", "h", "day"])
def test_pieces_are_no_time(unit):
    book = decoded(log(row(quantity="3 шт", minutes=None), Prices=[[None, "Call", unit, 10]]))
    assert book.codes() == ["BAD_NUMBER"]
    assert book.states() == (0, 0, 1)


@pytest.mark.parametrize(
    "typed",
    ["3 banners", "3 packs", "3 тыс. шт", "3 x 2 pcs", "3 weeks", "№3", "шт", "3 шт + 1", "3 шт 2"],
)
def test_other_words_behind_a_quantity_wait(typed):
    prices = [[None, "Banner", "pc", 50]]
    book = decoded(log(row(service="Banner", quantity=typed, minutes=None), Prices=prices))
    assert book.codes() == ["BAD_NUMBER"]


@pytest.mark.parametrize(("typed", "locale"), [("1.500 шт", "en"), ("1.500 pcs", "en"), ("1,500 шт", "ru"), ("1.500 шт", "ru")])  # fmt: skip
def test_pieces_that_may_be_a_thousand_times_as_many_wait(typed, locale):
    """Found: a bare 1.500 waited, 1.500 шт was a piece and a half in silence."""
    book = log(row(service="Banner", quantity=typed, minutes=None))
    found = decoded(book, locale=locale)
    assert [(str(each.code), str(each.variant)) for each in found.findings] == [("BAD_NUMBER", "two_fold")]  # fmt: skip


@pytest.mark.parametrize(("typed", "locale", "charge"), [("1,500 pcs", "en", 75_000_00), ("1 500 шт", "ru", 75_000_00), ("1.5 pcs", "en", 75_00), ("1,5 шт", "ru", 75_00)])  # fmt: skip
def test_pieces_in_no_doubt_count(typed, locale, charge):
    book = log(row(service="Banner", quantity=typed, minutes=None))
    found = decoded(book, locale=locale)
    assert (found.codes(), found.charges()) == ([], [charge])
