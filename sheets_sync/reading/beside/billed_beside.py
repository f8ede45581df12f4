"""Further hours in a column that is not read, beside those that were worked: where they differ,
rows are charged otherwise than their author meant (design §15)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

import numpy as np

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.meaning.cell_column import Coded, Mask
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.sources.labour_headers import labour_elsewhere, labour_minutes
from sheets_sync.spreadsheet.protocol import Tab

_DECIMALS: Final = 2


def differs_from_labour(
    tab: Tab, row: int, columns: Mapping[str, int], at: int, *, alone: bool = True
) -> bool:
    """Whether the column ``at`` says anywhere else than the labour beside it, in minutes, where no
    Quantity says what is charged. ``alone``: where there is no labour beside it, too."""
    theirs = coded(tab.columns[at], row)
    charged = _blank(tab, row, columns, "quantity") & (theirs.codes != NONE)
    if (place := columns.get("minutes")) is None:
        return bool(charged.any())
    ours = coded(tab.columns[place], row)
    charged &= alone | (ours.codes != NONE)
    said = [labour_minutes(str(tab.columns[each][row - 1])) for each in (place, at)]
    our_unit, their_unit = said if all(said) else (1, 1)
    return any(
        _minutes(one, our_unit) != _minutes(other, their_unit)
        for one, other in _pairs(ours, theirs, charged)
    )


def labour_apart(tab: Tab, row: int, columns: Mapping[str, int], taken: set[int]) -> list[int]:
    """The columns, not ``taken``, of minutes beside hours that are the labour, or the other way
    about, which say something else than these: 1 and 30 may be an hour and a half."""
    ours = columns.get("minutes")
    unit = 0 if ours is None else labour_minutes(str(tab.columns[ours][row - 1]))
    return [
        at
        for at in (labour_elsewhere(tab, row, taken) if unit else ())
        if labour_minutes(str(tab.columns[at][row - 1])) not in (0, unit)
        and differs_from_labour(tab, row, columns, at, alone=False)
    ]


def _blank(tab: Tab, row: int, columns: Mapping[str, int], key: str) -> Mask:
    if (at := columns.get(key)) is None:
        return np.ones(max(tab.height - row, 0), bool)
    blank: Mask = coded(tab.columns[at], row).codes == NONE
    return blank


def _pairs(ours: Coded, theirs: Coded, among: Mask) -> Iterator[tuple[Cell, Cell]]:
    """What stands side by side in the rows ``among``, each different pair once."""
    both = np.unique(np.column_stack([ours.codes[among], theirs.codes[among]]), axis=0)
    for one, other in both.tolist():
        yield ours.cells[one] if one != NONE else None, theirs.cells[other]


def _minutes(cell: Cell, unit: int) -> Cell | Fraction:
    """The minutes of a duration or a number; any other cell as it is."""
    said = read_duration(cell, OTHER)
    if isinstance(said, int):
        return round(Fraction(said, SCALE), _DECIMALS)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(Fraction(str(cell)) * unit, _DECIMALS)
    return cell
