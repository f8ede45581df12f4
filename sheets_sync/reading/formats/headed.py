"""What the header of a column says of its numbers is read as if it were typed beside each of them:
100 under "Amount, USD" is 100 USD, 15 under "Step, min" 15 min, whatever the price is for (§15)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded, factorized
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.formats.money_shown import (
    rows_of_entries,
    several_currencies,
    shown_labour,
    shown_money,
)
from sheets_sync.reading.layout import HOUR
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.marks import BARE_HOURS
from sheets_sync.reading.meaning.numbers import is_bare
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.meaning.units import time_unit
from sheets_sync.reading.sources.header_hints import UNITS
from sheets_sync.reading.sources.header_units import (
    OF_MONEY,
    PRICE,
    SaidOf,
    headers_saying,
    is_per_time,
)
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def as_headed(snapshot: Snapshot, places: Places, rules: Rules) -> Snapshot:
    """The snapshot with the numbers whose header says what they are in as what they then are. Money
    that is the house's own needs no look where there is no other."""
    sources = [each for of in places.sources.values() for each in of if not each.is_bank]
    said = [(each, of) for each in sources if (of := dict(headers_saying(each.role, each.headers)))]
    if not said:
        return snapshot
    alone, tabs = not several_currencies(snapshot, places, rules), dict(snapshot.tabs)
    for source, of in said:
        tabs[source.ref] = _headed(tabs[source.ref], source, of, rules, alone=alone)
    return replace(snapshot, tabs=tabs)


def _headed(tab: Tab, source: Source, said: dict[str, SaidOf], rules: Rules, *, alone: bool) -> Tab:
    columns, rows = list(tab.columns), rows_of_entries(tab, source)
    for key, of in said.items():
        make = _maker(key, of, rules, alone=alone)
        if (at := source.columns.get(key)) is not None and make is not None:
            columns[at] = _with(columns[at], rows, make)
    if (
        PRICE in said
        and is_per_time(source.headers[PRICE])
        and (at := source.columns.get("unit")) is not None
    ):
        own = partial(_own_unit, minutes=said[PRICE].minutes)
        columns[at] = _with(columns[at], rows, own)
    return replace(tab, columns=columns)


def _with(column: Sequence[Cell], rows: Mask, make: Callable[[Cell], Cell]) -> Packed:
    """The column with what ``make`` makes of each different cell, in those rows."""
    cells = coded(column, 0)
    different = factorized([*cells.cells, *map(make, cells.cells)])
    made = np.where(rows, len(cells.cells), 0) + cells.codes
    table = np.append(different.codes, NONE)
    return Packed(table[np.where(cells.codes == NONE, NONE, made)], different.cells)


def _maker(key: str, said: SaidOf, rules: Rules, *, alone: bool) -> Callable[[Cell], Cell] | None:
    if key in OF_MONEY:
        unit = said.money[0] if said.money else ""
        shown = partial(shown_money, unit=unit, key=key, rules=rules, alone=alone)
        return partial(_beside, unit=unit, make=shown) if unit and shown(1) is not None else None
    unit = UNITS.get(said.minutes, "")
    if key == "quantity" and said.minutes == HOUR:
        return _bare_hours
    shown = partial(shown_labour, unit=unit, key=key, rules=rules)
    return partial(_beside, unit=unit, make=shown) if unit else None


def _beside(cell: Cell, unit: str, make: Callable[[float], Cell]) -> Cell:
    """A bare number with its unit, also one that is typed as text; any other cell as it is."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        made = make(cell)
        return cell if made is None else made
    return f"{cell.strip()} {unit}" if isinstance(cell, str) and is_bare(cell) else cell


def _bare_hours(cell: Cell) -> Cell:
    bare = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    if bare or (isinstance(cell, str) and is_bare(cell)):
        return f"{read_aloud(cell).strip()}{BARE_HOURS}"
    return cell


def _own_unit(cell: Cell, minutes: int) -> Cell:
    """The Unit of a price whose header says its unit, too: another length of time is in doubt."""
    differs = time_unit(cell) not in (0, minutes)
    return f"{read_aloud(cell)} / {UNITS.get(minutes, '')}" if differs else cell
