"""A column of staff's own that says what a number of its row is in is read as if that stood behind
the number: Currency beside money, Unit beside Quantity (design §15)."""

from pathlib import Path
from typing import Any

import pytest

from tests.sync.agency import QUIET, Agency, day

ROUBLES = QUIET + '[billing]\ncurrency = "RUB"\n'


def outcome(folder: Path, **more: Any) -> tuple[list[str], str, str]:
    """Findings, and what Acme paid and was charged, in a house of roubles."""
    sheets: dict[str, list[list[Any]]] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Unit", "Price"], ["Work", "h", 6000], ["Page", "page", 100]],
        "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", 30]],
        "Log": [["Date", "Client", "Service", "Quantity"], [day(2), "Acme", "Page", 1]],
    }
    found = Agency(folder, {**sheets, **more}, ROUBLES, furnished=False).report()
    codes = [f"{each['code']} {each['tab']}!{each['cell']}" for each in found["findings"]]
    [acme] = found["clients"]
    return codes, acme["paid"], acme["charged"]


@pytest.mark.parametrize("header", ["Currency", "Ccy", None])
@pytest.mark.parametrize(("amount", "currency", "becomes"), [
    (1000, "RUB", ([], "1000.00")), (1000, "руб.", ([], "1000.00")), (1000, None, ([], "1000.00")), ("1000", "RUB", ([], "1000.00")),
    (1000, "USD", (["BAD_CURRENCY Payments!C2"], "0.00")), ("1000", "$", (["BAD_CURRENCY Payments!C2"], "0.00")),
    (1000.5, "EUR", (["BAD_CURRENCY Payments!C2"], "0.00")),
])  # fmt: skip
def test_a_currency_beside_an_amount(tmp_path: Path, header, amount, currency, becomes):
    """Found: 1000 beside USD was credited as a thousand roubles."""
    rows = [["Date", "Client", "Amount", header], [day(9), "Acme", amount, currency]]
    more = [day(8), "Acme", 0, "RUB"]
    assert outcome(tmp_path, Payments=[*rows, more])[:2] == becomes


@pytest.mark.parametrize("header", ["Unit", "Ед. изм."])
@pytest.mark.parametrize(("service", "quantity", "unit", "becomes"), [
    ("Work", 20, "min", ([], "2000.00")), ("Work", 20, "мин", ([], "2000.00")), ("Work", 2, "h", ([], "12000.00")), ("Work", 2, None, ([], "12000.00")),
    ("Work", "20", "min", ([], "2000.00")), ("Work", 2, "days", (["BAD_NUMBER Log!D2"], "0.00")), ("Work", 3, "pcs", (["BAD_NUMBER Log!D2"], "0.00")),
    ("Page", 3, "page", ([], "300.00")), ("Page", 3, "pcs", ([], "300.00")), ("Page", 3, "h", (["BAD_NUMBER Log!D2"], "0.00")),
])  # fmt: skip
def test_a_unit_beside_a_quantity(tmp_path: Path, header, service, quantity, unit, becomes):
    """Found: 20 beside min, at a price by the hour, was twenty hours."""
    head = ["Date", "Client", "Service", "Quantity", header]
    rows = [[day(2), "Acme", service, quantity, unit], [day(3), "Acme", "Page", 0, "page"]]
    codes, _, charged = outcome(tmp_path, Log=[head, *rows])
    assert (codes, charged) == becomes


def test_an_agreed_price_and_columns_that_say_something_else(tmp_path: Path):
    """Found: 70 beside USD was an agreed price of seventy roubles. A unit may be a department."""
    head = ["Date", "Client", "Service", "Quantity", "Agreed price", "Currency", "Unit"]
    rows = [
        [day(2), "Acme", "Page", 1, 70, "USD", "North"],
        [day(3), "Acme", "Page", 2, 80, "RUB", "South"],
    ]
    assert outcome(tmp_path, Log=[head, *rows]) == (["BAD_CURRENCY Log!E2"], "30.00", "160.00")


