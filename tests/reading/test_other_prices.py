"""A price list has one price a row for us: other columns of prices in it are told, and a word for
everybody in Client means everybody (design §15)."""

import pytest

from tests.reading.test_prices_beside import priced, variants

FOR_CLIENT, SECOND = ["NEAR_HEADER.for_client"], ["NEAR_HEADER.second"]


@pytest.mark.parametrize("header", [
    "Bell", "BELL", "Price for Bell", "Bell price", "Bell, RUB", "Rate Bell", "Цена для Bell", "Bell (₽/мин)", "Preis Bell",
])  # fmt: skip
@pytest.mark.parametrize("cell", [0.8, "0.8", "0.80 ₽"])
def test_a_column_of_a_clients_own_prices_is_told(header, cell):
    """Found: Bell, whose prices stood in a column of their own, was charged everyone's, in silence."""
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert variants(found) == FOR_CLIENT
    assert ("NEAR_HEADER", "Prices!D1") in found.found()
    assert found.charges() == [9000]
    assert variants(priced(["Service", "Unit", "Price", header], ["Call", "min", 1, None])) == []


@pytest.mark.parametrize("header", [
    "Weekend price", "Price incl. VAT", "Price 2027", "Urgent price", "Setup fee", "Night rate", "Surcharge", "Цена с НДС", "Срочно", "Ставка ночью", "Цена для VIP", "Надбавка", "Prix week-end", "Cena brutto",
])  # fmt: skip
def test_a_second_column_of_prices_is_told(header):
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, 2])
    assert variants(found) in (SECOND, ["NEAR_HEADER.rival"])
    assert found.charges() == [9000]


@pytest.mark.parametrize(("header", "cell"), [
    ("Old price", 2), ("Cost price", 0.5), ("Себестоимость", 0.5), ("Прошлая цена", 2), ("Price code", 17), ("Bellows", 2), ("Margin", 0.5), ("Price note", "2 h"), ("Weekend", "no"), ("Art.", 7), ("Acme comments", "see 7"), ("VAT", 0.2), ("Наша цена", 3), ("Staff rate", 30), ("VAT rate", 20), ("Оплата исполнителю", 30), ("Ставка НДС", 20), ("Цена закупки", 2), ("Alter Preis", 2), ("Stara cena", 2), ("Prix d'achat", 2), ("Ставка виконавця", 30), ("Price increase", 5),
])  # fmt: skip
def test_other_columns_are_nobodys_matter(header, cell):
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert variants(found) == []


@pytest.mark.parametrize(
    "cell",
    [
        "all",
        "All clients",
        "everyone",
        "все",
        "Для всех",
        "alle",
        "tous",
        "todos",
        "всі",
        "*",
        None,
    ],
)
def test_a_word_for_everybody_is_everybody(cell):
    """Found: a price of "all" priced nobody, and the cure was a client of that name."""
    found = priced(["Client", "Service", "Unit", "Price"], [cell, "Call", "min", 1])
    assert variants(found) == []
    assert found.charges() == [9000]
