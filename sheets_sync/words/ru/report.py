"""``sync report``: short heads."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "report.client": "Клиент",
    "report.flag": "Флаг",
    "report.since": "С какого дня",
    "report.balance": "Остаток",
    "report.currency": "",
    "report.threshold": "Порог",
    "report.days_left": "Дней ещё",
    "report.last_paid_on": "Платил",
    "report.charged_month": "За месяц",
    "report.hours": "Часы",
    "report.index": "Индекс",
    "report.range": "Диапазон 90 %",
    "report.verdict": "Труда",
    "report.bar": "× к другим",
    "report.yield": "За час",
    "report.margin": "Маржа",
    "report.unbilled": "Без цены",
    "report.cost_unknown": "маржи нет: задайте effort.cost_per_hour",
    "report.advice": "Совет",
    "report.trend": "12 недель",
}
