"""What a person does to columns in Excel: whole columns move, and defined names move with them."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter as letters

_COLUMN = re.compile(r"\$([A-Z]+):\$\1")
_ROW = re.compile(r"\$(\d+):\$\1")


def arrange(path: Path, tab: str, order: Sequence[int | None], cells: Mapping[str, Any]) -> None:
    """Columns of a tab in another ``order`` (as they stood, from 0; None: a new one); then
    ``cells`` are typed."""
    book: Any = openpyxl.load_workbook(path)
    sheet = book[tab]
    columns = [[(cell.value, copy(cell._style)) for cell in column] for column in sheet.iter_cols()]
    looks = {key: copy(dimension) for key, dimension in sheet.column_dimensions.items()}
    for at, old in enumerate(order):
        for row in range(sheet.max_row):
            cell = sheet.cell(row + 1, at + 1)
            cell.value, cell._style = None, copy(sheet.cell(1, 200)._style)
            if old is not None and old < len(columns):
                cell.value, cell._style = columns[old][row]
        sheet.column_dimensions.pop(letters(at + 1), None)
        if old is not None and (look := looks.get(letters(old + 1))) is not None:
            look.index, look.min, look.max = letters(at + 1), at + 1, at + 1
            sheet.column_dimensions[letters(at + 1)] = look
    moved = {letters(old + 1): letters(at + 1) for at, old in enumerate(order) if old is not None}
    gone = {letters(old + 1) for old in range(len(columns))} - moved.keys()
    for name in book.defined_names.values():
        named, _, target = name.attr_text.partition("!")
        if named.strip("'") == tab and (found := _COLUMN.fullmatch(target)):
            new = moved.get(found[1])
            name.attr_text = f"{named}!#REF!" if found[1] in gone else f"{named}!${new}:${new}"
    for place, value in cells.items():
        sheet[place] = value
    book.save(path)


def insert_rows(path: Path, tab: str, above: int, count: int) -> None:
    """New rows above sheet row ``above``."""
    book: Any = openpyxl.load_workbook(path)
    book[tab].insert_rows(above, count)
    for name in book.defined_names.values():
        named, _, target = name.attr_text.partition("!")
        if named.strip("'") == tab and (found := _ROW.fullmatch(target)):
            row = int(found[1]) + (count if int(found[1]) >= above else 0)
            name.attr_text = f"{named}!${row}:${row}"
    book.save(path)


def rename(path: Path, tab: str, name: str) -> None:
    """A tab called otherwise; defined names go with it."""
    book: Any = openpyxl.load_workbook(path)
    book[tab].title = name
    for each in book.defined_names.values():
        named, _, target = each.attr_text.partition("!")
        if named.strip("'") == tab:
            each.attr_text = f"'{name.replace(chr(39), chr(39) * 2)}'!{target}"
    book.save(path)
