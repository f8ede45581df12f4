"""A workbook in memory: for tests, and for trying things out.

It keeps the semantics of the protocol: text stays text, ``None`` clears, tabs grow, and a write
lands only on what was read.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import WorkbookMoved
from sheets_sync.spreadsheet.around import first_rows
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.diff import written
from sheets_sync.spreadsheet.patterns import is_wanted
from sheets_sync.spreadsheet.protocol import (
    NOTHING_TOLD,
    NOWHERE_ELSE,
    About,
    ColumnEdit,
    Elsewhere,
    Furnishing,
    NewColumn,
    Snapshot,
    Tab,
)
from sheets_sync.spreadsheet.storable import storable


class MemoryWorkbook:
    """Tabs as rows of cells, by name. ``marks``, ``own`` and ``headers`` stand beside them, by
    name too.

    ``before_write`` is called as a write or a furnishing begins: what it does to ``tabs`` is
    what staff do between a run's read and its write.
    """

    backend = "memory"

    def __init__(
        self,
        tabs: dict[str, list[list[Cell]]] | None = None,
        *,
        before_write: Callable[[], None] | None = None,
    ) -> None:
        self.tabs: dict[str, list[list[Cell]]] = tabs if tabs is not None else {}
        self.marks: dict[str, dict[str, int]] = {}
        self.own: dict[str, str] = {}
        self.headers: dict[str, int] = {}
        self.badge = ""
        self.before_write = before_write
        self.calls = Calls()

    def read(self, wanted: Collection[str], own: Collection[str] | None = None) -> Snapshot:
        """See the protocol."""
        self.calls.read += 1
        ours = {ref for ref, role in self.own.items() if own is None or role in own}
        refs = [ref for ref in self.tabs if is_wanted(ref, wanted) or ref in ours]
        around = [ref for ref in self.tabs if ref not in {*refs, *self.own}]
        others = {ref: first_rows(self._tab(ref)) for ref in around}
        tabs = {ref: self._tab(ref) for ref in refs}
        marked = {
            ref: frozenset(marks)
            for ref, marks in self.marks.items()
            if marks and ref in self.tabs and ref not in self.own
        }
        return Snapshot(
            tabs, tuple(self.tabs), self._basis(), others=others, marked=marked, badge=self.badge
        )

    def brings(self, wanted: Collection[str], known: str = "") -> str:  # noqa: ARG002 - see there
        """See the protocol. All that there is tells it from anything else."""
        return repr((self.tabs, self.marks, self.own, self.headers, self.badge))

    def write(
        self,
        edits: Sequence[ColumnEdit],
        snapshot: Snapshot,
        about: About = NOTHING_TOLD,
    ) -> Snapshot:
        """See the protocol. The whole workbook is compared, and there are no charts."""
        edits = [storable(edit) for edit in edits if edit.rows]
        touched = {*(edit.ref for edit in edits), *about.marks}
        if not touched:
            return snapshot
        self._begin(snapshot)
        made = {ref: written(snapshot.tabs[ref], edits, about.marks.get(ref)) for ref in touched}
        self.tabs.update({ref: _rows(tab) for ref, tab in made.items()})  # all of them, or none
        self.marks.update({ref: dict(tab.marks) for ref, tab in made.items()})
        self.headers.update({ref: tab.header for ref, tab in made.items()})
        return replace(snapshot, tabs={**snapshot.tabs, **made}, basis=self._basis())

    def bear(self, badge: str, snapshot: Snapshot) -> Snapshot:
        """See the protocol."""
        self._begin(snapshot)
        self.badge = badge
        return replace(snapshot, badge=badge, basis=self._basis())

    def furnish(
        self,
        plan: Sequence[Furnishing],
        snapshot: Snapshot,
        elsewhere: Elsewhere = NOWHERE_ELSE,  # noqa: ARG002 - all of it is in one place
    ) -> tuple[Snapshot, list[str]]:
        """See the protocol. Widths, formats and drop-downs have no place here."""
        self._begin(snapshot)
        todo = [tab for tab in plan if not (tab.own and tab.own in self.own.values())]
        done = [sentence for tab in todo if (sentence := self._furnished(tab))]
        if not done:
            return snapshot, []
        return self.read([*snapshot.tabs, *(tab.ref for tab in plan)]), done

    def _tab(self, ref: str) -> Tab:
        rows = self.tabs[ref]
        width = max((len(row) for row in rows), default=0)
        padded = (row + [None] * (width - len(row)) for row in rows)
        columns = [list(column) for column in zip(*padded, strict=True)]
        marks, own = dict(self.marks.get(ref, {})), self.own.get(ref, "")
        return Tab(ref, columns, len(rows), marks, own, self.headers.get(ref, 0))

    def _basis(self) -> str:
        state = repr((self.tabs, self.marks, self.own, self.headers, self.badge))
        return hashlib.blake2b(state.encode("utf-8", "surrogatepass")).hexdigest()

    def _begin(self, snapshot: Snapshot) -> None:
        """Let staff do what they do, then refuse where that changed anything."""
        if self.before_write is not None:
            self.before_write()
        if snapshot.basis != self._basis():
            raise WorkbookMoved("The workbook was changed meanwhile; nothing was written.")
        self.calls.write += 1

    def _furnished(self, plan: Furnishing) -> str:
        """Make one tab or its columns; "" where all is there."""
        made = plan.ref not in self.tabs
        rows = self.tabs.setdefault(plan.ref, [])
        marks = self.marks.setdefault(plan.ref, {})
        headers = [c.header for c in plan.columns if _add(rows, marks, plan.header_row, c)]
        if plan.own:
            self.own[plan.ref], self.headers[plan.ref] = plan.own, plan.header_row
        elif not headers:
            return ""
        return f"{'Made' if made else 'Furnished'} the tab {plan.ref}: {', '.join(headers)}."


def _rows(tab: Tab) -> list[list[Cell]]:
    return [list(row) for row in zip(*tab.columns, strict=True)]


def _add(rows: list[list[Cell]], marks: dict[str, int], header_row: int, column: NewColumn) -> bool:
    """Make one column; False where it is there already."""
    if column.mark in marks:
        return False
    rows.extend([] for _ in range(header_row - len(rows)))
    header = rows[header_row - 1]
    header.extend([None] * (column.index + 1 - len(header)))
    if column.write_header:
        if header[column.index] not in (None, ""):
            return False
        header[column.index] = column.header
    if column.mark:
        marks[column.mark] = column.index
    return True
