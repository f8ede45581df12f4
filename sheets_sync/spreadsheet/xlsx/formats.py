"""Number formats of columns, as Excel spells them."""

from typing import Final

from sheets_sync.spreadsheet.column_formats import Format

GENERAL: Final = "General"
_FORMATS: Final[dict[Format, str]] = {
    "money": r"#,##0.00;[Red]\-#,##0.00",
    "number": GENERAL,
    "integer": "#,##0",
    "price": "#,##0.00##",
    "ratio": "0.00",
    "tenths": "#,##0.0",
    "times": '0.0"×"',
    "percent": "0%",
}


def number_format(kind: Format, days: str) -> str:
    """The number format of a column; ``days`` is that of days in the workbook's language."""
    if kind == "date":
        return days
    if kind == "datetime":
        return f"{days} hh:mm"
    return _FORMATS.get(kind, GENERAL)
