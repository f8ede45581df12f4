"""Findings of one role while it is being decoded: what is wrong in which rows, and what it holds.

Rows are positions in ``cells.Rows``. Findings come out in sheet order, with client, staff and
month where those are known by then.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync import deferred
from sheets_sync.billing.findings import LONGEST_TEXT, Code, Finding, Variant
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import DAYS, Rows, counted_from, read_aloud
from sheets_sync.reading.formats.slips import offered, variant_of
from sheets_sync.reading.layout import HOURS, STAFF_ROLES
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.dates import serial_date
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.marks import OF_HOURS, as_exported

_NOWHERE = -1


@deferred.dataclass(frozen=True)
class _Issue:
    position: int
    order: int
    code: Code
    key: str
    near: str
    variant: Variant | None = None


@dataclass
class Issues:
    """The findings of ``rows``. ``held`` marks the rows that findings hold back."""

    rows: Rows
    held: Mask = field(init=False)
    _found: list[_Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.held = np.zeros(len(self.rows), bool)
        self._order = {c.key: i for i, c in enumerate(STAFF_ROLES[self.rows.role].staff_columns)}

    def add(
        self,
        code: Code,
        key: str,
        where: Mask,
        *,
        hold: bool = False,
        near: str = "",
        variant: Variant | None = None,
    ) -> None:
        """A finding at column ``key`` of each row of ``where``; ``hold`` holds the rows back."""
        if hold:
            self.held |= where
        for position in np.flatnonzero(where).tolist():
            self._found.append(_Issue(position, self._place(key), code, key, near, variant))

    def _place(self, key: str) -> int:
        """Where among the findings of a row one of a column goes: behind all, if it is not ours."""
        return self._order.get(key, len(self._order))

    def from_reading(
        self,
        key: str,
        read: Sequence[object] | NDArray[np.integer[Any]],
        *,
        hold: bool = False,
        among: Mask | None = None,
        offer: Callable[[Cell], str] | None = None,
    ) -> Mask:
        """A finding at each row (``among`` those) whose cell of ``key`` was read as a ``Code``.

        ``offer`` gives the nearest known name of such a cell. Returns the rows.
        """
        column = self.rows.columns[key]
        bad = np.zeros(len(read) + 1, bool)
        if not isinstance(read, np.ndarray):
            bad[:-1] = [isinstance(each, Code) for each in read]
        if not bad.any():
            return np.zeros(len(self.rows), bool)
        where: Mask = bad[column.codes]
        where = where if among is None else where & among
        if hold:
            self.held |= where
        cells = column.codes[where].tolist()
        faults = {
            cell: (fault, offer(column.cells[cell]) if offer else "")
            for cell in set(cells)
            if isinstance(fault := read[cell], Code)
        }
        for position, cell in zip(np.flatnonzero(where).tolist(), cells, strict=True):
            code, near = faults[cell]
            self._found.append(_Issue(position, self._order[key], code, key, near))
        return where

    def errors(self, keys: Iterable[str], *, hold: bool = False) -> None:
        """A finding at each error cell of columns whose cells are taken as they are."""
        for key in keys:
            self.from_reading(key, [error_in(c) for c in self.rows.columns[key].cells], hold=hold)

    def missing(self, keys: Iterable[str]) -> None:
        """MISSING_CELL, and a row held, for each blank cell of required columns."""
        for key in keys:
            self.add(Code.MISSING_CELL, key, self.rows.columns[key].blank, hold=True)

    def findings(
        self,
        client: Sequence[str] | None = None,
        staff: Sequence[str] | None = None,
        months: Mapping[int, str] | None = None,
    ) -> list[Finding]:
        """All findings, in sheet order; names by row, "" where unknown, months by position."""
        return [
            self._finding(issue, client, staff, months or {})
            for issue in sorted(self._found, key=lambda each: (each.position, each.order))
        ]

    def faulty(self, *, but: Collection[str]) -> Mask:
        """The rows with any finding in a column other than ``but``."""
        faulty = np.zeros(len(self.rows), bool)
        faulty[[issue.position for issue in self._found if issue.key not in but]] = True
        return faulty

    def positions(self) -> list[int]:
        """The rows that findings are about."""
        return sorted({issue.position for issue in self._found})

    def _finding(
        self,
        issue: _Issue,
        client: Sequence[str] | None,
        staff: Sequence[str] | None,
        months: Mapping[int, str],
    ) -> Finding:
        at = issue.position
        column = self.rows.columns.get(issue.key) or self.rows.unread[issue.key]
        code = int(column.codes[at])
        cell = column.cells[code] if code != _NOWHERE else None
        field, cell = _whose(issue.key, cell)
        return Finding(
            issue.code, self.rows.role, int(self.rows.source[at]), int(self.rows.row[at]),
            field,
            text=_quoted(issue.key, cell),
            client=client[at] if client is not None else "",
            staff=staff[at] if staff is not None else "",
            month=months.get(at, ""),
            near=issue.near or self._offered(issue, cell),
            variant=issue.variant or variant_of(issue.code, issue.key, cell),
        )  # fmt: skip

    def _offered(self, issue: _Issue, cell: Cell) -> str:
        """What was most likely typed; the number of a day is that of its workbook's count."""
        epochs, source = self.rows.epochs, int(self.rows.source[issue.position])
        variant = issue.variant or variant_of(issue.code, issue.key, cell)
        if epochs and variant is Variant.DAY:
            cell = counted_from(epochs[source], cell)
        return offered(issue.code, cell)


def _whose(key: str, cell: Cell) -> tuple[str, Cell]:
    """The column that a cell stands in: Minutes may have been taken from the Hours beside them."""
    if isinstance(cell, str) and cell.startswith(OF_HOURS):
        return HOURS.key, cell.removeprefix(OF_HOURS)
    return key, cell


def _quoted(key: str, cell: Cell) -> str:
    """What a finding quotes of a cell: a day that Google gives as a serial reads as a date."""
    day = serial_date(cell) if key in DAYS else None
    return day.isoformat() if day else as_exported(read_aloud(cell)[:LONGEST_TEXT])


def names_by_row(codes: NDArray[np.integer], names: Sequence[str]) -> list[str]:
    """The name of each row by its code; "" for codes below 0."""
    table = np.array([*names, ""], dtype=object)
    return list(table[np.maximum(codes, -1)])
