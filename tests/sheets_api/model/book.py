"""A spreadsheet: tabs, named and protected ranges, developer metadata, who may do what."""

import copy
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from ..cells import Cell, Formula
from .errors import PROTECTED, bad
from .ranges import Box, a1_box, box_of, parse_cells, quoted, split_range
from .sheet import COLUMN, Row, Sheet
from .shifting import shift_objects
from .workings import Workings

Json = dict[str, Any]

MOST_CELLS = 10_000_000
LONGEST_CELL = 50_000
_PLACES = {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "rowIndex"}
_chance = random.Random(20261123)


class Book:
    """One file. ``roles`` are "owner", "writer", "reader" by address; ``version`` counts changes."""

    def __init__(self, key: str, title: str, locale: str, time_zone: str, owner: str) -> None:
        self.key = key
        self.properties: Json = {
            "title": title, "locale": locale, "autoRecalc": "ON_CHANGE", "timeZone": time_zone,
        }  # fmt: skip
        self.roles = {owner: "owner"}
        self.sheets: list[Sheet] = []
        self.named: list[Json] = []
        self.protected: list[Json] = []
        self.metadata: list[Json] = []
        self.comments: list[Json] = []
        self.version = 0
        self.edition: object = object()
        self.clock: Callable[[], float] = time.time
        self.workings = Workings(self)
        self.created = self.modified = 0.0

    # --- tabs --------------------------------------------------------------------------------

    def add_sheet(
        self, title: str, rows: int = 1000, columns: int = 26, *, number: int | None = None, index: int | None = None,
    ) -> Sheet:  # fmt: skip
        if any(sheet.title.casefold() == title.casefold() for sheet in self.sheets):
            raise bad(f'A sheet with the name "{title}" already exists. Please enter another name.')
        if number is not None and any(sheet.id == number for sheet in self.sheets):
            raise bad(f"Sheet with ID {number} already exists.")
        number = self.fresh_id({sheet.id for sheet in self.sheets}) if number is None else number
        properties = {"sheetId": number, "title": title, "sheetType": "GRID"}
        body = [Row(self.edition) for _ in range(rows)]
        sheet = Sheet(number, properties, body, columns, self.edition, [COLUMN] * columns)
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        self.wire()
        self.check_size()
        return sheet

    def adopt(self, source: Sheet, title: str, number: int | None, index: int) -> Sheet:
        """A copy of a tab, of this book or another, as a tab of this one."""
        made = self.add_sheet(title, 1, 1, number=number, index=index)
        twin = source.fork(self.edition)
        twin.id, twin.objects = made.id, relocated(twin.objects, made.id)
        twin.basic_filter = relocated(twin.basic_filter, made.id)
        twin.properties |= {"sheetId": made.id, "title": title}
        for chart in twin.objects.get("charts", ()):
            chart["chartId"] = self.fresh_id(set())
        self.sheets[index] = twin
        self.wire()
        self.check_size()
        return twin

    def sheet(self, title: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.title == title)

    def sheet_by_id(self, number: int) -> Sheet:
        found = next((sheet for sheet in self.sheets if sheet.id == number), None)
        if found is None:
            raise bad(f"No grid with id: {number}")
        return found

    def remove_sheet(self, number: int) -> None:
        sheet = self.sheet_by_id(number)
        if len(self.sheets) == 1:
            raise bad("You can't remove all the sheets in a document.")
        self.sheets.remove(sheet)
        self.named = [each for each in self.named if each["range"].get("sheetId", 0) != number]
        self.protected = [
            each for each in self.protected if each["range"].get("sheetId", 0) != number
        ]
        self.metadata = [each for each in self.metadata if sheet_of(each["location"]) != number]

    def wire(self) -> None:
        """Let the tabs tell us of shifts."""
        for sheet in self.sheets:
            sheet.listeners = [self._shifted]
            sheet.value = self.result
            sheet.locale = self.properties["locale"]

    def share(self, email: str, role: str | None) -> None:
        self.roles.pop(email, None)
        if role:
            self.roles[email] = role

    def fresh_id(self, taken: set[int]) -> int:
        while (number := _chance.randrange(1, 2**31)) in taken:
            pass
        return number

    # --- keeping and restoring ---------------------------------------------------------------

    def keep(self) -> Json:
        """All that a failed batch has to put back."""
        kept = {
            "properties": dict(self.properties), "roles": dict(self.roles),
            "sheets": [sheet.fork(object()) for sheet in self.sheets],
            "named": _copied(self.named), "protected": _copied(self.protected),
            "metadata": _copied(self.metadata),
        }  # fmt: skip
        self.edition = object()
        for sheet in self.sheets:
            sheet.edition = self.edition
        return kept

    def put_back(self, kept: Json) -> None:
        for name, value in kept.items():
            setattr(self, name, value)
        self.edition = object()
        for sheet in self.sheets:
            sheet.edition = self.edition
        self.wire()

    def changed(self, now: float) -> None:
        self.version += 1
        self.modified = now

    def check_size(self) -> None:
        if sum(sheet.height * sheet.width for sheet in self.sheets) > MOST_CELLS:
            raise bad(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MOST_CELLS} cells."
            )

    # --- formulas ----------------------------------------------------------------------------

    def result(self, sheet: Sheet, row: int, column: int) -> Any:
        """What a cell comes to."""
        cell = sheet.cell(row, column)
        works = isinstance(cell, Formula) or (cell is None and sheet.arrays)
        return self.workings.result(sheet, row, column) if works else cell

    def line(self, sheet: Sheet, row: int, left: int, right: int) -> list[Cell]:
        """Neighbouring cells of a row, what array formulas put into blank ones among them."""
        cells = sheet.rows[row].cells[left:right]
        spilled = self.workings.spilled(sheet) if sheet.arrays else None
        if not spilled:
            return cells
        cells += [None] * (right - left - len(cells))
        return [
            spilled.get((row, left + at)) if cell is None else cell for at, cell in enumerate(cells)
        ]

    # --- ranges ------------------------------------------------------------------------------

    def resolve(self, text: str) -> tuple[Sheet, Box]:
        """A1 notation or a named range as a tab and a closed box."""
        title, cells = split_range(text)
        sheet = self._titled(title, text)
        if sheet is None and cells is not None:
            sheet = next((each for each in self.sheets if each.title == cells), None)
            if sheet is not None and parse_cells(cells) is None:
                return sheet, Box().closed(sheet.height, sheet.width)
            sheet = sheet if sheet is not None and parse_cells(cells) is None else self.sheets[0]
        assert sheet is not None
        if not cells:
            return sheet, Box().closed(sheet.height, sheet.width)
        box = parse_cells(cells)
        if box is None:
            return self._named_range(cells, text)
        return sheet, box.closed(sheet.height, sheet.width)

    def label(self, sheet: Sheet, box: Box) -> str:
        return f"{quoted(sheet.title)}!{a1_box(box)}"

    def _titled(self, title: str | None, text: str) -> Sheet | None:
        if title is None:
            return None
        found = next((each for each in self.sheets if each.title == title), None)
        if found is None:
            raise bad(f"Unable to parse range: {text}")
        return found

    def _named_range(self, name: str, text: str) -> tuple[Sheet, Box]:
        for each in self.named:
            if each["name"].casefold() == name.casefold():
                sheet = self.sheet_by_id(each["range"].get("sheetId", 0))
                return sheet, box_of(each["range"]).closed(sheet.height, sheet.width)
        raise bad(f"Unable to parse range: {text}")

    # --- protection --------------------------------------------------------------------------

    def check_may_edit(self, email: str, sheet: Sheet, box: Box) -> None:
        """Refuse whoever may not edit some cell of the box."""
        for protection in self._protections(sheet):
            if not self.may_edit(protection, email) and self._in(protection, box):
                raise bad(PROTECTED)

    def check_may_change(self, email: str, sheet: Sheet) -> None:
        """Refuse whoever may not edit a tab that is protected as a whole."""
        for protection in self._protections(sheet):
            if not self.may_edit(protection, email) and box_of(protection["range"]) == Box():
                raise bad(PROTECTED)

    def may_edit(self, protection: Json, email: str) -> bool:
        """Whether a protection lets somebody through: the owner always, a warning everybody."""
        return (
            self.roles.get(email) == "owner"
            or bool(protection.get("warningOnly"))
            or email in protection.get("editors", {}).get("users", ())
        )

    def _protections(self, sheet: Sheet) -> Iterator[Json]:
        return (each for each in self.protected if self.protects(each) == sheet.id)

    @staticmethod
    def protects(protection: Json) -> int:
        """The tab that a protection is on."""
        return int(protection["range"].get("sheetId", 0))

    @staticmethod
    def _in(protection: Json, box: Box) -> bool:
        opened = [box_of(each) for each in protection.get("unprotectedRanges", ())]
        return box_of(protection["range"]).overlaps(box) and not any(
            each.contains(box) for each in opened
        )

    def _shifted(self, what: str, sheet: int, at: int, count: int) -> None:
        shift_objects(self, what, sheet, at, count)


def relocated(node: Any, sheet: int) -> Any:
    """The same JSON with its ranges on another tab."""
    if isinstance(node, list):
        return [relocated(each, sheet) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: relocated(value, sheet) for key, value in node.items()}
    if "sheetId" in made or not _PLACES.isdisjoint(made):
        made = {key: value for key, value in made.items() if key != "sheetId"}
        made |= {"sheetId": sheet} if sheet else {}
    return made


def sheet_of(location: Json) -> int | None:
    """The tab that a metadata location belongs to; None: the spreadsheet itself."""
    if "dimensionRange" in location:
        return int(location["dimensionRange"].get("sheetId", 0))
    return None if location.get("spreadsheet") else int(location.get("sheetId", 0))


def checked_text(value: Cell) -> Cell:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise bad(
            f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell."
        )
    return value


def _copied(made: list[Json]) -> list[Json]:
    return copy.deepcopy(made)
