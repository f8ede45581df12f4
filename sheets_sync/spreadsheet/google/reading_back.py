"""What the answer to a write brings back: cells as they stand once it landed, and tabs' names."""

from collections.abc import Mapping
from typing import Any, Final, cast

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.sameness import same_cell

_FIELDS: Final = (
    "updatedSpreadsheet(properties(locale,timeZone),sheets(properties(sheetId,title),"
    "data(startRow,startColumn,rowData(values(effectiveValue,userEnteredValue(formulaValue){})))))"
)
FIELDS: Final = _FIELDS.format("")
WITH_LOOKS: Final = _FIELDS.format(",effectiveFormat(numberFormat)")
"""With the formats of numbers: what a run asks for that has new ones (design §15)."""
_ERRORS: Final = {
    "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
    "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip
_CODES: Final = frozenset(_ERRORS.values())

Found = tuple[Cell, bool]
"""A cell read back, and whether it is a formula."""

BLANK: Final[Found] = (None, False)


def same(found: Cell, wanted: Cell) -> bool:
    """Whether a cell read back is the one that was read before. Of an error its code counts: a
    read gives its reason too, "#N/A (Did not find value 7)", a read-back its type."""
    if found == wanted and type(found) is type(wanted):
        return True  # most are
    return same_cell(without_reason(found), cast("Value", without_reason(wanted)))


def without_reason(cell: Cell) -> Cell:
    """The code of an error, without its reason; other cells as they are."""
    if isinstance(cell, str) and (code := cell.partition(" (")[0]) in _CODES:
        return code
    return cell


def read_back(reply: Mapping[str, Any]) -> dict[int, dict[tuple[int, int], Found]]:
    """The cells of an answer by tab id and place (row, column), from 0; blanks left out."""
    found: dict[int, dict[tuple[int, int], Found]] = {}
    for sheet in reply.get("updatedSpreadsheet", {}).get("sheets", ()):
        cells = found.setdefault(sheet["properties"].get("sheetId", 0), {})
        for grid in sheet.get("data", ()):
            _add(cells, grid)
    return found


def titles(reply: Mapping[str, Any]) -> dict[int, str]:
    """The names of the tabs in an answer, by id."""
    sheets = reply.get("updatedSpreadsheet", {}).get("sheets", ())
    return {
        sheet["properties"].get("sheetId", 0): sheet["properties"].get("title", "")
        for sheet in sheets
    }


def _add(cells: dict[tuple[int, int], Found], grid: Mapping[str, Any]) -> None:
    top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
    for row, line in enumerate(grid.get("rowData", ()), top):
        for column, cell in enumerate(line.get("values", ()), left):
            if cell:
                formula = "formulaValue" in cell.get("userEnteredValue", {})
                cells[row, column] = _value(cell.get("effectiveValue", {})), formula


def _value(effective: Mapping[str, Any]) -> Cell:
    for kind, value in effective.items():
        if kind == "errorValue":
            return _ERRORS.get(value.get("type", ""), "#ERROR!")
        plain: Cell = value
        return plain
    return None
