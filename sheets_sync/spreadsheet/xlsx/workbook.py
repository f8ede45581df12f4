"""The workbook on a disk: an .xlsx file, its companion, and the files that refs name."""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from sheets_sync.errors import UsageError
from sheets_sync.files import is_there
from sheets_sync.spreadsheet.around import first_rows
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.cell_value import Link
from sheets_sync.spreadsheet.disk import FileState, moved, replace_files
from sheets_sync.spreadsheet.protocol import (
    NOTHING_TOLD,
    NOWHERE_ELSE,
    About,
    ColumnEdit,
    Elsewhere,
    Furnishing,
    Snapshot,
    Tab,
)
from sheets_sync.spreadsheet.storable import storable
from sheets_sync.spreadsheet.xlsx.asked_tabs import tabs_of, unasked, without_patterns
from sheets_sync.spreadsheet.xlsx.last_badge import exchanging, forget_last_badge, last_badge
from sheets_sync.spreadsheet.xlsx.last_look import last_look
from sheets_sync.spreadsheet.xlsx.open_elsewhere import refuse_open
from sheets_sync.spreadsheet.xlsx.structure import NO_TABS
from sheets_sync.spreadsheet.xlsx.workbook_file import (
    WorkbookFile,
    read_workbook_file,
)
from sheets_sync.words import language_of
from sheets_sync.words.language import Language

_OTHER_BOOK: Final = re.compile(r"(.+?\.xls[xm])#(.+)", re.IGNORECASE)


