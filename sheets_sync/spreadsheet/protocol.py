"""The spreadsheet as the rest of the program sees it: what every back end offers.

A back end reads tabs as columns of raw cells, writes runs of cells, and furnishes a workbook
with tabs, columns and formats. It knows nothing of money: ``reading`` gives cells
their meaning, ``showing`` and ``diff`` decide what to write.

Tabs are named by *refs*: the tab's name, or ``BOOK#name`` for a tab of another spreadsheet
(a URL or key on Google, a path for .xlsx).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from sheets_sync import deferred
from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.column_formats import Expected, Format
from sheets_sync.spreadsheet.decoration import Decoration

if TYPE_CHECKING:
    from sheets_sync.columns.packed import Packed


@deferred.dataclass(frozen=True)
class Tab:
    """One tab as read: ``columns[c][r]`` is the cell in column c, row r (both from 0).

    All columns have ``height`` cells. ``marks`` maps the key of a column of ours
    ("clients.balance") to its index; ``own`` is the role of a tab of ours ("summary"), or "".
    ``header`` is the sheet row (from 1) whose mark says that the headers stand in it, 0 where
    none does. ``strangers`` are marks, by key, under which another header stands than the one
    that was marked: their column (from 0) and that header. They are not among the ``marks``.
    ``epoch``: days by which bare numbers of days fall short, 1462 where they count from 1904.
    ``shown``: by column what stands beside the numbers of its rows by their formats ("€", "%"),
    as far as that is known. ``cuts``: by column, the rows (from 1) of a file whose number and the
    cell right of it may be one, cut at its comma; ``ends``: columns with whose number a line ends.
    """

    ref: str
    columns: Sequence[Sequence[Cell]]
    height: int
    marks: Mapping[str, int] = field(default_factory=dict)
    own: str = ""
    header: int = 0
    strangers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    epoch: int = 0
    shown: "Mapping[int, Packed]" = field(default_factory=dict)
    cuts: Mapping[int, Sequence[int]] = field(default_factory=dict)
    ends: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Cell:
        """The cell in a sheet row (from 1) of a column (from 0). A tab ends with its last filled
        cell, which may stand left of a column of ours, or above its header: there all is blank."""
        there = 0 < row <= self.height and column < len(self.columns)
        return self.columns[column][row - 1] if there else None


@deferred.dataclass(frozen=True)
class Marks:
    """Marks that a tab of ours lacks: ``columns`` by key, and the sheet row of the ``header``, 0
    where it is marked. ``made`` are those of the columns that are new there, side by side, nothing
    at them or right of them: they get width and number format, too, and where somebody else can
    type meanwhile they are inserted."""

    columns: Mapping[str, int]
    header: int = 0
    made: "tuple[NewColumn, ...]" = ()


@deferred.dataclass(frozen=True)
class Snapshot:
    """What one read brought. ``names`` lists every tab of the workbook, read or not.

    ``basis`` is the back end's own token of the state it read; a write refuses to land on
    another one. ``locale`` and ``timezone`` are the spreadsheet's own, "" where it has none.
    ``files`` are the refs among ``tabs`` that are files of texts; ``renamed`` are refs whose tab
    bears another name since it was last read, with that name. ``others`` are the first rows of
    tabs that were not asked for, where they come for nothing; ``marked`` the keys of the columns
    of ours in the staff's tabs, read or not, by name. ``badge`` is what ``bear`` left, or "", and
    ``last_badge`` the last that it left there, as far as that is kept beside the workbook.
    ``looks`` are those of numbers that the write told of which brought it.
    """

    tabs: Mapping[str, Tab]
    names: tuple[str, ...]
    basis: object = None
    locale: str = ""
    timezone: str = ""
    files: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Tab] = field(default_factory=dict)
    marked: Mapping[str, Collection[str]] = field(default_factory=dict)
    badge: str = ""
    last_badge: str = ""
    looks: Mapping[CellPlace, CellLook] = field(default_factory=dict)

    @property
    def badges(self) -> tuple[str, str]:
        """What the workbook bears, and what it bore last: not one where it was put back."""
        return self.badge, self.last_badge

    def own(self, role: str) -> Tab | None:
        """The service's own tab of that role, found by its mark."""
        return next((tab for tab in self.tabs.values() if tab.own == role), None)


@deferred.dataclass(frozen=True)
class ColumnEdit:
    """Cells of one column: ``values[i]`` goes into sheet row ``rows[i]`` (from 1, ascending)."""

    ref: str
    column: int
    rows: Sequence[int]
    values: Sequence[Value]


@deferred.dataclass(frozen=True)
class Extents:
    """How far a tab with charts reaches: sheet rows (from 1) of its table's header and end, and,
    by column (from 0), where each column that ``charts`` (their keys) are drawn from ends."""

    header: int
    table_ends: int
    figures_end: Mapping[int, int]
    charts: tuple[str, ...] = ()


@deferred.dataclass(frozen=True)
class About:
    """What a back end is to know of edits, by ref.

    ``inputs`` are the columns that they were computed from (none told: all that they leave
    alone): a back end that cannot refuse a write to a workbook that moved looks at them
    afterwards (design §10.2). ``extents``: charts are made to fit them. ``marks`` are set in
    the same write. ``wrapped`` are the columns whose long texts take several lines, and how many
    characters a line has: where rows do not fit themselves they are made to. ``asked`` are
    numbers of staff's whose looks the snapshot that comes back is to tell, as far as the answer to
    the write can.
    """

    inputs: Mapping[str, Collection[int]] = field(default_factory=dict)
    extents: Mapping[str, Extents] = field(default_factory=dict)
    marks: Mapping[str, Marks] = field(default_factory=dict)
    wrapped: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    asked: Mapping[CellPlace, float] = field(default_factory=dict)


