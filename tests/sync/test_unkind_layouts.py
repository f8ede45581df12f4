"""Sheets of an agency that never heard of us: two header rows, merged cells, months called in three
ways, labour typed in six, subtotals of their own (design §15). Charged as meant, without a finding."""

from pathlib import Path
from typing import Any, Final

import openpyxl

from tests.sync.agency import QUIET, Agency, day

LABOUR: Final = [1.5, "1ч30", "1:30", "0,5", 2, "45 мин"]
HOURS: Final = [1.5, 1.5, 1.5, 0.5, 2, 0.75]
WHO: Final = ["Ромашка", "Лютик", "Клевер\u00a0"]
WHAT: Final = ["Дизайн", "Вёрстка", "Верстка."]
ABOVE: Final[list[list[Any]]] = [
    ["ООО «Ромашка» — учёт работ"],
    ["Когда", "Кому", None, "Что делали", None, "Время", None, "Прим."],
    ["Дата", "Заказчик", "Проект", "Вид работ", "Исполнитель", "Часы", "К оплате", "Примечание"],
]
PRICES: Final[list[list[Any]]] = [
    ["Услуга", "Ед.", "Цена"],
    ["Дизайн", "ч", 1000],
    ["Вёрстка", "ч", 1000],
]
CONFIG: Final = """language = "ru"
[billing]
currency = "RUB"
[tabs]
log = ["* 26", "??.2026", "2026-??*"]
[columns]
log = { client = "Заказчик", service = "Вид работ", order = "Проект", staff = "Исполнитель" }
"""


def month(first: int, label: str) -> list[list[Any]]:
    """Six rows of a month, the first of them free, and their sum under a label."""
    rows = [
        [day(first - at), WHO[at % 3], f"П-{at}", WHAT[at % 3], "Анна", LABOUR[at], "да" if at else "нет", None]
        for at in range(6)
    ]  # fmt: skip
    return [*ABOVE, *rows, [None, None, None, label, None, sum(HOURS), None, None]]


def test_two_header_rows_merged_cells_and_months_called_as_they_like(tmp_path: Path):
    sheets: dict[str, list[list[Any]]] = {
        "Клиенты": [["Клиент"], *([name.strip()] for name in WHO)],
        "Прайс": PRICES,
        "Платежи": [["Дата", "Клиент", "Сумма"]],
        "Октябрь 26": month(60, "Подытог недели"),
        "11.2026": month(40, "Σ"),
        "2026-11 (copy)": month(20, "Итоги за неделю"),
        "Справка": [["просто текст"]],
    }
    agency = Agency(tmp_path, sheets, QUIET + CONFIG, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    for name in ("Октябрь 26", "11.2026", "2026-11 (copy)"):
        for merged in ("A1:H1", "B2:C2", "D2:E2", "F2:G2"):
            book[name].merge_cells(merged)
    book.save(agency.path)
    found = agency.report()
    assert found["findings"] == []
    charged = {each["client"]: each["charged"] for each in found["clients"]}
    assert charged == {"Ромашка": "1500.00", "Лютик": "10500.00", "Клевер": "6750.00"}
    assert sum(each["minutes"] for each in found["clients"]) == 3 * 60 * sum(HOURS)
