"""A year of a real consultancy, through .xlsx, equal to the cent (needs the data beside the repo)."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from tests.sync.agency import Agency

TOCK = Path(__file__).resolve().parents[3] / "shared" / "data" / "tock"
LAST = date(2015, 7, 18)
CONFIG = """
[workbook]
timezone = "UTC"
language = "{language}"
[billing]
currency = "USD"
threshold = "0"
[effort]
window = 4000
"""
RUSSIAN = {
    "client": "Клиент", "email": "Почта", "language": "Язык", "currency": "Валюта",
    "threshold": "Порог", "service": "Услуга", "unit": "Ед.", "price": "Цена",
    "valid_from": "Действует с", "date": "Дата", "amount": "Сумма", "reference": "Основание",
    "order": "Заказ", "quantity": "Количество", "minutes": "Минуты", "staff": "Сотрудник",
    "channel": "Канал", "note": "Комментарий",
}  # fmt: skip
ENGLISH = {key: key.replace("_", " ").capitalize() for key in RUSSIAN}
TABS = {"Clients": "Клиенты", "Prices": "Прайс", "Payments": "Платежи", "Log": "Журнал"}
DATES, NUMBERS = {"date", "valid_from"}, {"threshold", "price", "amount", "quantity", "minutes"}

pytestmark = pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")


def typed(key, text):
    """A cell as a person who types numbers and dates would leave it."""
    if not text or text == "*":
        return None
    if key in DATES:
        return date.fromisoformat(text)
    return float(text) if key in NUMBERS else text


def as_russian_text(key, text):
    """The same cell typed as text: 1 234,50 and 31.12.2014."""
    if not text or text == "*":
        return None
    if key in DATES:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    if key not in NUMBERS:
        return text
    whole, _, rest = text.partition(".")
    spaced = f"{int(whole):,}".replace(",", random.Random(text).choice(["\u00a0", "\u202f", " "]))
    return f"{spaced},{rest}" if rest else spaced


def sheets(names, cell, *, shuffled=False, gaps=False):
    chance, made = random.Random(5), {}
    for tab in TABS:
        with (TOCK / f"{tab.lower()}.csv").open(encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        keys = list(lines[0])
        if shuffled:
            chance.shuffle(keys)
        rows = [[names[key] for key in keys]]
        for line in lines:
            if gaps and chance.random() < 0.02:
                rows.append([None] * len(keys))
            rows.append([cell(key, line[key]) for key in keys])
        made[tab] = rows
    return made


def check(document):
    with (TOCK / "expected_clients.csv").open(encoding="utf-8") as file:
        expected = {row["client"]: row for row in csv.DictReader(file)}
    assert len(document["clients"]) == len(expected) == 19
    for client in document["clients"]:
        wanted = expected[client["client"]]
        shown = {
            key: str(client[key]) for key in ("paid", "charged", "balance", "orders", "minutes")
        }
        assert shown == {key: wanted[key] for key in shown}
        assert str(client["unbilled_rows"]) == wanted["unpriced_lines"]
    assert document["rows"] == {"log": 11047, "charged": 11047, "unpriced": 0, "held": 0}


def test_typed_cells_in_english(tmp_path):
    agency = Agency(tmp_path, sheets(ENGLISH, typed), CONFIG.format(language="en"), furnished=False)
    document = agency.report(LAST)
    check(document)
    assert {finding["code"] for finding in document["findings"]} == {"POSSIBLE_DUPLICATE"}


def test_russian_headers_shuffled_columns_text_cells_and_blank_rows(tmp_path):
    made = sheets(RUSSIAN, as_russian_text, shuffled=True, gaps=True)
    russian = {TABS[tab]: rows for tab, rows in made.items()}
    agency = Agency(tmp_path, russian, CONFIG.format(language="ru"), furnished=False)
    check(agency.report(LAST))
