"""The spreadsheet as the rest of the program sees it: what every back end offers.

A back end reads tabs as columns of raw cells, writes runs of cells, and furnishes a workbook
with tabs, columns and formats. It knows nothing of money: ``reading`` gives cells
their meaning, ``showing`` and ``diff`` decide what to write.

Tabs are named by *refs*: the tab's name, or ``BOOK#name`` for a tab of another spreadsheet
(a URL or key on Google, a path for .xlsx).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeAlias

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.decoration import Decoration


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows ``text`` and leads to a cell of the same workbook."""

    text: str
    tab: str
    cell: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, in English with ``,`` separators, and the result that it has now.

    ``text`` starts with "=". It never holds anything that staff typed (design §10.9). What
    ``follows`` a filter, or the clock, may show another number than ``result`` and be right.
    """

    text: str
    result: "str | float"
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units that looks like one of its currency (ISO 4217)."""

    amount: float
    currency: str


Value: TypeAlias = str | float | int | bool | date | Link | Formula | Money | None
"""A cell that we want. Text stays text whatever it starts with; None clears the cell."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab as read: ``columns[c][r]`` is the cell in column c, row r (both from 0).

    All columns have ``height`` cells. ``marks`` maps the key of a column of ours
    ("clients.balance") to its index; ``own`` is the role of a tab of ours ("summary"), or "".
    """

    ref: str
    columns: Sequence[Sequence[Cell]]
    height: int
    marks: Mapping[str, int] = field(default_factory=dict)
    own: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one read brought. ``names`` lists every tab of the workbook, read or not.

    ``basis`` is the back end's own token of the state it read; a write refuses to land on
    another one. ``locale`` and ``timezone`` are the spreadsheet's own, "" where it has none.
    """

    tabs: Mapping[str, Tab]
    names: tuple[str, ...]
    basis: object = None
    locale: str = ""
    timezone: str = ""

    def own(self, role: str) -> Tab | None:
        """The service's own tab of that role, found by its mark."""
        return next((tab for tab in self.tabs.values() if tab.own == role), None)


@dataclass(frozen=True, slots=True)
class ColumnEdit:
    """Cells of one column: ``values[i]`` goes into sheet row ``rows[i]`` (from 1, ascending)."""

    ref: str
    column: int
    rows: Sequence[int]
    values: Sequence[Value]


Format: TypeAlias = Literal[
    "text", "money", "number", "integer", "ratio", "tenths", "times", "percent",
    "date", "datetime", "check",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to furnish: its header, and how its cells look.

    ``mark`` is its key where the column is ours, else "". ``options`` are the choices of a
    drop-down that warns and never rejects: literal texts, or a (ref, column index, first row)
    whose cells are the choices. ``empty`` says that no cell below the header is filled, so
    that a format may be set on the whole column. ``write_header`` is False where the header is
    already there (an adopted column).
    """

    index: int
    header: str
    mark: str = ""
    format: Format = "text"
    width: int = 14
    options: tuple[str, ...] | tuple[str, int, int] = ()
    write_header: bool = True
    empty: bool = True


@dataclass(frozen=True, slots=True)
class Furnishing:
    """One tab to make or to complete. ``own`` is the role of a tab of the service, or "".

    ``head`` are the formats, by column, of the cells above the header row of a new tab;
    ``bold`` the rows among them that stand out. ``decoration`` is what a new tab of ours gets
    beside.
    """

    ref: str
    new: bool
    header_row: int
    columns: tuple[NewColumn, ...]
    own: str = ""
    freeze_columns: int = 0
    protect: bool = False
    head: tuple[Format, ...] = ()
    bold: tuple[int, ...] = ()
    decoration: Decoration = field(default_factory=Decoration)


@dataclass(slots=True)
class Calls:
    """What a run cost: reads and writes of the workbook, and retries (design §12)."""

    read: int = 0
    write: int = 0
    retried: int = 0


class Workbook(Protocol):
    """A spreadsheet. Every method may raise ``UsageError`` (not there), ``SheetsSyncError``
    (unreadable, disk) or ``TryAgainLater`` (busy, open elsewhere)."""

    backend: str
    calls: Calls

    def read(self, wanted: Collection[str]) -> Snapshot:
        """One read of the tabs ``wanted`` (refs; absent ones are left out of ``tabs``) and of
        all tabs of the service's own."""

    def brings(self, wanted: Collection[str], known: str = "") -> str:
        """Bring what the next ``read`` of ``wanted`` is to give, and return what tells it from
        anything else: where that is what it was at an earlier time, so is every cell.

        Where it is ``known``, the cells are not taken apart before they are read. "" where the
        back end cannot tell.
        """

    def write(
        self,
        edits: Sequence[ColumnEdit],
        snapshot: Snapshot,
        inputs: Mapping[str, Collection[int]] | None = None,
    ) -> Snapshot:
        """Write all ``edits`` or none; return the snapshot as it stands now.

        Raises ``WorkbookMoved`` where the workbook is no longer as ``snapshot`` says; then
        nothing is left beside a row that is not as it was. Cells that the edits do not name
        stay as they are. Tabs grow as needed. ``inputs`` are the columns, by ref, that edits
        were computed from (none told: all that they leave alone): a back end that cannot
        refuse a write to a workbook that moved looks at them afterwards (design §10.2).
        """

    def furnish(self, plan: Sequence[Furnishing], snapshot: Snapshot) -> tuple[Snapshot, list[str]]:
        """Make what ``plan`` names, idempotent; return the new snapshot and what was done,
        a sentence each, for a person."""
