"""What formulas come to: worked out when asked for, once for each state of the spreadsheet."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..cells import CellError, Formula
from ..language.formula_shift import Shift, renamed, shifted
from ..language.formulas import may_spill, result_format, worked_out
from .ranges import a1, column_of
from .sheet import Sheet

if TYPE_CHECKING:
    from .book import Book

Json = dict[str, Any]
Spilled = dict[tuple[int, int], Any]
_SINGLE = re.compile(r"=\s*\$?([A-Za-z]{1,3})\$?([1-9]\d*)\s*")


class Workings:
    """The results of a book's formulas, kept until anything changes."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._state: object = None
        self._known: dict[tuple[int, int, int], Any] = {}
        self._spilled: dict[int, Spilled] = {}

    def result(self, sheet: Sheet, row: int, column: int) -> Any:
        cell = sheet.cell(row, column)
        if cell is None and sheet.arrays:
            return self.spilled(sheet).get((row, column))
        if not isinstance(cell, Formula):
            return cell
        self._refresh()
        place = (sheet.id, row, column)
        if place not in self._known:
            self._known[place] = CellError("REF", "#REF!", "Circular dependency detected.")
            self._known[place] = self._worked_out(sheet, row, column, cell.text)
        return self._known[place]

    def spilled(self, sheet: Sheet) -> Spilled:
        """What array formulas put into blank cells of a tab, by row and column."""
        self._refresh()
        if sheet.id not in self._spilled:
            self._spilled[sheet.id] = {}  # where arrays use each other: what came before is seen
            for row, column, formula in _formulas(sheet):
                if may_spill(formula.text):
                    self.result(sheet, row, column)
        return self._spilled[sheet.id]

    def _worked_out(self, sheet: Sheet, row: int, column: int, text: str) -> Any:
        view = View(self._book, sheet)
        found = worked_out(text, view, self._book.properties["locale"])
        if len(found) == len(found[0]) == 1:
            return found[0][0]
        there = self.spilled(sheet)
        cells = {
            (row + down, column + across): value
            for down, line in enumerate(found)
            for across, value in enumerate(line)
        }
        first = cells.pop((row, column))
        hindered = _hindrance(sheet, there, cells)
        if hindered is None:
            there.update(cells)
        return hindered or first

    def number_format(self, sheet: Sheet, row: int, column: int) -> Json | None:
        """The number format that a cell shows by: its own, else what its formula brings."""
        own = (sheet.looks(row, column).format or {}).get("numberFormat")
        cell = sheet.cell(row, column)
        if own or not isinstance(cell, Formula):
            return own
        found = result_format(cell.text, self._book.properties["locale"])
        return found or self._of_source(sheet, cell.text)

    def _of_source(self, sheet: Sheet, text: str) -> Json | None:
        """=A1 looks like A1."""
        match = _SINGLE.fullmatch(text)
        if match is None:
            return None
        return (sheet.looks(int(match[2]) - 1, column_of(match[1])).format or {}).get(
            "numberFormat"
        )

    def _refresh(self) -> None:
        book = self._book
        places = tuple((sheet.edits, sheet.properties["title"]) for sheet in book.sheets)
        state = (book.version, book.properties["locale"], places)
        if state != self._state:
            self._state, self._known, self._spilled = state, {}, {}


class View:
    """The book as a formula of one tab sees it."""

    def __init__(self, book: "Book", sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet

    def _at(self, title: str | None) -> Sheet:
        if title is None:
            return self._sheet
        for sheet in self._book.sheets:
            if sheet.title.casefold() == title.casefold():
                return sheet
        raise KeyError(title)

    def cell(self, sheet: str | None, row: int, column: int) -> Any:
        return self._book.result(self._at(sheet), row, column)

    def size(self, sheet: str | None) -> tuple[int, int]:
        there = self._at(sheet)
        return there.height, there.width

    def block(
        self, sheet: str | None, top: int, left: int, bottom: int, right: int
    ) -> list[list[Any]]:
        there, wide = self._at(sheet), right - left
        rows = [self._book.line(there, row, left, right) for row in range(top, bottom)]
        if there.formulas:
            rows = [
                [
                    self._book.result(there, top + down, left + across)
                    if isinstance(cell, Formula)
                    else cell
                    for across, cell in enumerate(row)
                ]
                for down, row in enumerate(rows)
            ]
        return [row + [None] * (wide - len(row)) for row in rows]

    def named(self, name: str) -> str | None:
        """Where a named range is."""
        for each in self._book.named:
            if each["name"].casefold() == name.casefold():
                sheet, box = self._book.resolve(each["name"])
                return self._book.label(sheet, box)
        return None

    def now(self) -> datetime:
        """The spreadsheet's own clock."""
        moment = datetime.fromtimestamp(self._book.clock(), UTC)
        try:
            return moment.astimezone(ZoneInfo(self._book.properties["timeZone"])).replace(
                tzinfo=None
            )
        except (ZoneInfoNotFoundError, ValueError):
            return moment.replace(tzinfo=None)


def _hindrance(sheet: Sheet, there: Spilled, cells: Spilled) -> CellError | None:
    """Why an array cannot fill these cells."""
    beyond = (max(row for row, _ in cells) + 1 - sheet.height, "rows"), (
        max(column for _, column in cells) + 1 - sheet.width, "columns"
    )  # fmt: skip
    for many, lines in beyond:
        if many > 0:
            why = f"Result was not automatically expanded, please insert more {lines} ({many})."
            return CellError("REF", "#REF!", why)
    for row, column in cells:
        if sheet.cell(row, column) is not None or (row, column) in there:
            why = "Array result was not expanded because it would overwrite data in"
            return CellError("REF", "#REF!", f"{why} {a1(row, column)}.")
    return None


# --- formulas follow what they refer to ------------------------------------------------------


def follow_shift(book: "Book", tab: Sheet, dimension: str, at: int, count: int) -> None:
    """Rewrite formulas after ``count`` lines came at ``at`` (went, where negative)."""
    shift = Shift(tab.title, at, count, by_row=dimension == "ROWS")
    locale = book.properties["locale"]
    for sheet in book.sheets:
        for row, column, formula in list(_formulas(sheet)):
            text = shifted(formula.text, locale, sheet.title, shift)
            if text != formula.text:
                sheet.set(row, column, Formula(text))


def follow_rename(book: "Book", old: str, new: str) -> None:
    """Rewrite formulas after a tab got another title."""
    for sheet in book.sheets:
        for row, column, formula in list(_formulas(sheet)):
            text = renamed(formula.text, book.properties["locale"], old, new)
            if text != formula.text:
                sheet.set(row, column, Formula(text))


def _formulas(sheet: Sheet) -> Iterable[tuple[int, int, Formula]]:
    if not sheet.formulas:
        return
    for row, line in enumerate(sheet.rows):
        for column, cell in enumerate(line.cells):
            if type(cell) is Formula:
                yield row, column, cell
