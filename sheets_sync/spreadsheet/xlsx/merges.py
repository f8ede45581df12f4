"""Cells that staff merged, where columns are to be made: a value under a merge is not seen."""

from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.protocol import Furnishing
from sheets_sync.spreadsheet.xlsx.cell_addresses import LAST_COLUMN


def unmerge(sheet: Worksheet) -> None:
    """A tab becomes ours only where nothing stands in it."""
    for cells in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(cells))


def clear_of_merges(sheet: Worksheet, plan: Furnishing) -> Furnishing:
    """The plan with its new columns to the right of blank cells that staff merged: a header in
    one of those would not be seen."""
    new = [column.index for column in plan.columns if column.write_header]
    first, row = min(new, default=LAST_COLUMN), plan.header_row
    over = [cells for cells in sheet.merged_cells.ranges if cells.min_row <= row <= cells.max_row]
    shift = max([0, *(cells.max_col - first for cells in over)])
    columns = (replace(c, index=c.index + shift * c.write_header) for c in plan.columns)
    return replace(plan, columns=tuple(columns))
