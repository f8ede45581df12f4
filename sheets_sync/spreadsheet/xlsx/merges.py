"""Cells that staff merged, where columns are to be made: a value under a merge is not seen."""

import re
from dataclasses import replace
from typing import Final

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.a1 import column_at, column_letters
from sheets_sync.spreadsheet.decoration import Rule
from sheets_sync.spreadsheet.protocol import Furnishing
from sheets_sync.spreadsheet.xlsx.cell_addresses import LAST_COLUMN

_COLUMN: Final = re.compile(r"\$([A-Z]{1,3})(?=\d)")


def unmerge(sheet: Worksheet) -> None:
    """A tab becomes ours only where nothing stands in it."""
    sheet.merged_cells = MultiCellRange()


def clear_of_merges(sheet: Worksheet, plan: Furnishing) -> Furnishing:
    """The plan with its new columns to the right of blank cells that staff merged: a header in
    one of those would not be seen."""
    new = [column.index for column in plan.columns if column.write_header]
    first, row = min(new, default=LAST_COLUMN), plan.header_row
    over = [cells for cells in sheet.merged_cells.ranges if cells.min_row <= row <= cells.max_row]
    shift = max([0, *(cells.max_col - first for cells in over)])
    if not shift:
        return plan
    columns = (replace(c, index=c.index + shift * c.write_header) for c in plan.columns)
    rules = (_shifted(rule, first, shift) for rule in plan.decoration.rules)
    looks = replace(plan.decoration, rules=tuple(rules))
    return replace(plan, columns=tuple(columns), decoration=looks)


def _shifted(rule: Rule, first: int, shift: int) -> Rule:
    """A rule whose columns from ``first`` on are further to the right."""

    def moved(found: re.Match[str]) -> str:
        column = column_at(found[1])
        return f"${column_letters(column + shift * (column >= first))}"

    formula = _COLUMN.sub(moved, rule.formula)
    return replace(rule, right=rule.right + shift * (rule.right >= first), formula=formula)
