"""Where a table is, for values.append: cells that touch, up to a blank line all around."""

from .ranges import Box
from .sheet import Sheet


def table_in(sheet: Sheet, box: Box) -> Box | None:
    """The table of the last cell of the box that holds anything."""
    seed = _last(sheet, box)
    if seed is None:
        return None
    row, column = seed
    table = Box(row, column, row + 1, column + 1)
    while (grown := _wider(sheet, _taller(sheet, table))) != table:
        table = grown
    return table


def _last(sheet: Sheet, box: Box) -> tuple[int, int] | None:
    for row in range(min(box.bottom or 0, sheet.height) - 1, box.top - 1, -1):
        cells = sheet.rows[row].cells[box.left : box.right]
        for across in range(len(cells) - 1, -1, -1):
            if cells[across] is not None:
                return row, box.left + across
    return None


def _taller(sheet: Sheet, table: Box) -> Box:
    """Grown up and down, over every row that touches it."""
    top, bottom = table.top, table.bottom or 0
    while top and _any(sheet, top - 1, table.left - 1, (table.right or 0) + 1):
        top -= 1
    while bottom < sheet.height and _any(sheet, bottom, table.left - 1, (table.right or 0) + 1):
        bottom += 1
    return Box(top, table.left, bottom, table.right)


def _wider(sheet: Sheet, table: Box) -> Box:
    """Grown by the columns that touch it on either side."""
    rows = range(table.top, table.bottom or 0)
    left, right = table.left, table.right or 0
    if left and any(_any(sheet, row, left - 1, left) for row in rows):
        left -= 1
    if right < sheet.width and any(_any(sheet, row, right, right + 1) for row in rows):
        right += 1
    return Box(table.top, left, table.bottom, right)


def _any(sheet: Sheet, row: int, left: int, right: int) -> bool:
    return any(cell is not None for cell in sheet.rows[row].cells[max(left, 0) : right])
