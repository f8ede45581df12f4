"""One office, one seed: a run with staff at work, and the check of what it left behind."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from sheets_sync.errors import SheetsSyncError
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.spreadsheet import diff
from sheets_sync.spreadsheet.google.facts import COLUMN
from sheets_sync.spreadsheet.sameness import same_cell
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.use_cases.running import writing_back
from tests.google.office import Office, clone, header_rows, marks, own_tabs, seeded, staff_cells
from tests.sheets_api.cells import Cell
from tests.sheets_api.model.sheet import Sheet
from tests.sheets_api.staff import RENAMED, SeededStaff
from tests.sync.agency import NOW, SHEETS

TITLED = {
    **SHEETS,
    "Log": [["Work log of the agency", *[None] * 12, "ask Anna"], [], *SHEETS["Log"]],
}
"""The log begins with a title, and somebody's note stands above what will be a column of ours."""

INPUTS = {
    column.names[0] for role in STAFF_ROLES.values() for column in role.staff_columns if column.key != "note"
}  # fmt: skip

Claims = dict[tuple[int, str], dict[tuple[Any, ...], list[Any]]]


class Scene:
    """One office, one seed: a run with staff at work, and what may stand where afterwards."""

    def __init__(self, office: Office, seed: int, folder: Path) -> None:
        self.office, self.google = office, office.google
        template = office.book
        self.book = clone(self.google, template)
        self.book.share(self.google.account.email, "writer")
        self.before = clone(self.google, template)
        for book in (self.book, self.before):
            self.google.api.books[book.key] = book
        config = office.config
        self.config = replace(
            config,
            workbook=replace(config.workbook, spreadsheet=self.book.key),
            state=replace(config.state, path=folder / f"{seed}.sqlite3"),
            digest="",
        )
        self.chance = seeded(seed)
        tabs = [sheet.id for sheet in template.sheets if sheet.id not in own_tabs(template)]
        headers = {**dict.fromkeys(tabs, 0), **header_rows(template)}
        self.staff = SeededStaff([self.book, self.before], self.chance, tabs, headers, COLUMN)
        self.claims: Claims = defaultdict(lambda: defaultdict(list))

    def play(self, at_work: Callable[[Any], None] | None = None) -> SheetsSyncError | None:
        """A first run alone, edits, then the run with staff at work, or ``at_work``."""
        self._run()
        self.before.put_back(self.book.keep())
        for _ in range(self.chance.randint(1, 4)):
            self.staff.edit()
        self.google.on_request(at_work or self._at_work)
        self.google.server.after.append(self._accept)
        try:
            return self._run()
        finally:
            self.google.off_duty()

    def settle(self) -> SheetsSyncError | None:
        """A run that nobody disturbs."""
        return self._run()

    def _at_work(self, _: object) -> None:
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            self.staff.edit()

    def _run(self) -> SheetsSyncError | None:
        options = Options(no_mail=True, accept_shrink=True)
        try:
            with patch.object(writing_back, "differing", self._remembering):
                sync_now(self.config, options, NOW, lambda _: None)
        except SheetsSyncError as error:
            return error
        return None

    def _remembering(self, wanted: Any, snapshot: Any, **more: Any) -> Any:
        self.claim(wanted, snapshot)
        return diff.differing(wanted, snapshot, **more)

    def claim(self, wanted: Any, snapshot: Any) -> None:
        """Remember what a run wants beside a row of these cells."""
        titles = {sheet.title: sheet.id for sheet in self.book.sheets}
        for column in wanted:
            tab = snapshot.tabs[column.ref]
            if tab.own or column.ref not in titles:
                continue
            names = {at: mark for mark, at in tab.marks.items()}
            for at, value in enumerate(column.values):
                row = column.first_row - 1 + at
                if row < tab.height:
                    cells = self._key(tab.columns, row, tab.marks.values())
                    self.claims[titles[column.ref], names[column.column]][cells].append(value)

    @staticmethod
    def _key(columns: Any, row: int, ours: Any) -> tuple[Any, ...]:
        """What the run computes from: the cells of a row under headers that it knows, notes not
        among them, in whatever order the columns are."""
        header = next(
            (
                at
                for at in range(12)
                for column in columns
                if [_as_it_was(cell) for cell in column[at : at + 1]] == ["Client"]
            ),
            0,
        )
        return tuple(
            sorted(
                f"{_as_it_was(column[header])}: {column[row]}"
                for at, column in enumerate(columns)
                if at not in set(ours)
                and _as_it_was(column[header]) in INPUTS
                and column[row] not in (None, "")
            )
        )

    # --- the check ---------------------------------------------------------------------------

    def faults(self) -> list[str]:
        """Cells lost, and values beside rows that they do not belong to."""
        ours, headers = marks(self.before), header_rows(self.before)
        had, have = (staff_cells(b, ours, headers) for b in (self.before, self.book))
        lost = [
            f"{place}: {had.get(place)!r} became {have.get(place)!r}"
            for place in had.keys() | have.keys()
            if had.get(place) != have.get(place)
        ]
        return lost + list(self._misplaced())

    def _misplaced(self) -> Iterator[str]:
        for sheet, row, mark, value in self._unclaimed():
            yield f"{sheet.title} row {row + 1} {mark}: {value!r} belongs to another row"

    def _accept(self, request: Any) -> None:
        """After a write: what stands beside the row that it was computed for is right from now
        on, whatever staff make of that row later."""
        if request.writes:
            list(self._unclaimed())

    def _unclaimed(self) -> Iterator[tuple[Sheet, int, str, Cell]]:
        """Values of ours that are new, and that no computation wanted beside such a row. Those
        that one did are noted in the twin."""
        headers = header_rows(self.book)
        for number, columns in marks(self.book).items():
            sheet, old = self.book.sheet_by_id(number), self.before.sheet_by_id(number)
            grid = [
                [sheet.cell(row, column) for row in range(sheet.height)]
                for column in range(sheet.width)
            ]
            for row in range(headers.get(number, 0) + 1, sheet.height):
                key = self._key(grid, row, columns)
                for column, mark in columns.items():
                    value = sheet.cell(row, column)
                    if value is None or value == old.cell(row, column):
                        continue
                    if any(
                        same_cell(cast("Any", value), each)
                        for each in self.claims[number, mark].get(key, [])
                    ):
                        old.set(row, column, value)
                    else:
                        yield sheet, row, mark, value

    def close(self) -> None:
        for book in (self.book, self.before):
            del self.google.api.books[book.key]


def _as_it_was(header: Any) -> Any:
    """A header that staff rename while a write is under way changes nothing about the rows."""
    return header.partition(RENAMED)[0] if isinstance(header, str) else header
