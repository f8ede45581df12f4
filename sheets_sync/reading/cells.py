"""The staff's cells of a role, column by column: each different cell is decoded once (§4).

A column becomes codes into its different cells, so that a million rows cost as many array
look-ups and only as much decoding as there are different things in them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import coded, factorized, joined
from sheets_sync.deferred import dataclass
from sheets_sync.reading.beside.billed_beside import is_of_billed
from sheets_sync.reading.beside.unread_beside import unread_of
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.meaning.error_cells import ERRORS
from sheets_sync.reading.meaning.nothing_said import NOTHING
from sheets_sync.reading.sources.header_texts import second_line
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_INITIALS: Final = np.array(sorted({error.encode()[0] for error in ERRORS}), np.uint8)
DAYS: Final = ("date", "valid_from")
"""Columns of days."""
_TICKED: Final = ("billable",)
"""Checkboxes, whose whole column is filled: they make no row (§4)."""


@dataclass(frozen=True)
class Rows:
    """The rows of a role that hold anything, all its sources one below the other.

    ``source`` int16 and ``row`` int32 (sheet row, from 1) are their places; ``columns`` holds
    every staff column of the role, an absent one all blank. ``units`` has, by source, the minutes
    that a 1 of a column means, where that is not one; ``constants``, too, what stands in all its
    rows; ``as_kept`` which sources are sheets of staff's own making, ``epochs`` where they count
    days from (see ``Tab``); ``billed`` whose Quantity is one of hours that clients pay for;
    ``unread`` columns of another name that may be one of ours; ``headers`` what ours are called in
    the tab, ``second_lines`` the row that may go on with these, 0 where none does.
    """

    role: str
    source: NDArray[np.int16]
    row: NDArray[np.int32]
    columns: dict[str, CellColumn]
    units: tuple[Mapping[str, int], ...] = ()
    constants: tuple[Mapping[str, str], ...] = ()
    as_kept: tuple[bool, ...] = ()
    epochs: tuple[int, ...] = ()
    billed: tuple[bool, ...] = ()
    unread: Mapping[str, CellColumn] = field(default_factory=dict)
    headers: tuple[Mapping[str, str], ...] = ()
    second_lines: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.row)

    def where(self, keep: Mask) -> "Rows":
        """Those rows alone."""
        columns = {key: column.where(keep) for key, column in self.columns.items()}
        unread = {key: column.where(keep) for key, column in self.unread.items()}
        source, row = self.source[keep], self.row[keep]
        return replace(self, source=source, row=row, columns=columns, unread=unread)

    def with_constants(self) -> "Rows":
        """The same, with the constants of each source in the blank cells of its rows."""
        columns = dict(self.columns)
        for index, constants in enumerate(self.constants):
            for key, text in constants.items():
                columns[key] = columns[key].filled(text, self.source == index)
        return replace(self, columns=columns)

    def with_constant(self, key: str) -> Mask:
        """The rows of sources that have a constant for a column."""
        return np.array([*(key in each for each in self.constants), False], bool)[self.source]

    def said_elsewhere(
        self, key: str, changes: Callable[[CellColumn], Mask], *, each: bool = False
    ) -> tuple["Rows", Mask]:
        """The rows that a column beside, which is not read, ``changes`` while the column ``key`` is
        all blank; and all of them, with what that says in its place, for findings to quote. Where
        ours says anything, its blanks mean what they mean, but where ``each`` has to be filled."""
        theirs = self.unread.get(key)
        if theirs is None or not (each or self.columns[key].blank.all()):
            return self, np.zeros(len(self), bool)
        where = self.columns[key].blank & changes(theirs)
        taken = self.columns[key].taking(where, theirs)
        return replace(self, columns={**self.columns, key: taken}), where

    def in_kept_sheets(self) -> Mask:
        """The rows of sheets that staff made as they liked."""
        return np.array([*self.as_kept, False], bool)[self.source]

    def of_billed_hours(self) -> Mask:
        """The rows whose Quantity is one of the hours that clients pay for."""
        return np.array([*self.billed, False], bool)[self.source]

    def minutes_in_one(self, key: str) -> NDArray[np.int16]:
        """By row, how many minutes a 1 of the column means: 60 in a column of hours."""
        units = [each.get(key, 1) for each in self.units]
        return np.array(units, np.int16)[self.source]


Told: TypeAlias = Mapping[tuple[str, int], Mapping[int, Cell]]
"""What cells really are that came as numbers, by ref and column, then by sheet row (§15)."""

NOTHING_TOLD: Final[Told] = MappingProxyType({})


def rows_of(snapshot: Snapshot, places: Places, role: str, told: Told = NOTHING_TOLD) -> Rows:
    """The rows of a role in sheet order, sources in config order; blank rows are left out."""
    sources = [each for each in places.sources[role] if not each.is_bank]
    heights = [max(snapshot.tabs[s.ref].height - s.header_row, 0) for s in sources]
    columns = {
        staff_column.key: _column(snapshot, sources, staff_column.key, told)
        for staff_column in STAFF_ROLES[role].staff_columns
    }
    for key, nothing in NOTHING.get(role, {}).items():
        columns[key] = columns[key].without(nothing)
    every = Rows(
        role,
        np.repeat(np.arange(len(sources), dtype=np.int16), heights),
        np.concatenate(
            [np.arange(s.header_row + 1, s.header_row + 1 + height, dtype=np.int32)
             for s, height in zip(sources, heights, strict=True)]
        ),
        columns,
        tuple(source.units for source in sources),
        tuple(source.constants for source in sources),
        tuple(source.as_kept for source in sources),
        tuple(snapshot.tabs[source.ref].epoch for source in sources),
        tuple(is_of_billed(source.headers.get("quantity", "")) for source in sources),
        _unread(snapshot, sources),
        tuple(source.headers for source in sources),
        tuple(second_line(snapshot.tabs[source.ref], source.header_row) for source in sources),
    )  # fmt: skip
    filled = np.zeros(len(every), bool)
    for key, column in columns.items():
        if key not in _TICKED:
            filled |= ~column.blank
    return every if filled.all() else every.where(filled)


def _column(snapshot: Snapshot, sources: Sequence[Source], key: str, told: Told) -> CellColumn:
    whole = joined([_days_told(snapshot, source, key, told) for source in sources])
    return CellColumn(whole.codes, whole.cells)


def _unread(snapshot: Snapshot, sources: Sequence[Source]) -> dict[str, CellColumn]:
    """The columns beside ours that hold prices back, by the one that each may be."""
    of_source = [unread_of(source) for source in sources]
    unread = {}
    for key in sorted({key for each in of_source for key in each}):
        beside = [
            _cells(snapshot.tabs[source.ref], replace(source, columns=columns, made={}), key, {})
            for source, columns in zip(sources, of_source, strict=True)
        ]
        whole = joined(beside)
        unread[key] = CellColumn(whole.codes, whole.cells)
    return unread


def _days_told(snapshot: Snapshot, source: Source, key: str, told: Told) -> Packed:
    """The cells of one source, bare numbers of days counted from the usual epoch."""
    tab = snapshot.tabs[source.ref]
    cells = _cells(tab, source, key, told)
    if not tab.epoch or key not in DAYS:
        return cells
    return Packed(cells.codes, [counted_from(tab.epoch, cell) for cell in cells.cells])


def counted_from(epoch: int, cell: Cell) -> Cell:
    """A bare number of days that are counted from so many days after the usual epoch, from that."""
    return cell + epoch if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell


def _cells(tab: Tab, source: Source, key: str, told: Told) -> Packed:
    """The cells of one source below its header, all blank where it has no such column."""
    if (made := source.made.get(key)) is not None:
        return _made([_stands(tab, source, at, told) for at in made.columns], made.make)
    if (index := source.columns.get(key)) is not None:
        return _stands(tab, source, index, told)
    return Packed(np.full(max(tab.height - source.header_row, 0), NONE, np.int32), [])


def _made(parts: Sequence[Packed], make: Callable[..., Cell]) -> Packed:
    """A column made out of others: each different row of them once."""
    which, first = _alike([part.codes for part in parts])
    columns = [
        [part.cells[at] if at != NONE else None for at in part.codes[first].tolist()]
        for part in parts
    ]
    different = factorized([*map(make, *columns)])
    return Packed(different.codes[which], different.cells)


def _alike(columns: Sequence[NDArray[np.integer]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which of the different rows of codes each row is, and where the first of each stands."""
    which = np.zeros(len(columns[0]), np.intp)
    for codes in columns:
        which, _ = pd.factorize(which * (int(codes.max(initial=NONE)) + 2) + codes + 1)
    _, first = np.unique(which, return_index=True)
    return which, first


