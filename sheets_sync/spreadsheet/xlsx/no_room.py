"""A tab whose cells reach to the last column that a sheet can have: no column of ours fits."""

from collections.abc import Set as AbstractSet
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.errors import UsageError
from sheets_sync.spreadsheet.xlsx.cell_addresses import LAST_COLUMN

_NAMED: Final = 3


def no_column_free(sheet: Worksheet, planned: AbstractSet[int]) -> UsageError:
    """What to say where of the columns ``planned`` (from 0) not all fit: with the cells that stand
    in the way, which somebody put so far to the right."""
    first = LAST_COLUMN - len(planned) + 1
    rows = sheet.iter_rows(min_col=first, max_col=LAST_COLUMN)
    taken = [cell for row in rows for cell in row if cell.value is not None]
    theirs = [cell.coordinate for cell in taken if cell.column - 1 not in planned]
    what = ", ".join(theirs[:_NAMED]) + (" and more" if theirs[_NAMED:] else "")
    return UsageError(
        f'No column is free in the tab "{sheet.title}": its cells reach to XFD, the last.',
        f"Move what stands there ({what or 'far to the right'}) beside its headers, or clear it, "
        "save the workbook, and run `sheets-sync init` again.",
    )
