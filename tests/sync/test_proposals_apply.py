"""The lines that ``init`` proposes read the tabs truly: they are applied, and the charges are looked at
(design §15)."""

from datetime import datetime, time, timedelta
from typing import Any, Final

import pytest

from sheets_sync.reading.guesses import guess
from tests.reading.sheets import tab
from tests.sync.agency import QUIET, Agency, day
from tests.sync.test_proposals import lines_of, refused

HOURLY: Final = {"Ставки": [["Услуга", "Ставка, руб/час"], ["Design", 1000]]}
PAID: Final = {"Оплаты": [["Дата", "Клиент", "Сумма"], [day(60), "Acme", 50_000]]}
WHO: Final = {"Clients": [["Client"], ["Acme"]]}


def book(header: str, *labour: Any, more: tuple[str, Any] | None = None) -> dict[str, Any]:
    head = ["Дата", "Заказчик", "Задача", *([more[0]] if more else []), header]
    rows = [
        [day(3 + at), "Acme", "Design", *([more[1]] if more else []), cell]
        for at, cell in enumerate(labour)
    ]
    return {"Работы": [head, *rows], **HOURLY, **PAID, **WHO}


CASES: Final[list[tuple[dict[str, Any], str]]] = [
    (book("Время", 1.5, 2), "3500.00"),
    (book("Время", 15, 90), "1750.00"),
    (book("Время", "1:30", "45 мин"), "2250.00"),
    (book("Время", timedelta(hours=1.5), timedelta(minutes=45)), "2250.00"),
    (book("Время, ч", 2, 5), "7000.00"),
    (book("Время (мин.)", 2, 6), "133.33"),
    (book("Кол-во часов", 1, 0.25), "1250.00"),
    (book("Потрачено", 30, 90, more=("Время", time(9, 30))), "2000.00"),
    (book("Трудозатраты, час", 2, more=("Время", time(14, 5))), "2000.00"),
]


@pytest.mark.parametrize(("sheets", "charged"), CASES)
def test_the_proposed_lines_read_the_tabs_truly(tmp_path, sheets, charged):
    agency = Agency(tmp_path, sheets, furnished=False)
    lines = lines_of(refused(agency))
    assert 'payments = "Оплаты"' in lines
    (tmp_path / "config.toml").write_text(
        f'{QUIET}{lines}\n[billing]\ncurrency = "RUB"\n', encoding="utf-8"
    )
    found = agency.report()
    assert [client["charged"] for client in found["clients"]] == [charged]
    assert [client["paid"] for client in found["clients"]] == ["50000.00"]
    assert found["findings"] == []


@pytest.mark.parametrize(
    ("header", "constants"),
    [
        ("Ставка, руб/час", {"unit": "h", "currency": "RUB"}),
        ("Hourly rate (€)", {"unit": "h", "currency": "EUR"}),
        ("Price per minute", {"unit": "min"}),
        ("Цена за час, ₽", {"unit": "h", "currency": "RUB"}),
        ("Preis pro Stunde", {"unit": "h"}),
        ("Тариф (день)", {"unit": "day"}),
        ("Rate", {}),
    ],
)
def test_the_header_of_a_price_says_unit_and_currency(header, constants):
    found = guess(tab("Any", [["Task", header], ["Design", 5]]))
    assert found is not None
    assert (found.role, found.constants, found.headers["price"]) == ("prices", constants, header)
    assert found.per_piece == ("unit" not in constants)


@pytest.mark.parametrize("header", ["Rate plan", "Price list", "Цена отдельно"])
def test_another_header_is_no_price(header):
    assert guess(tab("Any", [["Task", header], ["Design", 5]])) is None


def test_a_column_of_times_of_day_is_no_labour():
    head = ["Date", "Customer", "Task", "Time"]
    for cell in (time(9), datetime(2026, 11, 2, 9), "9:00 PM", "soon"):  # noqa: DTZ001
        assert guess(tab("Any", [head, [day(1), "Acme", "Call", cell]])) is None


def test_what_only_the_values_tell_is_said(tmp_path):
    message = refused(Agency(tmp_path, book("Время", 1.5, 2), furnished=False))
    assert '"Время" is taken for hours' in message
    assert "minutes." in message.splitlines()[0]