class XlsxWorkbook:
    """An .xlsx file behind the ``Workbook`` protocol (design §11).

    ``language`` is that of dates and ticks in new columns. ``makes``: where there is no file, a
    read finds it blank, and ``furnish`` makes it; else reads refuse. Refs ``other.xlsx#Log`` name
    a tab of another file, relative to the folder of ``path``; the service's own tabs in a
    companion have such refs too.
    """

    backend = "xlsx"

    def __init__(
        self, path: Path, *, language: Language | None = None, makes: bool = False
    ) -> None:
        self.path = path
        self.makes = makes
        self.language = language or language_of("en")
        self.calls = Calls()
        self._brought: dict[Path, WorkbookFile] | None = None
        self._last_read: dict[Path, WorkbookFile] = {}

    def brings(self, wanted: Collection[str], known: str = "") -> str:  # noqa: ARG002 - see there
        """The files of all refs, told by their bytes. See the protocol."""
        self.calls.read += 1
        self._brought = self._books(wanted, blank=self.makes)
        digests = [(str(path), book.state.digest) for path, book in self._brought.items()]
        return repr([*digests, last_badge(self.path)])

    def read(self, wanted: Collection[str], own: Collection[str] | None = None) -> Snapshot:
        """One read: the files of all refs, whole. See the protocol."""
        if self._brought is None:
            self.brings(wanted)
        books, self._brought = self._brought or {}, None
        ours = self._own_refs(books)
        asked_own = [ref for ref, role in ours.items() if own is None or role in own]
        tabs: dict[str, Tab] = {}
        others: dict[str, Tab] = {}
        for path, refs in self._by_book({*wanted, *asked_own}).items():
            if path not in books:
                continue
            asked = without_patterns(refs, books[path])
            heads = unasked(books[path], asked) if path == self.path else []
            tabs |= tabs_of(books[path], {**asked, **{name: name for name in heads}}, ours, heads)
            others |= {name: first_rows(tabs.pop(name)) for name in heads if name in tabs}
        self._last_read = books
        companion = books.get(companion_path(self.path))
        beside = (
            [self._ref(companion, sheet.name) for sheet in companion.structure.sheets]
            if companion
            else []
        )
        main = books[self.path].structure if self.path in books else NO_TABS
        names = tuple(sheet.name for sheet in main.sheets)
        basis = {path: book.state for path, book in books.items()}
        badge = (companion.structure if companion is not None else main).badge
        return Snapshot(
            tabs,
            (*names, *beside),
            basis,
            others=others,
            marked=main.marked,
            badge=badge,
            last_badge=last_badge(self.path),
        )

    def write(
        self,
        edits: Sequence[ColumnEdit],
        snapshot: Snapshot,
        about: About = NOTHING_TOLD,
    ) -> Snapshot:
        """Patch the files that edits name; all are made before the first is exchanged. Whole
        files are compared: nothing is to be looked at afterwards."""
        # Slow to import, and a run that finds all as it was writes nothing.
        from sheets_sync.spreadsheet.diff import written  # noqa: PLC0415

        edits = [storable(edit) for edit in edits if edit.rows]
        touched = {*(edit.ref for edit in edits), *about.marks}
        if not touched:
            return snapshot
        basis = basis_of(snapshot)
        self.calls.write += 1
        tabs = dict(snapshot.tabs)
        for ref in touched:
            tabs[ref] = written(tabs[ref], edits, about.marks.get(ref))
        lines = self._lines(tabs, edits, about)
        contents = {
            path: self._patched(path, basis, refs, edits, about, lines)
            for path, refs in self._by_book(touched).items()
        }
        states = replace_files(contents, lambda: last_look(contents, basis), basis)
        return replace(snapshot, tabs=tabs, basis={**basis, **states})

    def bear(self, badge: str, snapshot: Snapshot) -> Snapshot:
        """The file that holds the service's own tabs bears it. See the protocol."""
        from sheets_sync.spreadsheet.xlsx.badge import with_badge  # noqa: PLC0415 - as ``write``

        path = self._home(snapshot)
        basis = basis_of(snapshot)
        self.calls.write += 1
        contents = {path: with_badge(self._book_as_read(path, basis), badge)}
        with exchanging(self.path, snapshot.last_badge, badge):
            states = replace_files(contents, lambda: last_look(contents, basis), basis)
        return replace(snapshot, badge=badge, last_badge=badge, basis={**basis, **states})

    def furnish(
        self,
        plan: Sequence[Furnishing],
        snapshot: Snapshot,
        elsewhere: Elsewhere = NOWHERE_ELSE,
    ) -> tuple[Snapshot, list[str]]:
        """Make tabs and columns, in this file or in the companion; make the file itself where
        there is none. No file is replaced that ``snapshot`` was not read from."""
        # openpyxl is slow to import, and only this needs it.
        from sheets_sync.spreadsheet.xlsx.furnishing import Furnishings  # noqa: PLC0415

        basis = basis_of(snapshot)
        books = self._books([p.ref for p in plan if not p.own], blank=True)
        for path, book in books.items():
            if path not in basis or basis[path].digest != book.state.digest:
                raise moved(path)
        beside = companion_path(self.path)
        homes = (self.path, beside)
        made = Furnishings(*homes, self.language, self.place, books, elsewhere)
        made.decide(plan, snapshot)
        if not made.contents:
            return snapshot, made.done
        self.calls.write += 1
        touched = [*made.contents, *made.superseded]
        replace_files(made.contents, lambda: last_look(touched, basis), basis)
        if self.makes and not any(books[path].structure.ours for path in books if path in homes):
            forget_last_badge(self.path)
        for path in made.superseded:
            path.unlink(missing_ok=True)
        staff = [ref for ref, tab in snapshot.tabs.items() if not tab.own]
        return self.read([*staff, *(p.ref for p in plan if not p.own)]), made.done

    def place(self, ref: str) -> tuple[Path, str]:
        """The file and the tab that a ref names."""
        other = _OTHER_BOOK.fullmatch(ref)
        if other is None:
            return self.path, ref
        return self.path.parent / other[1], other[2]

    def _books(self, refs: Collection[str], *, blank: bool = False) -> dict[Path, WorkbookFile]:
        """The files of those refs; ``blank``: without the workbook itself where it is not there."""
        main = [] if blank and not is_there(self.path) else [self.path]
        others = (self.place(ref)[0] for ref in refs)
        paths = dict.fromkeys([*main, *(path for path in others if path != self.path)])
        books = {path: self._book(path) for path in paths}
        beside = companion_path(self.path)
        if (
            beside not in books
            and is_there(beside)
            and (book := read_workbook_file(beside)).structure.own
        ):
            books[beside] = book
        return books

    def _book(self, path: Path) -> WorkbookFile:
        if path != self.path and not is_there(path):
            raise UsageError(
                f"There is no workbook {path}.", "Put it there, or mend [tabs] in the config."
            )
        return read_workbook_file(path)

    def _own_refs(self, books: Mapping[Path, WorkbookFile]) -> dict[str, str]:
        """Refs of the service's own tabs and their roles; the companion's go before the file's."""
        roles: dict[str, str] = {}
        for path in (companion_path(self.path), self.path):
            if path in books:
                for tab, role in books[path].structure.own.items():
                    roles.setdefault(role, self._ref(books[path], tab))
        return {ref: role for role, ref in roles.items()}

    def _ref(self, book: WorkbookFile, tab: str) -> str:
        return tab if book.path == self.path else f"{book.path.name}#{tab}"

    def _by_book(self, refs: Collection[str]) -> dict[Path, dict[str, str]]:
        """Per file, the tab of each ref."""
        books: dict[Path, dict[str, str]] = {}
        for ref in sorted(refs):
            path, tab = self.place(ref)
            books.setdefault(path, {})[ref] = tab
        return books

    def _patched(
        self,
        path: Path,
        basis: Mapping[Path, FileState],
        refs: Mapping[str, str],
        edits: Sequence[ColumnEdit],
        about: About,
        lines: Mapping[str, Mapping[int, float]],
    ) -> bytes:
        """One file with its edits; ``refs`` are those that they touch, and the names of their
        tabs. ``lines`` are by ref."""
        book = self._book_as_read(path, basis)
        by_tab = {
            refs[ref]: [edit for edit in edits if edit.ref == ref]
            for ref in {edit.ref for edit in edits} & refs.keys()
        }
        extents = {refs[ref]: to for ref, to in about.extents.items() if refs.get(ref) in by_tab}
        marks = {refs[ref]: lacking for ref, lacking in about.marks.items() if ref in refs}
        from sheets_sync.spreadsheet.xlsx.writing import with_edits  # noqa: PLC0415 - see ``write``

        links, days = partial(self._link_target, source=path), self.language.day_in_cells
        tall = {refs[ref]: rows for ref, rows in lines.items() if ref in refs}
        return with_edits(book, by_tab, links, extents, marks, days, tall)

    @staticmethod
    def _lines(
        tabs: Mapping[str, Tab], edits: Sequence[ColumnEdit], about: About
    ) -> Mapping[str, Mapping[int, float]]:
        from sheets_sync.spreadsheet.xlsx.row_heights import of_tabs  # noqa: PLC0415 - as ``write``

        return of_tabs(tabs, edits, about.wrapped)

    def _book_as_read(self, path: Path, basis: Mapping[Path, FileState]) -> WorkbookFile:
        """The file, if it is still as it was read; raises ``WorkbookMoved``, ``TryAgainLater``."""
        refuse_open(path)
        book = self._last_read.pop(path, None)
        if book is None or not book.state.same_stat(path):
            book = read_workbook_file(path)
        if basis.get(path, None) is None or basis[path].digest != book.state.digest:
            raise moved(path)
        return book

    def _home(self, snapshot: Snapshot) -> Path:
        """The file of the service's own tabs."""
        return next(
            (self.place(ref)[0] for ref, tab in snapshot.tabs.items() if tab.own), self.path
        )

    def _link_target(self, link: Link, source: Path) -> str:
        path, tab = self.place(link.tab)
        file = "" if path == source else os.path.relpath(path, source.parent)
        quoted = tab.replace("'", "''")
        return f"{file}#'{quoted}'!{link.cell}"


def companion_path(path: Path) -> Path:
    """Where the companion of a workbook lies."""
    return path.with_name(f"{path.stem}.results.xlsx")


def basis_of(snapshot: Snapshot) -> dict[Path, FileState]:
    """The states of the files that a snapshot was read from."""
    return dict(snapshot.basis) if isinstance(snapshot.basis, dict) else {}
