"""Warnings at the cell: what Excel asks when a person types something of another kind (§15)."""

from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.spreadsheet.protocol import Warned

_YEAR_2000: Final = "36525"
_NO_DAY: Final = 40_000
"""A number from here on is that of a day."""


def warning(warned: Warned, first: str, cells: str) -> DataValidation:
    """A rule over ``cells``, the first of which is ``first``: it asks, and never rejects."""
    rule = _rule(warned, first)
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorStyle = "warning"
    rule.error = warned.text
    rule.add(cells)
    return rule


def _rule(warned: Warned, first: str) -> DataValidation:
    if warned.expected == "date":
        return DataValidation(type="date", operator="greaterThanOrEqual", formula1=_YEAR_2000)
    if warned.expected == "number":
        return DataValidation(type="custom", formula1=f"ISNUMBER({first})")
    spelled = (f'ISNUMBER(SEARCH("{sign}",{first}))' for sign in warned.signs)
    number = f"AND(ISNUMBER({first}),{first}<{_NO_DAY})"
    return DataValidation(type="custom", formula1=f"OR({number},{','.join(spelled)})")
