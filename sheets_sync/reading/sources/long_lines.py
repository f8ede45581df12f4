"""Lines of CSV files that have more cells than the headers: what stands where is not certain (§15).

In a file that commas separate, 1,50 without quotes is two cells, and 1 would be charged.
"""

from sheets_sync.errors import UsageError
from sheets_sync.spreadsheet.protocol import Tab


def refuse_long_lines(file: Tab, header_row: int) -> None:
    """Raises ``UsageError`` where a line below the headers has a cell right of the last one."""
    headers = max(
        (at for at, each in enumerate(file.columns, 1) if each[header_row - 1]), default=0
    )
    beyond = file.columns[headers:]
    longest = {
        line: at
        for at, column in enumerate(beyond, headers + 1)
        for line, cell in enumerate(column[header_row:], header_row + 1)
        if cell is not None
    }
    if not longest:
        return
    line = min(longest)
    raise UsageError(
        f"{file.ref} cannot be read: line {line} has {longest[line]} cells where the headers in "
        f"line {header_row} are {headers}. A comma within a number or a text may have made two of "
        "one.",
        'Put such cells in quotes ("1,50"), or separate the cells with ";"; a column that is meant '
        "needs a header.",
    )