def _stands(tab: Tab, source: Source, index: int, told: Told) -> Packed:
    """The cells of a column as they stand below the header."""
    cells = coded(tab.columns[index], source.header_row)
    really = told.get((source.ref, index))
    return _with(cells, really, source.header_row) if really else cells


def _with(cells: Packed, really: Mapping[int, Cell], header_row: int) -> Packed:
    """The column with what some of its cells, by sheet row, really are."""
    new = list(dict.fromkeys(really.values()))
    code = {cell: len(cells.cells) + at for at, cell in enumerate(new)}
    codes = cells.codes.astype(np.int32)
    codes[[row - 1 - header_row for row in really]] = [code[cell] for cell in really.values()]
    return Packed(codes, [*cells.cells, *new])


def may_be_error(texts: Texts) -> bool:
    """Whether any of ``texts`` begins as an error cell does."""
    return bool(np.isin(texts.initials(), _INITIALS).any())


def name_in(cell: Cell) -> str:
    """A cell as a name: an order 7 is the order "7", a date its ISO form."""
    return " ".join(read_aloud(cell).split())


def read_aloud(cell: Cell) -> str:
    """A cell as a person would read it aloud."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell + 0.0:.0f}"  # a zero is "0", whatever its sign
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _long(cell)
    return "" if cell is None or isinstance(cell, Fault) else str(cell)


def _long(duration: timedelta) -> str:
    """-30:00, 25:30:00: Python says days."""
    seconds = round(abs(duration).total_seconds())
    sign = "-" if duration < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
