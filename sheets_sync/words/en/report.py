"""``sync report``: short heads."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "report.client": "Client",
    "report.flag": "Flag",
    "report.since": "Since",
    "report.balance": "Balance",
    "report.currency": "",
    "report.threshold": "Threshold",
    "report.days_left": "Days left",
    "report.last_paid_on": "Last paid",
    "report.charged_month": "This month",
    "report.hours": "Hours",
    "report.index": "Index",
    "report.range": "90% range",
    "report.verdict": "Labour",
    "report.bar": "× others",
    "report.yield": "An hour",
    "report.margin": "Margin",
    "report.unbilled": "No price",
    "report.cost_unknown": "no margin: set effort.cost_per_hour",
    "report.advice": "Advice",
    "report.trend": "12 weeks",
}
