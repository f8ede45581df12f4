"""Staff at work: seeded edits, each as a person would make it, on one or several twin files."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .cells import Cell
from .model.book import Book
from .model.errors import ApiError
from .model.ranges import Box
from .model.sheet import Sheet
from .model.typed_tables import keep_headers

Change = Callable[[Sheet], None]
RENAMED = " x"
"""What staff put behind a header that they rename."""


@dataclass
class SeededStaff:
    """People who edit ``tabs`` (ids) of ``books``, all alike; ``done`` says what they did.

    ``header`` is the row of the headers (from 0) in each tab as they know it; ``marked`` the key
    of the developer metadata on columns that they leave to a service.
    """

    books: Sequence[Book]
    chance: random.Random
    tabs: Sequence[int]
    header: dict[int, int]
    marked: str = ""
    email: str = ""
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    typed: int = 0

    def edit(self) -> None:
        """One edit."""
        tab = self.chance.choice(list(self.tabs))
        if not any(sheet.id == tab for sheet in self.books[0].sheets):
            return
        kinds, weights = zip(*_KINDS, strict=True)
        kind = self.chance.choices(kinds, weights)[0]
        kind(self, self.books[0].sheet_by_id(tab))

    # --- rows --------------------------------------------------------------------------------

    def type_row(self, sheet: Sheet) -> None:
        """A new row at the foot, like one that is there."""
        source, foot = self._row(sheet), self._foot(sheet)
        line = [sheet.cell(source, column) for column in range(sheet.width)]
        self.typed += 1
        self._all(
            sheet, f"typed row {foot + 1}", lambda s: self._put(s, foot, line),
            self._theirs(sheet, foot),
        )  # fmt: skip

    def edit_cell(self, sheet: Sheet) -> None:
        row, column = self._row(sheet), self._column(sheet)
        value = self._value(sheet.cell(row, column))
        self._all(
            sheet, f"typed {value!r} into {row + 1}/{column}",
            lambda s: s.set(row, column, value), [_cell(row, column)],
        )  # fmt: skip

    def insert_rows(self, sheet: Sheet) -> None:
        at = self.chance.randrange(self._foot(sheet) + 1)
        count = self.chance.randint(1, 3)
        inserted = self._all(
            sheet, f"inserted {count} rows at {at + 1}", lambda s: s.insert("ROWS", at, count),
            _rows(sheet, at),
        )  # fmt: skip
        if inserted and at <= self.header[sheet.id]:
            self.header[sheet.id] += count

    def delete_row(self, sheet: Sheet) -> None:
        row = self._row(sheet)
        if row > self.header[sheet.id]:
            self._all(
                sheet, f"deleted row {row + 1}", lambda s: s.delete("ROWS", row, 1),
                _rows(sheet, row),
            )  # fmt: skip

    def sort(self, sheet: Sheet) -> None:
        top, foot, key = self.header[sheet.id] + 1, self._foot(sheet), self._column(sheet)
        down = self.chance.random() < 0.5
        box = Box(top, 0, foot, sheet.width)
        if foot - top > 1:
            self._all(sheet, f"sorted by column {key}", lambda s: s.sort(box, [(key, down)]), [box])

    def move_row(self, sheet: Sheet) -> None:
        row, to = self._row(sheet), self._row(sheet)
        self._all(
            sheet, f"moved row {row + 1} to {to + 1}", lambda s: s.move("ROWS", row, 1, to),
            _rows(sheet, row),
        )  # fmt: skip

    def paste_over(self, sheet: Sheet) -> None:
        """A block of one row's cells over another's, as when somebody fills in a week."""
        source, target = self._row(sheet), self._row(sheet)
        line = [sheet.cell(source, column) for column in range(sheet.width)]
        self._all(
            sheet,
            f"pasted row {source + 1} over {target + 1}",
            lambda s: self._put(s, target, line),
            self._theirs(sheet, target),
        )

    def clear_row(self, sheet: Sheet) -> None:
        row = self._row(sheet)
        line: list[Cell] = [None] * sheet.width
        self._all(
            sheet, f"cleared row {row + 1}", lambda s: self._put(s, row, line),
            self._theirs(sheet, row),
        )  # fmt: skip

    # --- columns and tabs --------------------------------------------------------------------

    def insert_column(self, sheet: Sheet) -> None:
        at = self.chance.randrange(sheet.width)
        self._all(sheet, f"inserted a column at {at}", lambda s: s.insert("COLUMNS", at, 1), [])
        row = self._row(sheet)
        self._all(sheet, "and typed into it", lambda s: s.set(row, at, "ours"), [_cell(row, at)])

    def delete_column(self, sheet: Sheet) -> None:
        at = self.chance.randrange(sheet.width)
        self._all(
            sheet, f"deleted column {at}", lambda s: s.delete("COLUMNS", at, 1),
            _column(sheet, at),
        )  # fmt: skip

    def move_column(self, sheet: Sheet) -> None:
        at, to = self.chance.randrange(sheet.width), self.chance.randrange(sheet.width)
        self._all(
            sheet, f"moved column {at} to {to}", lambda s: s.move("COLUMNS", at, 1, to),
            _column(sheet, at),
        )  # fmt: skip

    def rename_header(self, sheet: Sheet) -> None:
        row, column = self.header[sheet.id], self._column(sheet)
        text = f"{sheet.cell(row, column)}{RENAMED}"
        self._all(
            sheet, f"renamed the header of column {column}", lambda s: s.set(row, column, text),
            [_cell(row, column)],
        )  # fmt: skip

    def rename_tab(self, sheet: Sheet) -> None:
        title = f"{sheet.title} {self.chance.randint(1, 99)}"
        self._all(sheet, f"renamed it {title}", lambda s: s.properties.update(title=title), [])

    # --- how ---------------------------------------------------------------------------------

    def _all(self, sheet: Sheet, what: str, change: Change, touched: Sequence[Box]) -> bool:
        """Do it in all books, unless they may not edit all that is touched."""
        if self.email and not self._may(sheet, touched):
            self.refused.append(f"{sheet.title}: {what}")
            return False
        for book in self.books:
            change(book.sheet_by_id(sheet.id))
            keep_headers(book.sheet_by_id(sheet.id))
            book.changed(book.modified)
        self.done.append(f"{sheet.title}: {what}")
        return True

    def _may(self, sheet: Sheet, touched: Sequence[Box]) -> bool:
        try:
            for box in touched:
                self.books[0].check_may_edit(self.email, sheet, box)
        except ApiError:
            return False
        return True

    def _theirs(self, sheet: Sheet, row: int) -> list[Box]:
        """The cells of a row that they fill in."""
        ours = self._ours(sheet)
        return [_cell(row, column) for column in range(sheet.width) if column not in ours]

    def _put(self, sheet: Sheet, row: int, line: Sequence[Cell]) -> None:
        """Fill a row's cells, those of the service apart."""
        if row >= sheet.height:
            sheet.append("ROWS", row + 1 - sheet.height)
        for column, value in enumerate(line):
            if column not in self._ours(sheet):
                sheet.set(row, column, value)

    def _ours(self, sheet: Sheet) -> set[int]:
        spans = (
            mark["location"].get("dimensionRange", {})
            for mark in self.books[0].metadata
            if mark["metadataKey"] == self.marked
        )
        return {span["startIndex"] for span in spans if span.get("sheetId", 0) == sheet.id}

    def _foot(self, sheet: Sheet) -> int:
        filled = [at for at, row in enumerate(sheet.rows) if any(c is not None for c in row.cells)]
        return max(filled, default=self.header[sheet.id]) + 1

    def _row(self, sheet: Sheet) -> int:
        top, foot = self.header[sheet.id] + 1, self._foot(sheet)
        return self.chance.randrange(top, max(foot, top + 1))

    def _column(self, sheet: Sheet) -> int:
        """A column of the staff's."""
        theirs = [
            column for column in range(sheet.width)
            if column not in self._ours(sheet) and sheet.cell(self.header[sheet.id], column)
        ]  # fmt: skip
        return self.chance.choice(theirs or [0])

    def _value(self, old: Cell) -> Cell:
        if isinstance(old, (int, float)) and not isinstance(old, bool):
            return old + self.chance.randint(1, 9)
        return self.chance.choice([None, "a note", old, 12, "=1+1"])


def _cell(row: int, column: int) -> Box:
    return Box(row, column, row + 1, column + 1)


def _rows(sheet: Sheet, row: int) -> list[Box]:
    """A row from edge to edge: whoever may not edit one column cannot insert or delete it."""
    return [Box(row, 0, row + 1, sheet.width)]


def _column(sheet: Sheet, at: int) -> list[Box]:
    return [Box(0, at, sheet.height, at + 1)]


_KINDS: list[tuple[Callable[[SeededStaff, Sheet], None], int]] = [
    (SeededStaff.type_row, 6), (SeededStaff.edit_cell, 8), (SeededStaff.insert_rows, 6),
    (SeededStaff.delete_row, 5), (SeededStaff.sort, 6), (SeededStaff.move_row, 3),
    (SeededStaff.paste_over, 4), (SeededStaff.clear_row, 2), (SeededStaff.insert_column, 3),
    (SeededStaff.delete_column, 2), (SeededStaff.move_column, 2), (SeededStaff.rename_header, 1),
    (SeededStaff.rename_tab, 1),
]  # fmt: skip
