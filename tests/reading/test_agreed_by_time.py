"""An agreed price whose header says a unit of time is one of that unit (design §15)."""

import pytest

from tests.reading.test_header_units import DAY, log, prices, reckoned

HOURLY = ["Agreed rate, EUR/h", "Stundensatz", "Hourly rate", "Часовая ставка", "Tarif horaire", "Tariffa oraria", "Stawka godzinowa", "Taux horaire", "Tarifa horaria"]  # fmt: skip


@pytest.mark.parametrize("header", HOURLY)
def test_an_agreed_price_of_an_hour_is_none_of_a_minute(tmp_path, header):
    """Found: 77 an hour was charged as 77 a minute where the service is priced so."""
    columns = f"log.agreed = '{header}'"
    hourly = reckoned(tmp_path, columns, **log(["Hours", header], 1.5, 77))
    assert hourly == (11550, 100000, [])
    by_minute = reckoned(tmp_path, columns, **log(["Hours", header], 1.5, 77, service="Call"))
    assert by_minute == (0, 100000, ["BAD_UNIT"])
    nobodys = reckoned(tmp_path, columns, **log(["Hours", header], 1.5, 77, service="Visit"))
    assert nobodys == (0, 100000, ["BAD_UNIT"])
    blank = reckoned(tmp_path, columns, **log(["Hours", header], 1.5, None, service="Call"))
    assert blank == (9000, 100000, [])


@pytest.mark.parametrize("header", ["Agreed price per hour", "Agreed price, EUR/h", "Особая цена за час", "Agreed price (h)"])  # fmt: skip
def test_ours_with_a_unit_is_ours(tmp_path, header):
    assert reckoned(tmp_path, "", **log(["Hours", header], 1.5, 77)) == (11550, 100000, [])
    found = reckoned(tmp_path, "", **log(["Hours", header], 1.5, 77, service="Call"))
    assert found == (0, 100000, ["BAD_UNIT"])


@pytest.mark.parametrize(("header", "cell", "told"), [
    ("Agreed rate, EUR/h", 77, True), ("Agreed rate", 77, True), ("Special rate, €/h", "77", True), ("Fixed price per hour", 77, True), ("Договорная цена, руб/ч", 77, True),
    ("Agreed hourly rate", 77, True), ("Agreed daily rate", 77, True), ("Особая почасовая ставка", 77, True), ("Договорная часовая ставка", 77, True),
    ("Agreed rate, EUR/h", None, False), ("Agreed hourly rate", None, False), ("Agreed hours", 3, False), ("Agreed day", "Monday", False), ("Agreed rate", "ok", False), ("Agreed with", "Ann", False), ("Agreed on", DAY, False), ("Agreed", "yes", False),
])  # fmt: skip
def test_what_is_nearly_called_so_is_told(tmp_path, header, cell, told):
    found = reckoned(tmp_path, "", **log(["Hours", header], 1.5, cell))
    assert found == (9000, 100000, ["NEAR_HEADER"] if told else [])


@pytest.mark.parametrize("header", ["Agreed rate", "Agreed rate, EUR/h", "Agreed hourly rate"])
def test_it_is_told_beside_an_empty_one_of_ours_too(tmp_path, header):
    """Found: beside our own column, which was blank, nobody was told of "Agreed rate, EUR/h"."""
    told = reckoned(tmp_path, "", **log(["Hours", "Agreed price", header], 1.5, None, 77))
    assert told == (9000, 100000, ["NEAR_HEADER"])
    both = reckoned(tmp_path, "", **log(["Hours", "Agreed price", header], 1.5, 77, 77))
    assert both == (11550, 100000, [])


@pytest.mark.parametrize("header", ["Deal", "Agreed price", "Special fee", "Rate type"])
def test_a_header_without_a_unit_leaves_it_to_the_price(tmp_path, header):
    columns = f"log.agreed = '{header}'"
    found = reckoned(tmp_path, columns, **log(["Hours", header], 1.5, 2, service="Call"))
    assert found == (18000, 100000, [])


def test_a_clients_own_unit_decides(tmp_path):
    """The price of another client's says nothing of this one's."""
    header = ["Client", "Service", "Unit", "Price"]
    own = {"Prices": [header, ["Acme", "Call", "h", 60], ["Bell", "Call", "min", 1]],
           "Clients": [["Client"], ["Acme"], ["Bell"]]}  # fmt: skip
    columns = "log.agreed = 'Hourly rate'"
    rows = log(["Hours", "Hourly rate"], 1.5, 77, service="Call")
    assert reckoned(tmp_path, columns, **own, **rows) == (11550, 100000, [])


RATES = [("Tarif horaire", 60), ("Tariffa oraria", 60), ("Prezzo orario", 60), ("Tarifa horaria", 60), ("Uurtarief", 60), ("Hodinová sazba", 60), ("Hodinovka", 60), ("Погодинна ставка", 60), ("Taux horaire", 60), ("Costo orario", 60), ("Timpris", 60), ("Timepris", 60), ("Tuntihinta", 60), ("Óradíj", 60),
         ("Tarif orar", 60), ("Stundensatz", 60), ("Stawka godzinowa", 60), ("Часовая ставка", 60), ("Почасовой тариф", 60), ("Ставка в час", 60), ("Tagessatz", 480), ("TJM", 480), ("Дневная ставка", 480), ("Daily rate", 480), ("Taux journalier", 480), ("Tariffa giornaliera", 480),
         ("Stawka dzienna", 480), ("Tarifa diaria", 480), ("Dagtarief", 480), ("Minutenpreis", 1), ("Поминутный тариф", 1), ("Tarif à la minute", 1)]  # fmt: skip


@pytest.mark.parametrize(("header", "minutes"), RATES)
def test_a_header_of_prices_says_its_time_in_one_word_of_any_language(tmp_path, header, minutes):
    """Found: beside Unit min 60 under "Tarif horaire" was a price a minute, and one a piece with a
    blank Unit."""
    columns = f"prices.price = '{header}'"
    charged = round(60 * 90 * 100 / minutes)
    assert reckoned(tmp_path, columns, **prices([header], 60)) == (charged, 100000, [])
    other = "h" if minutes == 1 else "min"
    found = reckoned(tmp_path, columns, **prices([header, "Unit"], 60, other))
    assert found == (0, 100000, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"])


@pytest.mark.parametrize("header", ["Tarif", "Prix", "Taux", "Stawka", "Tariffa", "Satz", "Ставка", "Cena", "Precio", "Prijs", "Rate", "Pris", "Preis netto", "Tarif ordinaire", "Prix de base", "Стандартный тариф", "Tarif d'urgence"])  # fmt: skip
def test_other_headers_of_prices_leave_it_to_the_unit(tmp_path, header):
    columns = f'prices.price = "{header}"'
    assert reckoned(tmp_path, columns, **prices([header, "Unit"], 1, "min")) == (9000, 100000, [])