NOTHING_TOLD: Final = About()


@deferred.dataclass(frozen=True)
class Warned:
    """What the cells of a column should hold, and the text for who types something else: it is
    taken all the same. A text is a duration where it has one of ``signs``."""

    expected: Expected
    text: str
    signs: tuple[str, ...] = ()


@deferred.dataclass(frozen=True)
class NewColumn:
    """A column to furnish: its header, and how its cells look.

    ``mark`` is its key where the column is ours, else "". ``options`` are the choices of a
    drop-down that warns and never rejects: literal texts, or a (ref, column index, first row)
    whose cells are the choices. ``empty`` says that no cell below the header is filled, so
    that a format may be set on the whole column. ``write_header`` is False where the header is
    already there (an adopted column). ``warned``: what its cells should hold.
    """

    index: int
    header: str
    mark: str = ""
    format: Format = "text"
    width: int = 14
    options: tuple[str, ...] | tuple[str, int, int] = ()
    write_header: bool = True
    empty: bool = True
    warned: Warned | None = None


@deferred.dataclass(frozen=True)
class Furnishing:
    """One tab to make or to complete. ``own`` is the role of a tab of the service, or "", whose
    header row is marked.

    ``head`` are the formats, by column, of the cells above the header row of a new tab;
    ``bold`` the rows among them that stand out. ``decoration`` is what a new tab of ours gets
    beside, and the rules of one of the staff's whose columns are made, or that has them all and
    lacks a rule. The rows of one that is
    ``kept`` come along where it is made anew in another file. ``freeze_head``: the header row and
    all above it stay in sight. The workbook opens on a new tab that ``opens``.
    """

    ref: str
    new: bool
    header_row: int
    columns: tuple[NewColumn, ...]
    own: str = ""
    freeze_columns: int = 0
    head: tuple[Format, ...] = ()
    bold: tuple[int, ...] = ()
    decoration: Decoration = field(default_factory=Decoration)
    kept: bool = False
    freeze_head: bool = True
    opens: bool = False

    @property
    def only_rules(self) -> bool:
        """Whether it is about rules of colours alone, which the tab may have."""
        return bool(self.decoration.rules) and not (self.columns or self.own)

    @property
    def frozen_rows(self) -> int:
        """How many rows stay in sight."""
        return self.header_row if self.freeze_head else 0


@deferred.dataclass(frozen=True)
class Elsewhere:
    """What a plan becomes where the service's tabs cannot be made in the staff's file (§11).

    ``copies`` are further tabs of the file beside it, ``home`` all of the service's tabs, to be
    made in the staff's file once the other one is folded back.
    """

    copies: tuple[Furnishing, ...] = ()
    home: tuple[Furnishing, ...] = ()


NOWHERE_ELSE: Final = Elsewhere()


class Workbook(Protocol):
    """A spreadsheet. Every method may raise ``UsageError`` (not there), ``SheetsSyncError``
    (unreadable, disk) or ``TryAgainLater`` (busy, open elsewhere)."""

    backend: str
    calls: Calls

    def read(self, wanted: Collection[str], own: Collection[str] | None = None) -> Snapshot:
        """One read of the tabs ``wanted`` (refs, and patterns of refs; absent ones are left out
        of ``tabs``) and of the service's own tabs of the roles ``own``; None: of all. Nobody
        writes to a snapshot that lacks some."""

    def brings(self, wanted: Collection[str], known: str = "") -> str:
        """Bring what the next ``read`` of ``wanted`` is to give, and return what tells it from
        anything else: where that is what it was at an earlier time, so is every cell.

        Where it is ``known``, the cells are not taken apart before they are read; what another
        back end told is known to nobody. "" where the back end cannot tell.
        """

    def write(
        self,
        edits: Sequence[ColumnEdit],
        snapshot: Snapshot,
        about: About = NOTHING_TOLD,
    ) -> Snapshot:
        """Write all ``edits`` or none; return the snapshot as it stands now.

        Raises ``WorkbookMoved`` where the workbook is no longer as ``snapshot`` says; then
        nothing is left beside a row that is not as it was. Cells that the edits do not name
        stay as they are. Tabs grow as needed.
        """

    def bear(self, badge: str, snapshot: Snapshot) -> Snapshot:
        """Let the workbook itself bear the text ``badge``, hexadecimal, which no cell shows and
        no person loses, beside the service's own tabs; return the snapshot as it stands now.

        Raises ``WorkbookMoved`` where it bears another badge than ``snapshot`` says.
        """

    def furnish(
        self,
        plan: Sequence[Furnishing],
        snapshot: Snapshot,
        elsewhere: Elsewhere = NOWHERE_ELSE,
    ) -> tuple[Snapshot, list[str]]:
        """Make what ``plan`` names, idempotent; return the new snapshot and what was done,
        a sentence each, for a person. ``elsewhere`` is for back ends that may keep the service's
        tabs in a file of their own."""


@runtime_checkable
class TellsKinds(Protocol):
    """A workbook whose times and days come as numbers: it tells by their formats what they are."""

    def kinds(
        self, numbers: Mapping[CellPlace, float], snapshot: Snapshot
    ) -> Mapping[CellPlace, CellLook]:
        """What each number looks like.

        Raises ``WorkbookMoved`` where one of them is another number by now.
        """
