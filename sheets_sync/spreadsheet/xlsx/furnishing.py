"""Where the service's tabs are made: in the staff's file, or in a companion beside it.

In the staff's file wherever that loses nothing of theirs; else in ``NAME.results.xlsx``, until
a later furnishing finds that the file can take them (design §11). Nothing is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.decoration import drawn_columns
from sheets_sync.spreadsheet.disk import FileState
from sheets_sync.spreadsheet.protocol import ColumnEdit, Elsewhere, Furnishing, Snapshot, Tab
from sheets_sync.spreadsheet.xlsx import fidelity
from sheets_sync.spreadsheet.xlsx.decorations import has_rules
from sheets_sync.spreadsheet.xlsx.drawings import Drawn
from sheets_sync.spreadsheet.xlsx.furniture import Furnisher, WhereTabIs
from sheets_sync.spreadsheet.xlsx.lent import NotUnderstoodError, openpyxl_workbook
from sheets_sync.spreadsheet.xlsx.links import with_links
from sheets_sync.spreadsheet.xlsx.printer_settings import with_printer_settings
from sheets_sync.spreadsheet.xlsx.properties import with_properties
from sheets_sync.spreadsheet.xlsx.structure import NO_TABS
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile, readable, workbook_file
from sheets_sync.spreadsheet.xlsx.writing import with_edits
from sheets_sync.words.language import Language

_UNREAD: Final = FileState(0, 0, 0, "")
_LOSSES_NAMED: Final = 3


@dataclass
class Furnishings:
    """One furnishing of the files ``books`` (all that there are, by path).

    ``contents`` fills with the new contents of files, ``superseded`` with files to remove,
    ``done`` with sentences for a person.
    """

    path: Path
    companion_path: Path
    language: Language
    place: WhereTabIs
    books: Mapping[Path, WorkbookFile]
    elsewhere: Elsewhere
    contents: dict[Path, bytes] = field(default_factory=dict)
    superseded: list[Path] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def decide(self, plan: Sequence[Furnishing], snapshot: Snapshot) -> None:
        """Fill the three from the plan."""
        by_path: dict[Path, list[Furnishing]] = {self.path: []}
        for furnishing in plan:
            path = self.path if furnishing.own else self.place(furnishing.ref)[0]
            if furnishing.only_rules and self._has_rules(path, furnishing):
                continue
            by_path.setdefault(path, []).append(furnishing)
        self._main(by_path.pop(self.path), snapshot)
        for path, furnishings in by_path.items():
            lost = self._make(path, furnishings)
            if lost:
                self._leave(path, furnishings, lost)

    def _has_rules(self, path: Path, furnishing: Furnishing) -> bool:
        """Whether the tab has the rules of colours, or is not there to have them."""
        book, tab = self.books.get(path), self.place(furnishing.ref)[1]
        if book is None or tab not in book.structure.parts:
            return True
        return has_rules(book.sheet(tab), furnishing.decoration.rules)

    def _main(self, plan: Sequence[Furnishing], snapshot: Snapshot) -> None:
        companion = self.books.get(self.companion_path)
        if companion is None:
            lost = self._make(self.path, plan)
            if lost:
                self._beside(plan, lost)
        elif not self._completes_staff_tabs(plan):
            self._beside(plan, [])
        else:
            home = self.elsewhere.home
            lost = self._make(self.path, [*(p for p in plan if not p.own), *home])
            if lost:
                self._beside(plan, lost)
            else:
                self._fold_back(snapshot)

    def _completes_staff_tabs(self, plan: Sequence[Furnishing]) -> bool:
        """Whether staff's tabs would bear our columns after it: a folded-back file needs them."""
        return self._has_columns(self.path) or any(not p.own for p in plan)

    def _make(self, path: Path, plan: Sequence[Furnishing]) -> list[str]:
        """Make the plan in the file itself. What that would lose; then nothing is made."""
        book = self.books.get(path)
        if not plan:
            return []
        with readable(path):
            lost = fidelity.would_lose(book, self._drawn) if book else []
        if lost:
            return lost
        try:
            furnisher = self._furnisher(path, book)
        except NotUnderstoodError as error:
            return [f"what openpyxl does not understand ({error})"]
        furnisher.furnish(plan)
        if not furnisher.changed:
            return []
        data = furnisher.bytes()
        if book:
            data = fidelity.with_printed_headers(book, workbook_file(path, data, _UNREAD))
            data = with_printer_settings(book, workbook_file(path, data, _UNREAD))
            data = with_links(book, workbook_file(path, data, _UNREAD))
            data = with_properties(book, workbook_file(path, data, _UNREAD))
            lost = fidelity.changes(book, workbook_file(path, data, _UNREAD))
        if not lost:
            self.contents[path] = data
            self.done += furnisher.done
        return lost

    def _furnisher(self, path: Path, book: WorkbookFile | None) -> Furnisher:
        structure = book.structure if book else NO_TABS
        return Furnisher(path, self.language, self.place, openpyxl_workbook(book), structure)

    def _beside(self, plan: Sequence[Furnishing], lost: Sequence[str]) -> None:
        """Make the own tabs in the companion, and leave the staff's tabs alone."""
        staff = [furnishing for furnishing in plan if not furnishing.own]
        own = [furnishing for furnishing in plan if furnishing.own]
        if not self._has_columns(self.path):
            own += self.elsewhere.copies
        if lost and own:
            self.done.append(
                f"{self.path.name} stays as it is: making tabs in it would lose {_listed(lost)}. "
                f"Everything of sheets-sync goes to {self.companion_path.name}."
            )
        self._leave(self.path, staff, lost)
        furnisher = self._furnisher(self.companion_path, self.books.get(self.companion_path))
        furnisher.furnish(own)
        if furnisher.changed:
            self.contents[self.companion_path] = furnisher.bytes()
            self.done += furnisher.done

    def _has_columns(self, path: Path) -> bool:
        """Whether staff's tabs of the file bear columns of ours."""
        return path in self.books and bool(self.books[path].structure.marked)

    @property
    def _drawn(self) -> Drawn:
        """The columns that charts of ours are drawn from, by the role of their tab."""
        return {
            plan.own: {plan.columns[at].mark: at for at in drawn_columns(plan.decoration)}
            for plan in self.elsewhere.home
        }

    def _leave(self, path: Path, staff: Iterable[Furnishing], lost: Sequence[str]) -> None:
        """Say what is not made in staff's tabs."""
        why = f": that would lose {_listed(lost)}" if lost else ""
        for furnishing in staff:
            tab = self.place(furnishing.ref)[1]
            headers = _headers(furnishing, ours=False)
            if furnishing.new:
                self.done.append(
                    f"The tab {tab} of {path.name} is missing and was not made{why}. "
                    f"Make it by hand, with the headers {headers}."
                )
            elif furnishing.only_rules:
                self.done.append(
                    f"Rows of the tab {tab} in {path.name} that wait do not turn red{why}."
                )
            elif headers:
                self.done.append(
                    f"Added nothing to the tab {tab} of {path.name}{why}. "
                    f"It lacks the headers {headers}."
                )
            elif (mine := _headers(furnishing, ours=True)) and self._has_columns(path):
                self.done.append(
                    f"The tab {tab} of {path.name} lacks {mine} of ours, not made{why}."
                )

    def _fold_back(self, snapshot: Snapshot) -> None:
        """The companion's tabs are in the file now: bring rows that are kept along, drop it."""
        data = self.contents.get(self.path) or self.books[self.path].container.data
        book = workbook_file(self.path, data, _UNREAD)
        named = {role: tab for tab, role in book.structure.own.items()}
        edits = {
            named[plan.own]: _rows_of(tab, plan.header_row)
            for plan in self.elsewhere.home
            if plan.kept and plan.own in named and (tab := snapshot.own(plan.own))
        }
        if edits:
            self.contents[self.path] = with_edits(book, edits, lambda link: link.cell)
        self.superseded.append(self.companion_path)
        self.done.append(
            f"Folded {self.companion_path.name} back into {self.path.name}, and removed it."
        )


def _rows_of(tab: Tab, header_row: int) -> list[ColumnEdit]:
    rows = range(header_row + 1, tab.height + 1)
    return [
        ColumnEdit(tab.ref, index, rows, [_value(cell) for cell in column[header_row:]])
        for index, column in enumerate(tab.columns)
    ]


def _value(cell: Cell) -> Value:
    return cell if isinstance(cell, (str, int, float, date)) else None


def _headers(furnishing: Furnishing, *, ours: bool) -> str:
    return ", ".join(each.header for each in furnishing.columns if bool(each.mark) == ours)


def _listed(lost: Sequence[str]) -> str:
    more = len(lost) - _LOSSES_NAMED
    return ", ".join(lost[:_LOSSES_NAMED]) + (f" and {more} more" if more > 0 else "")