@pytest.mark.parametrize("header", ["Ccy", "Währung", "Вал.", "Money"])
def test_a_currency_beside_a_price(tmp_path: Path, header):
    """Found: a price of 60 dollars was one of 60 roubles."""
    rows = [["Service", "Price", header], ["Page", 100, "USD"], ["Work", 60, "RUB"]]
    codes, _, charged = outcome(tmp_path, Prices=rows)
    assert (codes, charged) == (["BAD_CURRENCY Prices!B2", "NO_PRICE Log!C2"], "0.00")
    ours = [["Service", "Price", "Currency", header], ["Page", 100, "RUB", "USD"]]
    assert outcome(tmp_path / "ours", Prices=ours)[::2] == ([], "100.00")


def test_what_is_read_with_a_column_beside_names_it(tmp_path: Path):
    """Found: a cell that shows 2 was called "2:00", and its cure did not say whence."""
    sheets: dict[str, list[list[Any]]] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Unit", "Price"], ["Page", "page", 100]],
        "Payments": [["Date", "Client", "Amount", "Ccy"], [day(9), "Acme", 30, "USD"]],
        "Log": [
            ["Date", "Client", "Service", "Quantity", "Unit"],
            [day(2), "Acme", "Page", 2, "h"],
        ],
    }
    agency = Agency(tmp_path, sheets, ROUBLES, furnished=False)
    told = {each["code"]: each for each in agency.report()["findings"]}
    for code, header in (("BAD_CURRENCY", "Ccy"), ("BAD_NUMBER", "Unit")):
        assert f'the column "{header}" beside it' in told[code]["message"]
        assert f'"{header}"' in told[code]["hint"]


@pytest.mark.parametrize("free", ["free", "Бесплатно", "kostenlos", 0])
def test_what_is_free_costs_nothing(tmp_path: Path, free):
    prices = [["Service", "Unit", "Price"], ["Page", "page", free]]
    assert outcome(tmp_path, Prices=prices)[::2] == ([], "0.00")
    agreed = [
        ["Date", "Client", "Service", "Quantity", "Agreed price"],
        [day(2), "Acme", "Page", 2, free],
    ]
    assert outcome(tmp_path / "agreed", Log=agreed)[::2] == ([], "0.00")


@pytest.mark.parametrize(("cells", "codes", "charged"), [
    ([9000, 3000], ["NEAR_HEADER Log!E1"], "300.00"), ([9000, None], ["NEAR_HEADER Log!E1"], "300.00"), (["9 000,00", 0], ["NEAR_HEADER Log!E1"], "300.00"),
    ([9000, "нет"], ["BAD_BILLABLE Log!E2"], "0.00"), (["нет", 9000], ["BAD_BILLABLE Log!E3"], "0.00"), ([0, 9000], ["NEAR_HEADER Log!E1"], "300.00"), (["да", "нет"], [], "200.00"), ([1, 0], [], "200.00"), ([None, None], [], "300.00"), (["да", "может"], ["BAD_BILLABLE Log!E3"], "200.00"),
])  # fmt: skip
def test_k_oplate_may_be_a_column_of_sums(tmp_path: Path, cells, codes, charged):
    """Found: what is to be paid stands under our Russian name of Billable in most Russian logs."""
    rows = [[day(2 + at), "Acme", "Page", 2 - at, cell] for at, cell in enumerate(cells)]
    head = ["Дата", "Клиент", "Услуга", "Количество", "К оплате"]
    assert outcome(tmp_path, Log=[head, *rows])[::2] == (codes, charged)


@pytest.mark.parametrize("header", ["К оплате, наш", "Сумма, наш", "our Rate", "Rate, ours"])
def test_a_column_of_sums_under_the_name_that_its_cure_gives_it_is_left_in_peace(tmp_path, header):
    """Found: the cure's own "К оплате, наш" was told again, to be called "К оплате, наш, наш"."""
    head = ["Date", "Client", "Service", "Quantity", header]
    assert outcome(tmp_path, Log=[head, [day(2), "Acme", "Page", 1, 9000]])[::2] == ([], "100.00")
