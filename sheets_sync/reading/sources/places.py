"""Where the rows and columns of each source stand, once they are found (design §3)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from sheets_sync.billing.findings import Finding
from sheets_sync.deferred import dataclass
from sheets_sync.reading.sources.making import Made
from sheets_sync.spreadsheet.a1 import a1

BESIDE: Final = "beside "
"""Before the key of a column of ours: one that is not read, and may be that one."""


@dataclass(frozen=True)
class Source:
    """One tab of a role. Columns are counted from 0, ``header_row`` from 1.

    ``columns`` are the staff's, found by header; ``own`` ours, found by mark; ``near`` those
    whose header only nearly matches, which are not read; ``rivals`` those of another usual name
    that are filled where the one that is read is blank, ``not_kept`` such as say what we have no
    column for, by what that is. ``units``: the minutes that a 1 of a column means, where that is
    not one. ``constants``: what stands in every row, of columns that are not there. ``as_kept``:
    a sheet of staff's own making (see ``Sought``), ``is_file``: in a file, whose lines are its
    rows. ``made``: columns whose cells are made out of what stands there. ``headers``: what the
    staff's columns are called in the tab. ``is_bank``: the tab Bank, the last source of Payments
    (§20); ``beside``: by the column of numbers the one that says what these are in; ``said``: by
    column one that is not read and whose cells say what would stand there; ``ignored``: those that
    the config says are nobody's matter.
    """

    role: str
    index: int
    ref: str
    header_row: int
    columns: Mapping[str, int]
    own: Mapping[str, int]
    near: Mapping[str, int] = field(default_factory=dict)
    rivals: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    as_kept: bool = False
    is_file: bool = False
    made: Mapping[str, Made] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_bank: bool = False
    not_kept: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()

    def cell(self, column: int, row: int) -> str:
        """What a cell is called: "B12", in a file "line 12"."""
        return f"line {row}" if self.is_file else a1(column, row)

    def place(self, cell: str) -> str:
        """Where a cell of that name is: "Log!B12", "exports/june.csv line 12"."""
        return f"{self.ref}{' ' if self.is_file else '!'}{cell}"


@dataclass(frozen=True)
class Places:
    """All sources by role, in config order, and the findings about their headers."""

    sources: Mapping[str, tuple[Source, ...]]
    findings: tuple[Finding, ...]

    def payment(self, source: int, row: int) -> str:
        """What the day of a payment is called, by its source and sheet row: "Payments!A5"."""
        of = self.sources["payments"][source]
        return of.place(of.cell(of.columns.get("date", 0), row))


def bank_place(places: Places) -> Source | None:
    """The tab Bank among the sources of Payments; None where there is none."""
    return next((each for each in places.sources.get("payments", ()) if each.is_bank), None)
