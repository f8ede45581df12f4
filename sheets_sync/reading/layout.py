"""Tabs and columns: their keys, their names in English and Russian, who owns them (design §3).

A key is ``role.column`` ("log.minutes"). ``OWN`` columns are written by the service beside the
staff's rows and are known by their mark; all others belong to staff and are found by header.
"""

from dataclasses import dataclass
from typing import Final

from sheets_sync.spreadsheet.protocol import Format
from sheets_sync.words import LANGUAGES, Language

HEADER_ROWS: Final = 10
"""A tab's header row is looked for in this many rows from the top."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a staff tab: ``key`` within its role, ``names`` by language."""

    key: str
    en: str
    ru: str
    format: Format = "text"
    required: bool = False
    own: bool = False
    width: int = 14

    def name(self, language: Language) -> str:
        """The header in that language."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Role:
    """A staff tab: its key, its names, its columns in the order in which init makes them."""

    key: str
    en: str
    ru: str
    columns: tuple[Column, ...]

    def name(self, language: Language) -> str:
        """The tab's name in that language."""
        return self.ru if language == "ru" else self.en

    @property
    def staff_columns(self) -> tuple[Column, ...]:
        """The columns that belong to staff."""
        return tuple(column for column in self.columns if not column.own)

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that the service writes beside the staff's rows."""
        return tuple(column for column in self.columns if column.own)


CLIENTS: Final = Role(
    "clients",
    "Clients",
    "Клиенты",
    (
        Column("client", "Client", "Клиент", required=True, width=26),
        Column("email", "Email", "Почта", width=28),
        Column("language", "Language", "Язык", width=10),
        Column("currency", "Currency", "Валюта", width=10),
        Column("threshold", "Threshold", "Порог", "money"),
        Column("credit_limit", "Credit limit", "Кредит", "money"),
        Column("topup", "Top-up", "Пополнение", "money"),
        Column("manager", "Manager", "Менеджер", width=26),
        Column("state", "State", "Состояние", width=11),
        Column("details", "Details", "Реквизиты", width=30),
        Column("contract", "Contract", "Договор", width=20),
        Column("note", "Note", "Примечание", width=34),
        Column("balance", "Balance", "Остаток", "money", own=True),
        Column("flag", "Flag", "Флаг", own=True, width=14),
        Column("days_left", "Days left", "Дней осталось", "integer", own=True, width=14),
    ),
)
PRICES: Final = Role(
    "prices",
    "Prices",
    "Прайс",
    (
        Column("client", "Client", "Клиент", width=26),
        Column("service", "Service", "Услуга", required=True, width=30),
        Column("unit", "Unit", "Ед.", width=8),
        Column("price", "Price", "Цена", "number", required=True),
        Column("minimum", "Minimum", "Минимум", "number", width=11),
        Column("step", "Step", "Шаг", "number", width=9),
        Column("included", "Included a month", "Включено в месяц", "number", width=18),
        Column("valid_from", "Valid from", "Действует с", "date"),
        Column("currency", "Currency", "Валюта", width=10),
        Column("note", "Note", "Примечание", width=34),
    ),
)
PAYMENTS: Final = Role(
    "payments",
    "Payments",
    "Платежи",
    (
        Column("date", "Date", "Дата", "date", required=True, width=12),
        Column("client", "Client", "Клиент", required=True, width=26),
        Column("amount", "Amount", "Сумма", "money", required=True),
        Column("kind", "Kind", "Вид", width=14),
        Column("reference", "Reference", "Основание", width=30),
    ),
)
LOG: Final = Role(
    "log",
    "Log",
    "Журнал",
    (
        Column("date", "Date", "Дата", "date", required=True, width=12),
        Column("client", "Client", "Клиент", required=True, width=26),
        Column("service", "Service", "Услуга", required=True, width=30),
        Column("order", "Order", "Заказ", width=16),
        Column("quantity", "Quantity", "Количество", "number", width=12),
        Column("minutes", "Minutes", "Минуты", "number", width=10),
        Column("staff", "Staff", "Сотрудник", width=16),
        Column("channel", "Channel", "Канал", width=14),
        Column("agreed", "Agreed price", "Особая цена", "number", width=13),
        Column("note", "Note", "Комментарий", width=34),
        Column("price", "Price", "Цена", "number", own=True, width=11),
        Column("charge", "Charge", "Списано", "money", own=True, width=12),
        Column("balance", "Balance", "Остаток", "money", own=True),
        Column("status", "Status", "Статус", own=True, width=40),
    ),
)

STAFF_ROLES: Final = {role.key: role for role in (CLIENTS, PRICES, PAYMENTS, LOG)}

OWN_TABS: Final = {
    "summary": ("Summary", "Сводка"),
    "effort": ("Effort", "Трудозатраты"),
    "staff": ("Staff", "Сотрудники"),
    "notices": ("Notices", "Уведомления"),
    "findings": ("Findings", "Замечания"),
}
"""The service's own tabs: their names in English and Russian."""

COPIED_TABS: Final = {
    "clients_copy": ("Clients", "Клиенты"),
    "log_copy": ("Log", "Журнал"),
}
"""Own tabs of a companion workbook: staff's rows copied, with our columns beside them (§11)."""


def own_tab_name(role: str, language: Language) -> str:
    """The name of one of the service's own tabs, copies of a companion included."""
    names = OWN_TABS.get(role) or COPIED_TABS[role]
    return names[LANGUAGES.index(language)]
